"""Say that a claim is a part of another or only says it again: at once, or when the other is there at last."""

from dateline.accounts.models import Staff
from dateline.coverage.models import LiveBlog
from dateline.facts import bonds, events, queries, rules
from dateline.facts.actions.carry import Act, Outcome, carry_out, locked, relate, write_line
from dateline.facts.models import Bond, Claim
from dateline.facts.refusals import refusal


def bind_claim(
    claim: Claim, *, repeats: Claim | None = None, part_of: Claim | None = None, by: Staff | None, request_id: str
) -> Outcome:
    """Say what a claim that is on the record already repeats, or is a part of: "41" was recorded before "of 64".

    Give one of the two, or both. Refuses `bond_missing`, and what `bonds.check_may_be_bound`, `check_goes_up`,
    `check_repeats` and `check_part_of` refuse.
    """
    rules.check_may_keep_record(by)
    if repeats is None and part_of is None:
        raise refusal("bond_missing")
    act = Act(by, request_id)

    def change(_: LiveBlog) -> events.ClaimBound:
        fresh, *targets = locked(claim, repeats, part_of)
        wanted = [bond for bond, target in ((Bond.REPEATS, repeats), (Bond.PART_OF, part_of)) if target is not None]
        for bond, target in zip(wanted, targets, strict=True):
            party = queries.party(fresh)
            bonds.check_may_be_bound(party, bond, bound=queries.bound_to(fresh, bond))
            bonds.check_goes_up(party, bond, queries.bound_to(target, bond))
            bind(fresh, bond, target, act)
        write_line(fresh, fresh.status, act, reason="")
        return events.ClaimBound(queries.told([fresh])[0])

    return carry_out(claim.entry.live_blog, "bind_claim", act, change)


def bind(claim: Claim, bond: Bond, target: Claim, act: Act) -> None:
    """Relate a claim to what it repeats or is a part of; both are fresh and locked."""
    check = bonds.check_repeats if bond == Bond.REPEATS else bonds.check_part_of
    check(queries.party(claim), queries.party(target))
    relate(claim, bond, target, act)
