"""What the composer and the timeline ask of entries: each view reads the request, then calls one query and one verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from dateline.accounts.models import Staff
from dateline.coverage import actions, queries
from dateline.coverage.actions import Outcome
from dateline.coverage.models import Entry
from dateline.desk.asked import asked
from dateline.desk.session import staff_required


@dataclass(frozen=True, slots=True)
class NewEntry:
    heading: str
    byline: str
    body: object
    request_id: str
    key: bool = False
    draft: str | None = None
    """Id of the draft it was written in, which is gone with the publication."""


@dataclass(frozen=True, slots=True)
class Revision:
    heading: str
    byline: str
    body: object
    base_version: int
    request_id: str
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    heading: str
    byline: str
    body: object
    base_version: int
    reason: str
    request_id: str
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    reason: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Request:
    request_id: str


class Mark(Protocol):
    def __call__(self, entry: Entry, *, by: Staff | None, request_id: str) -> Outcome: ...


def done(outcome: Outcome) -> JsonResponse:
    """Answer what a verb did: the message's number, and the entry with its version where there is one."""
    words: dict[str, Any] = {"n": outcome.n, "repeated": outcome.repeated}
    return JsonResponse({**words, "entry": outcome.entry_id, "version": outcome.version})


@require_POST
@staff_required
def publish(request: HttpRequest, viewer: Staff, slug: str) -> HttpResponse:
    words = asked(request, NewEntry)
    blog = queries.live_blog_for(viewer, slug)
    outcome = actions.publish_entry(
        blog,
        heading=words.heading,
        body=words.body,
        byline=words.byline,
        key=words.key,
        draft_id=words.draft,
        by=viewer,
        request_id=words.request_id,
    )
    return done(outcome)


@require_GET
@staff_required
def entry(request: HttpRequest, viewer: Staff, slug: str, entry_id: str) -> HttpResponse:
    """Answer an entry's present words, to be edited."""
    words = queries.present_words(queries.entry_for(viewer, slug, entry_id))
    return JsonResponse({"version": words.number, "heading": words.heading, "byline": words.byline, "body": words.body})


@require_POST
@staff_required
def revise(request: HttpRequest, viewer: Staff, slug: str, entry_id: str) -> HttpResponse:
    words = asked(request, Revision)
    outcome = actions.revise_entry(
        queries.entry_for(viewer, slug, entry_id),
        heading=words.heading,
        body=words.body,
        byline=words.byline,
        base_version=words.base_version,
        draft_id=words.draft,
        by=viewer,
        request_id=words.request_id,
    )
    return done(outcome)


@require_POST
@staff_required
def correct(request: HttpRequest, viewer: Staff, slug: str, entry_id: str) -> HttpResponse:
    words = asked(request, Correction)
    outcome = actions.correct_entry(
        queries.entry_for(viewer, slug, entry_id),
        heading=words.heading,
        body=words.body,
        byline=words.byline,
        base_version=words.base_version,
        reason=words.reason,
        draft_id=words.draft,
        by=viewer,
        request_id=words.request_id,
    )
    return done(outcome)


@require_POST
@staff_required
def withdraw(request: HttpRequest, viewer: Staff, slug: str, entry_id: str) -> HttpResponse:
    words = asked(request, Withdrawal)
    entry = queries.entry_for(viewer, slug, entry_id)
    return done(actions.withdraw_entry(entry, reason=words.reason, by=viewer, request_id=words.request_id))


def marking(mark: Mark) -> Callable[..., HttpResponse]:
    """Return the view of a verb that needs nothing but the entry: pin, unpin, mark or unmark as key event."""

    @require_POST
    @staff_required
    def view(request: HttpRequest, viewer: Staff, slug: str, entry_id: str) -> HttpResponse:
        words = asked(request, Request)
        return done(mark(queries.entry_for(viewer, slug, entry_id), by=viewer, request_id=words.request_id))

    return view
