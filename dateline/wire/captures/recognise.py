"""Which form is it? Decided by evidence in the text, the most telling first."""

import re
from collections.abc import Sequence
from typing import Final

from dateline.wire import refusals
from dateline.wire.captures import flat, headed, inline, marked, marks, signed, stamped
from dateline.wire.captures.blocks import Reading
from dateline.wire.captures.furniture import sweep, without_marks
from dateline.wire.captures.lines import Line, key, reads_like_a_heading, to_lines

FEWEST: Final = 2
"""Times and marks that a page must have before we believe in them; one is enough on a page that says it is live."""
FEWEST_ENTRIES_UNANNOUNCED: Final = 3
FEWEST_HEADING_WORDS: Final = 3.5
FARTHEST_FIRST: Final = 40
LINES_OF_THE_HEAD: Final = 8

_LIVE = re.compile(
    r"\b(?:live|latest|updates?|updated|as it happened|liveblog|what we know|breaking|rolling coverage)\b|^liveupdated"
)
_LIVE_FURNITURE: Final = ("join our commenting forum", "your support helps us", "stay up to date with notifications")
_CODE = re.compile(r"(?:#{1,6} |[|<{}`]|import |from \w+ import|def |class |return ).*|.*(?:[{};|]|==.*)")
MOST_CODE: Final = 0.2
FEWEST_LINES_OF_CODE: Final = 10
_WHOLE = re.compile(r"[^a-z\s].*[.!?…:][\"'”’)\]]{0,3}", re.DOTALL)
FEWEST_WHOLE_PARAGRAPHS: Final = 0.7


def read_page(text: str) -> Reading:
    """Return the reading of the form that the text has. Refuses 'no_entries'."""
    raw = to_lines(text)
    if sum(1 for line in raw if _CODE.fullmatch(line.text)) > MOST_CODE * max(len(raw), FEWEST_LINES_OF_CODE):
        raise refusals.no_entries()
    headers = flat.find_headers(text)
    if len(headers) >= FEWEST or (headers and flat.says_when_updated(text)):
        return flat.read_flat(text, headers)
    reading = _by_times_and_marks(raw) or _by_headings(raw)
    if reading is None:
        raise refusals.no_entries()
    return reading


def _by_times_and_marks(raw: list[Line]) -> Reading | None:
    live = says_it_is_live(raw)
    enough = 1 if live else FEWEST
    with_marks = sweep(raw)
    lines = without_marks(with_marks)
    found = marks.find_marks(lines)
    if signed.is_signed(lines, found):
        return signed.read_signed(lines, found)
    bounds = marks.choose_bounds(found)
    buttons = marked.count_entry_marks(with_marks)
    if buttons >= max(1, len(bounds)):
        return marked.read_marked(with_marks)
    starts = inline.find_starts(lines)
    numbered = marked.find_numbered(lines)
    if marked.is_numbered_live_page(raw, numbered) or (live and len(numbered) >= FEWEST_ENTRIES_UNANNOUNCED):
        return marked.read_numbered(lines, numbered)
    # One time on a line of its own may well be the page's; signed, it is an entry's.
    enough_bounds = enough if any(mark.byline for mark in bounds) else FEWEST
    if len(bounds) >= max(enough_bounds, len(starts)) and _begins_early(lines, bounds[0].at):
        return stamped.read_stamped(lines, found)
    if len(starts) >= enough and _begins_early(lines, starts[0].at):
        return inline.read_inline(lines, starts)
    if headed.count_datelines(lines) >= headed.FEWEST_DATELINES:
        return headed.read_datelined(lines)
    return None


def _by_headings(raw: list[Line]) -> Reading | None:
    lines = without_marks(sweep(raw))
    reading = headed.read_stripped(lines)
    headings = [block.heading for block in reading.blocks if block.heading and block.body]
    words = sum(len(heading.split()) for heading in headings)
    if says_it_is_live(raw):
        enough = 1
    elif has_furniture_of_live_pages(raw):
        enough = FEWEST
    else:
        enough = FEWEST_ENTRIES_UNANNOUNCED if words >= FEWEST_HEADING_WORDS * len(headings) else len(lines)
    return reading if len(headings) >= enough and _is_prose(reading) else None


def _is_prose(reading: Reading) -> bool:
    """False where most lines begin or end in mid-sentence: a text broken into lines, or no prose at all."""
    paragraphs = [text for block in reading.blocks for text in block.body]
    return sum(1 for text in paragraphs if _WHOLE.fullmatch(text)) >= FEWEST_WHOLE_PARAGRAPHS * len(paragraphs)


def says_it_is_live(raw: Sequence[Line]) -> bool:
    top = [line for line in raw if reads_like_a_heading(line.text) or len(line.text) < 60][:LINES_OF_THE_HEAD]
    return any(_LIVE.search(key(line.text)) for line in top)


def has_furniture_of_live_pages(raw: Sequence[Line]) -> bool:
    return any(key(line.text).startswith(_LIVE_FURNITURE) for line in raw)


def _begins_early(lines: Sequence[Line], first: int) -> bool:
    """False when the first time stands deep in the text: then it is part of somebody's paragraph or list."""
    return first <= max(FARTHEST_FIRST, len(lines) // 3)
