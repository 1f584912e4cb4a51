"""Who may confirm, deny and supersede whom, and what may be a part of what. Pure: no table is read or written here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dateline.facts.models import Bond, Kind, Status
from dateline.facts.refusals import refusal
from dateline.facts.rules import STANDING, plain

_BOUND_TO = {Bond.REPEATS: "a repetition of another", Bond.PART_OF: "a part of another"}


@dataclass(frozen=True, slots=True)
class Party:
    """What the rules on relations need to know of a claim."""

    id: str
    story: int
    kind: Kind
    status: Status
    claimant: int | None
    """The one claimant behind all of its names; None where nobody is named."""
    claimant_name: str
    via: str
    measure: str
    unit: str
    numbers: tuple[Decimal | None, Decimal | None, Decimal | None]
    """Value, lower, upper."""
    up_from: Decimal | None = None

    @property
    def voice(self) -> int | str:
        """Who says it: the claimant, or whoever reported it where none is named; empty for the outlet's own voice."""
        return self.claimant or self.via.casefold()


def check_related(claim: Party, target: Party) -> None:
    """Refuse a relation to itself, across stories, and one that rests on a claim that is over."""
    if claim.id == target.id:
        raise refusal("to_itself")
    if claim.story != target.story:
        raise refusal("other_story")
    _check_stands(claim)


def _check_stands(other: Party) -> None:
    if other.status not in STANDING:
        raise refusal("other_over", status=other.status.value)


def check_repeats(claim: Party, target: Party) -> None:
    """Refuse a repetition that says something else: a heading repeats its body with the same kind and numbers."""
    check_related(claim, target)
    _check_stands(target)
    if (claim.kind, claim.numbers, claim.unit) != (target.kind, target.numbers, target.unit):
        raise refusal("not_the_same")


def check_part_of(claim: Party, target: Party) -> None:
    """Refuse anything but a figure as a part of a figure."""
    check_related(claim, target)
    _check_stands(target)
    if (claim.kind, target.kind) != (Kind.FIGURE, Kind.FIGURE):
        raise refusal("not_a_figure")


def check_speaks_on(claim: Party, target: Party) -> None:
    """Refuse a claim that confirms or disputes another of the same claimant: nobody is their own second source.

    The newsroom itself may: its reporter at the harbour confirms what its reporter in the capital heard.
    """
    check_related(claim, target)
    if claim.voice and claim.voice == target.voice:
        raise refusal("same_claimant", claimant=claim.claimant_name or claim.via)


def check_denies(claim: Party, target: Party) -> None:
    """Refuse anything but a denial: it is a claim of its own, recorded first."""
    check_related(claim, target)
    if claim.kind != Kind.DENIAL:
        raise refusal("not_a_denial", kind=claim.kind.value)


def check_supersedes(newer: Party, older: Party) -> None:
    """Refuse that one claimant's number takes the place of another's.

    The exception stands in the text itself: "63, up from 38" takes the place of 38, whoever said that.
    """
    check_related(newer, older)
    if (newer.kind, newer.measure) != (older.kind, older.measure) or (
        newer.unit and older.unit and newer.unit != older.unit
    ):
        raise refusal("other_measure")
    says_up_from = newer.up_from is not None and newer.up_from == older.numbers[0]
    if newer.voice != older.voice and not says_up_from:
        raise refusal(
            "other_claimant",
            newer=newer.claimant_name or newer.via or "The newsroom",
            older=older.claimant_name or older.via or "the newsroom",
            number=plain(older.numbers[0]) or "…",
        )


def check_may_be_bound(claim: Party, bond: Bond, *, bound: Collection[str]) -> None:
    """Refuse to bind what is over, and what has such a relation already: one whole, one that it repeats."""
    if claim.status not in STANDING:
        raise refusal("over", status=claim.status.value, wanted=_BOUND_TO[bond])
    if bound:
        raise refusal("bound_already", bond=_BOUND_TO[bond])


def check_goes_up(claim: Party, bond: Bond, way_up: Sequence[str]) -> None:
    """Refuse a relation that would come back to the claim: `way_up` are the claims that its target is bound to."""
    if claim.id in way_up:
        raise refusal("goes_round", bond=_BOUND_TO[bond])
