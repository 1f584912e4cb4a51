"""From the times as the page gives them to when each entry was published. No time is ever made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Final

from dateline.wire import refusals
from dateline.wire.captures.times import Stamp, moment

OUT_OF_ORDER: Final = timedelta(minutes=30)
"""Two entries filed at once may stand the wrong way round. A larger step up is the night before."""
LONGEST_STEP: Final = timedelta(hours=6)
FEWEST_STEPS: Final = 3
"""A page that mostly steps forward, at least so often and at most so far at once, reads oldest first."""
MOST_AHEAD: Final = timedelta(hours=14)
SAME_MINUTE: Final = timedelta(seconds=90)
"""Epoch and clock belong together when they differ by whole quarters of an hour, up to what zones there are."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    published: tuple[str | None, ...]
    warnings: tuple[str, ...]


def date_entries(stamps: Sequence[Stamp], *, page: Stamp | None, given: date | None) -> Dates:
    """Return ISO 8601 for each entry, in the order of the page. Refuses 'date_needed'."""
    page = page or Stamp()
    zone = page.zone or next((stamp.zone for stamp in stamps if stamp.zone), None)
    day = given or page.day or next((stamp.day for stamp in stamps if stamp.day), None)
    oldest_first = _reads_oldest_first([stamp.clock for stamp in stamps if stamp.clock])
    updated = page.clock if page.label == "updated" and given is None and not oldest_first else None
    anchor = moment(page.day, page.clock, zone) if page.day and page.clock else None
    calendar = _Calendar(day, updated, zone, anchor, oldest_first)
    published = [calendar.read(stamp) for stamp in stamps]
    if not any(published):
        if day is None:
            raise refusals.date_needed()
        published = [day.isoformat()] * len(stamps)
    return Dates(tuple(published), tuple(_warnings(stamps, published, calendar)))


@dataclass(slots=True)
class _Calendar:
    """Where we are in the days, going down the page."""

    day: date | None
    last: time | None
    zone: str | None
    anchor: datetime | None
    """When the page was updated: relative times count back from there."""
    oldest_first: bool

    def read(self, stamp: Stamp) -> str | None:
        if stamp.clock is not None:
            return self._read_clock(stamp, stamp.clock)
        if stamp.epoch is not None:
            return datetime.fromtimestamp(stamp.epoch, UTC).isoformat(timespec="seconds")
        if stamp.ago is not None and self.anchor is not None:
            then = self.anchor - stamp.ago
            return then.isoformat(timespec="seconds") if stamp.ago_is_exact else then.date().isoformat()
        return stamp.day.isoformat() if stamp.day else None

    def _read_clock(self, stamp: Stamp, clock: time) -> str:
        self.day = stamp.day or self._day_of(clock)
        self.last = clock
        if stamp.epoch is not None and not stamp.zone:
            return _by_epoch(stamp.epoch, self.day, clock)
        return moment(self.day, clock, stamp.zone or self.zone).isoformat(timespec="seconds")

    def _day_of(self, clock: time) -> date:
        if self.day is None:
            raise refusals.date_needed()
        step = _since_midnight(clock) - _since_midnight(self.last or clock)
        if not self.oldest_first and step > OUT_OF_ORDER and self.day > date.min:
            return self.day - _DAY
        if self.oldest_first and step < -OUT_OF_ORDER and self.day < date.max:
            return self.day + _DAY
        return self.day


def _by_epoch(epoch: int, day: date, clock: time) -> str:
    """Where a page gives both the exact second and the clock on its wall, the difference is its offset."""
    exact = datetime.fromtimestamp(epoch, UTC)
    wall = datetime.combine(day, clock, UTC)
    quarters = round((wall - exact) / timedelta(minutes=15))
    ahead = timedelta(minutes=15 * quarters)
    if abs(ahead) > MOST_AHEAD or abs(wall - exact - ahead) > SAME_MINUTE:
        return wall.isoformat(timespec="seconds")
    return wall.replace(tzinfo=timezone(ahead)).isoformat(timespec="seconds")


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def _reads_oldest_first(clocks: Sequence[time]) -> bool:
    """True when the clocks run forward, and in steps too short to be anything but the same day."""
    forward = 0
    for one, other in pairwise(clocks):
        step = _since_midnight(other) - _since_midnight(one)
        if step < timedelta(0) and step % _DAY > LONGEST_STEP:
            return False
        forward += timedelta(0) < step <= LONGEST_STEP
    return forward >= FEWEST_STEPS and forward * 2 >= len(clocks)


def _warnings(stamps: Sequence[Stamp], published: Sequence[str | None], calendar: _Calendar) -> list[str]:
    warnings = []
    if calendar.zone is None and any(stamp.clock and stamp.epoch is None for stamp in stamps):
        warnings.append("The page names no time zone; its times were taken as UTC.")
    if missing := published.count(None):
        warnings.append(f"{missing} of {len(published)} entries carry no time.")
    if calendar.oldest_first:
        warnings.append("This page reads oldest first.")
    return warnings
