"""Say that a claim is confirmed, disputed or denied."""

from dateline.accounts.models import Staff
from dateline.coverage.models import LiveBlog
from dateline.facts import bonds, events, queries, rules
from dateline.facts.actions.carry import Act, Outcome, carry_out, locked, move, relate, told
from dateline.facts.models import Bond, Claim, Status


def confirm_claim(
    claim: Claim, *, because: Claim | None = None, reason: str = "", by: Staff | None, request_id: str
) -> Outcome:
    """Say that a claim is established, by another claim or for a reason in words.

    Refuses `reason_missing`, `already` (a second source confirms once more; a second key press does not), `over`, and
    what `bonds.check_speaks_on` refuses.
    """
    act = _allowed(by, request_id)
    reason = rules.check_reason(reason, needed=because is None)

    def change(_: LiveBlog) -> events.ClaimConfirmed:
        fresh, *others = locked(claim, because)
        _judge(fresh, others, Status.CONFIRMED, Bond.CONFIRMS, act, reason)
        return events.ClaimConfirmed(*told(fresh, reason, others))

    return carry_out(claim.entry.live_blog, "confirm_claim", act, change)


def dispute_claim(
    claim: Claim, *, because: Claim | None = None, reason: str = "", by: Staff | None, request_id: str
) -> Outcome:
    """Say that a claim is in doubt: another claim says otherwise, or there is a reason in words.

    Neither claim takes the other's place. Refuses as `confirm_claim` does.
    """
    act = _allowed(by, request_id)
    reason = rules.check_reason(reason, needed=because is None)

    def change(_: LiveBlog) -> events.ClaimDisputed:
        fresh, *others = locked(claim, because)
        _judge(fresh, others, Status.DISPUTED, Bond.DISPUTES, act, reason)
        return events.ClaimDisputed(*told(fresh, reason, others))

    return carry_out(claim.entry.live_blog, "dispute_claim", act, change)


def deny_claim(claim: Claim, *, denial: Claim, reason: str = "", by: Staff | None, request_id: str) -> Outcome:
    """Say that a denial, which is a claim of its own, denies this one.

    That makes it disputed, or denied where its own claimant denies it. Refuses `not_a_denial`, `related_already`,
    `over`, and what `bonds.check_related` refuses.
    """
    act = _allowed(by, request_id)
    reason = rules.check_reason(reason, needed=False)

    def change(_: LiveBlog) -> events.ClaimDenied:
        fresh, other = locked(claim, denial)
        target, speaker = queries.party(fresh), queries.party(other)
        bonds.check_denies(speaker, target)
        own = bool(target.voice) and target.voice == speaker.voice
        status = rules.after_denial(target.status, by_its_own_claimant=own)
        rules.check_may_become(target.status, status, another_says_so=True)
        relate(other, Bond.DENIES, fresh, act)
        move(fresh, status, act, reason=reason)
        return events.ClaimDenied(*told(fresh, reason, [other]))

    return carry_out(claim.entry.live_blog, "deny_claim", act, change)


def _allowed(by: Staff | None, request_id: str) -> Act:
    rules.check_may_keep_record(by)
    return Act(by, request_id)


def _judge(claim: Claim, others: list[Claim], status: Status, bond: Bond, act: Act, reason: str) -> None:
    target = queries.party(claim)
    for other in others:
        bonds.check_speaks_on(queries.party(other), target)
    rules.check_may_become(target.status, status, another_says_so=bool(others))
    for other in others:
        relate(other, bond, claim, act)
    move(claim, status, act, reason=reason)
