"""Step nine: when it happened, from the words of the sentence and the day of the entry. ISO, intervals with a slash."""

from datetime import date, timedelta

from dateline.facts.extractor.figure import Figure, Page

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {name[:3]: number + 1 for number, name in enumerate(_MONTHS)} | {"sept": 9}
_SPANS = {
    "hour": 0,
    "hours": 0,
    "day": 1,
    "days": 1,
    "week": 7,
    "weeks": 7,
    "month": 30,
    "months": 30,
    "year": 365,
    "years": 365,
}
_PARTS_OF_A_DAY = frozenset("morning afternoon evening".split())
_YEARS = {"last": -1, "this": 0, "next": 1}
_AHEAD = frozenset("will expected forecast due set expects tomorrow".split())
_SMALL = "a two three four five six seven eight nine ten".split()
_COUNTS = {word: number for number, word in enumerate(_SMALL, start=1)}


def event_time(page: Page, figure: Figure, on: date | None) -> tuple[str | None, str | None]:
    """Return the time of a figure's event and, when the words make it one, the basis “period”."""
    sentence = page.sentences[figure.sentence]
    best: tuple[int, str, str | None] | None = None
    for at in range(sentence.first, sentence.end):
        found = _since(page, at, _at(page, at, on), on)
        if found:
            distance = abs(at - figure.end)
            if best is None or distance < best[0]:
                best = (distance, found[0], found[1])
    return (best[1], best[2]) if best else (None, None)


def _since(page: Page, at: int, found: tuple[str, str | None] | None, on: date | None) -> tuple[str, str | None] | None:
    """“Since Monday”, “since the start of June”, “since 21 June”: from then to the day of the entry."""
    if found is None or on is None or "/" in found[0] or found[0] > on.isoformat():
        return found
    return (f"{found[0]}/{on.isoformat()}", "period") if "since" in page.lows[max(0, at - 4) : at] else found


def _at(page: Page, at: int, on: date | None) -> tuple[str, str | None] | None:
    low = page.lows[at]
    before = page.low(at - 1)
    month = _month(page, at)
    if month:
        return _dated(page, at, month, on)
    if low.isdigit() and len(low) == 4 and "1900" <= low <= "2099" and before in {"in", "since", "during"}:
        return (low if before != "since" else f"{low}/{on.isoformat() if on else '..'}"), None
    if on is None:
        return None
    return _on_a_day(page, at, on) or _in_a_span(page, at, on)


def _on_a_day(page: Page, at: int, on: date) -> tuple[str, str | None] | None:
    """“On Monday”, “yesterday”, “this morning”: when it happened, and no span over which it was counted."""
    low, before = page.lows[at], page.low(at - 1)
    if low in _DAYS and (
        before in {"on", "last", "this", "early", "late", ",", "since", "until"}
        or page.low(at + 1) in {"morning", "night", "evening", "afternoon", ",", ".", "’s", "'s"}
    ):
        back = (on.weekday() - _DAYS.index(low)) % 7
        if back and _is_ahead(page, at):
            back -= 7
        return (on - timedelta(days=back)).isoformat(), None
    if low in {"tonight", "today"} or (low == "this" and page.low(at + 1) in _PARTS_OF_A_DAY):
        return on.isoformat(), None
    if low == "yesterday":
        return (on - timedelta(days=1)).isoformat(), None
    return None


def _in_a_span(page: Page, at: int, on: date) -> tuple[str, str | None] | None:
    """“Overnight”, “this week”, “over the weekend”, “next year”, “four years ago”, “in the last 24 hours”."""
    low, before = page.lows[at], page.low(at - 1)
    if low == "overnight":
        return f"{(on - timedelta(days=1)).isoformat()}/{on.isoformat()}", "period"
    if low == "week" and before == "this":
        return f"{(on - timedelta(days=on.weekday())).isoformat()}/{on.isoformat()}", "period"
    if low == "year" and before in _YEARS:
        return f"{on.year + _YEARS[before]}", None
    if low == "ago" and before in {"years", "year"}:
        return _years_ago(page, at, on)
    if low == "weekend":
        saturday = on - timedelta(days=(on.weekday() - 5) % 7)
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", "period"
    if low in {"last", "past", "previous"} and before in {"the", "in", "over"}:
        return _lately(page, at, on)
    return None


def _is_ahead(page: Page, at: int) -> bool:
    """“Is expected to crest on Tuesday”, “until Thursday”: the day that comes."""
    first = page.sentences[page.sentence_of[at]].first
    before = page.low(at - 1)
    return before in {"until", "before", "by", "next"} or bool(_AHEAD & set(page.lows[max(first, at - 10) : at]))


def _years_ago(page: Page, at: int, on: date) -> tuple[str, str | None] | None:
    count = page.low(at - 2)
    years = int(count) if count.isascii() and count.isdigit() and len(count) < 3 else _COUNTS.get(count, 0)
    return (f"{on.year - years}", None) if years else None


def _lately(page: Page, at: int, on: date) -> tuple[str, str | None] | None:
    after = page.low(at + 1)
    count, unit = (int(after), page.low(at + 2)) if after.isdecimal() and len(after) < 4 else (1, after)
    if unit not in _SPANS:
        return None
    days = max(1, count // 24) if unit.startswith("hour") else count * _SPANS[unit]
    try:
        return f"{(on - timedelta(days=days)).isoformat()}/{on.isoformat()}", "period"
    except OverflowError:
        return None


def _month(page: Page, at: int) -> int:
    low = page.lows[at]
    number = _SHORT.get(low[:4] if low.startswith("sept") else low[:3], 0)
    if not number or (low not in _MONTHS and low not in _SHORT):
        return 0
    return number if low not in {"may", "march", "mar"} or page.tokens[at].text[0].isupper() else 0


def _dated(page: Page, at: int, month: int, on: date | None) -> tuple[str, str | None] | None:
    before, after, next_but_one = page.low(at - 1), page.low(at + 1), page.low(at + 2)
    day = before if _is_day(before) else after if _is_day(after) else ""
    year = next((int(low) for low in (after, next_but_one, page.low(at + 3)) if low.isdecimal() and len(low) == 4), 0)
    if not year and on is None:
        return None
    if not year:
        assert on is not None, "returned above"
        year = on.year - (month > on.month + 1)
    if not 1900 <= year <= 2100:
        return None
    if not day:
        return (
            (f"{year}-{month:02}", None)
            if before in {"in", "since", "of", "last", "late", "early", "mid", "until"} or page.low(at + 1).isdigit()
            else None
        )
    try:
        return date(year, month, int(day)).isoformat(), None
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31
