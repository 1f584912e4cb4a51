"""Forms in which a line of its own carries each entry's time, above the entry or between its heading and its text."""

from collections.abc import Sequence

from dateline.wire.captures.blocks import Reading, read_block, read_block_with_heading
from dateline.wire.captures.head import Head, read_head
from dateline.wire.captures.lines import Line, reads_like_a_heading
from dateline.wire.captures.marks import Kind, Mark, choose_bounds, told_their_days, without_page_time


def read_stamped(lines: Sequence[Line], marks: Sequence[Mark]) -> Reading:
    bounds = without_page_time(choose_bounds(marks))
    days = {mark.at for mark in marks if mark.kind is Kind.DAY and mark.at > bounds[0].at}
    bounds = told_their_days(bounds, [mark for mark in marks if mark.at in days])
    if _stands_below_headings(lines, bounds):
        return _read_below_headings(lines, bounds, days)
    return _read_above_entries(lines, bounds, days)


def _stands_below_headings(lines: Sequence[Line], bounds: Sequence[Mark]) -> bool:
    """True when most times have a heading right above and a paragraph right below."""
    below = sum(1 for mark in bounds if _has_heading_above(lines, mark) and not _has_heading_below(lines, mark))
    if len(bounds) == 1 and bounds[0].at < 2:
        return False  # What stands above is the page's headline.
    return below * 2 > len(bounds)


def _has_heading_above(lines: Sequence[Line], mark: Mark) -> bool:
    return mark.at > 0 and reads_like_a_heading(lines[mark.at - 1].text)


def _has_heading_below(lines: Sequence[Line], mark: Mark) -> bool:
    return mark.at + 1 < len(lines) and reads_like_a_heading(lines[mark.at + 1].text)


def _read_below_headings(lines: Sequence[Line], bounds: Sequence[Mark], days: set[int]) -> Reading:
    starts = [mark.at - 1 if _has_heading_above(lines, mark) else mark.at for mark in bounds]
    blocks = []
    for n, mark in enumerate(bounds):
        end = starts[n + 1] if n + 1 < len(starts) else len(lines)
        texts = [lines[at].text for at in range(mark.at + 1, end) if at not in days]
        heading = lines[mark.at - 1].text if starts[n] < mark.at else None
        blocks.append(read_block_with_heading(heading, texts, stamp=mark.stamp, byline=mark.byline))
    dated = sum(1 for mark in bounds if mark.kind is Kind.DATED)
    layout = "heading_then_time_date" if dated * 2 > len(bounds) else "yahoo_syndicated"
    return Reading(layout, read_head(lines[: starts[0]]), tuple(blocks))


def _read_above_entries(lines: Sequence[Line], bounds: Sequence[Mark], days: set[int]) -> Reading:
    blocks = []
    for n, mark in enumerate(bounds):
        end = bounds[n + 1].at if n + 1 < len(bounds) else len(lines)
        texts = [lines[at].text for at in range(mark.at + 1, end) if at not in days]
        blocks.append(read_block(texts, stamp=mark.stamp, byline=mark.byline))
    head = read_head(lines[: bounds[0].at])
    return Reading(_name_of_stamps_above(bounds, head), head, tuple(blocks))


def _name_of_stamps_above(bounds: Sequence[Mark], head: Head) -> str:
    if any(mark.kind is Kind.AGO for mark in bounds):
        return "cnn_relative" if head.page is not None else "mee_relative"
    if any(mark.kind is Kind.EPOCH for mark in bounds):
        return "independent_epoch"
    if any(mark.kind is Kind.DATED for mark in bounds):
        return "ist_bullets"
    return "time_line"
