"""From the extractor's suggestions to claims that may be recorded: pure.

What the text does not say, or the record cannot keep, is left empty and named in `left_out`; what the record's rules
would refuse is said beforehand. Nothing is on the record before a person has taken it with `record_claim`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import tzinfo
from decimal import Decimal

from dateline.facts import event_times, place_names, rules
from dateline.facts.extractor.claim import Repeat, Suggestion
from dateline.facts.extractor.mentions import Atlas
from dateline.facts.models import Kind, Status
from dateline.facts.rules import NewClaim
from dateline.kit.refusal import Refusal

BETWEEN_RULES = " > "
SUPERSEDED = "superseded"
"""A status that the extractor gives and no claim can begin with: the number that a newer one replaces."""
NUMBER_LIMIT = 80
_NOISE = Decimal("1e-12")
"""What counting in binary makes of a decimal number, in parts of it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as a person may take it. The two numbers are places in the list that it stands in."""

    claim: NewClaim
    repeats: int | None = None
    """The proposal that this one, of the heading, only says again."""
    part_of: int | None = None
    """The proposal of the whole, where the text has it as a figure of its own."""
    said_again: tuple[Repeat, ...] = ()
    """Where the body says the number again: perhaps by somebody else, so a person has to look."""
    left_out: tuple[str, ...] = ()
    """Fields for which the extractor found something that the record cannot keep as it is."""
    refusal: Refusal | None = None
    """What `record_claim` would answer to it as it stands."""


def propose(
    text: str, suggestions: Sequence[Suggestion], *, heading: str, atlas: Atlas, zone: tzinfo
) -> list[Proposal]:
    """Return a proposal for each suggestion, in their order, and behind them one for each time the heading says one.

    `text` is `rules.text_of` of the entry version whose heading is `heading`, and the suggestions are of that text.
    `zone` is where the newsroom's days begin.
    """
    whole = [_proposal(text, suggestions, one, heading=heading, atlas=atlas, zone=zone) for one in suggestions]
    made = [replace(one, part_of=_whole_of(suggestions, whole, number)) for number, one in enumerate(whole)]
    for number, (one, suggestion) in enumerate(zip(whole, suggestions, strict=True)):
        target = None if one.refusal else number
        in_heading = [_in_heading(one.claim, again) for again in suggestion.repeats if again.end <= len(heading)]
        made.extend(_checked(Proposal(claim, repeats=target), text) for claim in in_heading)
    return made


def recordable(proposals: Sequence[Proposal]) -> Iterator[int]:
    """Yield the places of the proposals that may be recorded, what others repeat or are a part of before these."""
    done: set[int] = set()
    waiting = [place for place, one in enumerate(proposals) if one.refusal is None]
    while ready := [one for one in waiting if {proposals[one].repeats, proposals[one].part_of} <= done | {None}]:
        yield from ready
        done.update(ready)
        waiting = [one for one in waiting if one not in done]


def taken(proposed: NewClaim, wanted: NewClaim) -> NewClaim:
    """Return what a person made of a proposal, with where it came from and which fields were changed."""
    ours = {"rule", "confidence", "changed"}
    names = [field.name for field in fields(wanted) if field.name not in ours]
    changed = [name for name in names if getattr(wanted, name) != getattr(proposed, name)]
    return replace(wanted, rule=proposed.rule, confidence=proposed.confidence, changed=" ".join(changed))


def number_of(claim: NewClaim) -> str:
    """Return what tells two figures of the same words apart: value, lower and upper with slashes, `41//`."""
    numbers = [rules.plain(number) or "" for number in (claim.value, claim.lower, claim.upper)]
    return "/".join(numbers)[:NUMBER_LIMIT] if any(numbers) else ""


def _proposal(
    text: str, suggestions: Sequence[Suggestion], one: Suggestion, *, heading: str, atlas: Atlas, zone: tzinfo
) -> Proposal:
    near = _line_around(text, one)
    place = place_names.where(one.place, atlas, near=near, text=text) if one.place else None
    when = event_times.read(one.event_time, zone) if one.event_time else None
    value, lower, upper = _number(one.value), _number(one.lower), _number(one.upper)
    if value in (lower, upper) and None in (lower, upper):
        # "More than a dozen" is a bound, and 12 is just what it is not.
        value = None
    claim = NewClaim(
        kind=one.kind,
        quote=one.quote,
        start=one.start,
        end=one.end,
        status=_status(one),
        subject=one.subject or "",
        measure=one.measure or "",
        value=value,
        lower=lower,
        upper=upper,
        unit=one.unit or "",
        qualifier=one.qualifier or "",
        basis=one.basis or "",
        of=_number(one.of),
        up_from=_number(_up_from(text, suggestions, one)),
        claimant=one.claimant or "",
        role=one.role or "",
        cue=one.cue or "",
        via=one.via or "",
        place=place,
        event_start=when.start if when else None,
        event_end=when.end if when else None,
        event_precision=when.precision if when else "",
        rule=_short_rule(one.rule),
        confidence=one.confidence,
    )
    left = [
        name
        for name, said, kept in (("place", one.place, place), ("event_time", one.event_time, when))
        if said and not kept
    ]
    again = tuple(repeat for repeat in one.repeats if repeat.end > len(heading))
    return _checked(Proposal(claim, said_again=again, left_out=tuple(left)), text)


def _checked(proposal: Proposal, text: str) -> Proposal:
    try:
        return replace(proposal, claim=rules.check_claim(proposal.claim, text))
    except Refusal as refusal:
        return replace(proposal, refusal=refusal)


def _in_heading(claim: NewClaim, again: Repeat) -> NewClaim:
    """Return the same number in the heading's words. Who says it, where, when and on what basis, the body says."""
    return NewClaim(
        kind=claim.kind,
        quote=again.quote,
        start=again.start,
        end=again.end,
        status=Status.REPORTED,
        subject=claim.subject,
        measure=claim.measure,
        value=claim.value,
        lower=claim.lower,
        upper=claim.upper,
        unit=claim.unit,
        rule=claim.rule,
        confidence=claim.confidence,
    )


def _status(one: Suggestion) -> str:
    """A denial is “denied” to the extractor, for what it speaks of. On the record it is a claim of whoever denies."""
    if one.kind == Kind.DENIAL and one.status == Status.DENIED:
        return Status.CLAIMED if one.claimant or one.via else Status.REPORTED
    return one.status


def _number(value: float | None) -> Decimal | None:
    """Return a number as it was written: 2.35, and no 2.3500000000000001. What has more digits stays what it is."""
    if value is None:
        return None
    exact = Decimal(repr(value))
    if not exact.is_finite() or abs(exact) >= 10**rules.DIGITS:
        return exact
    short = round(exact, rules.DECIMALS)
    return short if short != exact and abs(short - exact) <= abs(exact) * _NOISE else exact


def _short_rule(rule: str) -> str:
    """Return the first steps of a rule, as many as the record keeps."""
    steps = rule.split(BETWEEN_RULES)
    while len(BETWEEN_RULES.join(steps)) > rules.LIMITS["rule"]:
        steps.pop()
    return BETWEEN_RULES.join(steps)


def _up_from(text: str, suggestions: Sequence[Suggestion], one: Suggestion) -> float | None:
    """Return the number that the same sentence says this one replaces: 38 for the 63 of “rose from 38 to 63”."""
    if one.kind != Kind.FIGURE or one.status == SUPERSEDED:
        return None
    line = _line_around(text, one)
    figures = [other for other in suggestions if other.kind == Kind.FIGURE and _line_around(text, other) == line]
    place = figures.index(one)
    for other, rule in ((place - 1, "figures.from_to"), (place + 1, "figures.to_from")):
        old = figures[other] if 0 <= other < len(figures) else None
        if old and old.status == SUPERSEDED and rule in old.rule.split(BETWEEN_RULES) and old.unit == one.unit:
            return old.value
    return None


def _whole_of(suggestions: Sequence[Suggestion], proposals: Sequence[Proposal], number: int) -> int | None:
    """Return the figure nearest to a part that has the whole's number and may be recorded."""
    one = suggestions[number]
    # Nothing is larger than its whole, or it could lead in a circle.
    if one.of is None or (one.value or one.lower or 0) > one.of or proposals[number].refusal:
        return None
    wholes = [
        other
        for other, suggestion in enumerate(suggestions)
        if other != number
        and suggestion.value == one.of != suggestion.of
        and suggestion.unit == one.unit
        and proposals[other].refusal is None
    ]
    return min(wholes, key=lambda other: abs(suggestions[other].start - one.start), default=None)


def _line_around(text: str, one: Suggestion) -> str:
    """Return the heading or paragraph that a suggestion stands in."""
    start = text.rfind("\n", 0, one.start) + 1
    end = text.find("\n", one.end)
    return text[start : end if end >= 0 else len(text)]
