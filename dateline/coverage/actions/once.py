"""Carry a verb out exactly once: one durable transaction, its message on the log, its request remembered."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from dateline.coverage import rules
from dateline.coverage.models import DoneRequest, Entry, LiveBlog
from dateline.coverage.refusals import refusal
from dateline.kit import clock
from dateline.stream import log

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb did to the live blog: what to tell, and about which entry."""

    event: log.Event
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verb answers. `n` is its message's number; `repeated`: the request had been carried out before."""

    n: int
    entry_id: str | None
    version: int | None
    repeated: bool = False


def carry_out(
    blog: LiveBlog,
    verb: str,
    *,
    request_id: str,
    change: Callable[[LiveBlog], Change],
    write: Callable[[int, log.Event], int] = log.append,
) -> Outcome:
    """Do the change on the live blog, locked and fresh, and write its message, together or not at all."""
    rules.check_request_id(request_id)
    with transaction.atomic(durable=True):
        # The lock makes the verbs on one live blog follow one another, so the request below is looked up
        # and remembered without a race, and everything read afterwards is what will be written upon.
        blog = LiveBlog.objects.select_for_update().get(pk=blog.pk)
        if done := DoneRequest.objects.filter(live_blog=blog, request_id=request_id).first():
            if done.verb != verb:
                raise refusal("request_id_used")
            return Outcome(n=done.n, entry_id=done.entry_id, version=done.version, repeated=True)
        made = change(blog)
        n = write(blog.log_id, made.event)
        outcome = Outcome(
            n=n, entry_id=made.entry.id if made.entry else None, version=made.entry.version if made.entry else None
        )
        DoneRequest.objects.create(
            live_blog=blog,
            request_id=request_id,
            verb=verb,
            entry_id=outcome.entry_id,
            version=outcome.version,
            n=n,
            at=clock.now(),
        )
    logger.info("%s: %s as message %d, entry %s", blog.slug, verb, n, outcome.entry_id or "-")
    return outcome


def check_live(blog: LiveBlog) -> None:
    """Refuse a live blog whose coverage has ended."""
    if blog.ended:
        raise refusal("ended")
