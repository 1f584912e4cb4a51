"""Every way a page writes a time or a date, read into one `Stamp`. Pure: nothing here knows today's date."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from dateline.wire.captures.lines import BULLETS

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY_NUMBER = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{WEEKDAY},?\s+)?{_DAY_NUMBER}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"(?:{WEEKDAY},?\s+)?{_MONTH}\s+{_DAY_NUMBER},?\s+{_YEAR}",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?=\d)|\b)",
    )
)
_ZONE_NAMES = (
    r"GMT|UTC|BST|WEST|WET|CEST|CET|EEST|EET|IST|PKT|NPT|ICT|SGT|MYT|HKT|PHT|JST|KST|AEST|AEDT|ACST|AWST|NZST|NZDT"
    r"|MSK|TRT|GST|EAT|CAT|WAT|SAST|AST|ADT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|MT|PT|Z"
)
_ZONE = re.compile(
    rf"\s*\(?(?P<zone>(?:{_ZONE_NAMES})(?![A-Za-z])(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?|[+-]\d\d:?\d\d\b|UK\s+time\b)\)?"
)
_HOUR_AND_MINUTE = r"(?P<hour>[0-2]?\d)(?:[:.]|:\s)(?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d))?(?![\d:])"
_CLOCKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_HOUR_AND_MINUTE}(?:\s?(?P<half>[ap]\.?m\b\.?))?",
        r"(?P<hour>[01]?\d)\s?(?P<half>[ap]\.?m\b\.?)",
        r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?=\s?(?:GMT|UTC|BST|IST|ET|EST|EDT)\b)",
    )
)
_IN_BRACKETS = re.compile(r"\s*\(\d{1,2}:?\d\d\s?[A-Z]{2,4}\)")
_JOINT = re.compile(r"\s*(?:[,|•·–—-]|\bat\b|\bon\b)?\s*", re.IGNORECASE)
_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}


def _unit(n: int) -> str:
    return (
        rf"(?:(?P<far{n}>mo|months?|y|yrs?|years?)|(?P<s{n}>s|secs?|seconds?)|(?P<m{n}>m|mins?|minutes?)"
        rf"|(?P<h{n}>h|hrs?|hours?)|(?P<d{n}>d|days?)|(?P<w{n}>w|weeks?))"
    )


_AGO = re.compile(
    rf"(?:less\s+than\s+)?(?P<n1>\d{{1,4}}|an?|one)\s?{_unit(1)}(?:,?\s(?P<n2>\d{{1,4}})\s?{_unit(2)})?\s+ago(?![a-z])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:first\s+|last\s+|liveblog\s+)?(?P<word>posted|published|updated|modified|filed)\b(?:\s+(?:at|on))?\s*[:-]?\s*",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"[1-3]\d{9}(?:\d{3})?")

_FIXED: Final = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "WAT": 60, "CEST": 120, "EET": 120,
    "CAT": 120, "SAST": 120, "EEST": 180, "MSK": 180, "TRT": 180, "EAT": 180, "GST": 240, "PKT": 300, "IST": 330,
    "NPT": 345, "ICT": 420, "SGT": 480, "MYT": 480, "HKT": 480, "PHT": 480, "AWST": 480, "JST": 540, "KST": 540,
    "ACST": 570, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "AST": -240, "ADT": -180, "EST": -300,
    "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
"""Minutes ahead of UTC. IST is India's, BST Britain's: the pages that print them are from there."""
_AMERICAN: Final = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as a page gives it; any part may be missing. `label`: "updated", "published", … where the page says so."""

    day: date | None = None
    clock: time | None = None
    zone: str | None = None
    ago: timedelta | None = None
    ago_is_exact: bool = False
    epoch: int | None = None
    label: str | None = None


def read_stamp(text: str) -> tuple[Stamp, str] | None:
    """Return the stamp that the text begins with and what follows it, or None."""
    at = len(text) - len(text.lstrip(BULLETS + " "))
    if label := _LABEL.match(text, at):
        at = label.end()
    stamp, end = _ago(text, at) or _dated(text, at) or _clocked(text, at) or (None, at)
    if stamp is None:
        return None
    if label is not None:
        word = label["word"].casefold()
        stamp = replace(stamp, label=word)
        # "Updated less than 1 min ago6:53 a.m. ET, September 15, 2018": the time itself stands behind.
        if stamp.day is None and stamp.clock is None and (behind := _dated(text, end) or _clocked(text, end)):
            stamp, end = replace(behind[0], label=word), behind[1]
    return stamp, text[end:]


def whole_stamp(text: str) -> Stamp | None:
    """Return the stamp if the line is nothing but one."""
    if _EPOCH.fullmatch(text):
        return Stamp(epoch=int(text[:10]))
    read = read_stamp(text)
    return read[0] if read and not read[1].strip(" .,|") else None


def _dated(text: str, at: int) -> tuple[Stamp, int] | None:
    """A date, with a clock behind it where there is one."""
    read = _date(text, at)
    if read is None:
        return None
    day, end = read
    joint = _JOINT.match(text, end)
    clock = _clock(text, joint.end()) if joint else None
    if clock is None:
        return Stamp(day=day), end
    zone, end = _zone(text, clock[1])
    return Stamp(day=day, clock=clock[0], zone=zone), end


def _clocked(text: str, at: int) -> tuple[Stamp, int] | None:
    """A clock, with a date behind it where there is one."""
    clock = _clock(text, at)
    if clock is None:
        return None
    zone, end = _zone(text, clock[1])
    if other_zone := _IN_BRACKETS.match(text, end):
        end = other_zone.end()
    joint = _JOINT.match(text, end)
    if joint and (dated := _date(text, joint.end())):
        late_zone, last = _zone(text, dated[1])
        return Stamp(day=dated[0], clock=clock[0], zone=zone or late_zone), last
    return Stamp(clock=clock[0], zone=zone), end


def _date(text: str, at: int) -> tuple[date, int] | None:
    for pattern in _DATES:
        if found := pattern.match(text, at):
            month = found["month"]
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
            try:
                return date(int(found["year"]), number, int(found["day"])), found.end()
            except ValueError:
                continue
    return None


def _clock(text: str, at: int) -> tuple[time, int] | None:
    for pattern in _CLOCKS:
        if found := pattern.match(text, at):
            parts = found.groupdict()
            hour, half = int(parts["hour"]), (parts.get("half") or "")[:1].casefold()
            if half and not 1 <= hour <= 12 and not 13 <= hour <= 23:
                continue
            if half and hour <= 12:
                hour = hour % 12 + (12 if half == "p" else 0)
            if hour <= 23:
                return time(hour, int(parts.get("minute") or 0), int(parts.get("second") or 0)), found.end()
    return None


def _zone(text: str, at: int) -> tuple[str | None, int]:
    found = _ZONE.match(text, at)
    return (found["zone"], found.end()) if found else (None, at)


def _ago(text: str, at: int) -> tuple[Stamp, int] | None:
    found = _AGO.match(text, at)
    if found is None:
        return None
    parts = found.groupdict()
    if parts["far1"] or parts["far2"]:
        return Stamp(), found.end()  # "1 month ago" tells nothing about the day.
    seconds = 0
    for n in ("1", "2"):
        count = parts[f"n{n}"]
        if count:
            unit = next(unit for unit in _UNITS if parts[unit + n])
            seconds += (int(count) if count.isdigit() else 1) * _UNITS[unit]
    exact = not any(parts[unit + n] for unit in "dw" for n in "12")
    return Stamp(ago=timedelta(seconds=seconds), ago_is_exact=exact), found.end()


def offset(zone: str, day: date) -> timedelta:
    """How far the zone is ahead of UTC on that day. Summer time by the rules in force since 2007."""
    plain = zone.upper().replace(" ", "")
    if plain == "UKTIME":
        return timedelta(hours=1 if _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10) else 0)
    if plain in _AMERICAN:
        summer = _first_sunday(day.year, 3) + timedelta(days=7) <= day < _first_sunday(day.year, 11)
        return timedelta(minutes=_AMERICAN[plain] + (60 if summer else 0))
    if shifted := re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?", plain):
        minutes = int(shifted[2]) * 60 + int(shifted[3] or 0)
        return timedelta(minutes=min(minutes, 14 * 60) * (1 if shifted[1] == "+" else -1))
    return timedelta(minutes=_FIXED.get(re.sub(r"[^A-Z].*", "", plain), 0))


def moment(day: date, clock: time, zone: str | None) -> datetime:
    """The time as the page's own readers saw it, in UTC where the page names no zone."""
    ahead = offset(zone, day) if zone else timedelta(0)
    return datetime.combine(day, clock, timezone(ahead))


def _first_sunday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=6 - first.weekday())


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
