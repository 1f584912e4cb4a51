"""Let a claim take the place of another: as a correction of what was reported, or as the newer figure."""

from dateline.accounts.models import Staff
from dateline.coverage.models import EntryVersion, LiveBlog
from dateline.facts import bonds, events, queries, rules
from dateline.facts.actions.bind import bind
from dateline.facts.actions.carry import Act, Outcome, carry_out, locked, move, relate, told
from dateline.facts.actions.record import write_claim
from dateline.facts.models import Bond, Claim, Status
from dateline.facts.refusals import refusal


def correct_claim(
    claim: Claim,
    *,
    version: EntryVersion,
    corrected: rules.NewClaim,
    reason: str,
    by: Staff | None,
    request_id: str,
    part_of: Claim | None = None,
) -> Outcome:
    """Record what the corrected entry says instead, and mark the old claim as corrected; the new one is returned.

    Refuses `reason_missing`, `over`, `other_entry`, `version_not_newer`, `nothing_corrected`, and what `record_claim`
    refuses.
    """
    rules.check_may_keep_record(by)
    reason = rules.check_reason(reason, needed=True)
    checked = rules.check_claim(corrected, rules.text_of(version.heading, version.body))
    act = Act(by, request_id)

    def change(blog: LiveBlog) -> events.ClaimCorrected:
        old, *whole = locked(claim, part_of)
        rules.check_may_become(Status(old.status), Status.CORRECTED, another_says_so=True)
        if old.entry_id != version.entry_id:
            raise refusal("other_entry")
        if version.number <= old.version.number:
            raise refusal("version_not_newer", version=old.version.number)
        if rules.says_the_same(checked, queries.as_recorded(old)):
            raise refusal("nothing_corrected")
        new = write_claim(blog, version, checked, act, reason=reason)
        for target in whole:
            bind(new, Bond.PART_OF, target, act)
        relate(new, Bond.CORRECTS, old, act)
        move(old, Status.CORRECTED, act, reason=reason)
        return events.ClaimCorrected(*told(old, reason, [new]))

    return carry_out(claim.entry.live_blog, "correct_claim", act, change)


def supersede_claim(claim: Claim, *, newer: Claim, reason: str = "", by: Staff | None, request_id: str) -> Outcome:
    """Say that a newer claim of the same claimant takes this one's place, which stays on the record as it was said.

    Refuses `over`, and what `bonds.check_supersedes` refuses: figures of different claimants stand side by side.
    """
    rules.check_may_keep_record(by)
    reason = rules.check_reason(reason, needed=False)
    act = Act(by, request_id)

    def change(_: LiveBlog) -> events.ClaimSuperseded:
        old, new = locked(claim, newer)
        bonds.check_supersedes(queries.party(new), queries.party(old))
        rules.check_may_become(Status(old.status), Status.SUPERSEDED, another_says_so=True)
        relate(new, Bond.SUPERSEDES, old, act)
        move(old, Status.SUPERSEDED, act, reason=reason)
        return events.ClaimSuperseded(*told(old, reason, [new]))

    return carry_out(claim.entry.live_blog, "supersede_claim", act, change)
