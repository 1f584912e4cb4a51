"""The readers' pages that Django answers. None of them knows who is reading, so any cache may keep them."""

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.views import defaults
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from dateline.coverage import fragments, queries
from dateline.coverage.models import Entry, LiveBlog
from dateline.coverage.refusals import refusal
from dateline.kit.refusal import Refusal
from dateline.livepage import caching, structured
from dateline.livepage.page import ENTRIES, introduced, joined, live_page

logger = logging.getLogger(__name__)

P = ParamSpec("P")

LATEST = 3
"""Newest entries named under a live blog on the front page."""
SHOWN = 20
"""Live blogs on the front page, of those that go on and of those that have ended."""
NO_STORY = "No running story has this address. The front page has everything that is live now."
NO_LIVE_BLOG = "No live blog has this address. Look for a slip in it, or find the live blog on the front page."
NO_ENTRY = "No update has this address. Look for a slip in it, or read on in the live blog itself."
Latest = list[tuple[Entry, str]]


def public(
    *, otherwise: str = ""
) -> Callable[[Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[..., HttpResponse]]:
    """Let caches keep the view's answer for a moment; answer compressed, and 304 where the reader has it already.

    `otherwise` is what the 404 page says when there is no such thing.
    """

    def decorate(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                response = view(request, *args, **kwargs)
            except Refusal as refused:
                raise Http404(otherwise) from refused
            response.headers.setdefault("Cache-Control", caching.A_MOMENT)
            return response

        return unkept(require_safe(gzip_page(conditional_page(answer))))

    return decorate


def unkept(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let no cache keep the view's refusals."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        if response.status_code >= 400:
            response.headers["Cache-Control"] = caching.NOT_AT_ALL
        return response

    return answer


@public()
def front(request: HttpRequest) -> HttpResponse:
    """What is live now, with its latest headings, and what has ended."""
    now = list(queries.live_blogs_now()[:SHOWN])
    recent = list(queries.live_blogs_ended()[:SHOWN])
    return render(request, "livepage/front.html", {"now": _with_latest(now), "recent": _with_latest(recent)})


@public(otherwise=NO_STORY)
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """A running story: all its live blogs."""
    found = queries.public_story(slug)
    coverage = _with_latest(queries.live_blogs_of(found))
    return render(request, "livepage/story.html", {"story": found, "coverage": coverage})


def _with_latest(blogs: Sequence[LiveBlog]) -> list[tuple[LiveBlog, Latest]]:
    """Return each live blog with its last entries and what they are called; an ended one is called by its headline."""
    entries = queries.latest_entries([blog for blog in blogs if not blog.ended], limit=LATEST)
    versions = queries.present_versions(entries)
    latest: dict[int, Latest] = {}
    for entry in entries:
        if not entry.withdrawn:
            latest.setdefault(entry.live_blog_id, []).append((entry, fragments.label_of(entry, versions[entry.id])))
    return [(blog, latest.get(blog.pk, [])) for blog in blogs]


@public(otherwise=NO_LIVE_BLOG)
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """The live page as `hot` answers it, and with `?entry=<id>` introduced to other sites by that entry's words."""
    page = live_page(slug, shared=request.GET.get("entry", ""))
    if page is None:
        raise refusal("not_found")
    return HttpResponse(page.html)


@public()
def without_slash(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(f"/live/{slug}")


@public(otherwise=NO_LIVE_BLOG)
def older(request: HttpRequest, slug: str) -> HttpResponse:
    """Entries below a position: a page of its own, from which the live page's script takes the entries.

    `at`, which the script adds, is not read: it is the number the asking page has reached, and keeps a cache from
    answering it with entries as they were before that.
    """
    blog = queries.public_live_blog(slug)
    entries = queries.entries_before(blog, _position(request.GET.get("before")), limit=ENTRIES + 1)
    shown = entries[:ENTRIES]
    context = {
        "blog": blog,
        "entries": joined(shown),
        "older": shown[-1].position if len(entries) > ENTRIES else None,
    }
    response = render(request, "livepage/older.html", context)
    if "at" in request.GET:
        response.headers["Cache-Control"] = caching.A_MINUTE
    return response


def _position(given: str | None) -> int | None:
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        raise Http404("“Older updates” needs a number to begin below. Go to the live page and follow its link.")
    return int(given)


@public(otherwise=NO_ENTRY)
def entry(request: HttpRequest, slug: str, entry_id: str) -> HttpResponse:
    """One entry for good: as it stands, when it changed, and what was corrected."""
    found = queries.public_entry(slug, entry_id)
    versions = queries.versions_of(found)
    present = versions[-1]
    title, description = introduced(found, present)
    context = {
        "entry": found,
        "blog": found.live_blog,
        "article": found.html,
        "versions": versions,
        "title": "Withdrawn update" if found.withdrawn else title,
        "description": "This update was withdrawn." if found.withdrawn else description,
        "context_address": _among_others(found),
        "structured": "" if found.withdrawn else structured.entry_posting(found, present),
    }
    return render(request, "livepage/entry.html", context)


def _among_others(entry: Entry) -> str:
    """Return where the entry stands among its neighbours: on the live page while it is one of the newest there."""
    newer = entry.live_blog.last_position - entry.position
    if newer < ENTRIES:
        return f"{entry.live_blog.url}#entry-{entry.id}"
    # With some of the newer ones above it, to read on in both directions.
    return f"{entry.live_blog.url}/older?before={entry.position + ENTRIES // 2}#entry-{entry.id}"


@public()
def icon(request: HttpRequest) -> HttpResponse:
    """The newsroom's initial, white on ink."""
    drawing = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4"/>'
        '<text x="16" y="24" font-family="Georgia,serif" font-size="24" font-weight="700" text-anchor="middle"'
        ' fill="#fff">{}</text></svg>',
        settings.SITE_NAME[:1].upper(),
    )
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Cache-Control": caching.A_DAY})


@public()
def robots(request: HttpRequest) -> HttpResponse:
    words = "User-agent: *\nDisallow: /desk/\nDisallow: /account/\n"
    return HttpResponse(words, content_type="text/plain", headers={"Cache-Control": caching.A_DAY})


@unkept
def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    return defaults.page_not_found(request, exception)


@unkept
def misunderstood(request: HttpRequest, exception: Exception) -> HttpResponse:
    return defaults.bad_request(request, exception)


@unkept
def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours. Must not fail itself, whatever else does."""
    try:
        return render(request, "500.html", status=500)
    except Exception:
        logger.exception("The error page could not be made either")
        words = "Something went wrong here. Nothing that was published is lost. Load the page again in a minute.\n"
        return HttpResponse(words, status=500, content_type="text/plain; charset=utf-8")
