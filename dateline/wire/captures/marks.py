"""Lines that carry a time and nothing else but perhaps a byline: what they say, and which of them part entries."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from dateline.wire.captures.lines import BULLETS, Line
from dateline.wire.captures.names import byline_in, is_credit, signature
from dateline.wire.captures.times import WEEKDAY, Stamp, read_stamp, whole_stamp

LONGEST_STAMP_LINE: Final = 200
_SIGNED = re.compile(
    rf"(?P<names>\D{{2,120}}?)(?P<space>\s?)"
    rf"(?P<stamp>(?:{WEEKDAY},?\s)?(?:\d{{1,2}}\s[A-Z]|[A-Z][a-z]{{2,8}}\s\d{{1,2}},?\s\d{{4}}).{{6,40}})"
)
_NO_NAMES = re.compile(rf"{WEEKDAY},?|.*\b(?:updated|published|modified|since|until|on|from)\b.*", re.IGNORECASE)


class Kind(Enum):
    EPOCH = "seconds since 1970"
    SIGNED = "names, then date and time"
    AGO = "12 min ago"
    DATED = "date and time"
    NAMED = "time, then names"
    CLOCK = "time alone"
    DAY = "date alone"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that carries a time and nothing else but perhaps a byline."""

    at: int
    kind: Kind
    stamp: Stamp
    shape: str
    byline: str | None = None


def find_marks(lines: Sequence[Line]) -> list[Mark]:
    return [mark for at, line in enumerate(lines) if (mark := _mark(at, line.text))]


def _mark(at: int, text: str) -> Mark | None:
    if len(text) > LONGEST_STAMP_LINE or not (any(character.isdigit() for character in text) or text.endswith("ago")):
        return None
    if read := read_stamp(text):
        return _mark_of_time(at, text, *read)
    if epoch := whole_stamp(text):
        return Mark(at, Kind.EPOCH, epoch, "")
    return _mark_of_signature(at, text.lstrip(BULLETS + " "))


def _mark_of_time(at: int, text: str, stamp: Stamp, rest: str) -> Mark | None:
    if stamp.label in ("updated", "published", "modified"):
        return None  # The page's own time.
    behind = rest.strip(" .,|•·–—-")
    if not behind:
        return Mark(at, _kind(stamp), stamp, _shape(text))
    names = byline_in(behind) or (signature(behind) if _reads_as_names(rest, behind) else None)
    if names is None:
        return None
    return Mark(at, Kind.NAMED if stamp.day is None else Kind.DATED, stamp, _shape(text[: -len(rest)]), names)


def _mark_of_signature(at: int, text: str) -> Mark | None:
    found = _SIGNED.fullmatch(text)
    if found is None or _NO_NAMES.fullmatch(found["names"]):
        return None
    stamp, names = whole_stamp(found["stamp"]), signature(found["names"])
    # "The ferry sailed 4 March 2031 10:42": what is not glued to the date must be names beyond doubt.
    if stamp is None or not (stamp.day and stamp.clock) or names is None or (found["space"] and not is_credit(names)):
        return None
    return Mark(at, Kind.SIGNED, stamp, _shape(found["stamp"]), names)


def _shape(text: str) -> str:
    """How the time is written: digits and words without their values. A page writes all its entries' times alike."""
    plain = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text.strip(BULLETS + " .,|")))
    return plain.replace("a.a.", "a")


def shapes_of(marks: Iterable[Mark]) -> set[str]:
    return {mark.shape for mark in marks}


def _reads_as_names(rest: str, behind: str) -> bool:
    # A space before the comma is how one syndicator joins time and byline, so anything short may stand behind it.
    return is_credit(behind) or (rest.startswith(" ,") and len(behind.split()) <= 8 and behind[:1].isupper())


def _kind(stamp: Stamp) -> Kind:
    if stamp.day is not None:
        return Kind.DATED if stamp.clock is not None else Kind.DAY
    return Kind.CLOCK if stamp.clock is not None else Kind.AGO


def choose_bounds(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that part entries. Bare clocks do so only on pages that have nothing better."""
    full = [mark for mark in marks if mark.kind in (Kind.EPOCH, Kind.AGO, Kind.DATED, Kind.NAMED)]
    clocks = [mark for mark in marks if mark.kind is Kind.CLOCK]
    return full if len(full) >= len(clocks) else sorted((*full, *clocks), key=lambda mark: mark.at)


def without_page_time(bounds: list[Mark]) -> list[Mark]:
    """Drop a first date that is written unlike all others: it is the page's own."""
    if len(bounds) > 1 and bounds[0].kind is Kind.DATED and bounds[0].shape not in shapes_of(bounds[1:]):
        return bounds[1:]
    return bounds


def told_their_days(bounds: Sequence[Mark], days: Sequence[Mark]) -> list[Mark]:
    """Give a bare clock the day of a line that holds only a date, where one stood between it and the time before."""
    told: list[Mark] = []
    day: Mark | None = None
    for mark in sorted((*bounds, *days), key=lambda mark: mark.at):
        if mark.kind is Kind.DAY:
            day = mark
            continue
        bare_clock = mark.stamp.day is None and mark.stamp.clock is not None
        told.append(replace(mark, stamp=replace(mark.stamp, day=day.stamp.day)) if day and bare_clock else mark)
        day = None
    return told
