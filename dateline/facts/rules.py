"""What may stand on the record, what may become of it, and who may say so. Pure: no table is read or written here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from dateline.accounts.models import Staff
from dateline.coverage import body as bodies
from dateline.coverage.body import Body
from dateline.facts.models import Basis, Kind, PlacePrecision, Review, Status, TimePrecision
from dateline.facts.refusals import refusal
from dateline.kit.text import unkeepable

REASON_LIMIT = 500
DIGITS = 15
DECIMALS = 4
"""SQLite keeps a number as a double, which is exact to 15 digits."""
LIMITS = {
    "subject": 200,
    "measure": 80,
    "unit": 40,
    "qualifier": 80,
    "claimant": 200,
    "role": 200,
    "side": 120,
    "cue": 80,
    "via": 200,
    "rule": 300,
    "changed": 300,
}
NUMBERS = ("value", "lower", "upper", "of", "up_from")

STANDING = frozenset(
    {Status.REPORTED, Status.CLAIMED, Status.UNVERIFIED, Status.CONFIRMED, Status.DISPUTED, Status.DENIED}
)
"""What still speaks. A new claim is one of these, and only on these may another claim rest."""
_ANY_VERDICT = frozenset({Status.CONFIRMED, Status.DISPUTED, Status.DENIED})
_ANY_END = frozenset({Status.CORRECTED, Status.SUPERSEDED, Status.RETRACTED})
MAY_BECOME: Mapping[Status, frozenset[Status]] = {
    # What was said may be confirmed, disputed and denied in any order, and may come to any end.
    Status.REPORTED: _ANY_VERDICT | _ANY_END,
    Status.CLAIMED: _ANY_VERDICT | _ANY_END,
    Status.UNVERIFIED: _ANY_VERDICT | _ANY_END,
    # The same verdict once more only where another claim gives it: `check_may_become`.
    Status.CONFIRMED: _ANY_VERDICT | _ANY_END,
    Status.DISPUTED: _ANY_VERDICT | _ANY_END,
    Status.DENIED: _ANY_VERDICT | _ANY_END,
    # Yesterday's figure may turn out to have been misreported yesterday.
    Status.SUPERSEDED: frozenset({Status.CORRECTED, Status.RETRACTED}),
    Status.CORRECTED: frozenset({Status.RETRACTED}),
    Status.RETRACTED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Where:
    """A place as a claim names it. Without `gazetteer_id` it is one that the gazetteer does not know."""

    name: str
    precision: str
    offset: str = ""
    """Where from there, as "15 km east", for the precision `relative` alone."""
    gazetteer_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim before it is recorded: a span of the entry's text, and what it means."""

    kind: str
    quote: str
    start: int
    end: int
    status: str
    subject: str = ""
    measure: str = ""
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    basis: str = ""
    of: Decimal | None = None
    up_from: Decimal | None = None
    claimant: str = ""
    role: str = ""
    side: str = ""
    cue: str = ""
    via: str = ""
    place: Where | None = None
    event_start: datetime | None = None
    event_end: datetime | None = None
    event_precision: str = ""
    claimed_at: datetime | None = None
    claimed_precision: str = ""
    rule: str = ""
    confidence: float | None = None
    changed: str = ""


def check_may_keep_record(by: Staff | None) -> None:
    """Refuse people who may not put words before readers. `None` is the program itself."""
    if by is not None and not by.publishes:
        raise refusal("not_allowed", role=by.role)


def check_claim(claim: NewClaim, text: str) -> NewClaim:
    """Return the claim trimmed and fit for the record. `text` is what `text_of` makes of the entry's version."""
    check_quote(claim, text)
    words: dict[str, Any] = {name: _short(name, getattr(claim, name), limit) for name, limit in LIMITS.items()}
    words["measure"] = measure_name(words["measure"])
    claim = replace(claim, **words, place=_checked_place(claim.place))
    _check_choice("kind", claim.kind, Kind.values)
    _check_choice("status", claim.status, Status.values)
    if claim.basis:
        _check_choice("basis", claim.basis, Basis.values)
    _check_numbers(claim)
    _check_attribution(claim)
    _check_times(claim)
    return claim


def check_quote(claim: NewClaim, text: str) -> None:
    """Refuse words that do not stand where the claim says."""
    # Slicing takes odd numbers too, and a quote at -5 would be found.
    if not (0 <= claim.start < claim.end <= len(text)) or text[claim.start : claim.end] != claim.quote:
        raise refusal("quote_odd")


def measure_name(words: str) -> str:
    """Return a measure as the record writes it: `shot_down` for "Shot down". Free words are measures too."""
    return "_".join(words.casefold().replace("-", " ").replace("_", " ").split())


def check_reason(reason: str, *, needed: bool) -> str:
    """Return the reason trimmed. Where another claim is the reason, none is needed."""
    reason = _short("reason", reason, REASON_LIMIT)
    if needed and not reason:
        raise refusal("reason_missing")
    return reason


def _short(field: str, words: str, limit: int) -> str:
    if character := unkeepable(words):
        raise refusal("character_odd", field=field, character=character)
    words = " ".join(words.split())
    if len(words) > limit:
        raise refusal("field_too_long", field=field, length=len(words), limit=limit)
    return words


def _check_choice(field: str, word: str, choices: list[str]) -> None:
    if word not in choices:
        raise refusal("choice_odd", field=field, word=word[:40], choices=", ".join(choices))


def _check_numbers(claim: NewClaim) -> None:
    given = [number for name in NUMBERS if (number := getattr(claim, name)) is not None]
    if claim.kind != Kind.FIGURE and given:
        raise refusal("number_unasked")
    if claim.kind == Kind.FIGURE and (claim.value, claim.lower, claim.upper) == (None, None, None):
        raise refusal("number_missing")
    for number in given:
        if not _keepable(number):
            raise refusal("number_odd", number=str(number)[:40])
    ordered = [number for number in (claim.lower, claim.value, claim.upper) if number is not None]
    if ordered != sorted(ordered):
        raise refusal("bounds_odd", lower=plain(claim.lower), value=plain(claim.value), upper=plain(claim.upper))


def _keepable(number: Decimal) -> bool:
    if not number.is_finite() or abs(number) >= 10**DIGITS:
        return False
    digits, exponent = number.normalize().as_tuple()[1:]
    return isinstance(exponent, int) and -exponent <= DECIMALS and len(digits) <= DIGITS


def _check_attribution(claim: NewClaim) -> None:
    if Status(claim.status) not in STANDING:
        raise refusal("status_not_first", status=claim.status)
    if claim.status == Status.REPORTED and claim.claimant:
        raise refusal("claimant_unasked")
    if claim.status == Status.CLAIMED and not (claim.claimant or claim.via):
        raise refusal("claimant_missing")
    if claim.confidence is not None and not 0 <= claim.confidence <= 1:
        raise refusal("choice_odd", field="confidence", word=str(claim.confidence), choices="0 to 1")


def _check_times(claim: NewClaim) -> None:
    if any(moment and moment.tzinfo is None for moment in (claim.event_start, claim.event_end, claim.claimed_at)):
        raise refusal("time_without_zone")
    if claim.event_start or claim.event_end or claim.event_precision:
        if not (claim.event_start and claim.event_end and claim.event_precision):
            raise refusal("event_time_odd")
        _check_choice("precision of the event's time", claim.event_precision, TimePrecision.values)
        if claim.event_end < claim.event_start:
            raise refusal("event_time_odd")
    if claim.claimed_at or claim.claimed_precision:
        if not (claim.claimed_at and claim.claimed_precision):
            raise refusal("claimed_at_odd")
        _check_choice("precision of the claim's time", claim.claimed_precision, TimePrecision.values)


def _checked_place(place: Where | None) -> Where | None:
    if place is None:
        return None
    place = replace(place, name=_short("place", place.name, 200), offset=_short("place's offset", place.offset, 80))
    if not place.name or (place.precision == PlacePrecision.RELATIVE) != bool(place.offset):
        raise refusal("place_odd")
    _check_choice("precision of a place", place.precision, PlacePrecision.values)
    degrees = (place.latitude, place.longitude)
    if degrees != (None, None) and not (
        None not in degrees and abs(place.latitude or 0) <= 90 and abs(place.longitude or 0) <= 180
    ):
        raise refusal("place_not_on_earth", latitude=place.latitude, longitude=place.longitude)
    return place


def check_may_become(status: Status, wanted: Status, *, another_says_so: bool) -> None:
    """Refuse a change of status that `MAY_BECOME` does not have.

    A verdict that the claim has already is refused with `already`, unless another claim gives it once more: a second
    source that confirms is worth keeping, a second key press is not.
    """
    if wanted not in MAY_BECOME[status]:
        raise refusal("already" if status == wanted else "over", status=status.value, wanted=wanted.value)
    if status == wanted and not another_says_so:
        raise refusal("already", status=status.value)


def after_denial(status: Status, *, by_its_own_claimant: bool) -> Status:
    """Return what a denial makes of a claim.

    Denied by whoever claimed it, it is denied; denied by anybody else it is disputed, for two now say two things. What
    was denied before stays denied.
    """
    return Status.DENIED if by_its_own_claimant or status == Status.DENIED else Status.DISPUTED


def says_the_same(new: NewClaim, old: NewClaim) -> bool:
    """Whether the two mean the same, wherever they stand and whatever suggested them."""
    apart = {"quote", "start", "end", "rule", "confidence", "changed", "status"}
    return all(getattr(new, field.name) == getattr(old, field.name) for field in fields(new) if field.name not in apart)


def plain(number: Decimal | None) -> str | None:
    """Return a number without an exponent and without noughts that say nothing: `41`, `0.25`."""
    if number is None:
        return None
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def text_of(heading: str, body: Body) -> str:
    """Return the text that spans count in: the heading, an empty line, then the body, a line for each paragraph.

    Offsets are characters of Python's `str`, that is Unicode code points. Without a heading the body begins at 0.
    """
    text = bodies.text_of(body)
    return f"{heading}\n\n{text}" if heading else text


@dataclass(frozen=True, slots=True)
class Moved:
    """The quote stands exactly once in the new text, here."""

    start: int
    end: int


def moved(quote: str, text: str) -> Moved | Review:
    """Return where a quote stands in a changed text, or why a person must look.

    Exactly once: moved there without asking. Gone, or now twice (overlapping counts as well): for review. "41 drones"
    does not stand in "141 drones", nor in "2,041 drones" or "30–41 drones".
    """
    starts = [match.start() for match in _standing_alone(quote).finditer(text)]
    if not starts:
        return Review.QUOTE_GONE
    return Moved(starts[0], starts[0] + len(quote)) if len(starts) == 1 else Review.QUOTE_TWICE


def _standing_alone(quote: str) -> re.Pattern[str]:
    """Return what finds a quote wherever it cuts no word and no number in two, overlapping finds included."""
    before = behind = ""
    if quote[0].isalnum() or quote[0] in "$£€":
        before += r"(?<![^\W_])"
    if quote[0].isdecimal():
        before += r"(?<!\d[.,])(?<![-–−])"
    if quote[-1].isalnum():
        behind += r"(?![^\W_])"
    if quote[-1].isdecimal():
        behind += r"(?![.,–−-]\d)"
    return re.compile(f"{before}(?={re.escape(quote)}{behind})")
