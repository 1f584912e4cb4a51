"""From a time as the extractor writes it, ISO with a slash in an interval, to moments with a precision: pure."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta, tzinfo

from dateline.facts.models import TimePrecision

_FORMS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), TimePrecision.DAY),
    (re.compile(r"\d{4}-\d{2}"), TimePrecision.MONTH),
    (re.compile(r"\d{4}"), TimePrecision.YEAR),
)
_COARSE = (TimePrecision.DAY, TimePrecision.MONTH, TimePrecision.YEAR)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first moment of its first day, month or year to the first moment after its last."""

    start: datetime
    end: datetime
    precision: TimePrecision


def read(text: str, zone: tzinfo) -> Span | None:
    """Return the span of "2031-03-04", "2031-03", "2031" or two of these with a slash between them.

    None for what has no end ("2014/..") or is no time: half of it is not kept. Of two precisions the coarser counts.
    """
    first, slash, last = text.partition("/")
    begins = _one(first)
    ends = _one(last) if slash else begins
    if not begins or not ends:
        return None
    start, end = _midnight(begins[0], zone), _midnight(_after(*ends), zone)
    return Span(start, end, max(begins[1], ends[1], key=_COARSE.index)) if start < end else None


def _one(text: str) -> tuple[date, TimePrecision] | None:
    for form, precision in _FORMS:
        if form.fullmatch(text):
            year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
            try:
                return (date(year, month, day), precision) if year < MAXYEAR else None
            except ValueError:
                return None
    return None


def _after(day: date, precision: TimePrecision) -> date:
    if precision == TimePrecision.DAY:
        return day + timedelta(days=1)
    if precision == TimePrecision.MONTH:
        return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
    return day.replace(year=day.year + 1)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone)
