"""What the composer asks of drafts: list, open, save as one types, submit, take back, discard."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dateline.accounts.models import Staff
from dateline.coverage import actions, queries
from dateline.coverage.body import text_of
from dateline.coverage.models import Draft
from dateline.desk.asked import asked
from dateline.desk.session import staff_required
from dateline.kit import clock


@dataclass(frozen=True, slots=True)
class Saving:
    heading: str
    byline: str
    body: object
    revision: int
    """The last one this window saw, 0 for a draft that was never saved."""
    entry: str | None = None
    base_version: int | None = None


@require_GET
@staff_required
def drafts(request: HttpRequest, viewer: Staff, slug: str) -> HttpResponse:
    """Answer the viewer's drafts and, to those who publish, all that were submitted; without their bodies."""
    blog = queries.live_blog_for(viewer, slug)
    return JsonResponse({"drafts": [_card(draft, viewer) for draft in queries.drafts_for(viewer, blog)]})


@require_http_methods(["GET", "PUT", "DELETE"])
@staff_required
def draft(request: HttpRequest, viewer: Staff, slug: str, draft_id: str) -> HttpResponse:
    if request.method == "PUT":
        return _save(request, viewer, slug, draft_id)
    found = queries.draft_for(viewer, slug, draft_id)
    if request.method == "DELETE":
        actions.discard_draft(found, by=viewer)
        return JsonResponse({})
    return JsonResponse({**_card(found, viewer), "byline": found.byline, "body": found.body})


def _save(request: HttpRequest, viewer: Staff, slug: str, draft_id: str) -> HttpResponse:
    words = asked(request, Saving)
    saved = actions.save_draft(
        queries.live_blog_for(viewer, slug),
        draft_id,
        heading=words.heading,
        byline=words.byline,
        body=words.body,
        entry=queries.entry_for(viewer, slug, words.entry) if words.entry else None,
        base_version=words.base_version,
        revision=words.revision,
        by=viewer,
    )
    return JsonResponse({"revision": saved.revision, "saved": clock.iso(saved.saved)})


@require_POST
@staff_required
def submit(request: HttpRequest, viewer: Staff, slug: str, draft_id: str) -> HttpResponse:
    found = queries.draft_for(viewer, slug, draft_id)
    return JsonResponse(_card(actions.submit_draft(found, by=viewer), viewer))


@require_POST
@staff_required
def take_back(request: HttpRequest, viewer: Staff, slug: str, draft_id: str) -> HttpResponse:
    found = queries.draft_for(viewer, slug, draft_id)
    return JsonResponse(_card(actions.take_back_draft(found, by=viewer), viewer))


def _card(draft: Draft, viewer: Staff) -> dict[str, Any]:
    return {
        "id": draft.id,
        "label": _label(draft),
        "heading": draft.heading,
        "author": draft.author.name,
        "mine": draft.author_id == viewer.pk,
        "entry": draft.entry_id,
        "base_version": draft.base_version,
        "revision": draft.revision,
        "saved": clock.iso(draft.saved),
        "submitted": clock.iso(draft.submitted) if draft.submitted else None,
    }


def _label(draft: Draft) -> str:
    """Return the draft's name in lists: its heading, or its first words where it has none."""
    words = " ".join((draft.heading.strip() or text_of(draft.body)).split())
    return words if len(words) <= 80 else words[:79].rstrip() + "…"
