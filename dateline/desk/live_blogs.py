"""The list of live blogs, and the screen of one."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dateline.accounts.models import Staff
from dateline.coverage import actions, body, fragments, queries, rules
from dateline.coverage.models import Entry
from dateline.desk.asked import asked
from dateline.desk.entries import done
from dateline.desk.session import staff_required
from dateline.kit.refusal import Refusal

PAGE = 50
"""Entries on the timeline at first, and more at each asking."""
ENDED_SHOWN = 50
FIELD_OF_CODE = {
    "headline_missing": "headline",
    "headline_too_long": "headline",
    "standfirst_too_long": "standfirst",
    "slug_odd": "address",
    "slug_taken": "address",
}


@dataclass(frozen=True, slots=True)
class Headline:
    headline: str
    standfirst: str
    request_id: str


@dataclass(frozen=True, slots=True)
class End:
    request_id: str
    successor: str | None = None
    """Slug of the live blog in which coverage goes on."""


@require_http_methods(["GET", "POST"])
@staff_required
def live_blogs(request: HttpRequest, viewer: Staff) -> HttpResponse:
    """List the live blogs, or start one and go to its screen."""
    given = {name: request.POST.get(name, "").replace("\0", "") for name in ("headline", "standfirst", "address")}
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            blog = actions.begin_live_blog(
                headline=given["headline"],
                standfirst=given["standfirst"],
                slug=given["address"].strip(),
                by=viewer,
            )
        except Refusal as refusal:
            if refusal.code not in FIELD_OF_CODE:
                raise
            refused = refusal
        else:
            return redirect("desk-live-blog", slug=blog.slug)
    return render(
        request,
        "desk/live_blogs.html",
        {
            "viewer": viewer,
            "live": queries.live_blogs_now(),
            "ended": queries.live_blogs_ended()[:ENDED_SHOWN],
            "given": given,
            "sentences": {FIELD_OF_CODE[refused.code]: refused.sentence} if refused else {},
        },
        status=422 if refused else 200,
    )


@require_GET
@staff_required
def live_blog(request: HttpRequest, viewer: Staff, slug: str) -> HttpResponse:
    """Answer the screen of one live blog. It shows the log up to its number; the script reads on from there."""
    blog = queries.live_blog_for(viewer, slug)
    entries = queries.entries_before(blog, None, limit=PAGE)
    return render(
        request,
        "desk/live_blog.html",
        {
            "viewer": viewer,
            "blog": blog,
            "lead": fragments.lead(blog),
            "articles": [entry.html for entry in entries],
            "before": _before(entries),
            "successors": [] if blog.ended else queries.live_blogs_now().exclude(pk=blog.pk),
            "heading_limit": rules.HEADING_LIMIT,
            "body_limit": body.LIMIT,
        },
    )


@require_GET
@staff_required
def older(request: HttpRequest, viewer: Staff, slug: str) -> HttpResponse:
    """Answer the entries before a position, and the position to ask for next."""
    blog = queries.live_blog_for(viewer, slug)
    before = request.GET.get("before", "")
    position = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    entries = queries.entries_before(blog, position, limit=PAGE)
    return JsonResponse({"html": "".join(entry.html for entry in entries), "before": _before(entries)})


@require_POST
@staff_required
def change_headline(request: HttpRequest, viewer: Staff, slug: str) -> HttpResponse:
    words = asked(request, Headline)
    blog = queries.live_blog_for(viewer, slug)
    outcome = actions.change_headline(
        blog, headline=words.headline, standfirst=words.standfirst, by=viewer, request_id=words.request_id
    )
    return done(outcome)


@require_POST
@staff_required
def end(request: HttpRequest, viewer: Staff, slug: str) -> HttpResponse:
    words = asked(request, End)
    blog = queries.live_blog_for(viewer, slug)
    successor = queries.live_blog_for(viewer, words.successor) if words.successor else None
    return done(actions.end_coverage(blog, successor=successor, by=viewer, request_id=words.request_id))


def _before(entries: list[Entry]) -> int | None:
    """Return the position below which there is more. Positions have no gaps, so the first entry's is 1."""
    return entries[-1].position if entries and entries[-1].position > 1 else None
