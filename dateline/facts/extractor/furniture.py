"""What stands in the text of an entry and is not the entry's words: stamps, captions, credits, teasers, signatures."""

import re
from bisect import bisect_right
from datetime import date

from dateline.facts.extractor.tokens import Token

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}"
_ZONE = "GMT|BST|EDT|EST|AEST|AEDT|CEST|CET|IST|ET"
_STAMPS = re.compile(
    rf"""
    \A\s*(?:\d{{1,2}}\ {_MONTH}\ \d{{4}}|\d{{1,3}}\ ?(?:s|m|min|mins|h|d|w|hours?|days?|minutes?)\ ago)\s?
        \d{{1,2}}[.:]\d{{2}}(?:\ ?[A-Z]{{2,4}}\b(?![a-z]))?
    |^\ *\d{{4}}-\d{{2}}-\d{{2}}[T\ ]\d{{2}}:\d{{2}}[^\n]{{0,20}}$
    |^\ *\d{{1,2}}[.:]\d{{2}}\ *(?:[ap]m)?\ *(?:{_ZONE})?\ *$
    |^\ *\d{{1,2}}\ {_MONTH}\ \d{{4}}\ *\d{{0,2}}[:.]?\d{{0,2}}\ *$
    |(?:Updated|Published|First\ published|Last\ updated|Posted)\ (?:at|on)\ \d[^\n]{{0,24}}?
        (?:\ ?(?:{_ZONE})\b|$)
    |^\ *\d{{1,3}}\ ?(?:min|mins|minutes?|hours?|hrs?|h|m)\ ago\ *$
    """,
    re.VERBOSE | re.MULTILINE,
)
_SIGNATURE = re.compile(rf"[—–-]\ ?[^()\n—]{{1,60}}?\(\ ?@\ ?\w{{1,40}}\ ?\)(?:\ ?{_MONTH}\ \d{{1,2}},\ \d{{4}})?")
_HANDLE = re.compile(r"\(\ ?@\ ?\w{1,40}\ ?\)")
# A credit ends at a line's end, or where the next sentence's capital is glued to it.
_CREDIT = re.compile(
    r"(?:Photograph|Photo|Picture|Image|Composite|Video|Illustration|Graphic): [^\n]{1,90}?"
    r"(?=(?<=[a-z])[A-Z][a-z]|\n|$|(?<=[a-z])\.)"
)
_TEASER = re.compile(r"Read more(?![a-z ])")
_CAPTION_LINE = re.compile(
    r"^ *(?:Image (?:source|caption)|Media caption|Video caption|Getty Images|Caption|Related|Read more|Watch|Listen|"
    r"Follow|Sign up|Subscribe|Key points?|Photo|Picture)\b[:,]?[^\n]*$",
    re.MULTILINE,
)
_GLUE = re.compile(r"(?<=[A-Za-z0-9)”\"’][.!?])(?=[A-Z“])|(?<=[.!?][”\"’])(?=[A-Z“])")
_DATE_AHEAD = re.compile(rf"\s*(?:(\d{{1,2}})\ ({_MONTH})\ (\d{{4}})|(\d{{4}})-(\d{{2}})-(\d{{2}}))", re.VERBOSE)
_LONGEST_CAPTION = 400


def furniture(text: str) -> list[tuple[int, int]]:
    """Return the spans that no claim may touch, in order and without overlap."""
    spans = [found.span() for found in _STAMPS.finditer(text)]
    spans += [found.span() for pattern in (_SIGNATURE, _HANDLE, _CAPTION_LINE) for found in pattern.finditer(text)]
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    glue = [found.start() for found in _GLUE.finditer(text)]
    bounds = sorted({*lines, *glue})
    for pattern in (_CREDIT, _TEASER):
        for found in pattern.finditer(text):
            spans.append((_caption_start(found.start(), bounds), found.end()))
    return _merged(spans)


def without_furniture(tokens: list[Token], spans: list[tuple[int, int]]) -> list[Token]:
    """Return the tokens outside the spans; the first one behind a span begins a line."""
    if not spans:
        return tokens
    kept: list[Token] = []
    at = 0
    skipped = False
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at < len(spans) and token.end > spans[at][0]:
            skipped = True
            continue
        kept.append(token._replace(newline=True, glued=False) if skipped else token)
        skipped = False
    return kept


def date_in_stamp(text: str) -> date | None:
    """Return the day that the entry's own stamp names, if it begins or its second line is one."""
    for line in text.split("\n", 3)[:3]:
        found = _DATE_AHEAD.match(line)
        if not found:
            continue
        day, month, year, iso_year, iso_month, iso_day = found.groups()
        try:
            if year:
                return date(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day))
            return date(int(iso_year), int(iso_month), int(iso_day))
        except ValueError:
            continue
    return None


def _caption_start(at: int, bounds: list[int]) -> int:
    """A caption begins where a copy glued it to the sentence before, or with its line."""
    earlier = bounds[max(0, bisect_right(bounds, at) - 1)] if bounds else 0
    return earlier if at - earlier <= _LONGEST_CAPTION else at


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
