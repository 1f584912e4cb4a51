"""What every verb of the record does: lock, carry out once, tell the log, and write the claim's history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.accounts.models import Staff
from dateline.coverage.actions import once
from dateline.coverage.models import LiveBlog
from dateline.facts import queries
from dateline.facts.models import Bond, Claim, HistoryLine, Relation, Status
from dateline.facts.refusals import refusal
from dateline.kit import clock
from dateline.stream import log


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verb answers. `n` is its message's number; `repeated`: the request had been carried out before."""

    n: int
    claim_id: str
    """The claim that the verb was about, or the one that it made."""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One call of a verb: by whom, and under which request."""

    by: Staff | None
    request_id: str


def carry_out(blog: LiveBlog, verb: str, act: Act, change: Callable[[LiveBlog], log.Event]) -> Outcome:
    """Do the change once, on the live blog locked and fresh, and write its message, together or not at all."""
    done = once.carry_out(
        blog,
        verb,
        request_id=act.request_id,
        change=lambda fresh: once.Change(change(fresh)),
        # A claim may be found wrong after the end of coverage, as an entry may.
        write=log.append_late,
    )
    lines = HistoryLine.objects.filter(claim__entry__live_blog=blog, request_id=act.request_id)
    # Where a verb made a claim, that one's first line comes first: it has no status before.
    claim_id = lines.order_by("before").values_list("claim_id", flat=True)[0]
    return Outcome(n=done.n, claim_id=claim_id, repeated=done.repeated)


def locked(*some: Claim | None) -> list[Claim]:
    """Return these claims fresh and locked, in the order asked for, without those that are None.

    The live blog's lock is not enough where two claims stand in two live blogs of a story. Ask for all at once: they
    are locked in one order everywhere, so that nobody waits in a circle.
    """
    asked = [claim.pk for claim in some if claim is not None]
    rows = queries.claims().select_for_update(of=("self",)).filter(pk__in=asked).order_by("pk")
    found = {claim.pk: claim for claim in rows}
    return [found[pk] for pk in asked]


def move(claim: Claim, status: Status, act: Act, *, reason: str) -> None:
    """Give the claim this status and write the line of its history. What may move where, the verbs have asked."""
    before, claim.status = claim.status, status
    if status in queries.OUT_OF_REVIEW:
        forget_review(claim)
    claim.save(update_fields=["status", "review", "present_start", "present_end"])
    write_line(claim, before, act, reason=reason)


def forget_review(claim: Claim) -> None:
    """Ask nobody to look at a claim that is over; where it stood last is where it was recorded."""
    if claim.review:
        claim.review, claim.present_start, claim.present_end = "", claim.start, claim.end


def write_line(claim: Claim, before: str, act: Act, *, reason: str) -> None:
    """Append a line to the claim's history."""
    HistoryLine.objects.create(
        claim=claim,
        number=claim.history.count() + 1,
        before=before,
        after=claim.status,
        reason=reason,
        at=clock.now(),
        by=act.by,
        request_id=act.request_id,
    )


def relate(claim: Claim, bond: Bond, target: Claim, act: Act) -> None:
    """Write what one claim is to the other. Refuses `related_already`."""
    if claim.relations.filter(bond=bond, target=target).exists():
        raise refusal("related_already")
    Relation.objects.create(claim=claim, bond=bond, target=target, at=clock.now(), by=act.by)


def told(claim: Claim, reason: str, others: Sequence[Claim]) -> tuple[dict[str, Any], str, dict[str, Any] | None]:
    """Return what a message tells of a claim that was judged: the claim, why, and the other claim if there is one."""
    first, *rest = queries.told([claim, *others])
    return first, reason, rest[0] if rest else None
