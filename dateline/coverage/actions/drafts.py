"""Keep words that readers do not see yet. Drafts never touch the log."""

import re

from django.db import IntegrityError, transaction
from django.db.models import Q

from dateline.accounts.models import Staff
from dateline.coverage import body as bodies
from dateline.coverage.actions.once import check_live
from dateline.coverage.models import Draft, Entry, LiveBlog
from dateline.coverage.refusals import refusal
from dateline.kit import clock

DRAFT_ID = re.compile(r"[a-z0-9]{8,16}")
LINE_LIMIT = 10_000
"""Characters kept of a heading or byline in the making: too long to publish is still not lost."""


def save_draft(
    blog: LiveBlog,
    draft_id: str,
    *,
    heading: str,
    byline: str,
    body: object,
    entry: Entry | None = None,
    base_version: int | None = None,
    revision: int,
    by: Staff,
) -> Draft:
    """Keep a draft as it is now; the browser made its id. `revision` is the last one it saw, 0 for a new draft.

    A heading that is too long to publish is kept all the same. An editor writes on in what a reporter submitted.
    Refuses `draft_taken` when another window saved in the meantime or the draft is somebody else's, `draft_gone` when
    it was published or discarded, `heading_too_long` from 10,000 characters on, and a malformed body.
    """
    if not DRAFT_ID.fullmatch(draft_id):
        raise refusal("not_found")
    for line in (heading, byline):
        if len(line) > LINE_LIMIT:
            raise refusal("heading_too_long", length=len(line), limit=LINE_LIMIT)
    document = bodies.checked(body)
    with transaction.atomic(durable=True):
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            # A draft that was published or discarded elsewhere is not brought back by a window that still shows it.
            if revision:
                raise refusal("draft_gone")
            draft = Draft(id=draft_id, live_blog=blog, author=by, entry=entry, revision=0)
        elif not _may_handle(draft, by) or draft.live_blog_id != blog.pk or draft.revision != revision:
            raise refusal("draft_taken")
        draft.heading, draft.byline, draft.body = heading, byline, document
        draft.base_version = base_version
        draft.saved = clock.now()
        draft.revision += 1
        try:
            draft.save(force_insert=draft.revision == 1, force_update=draft.revision > 1)
        except IntegrityError as error:
            # Another window's first save of the same id was quicker, by less than this transaction.
            raise refusal("draft_taken") from error
    return draft


def submit_draft(draft: Draft, *, by: Staff) -> Draft:
    """Hand a draft to the editors. Refuses an empty one, and the drafts of an ended live blog."""
    check_live(draft.live_blog)
    if not draft.heading.strip() and bodies.is_empty(draft.body):
        raise refusal("entry_empty")
    return _set_submitted(draft, by=by, submitted=True)


def take_back_draft(draft: Draft, *, by: Staff) -> Draft:
    """Take a submitted draft back to write on. An editor hands one back to its author with the same verb."""
    return _set_submitted(draft, by=by, submitted=False)


def discard_draft(draft: Draft, *, by: Staff) -> None:
    """Throw a draft away: one's own, or as an editor any that was submitted."""
    _check_may_handle(draft, by)
    Draft.objects.filter(pk=draft.pk).delete()


def use_up_draft(blog: LiveBlog, draft_id: str | None, *, by: Staff | None) -> None:
    """Remove the draft that is being published, inside the transaction that publishes it.

    Refuses `draft_gone` when it is not there for this person: somebody was quicker, and readers would get it twice.
    """
    if draft_id is None:
        return
    theirs = Q(author=by) | Q(submitted__isnull=False)
    gone, _ = Draft.objects.filter(theirs, pk=draft_id, live_blog=blog).delete()
    if not gone:
        raise refusal("draft_gone")


def _set_submitted(draft: Draft, *, by: Staff, submitted: bool) -> Draft:
    _check_may_handle(draft, by)
    with transaction.atomic(durable=True):
        fresh = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if fresh is None:
            raise refusal("not_found")
        fresh.submitted = clock.now() if submitted else None
        fresh.save(update_fields=["submitted"])
    return fresh


def _check_may_handle(draft: Draft, by: Staff) -> None:
    if not _may_handle(draft, by):
        raise refusal("not_found")


def _may_handle(draft: Draft, by: Staff) -> bool:
    return draft.author_id == by.pk or (by.publishes and draft.submitted is not None)
