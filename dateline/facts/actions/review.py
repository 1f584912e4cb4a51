"""Follow the entries: what was said of their words holds for the words that are there now, or a person looks."""

import logging

from django.db import transaction

from dateline.accounts.models import Staff
from dateline.coverage import queries as coverage
from dateline.coverage.models import LiveBlog
from dateline.facts import events, queries, rules
from dateline.facts.actions.carry import Act, Outcome, carry_out, locked, write_line
from dateline.facts.models import Claim, Review
from dateline.facts.refusals import refusal
from dateline.stream import log

logger = logging.getLogger(__name__)

ITSELF = Act(by=None, request_id="")


def review_what_changed(blog: LiveBlog) -> int:
    """Compare the claims of changed and withdrawn entries with what these say now; return how many need a person.

    Moves a quote that stands exactly once in the new words, and marks every other claim for review, each with a message
    on the log. Call it after any verb on an entry and before showing the record to the desk, as often as you like: it
    does nothing twice. What needs it is read from the tables (`queries.BEHIND`), so a call that never came is made good
    by the next.
    """
    with transaction.atomic(durable=True):
        # The verbs on one live blog follow one another: no entry changes between reading it and saying so.
        blog = LiveBlog.objects.select_for_update().get(pk=blog.pk)
        held = sum(_review(blog, claim) for claim in locked(*queries.behind(blog)))
    if held:
        logger.info("%s: %d claims wait for review, their entries have changed", blog.slug, held)
    return held


def _review(blog: LiveBlog, claim: Claim) -> bool:
    """Compare one claim with its entry, and return whether a person must look."""
    entry = claim.entry
    present = coverage.present_words(entry)
    text = rules.text_of(present.heading, present.body)
    found = Review.ENTRY_WITHDRAWN if entry.withdrawn else rules.moved(queries.standing_words(claim), text)
    before, claim.seen_version = claim.review, entry.version
    if isinstance(found, Review):
        _set(claim, found, None)
    else:
        _set(claim, "", (found.start, found.end))
    if claim.review != before:
        _tell(blog, claim)
    return bool(claim.review)


def _tell(blog: LiveBlog, claim: Claim) -> None:
    write_line(claim, claim.status, ITSELF, reason=claim.review)
    [told] = queries.told([claim])
    log.append_late(blog.log_id, events.ClaimHeld(told) if claim.review else events.ClaimKept(told))


def _set(claim: Claim, review: str, place: tuple[int, int] | None) -> None:
    claim.review = review
    claim.present_start, claim.present_end = place or (None, None)
    claim.save(update_fields=["review", "seen_version", "present_start", "present_end"])


def keep_claim(claim: Claim, *, start: int, end: int, version: int, by: Staff | None, request_id: str) -> Outcome:
    """Say that a claim marked for review still stands, at these words of the entry's present version.

    The words may be others than its quote, which stays what it was: "forty-one" made into "41" is no correction.
    Refuses `no_review`, `stale_version`, `withdrawn` and `quote_odd`.
    """
    rules.check_may_keep_record(by)
    act = Act(by, request_id)

    def change(_: LiveBlog) -> events.ClaimKept:
        [fresh] = locked(claim)
        entry = fresh.entry
        if entry.withdrawn:
            raise refusal("withdrawn")
        if version != entry.version:
            raise refusal("stale_version", version=entry.version)
        if not fresh.review:
            raise refusal("no_review")
        words = coverage.present_words(entry)
        if not 0 <= start < end <= len(rules.text_of(words.heading, words.body)):
            raise refusal("quote_odd")
        fresh.seen_version = version
        _set(fresh, "", (start, end))
        write_line(fresh, fresh.status, act, reason="")
        return events.ClaimKept(queries.told([fresh])[0])

    return carry_out(claim.entry.live_blog, "keep_claim", act, change)
