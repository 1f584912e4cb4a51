"""Take a claim out of the record; a tombstone with the reason stays."""

from dateline.accounts.models import Staff
from dateline.coverage.models import LiveBlog
from dateline.facts import events, queries, rules
from dateline.facts.actions.carry import Act, Outcome, carry_out, locked, move
from dateline.facts.models import Claim, Status


def retract_claim(claim: Claim, *, reason: str, by: Staff | None, request_id: str) -> Outcome:
    """Take a claim out of the record for good: readers get its tombstone without its words. Its history stays.

    What it said about other claims stays in their histories as well. Refuses `reason_missing` and `over`.
    """
    rules.check_may_keep_record(by)
    reason = rules.check_reason(reason, needed=True)
    act = Act(by, request_id)

    def change(_: LiveBlog) -> events.ClaimRetracted:
        [fresh] = locked(claim)
        rules.check_may_become(Status(fresh.status), Status.RETRACTED, another_says_so=True)
        move(fresh, Status.RETRACTED, act, reason=reason)
        return events.ClaimRetracted(queries.told([fresh])[0], reason)

    return carry_out(claim.entry.live_blog, "retract_claim", act, change)
