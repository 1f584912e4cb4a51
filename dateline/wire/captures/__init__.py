"""Reads a plain-text capture of a live page. Pure: no database, no Django, no clock, no network.

`read_capture` is the door. `recognise` says which form the page has; `flat`, `stamped`, `inline`, `marked` and `headed`
each read one family of forms; `head`, `blocks`, `names`, `times` and `furniture` know the parts they share.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.wire import refusals
from dateline.wire.captures.blocks import Block
from dateline.wire.captures.capture import Capture, CapturedEntry, Related, as_json_lines
from dateline.wire.captures.dating import date_entries
from dateline.wire.captures.lines import clean
from dateline.wire.captures.recognise import read_page
from dateline.wire.captures.times import Stamp

__all__ = ["Capture", "CapturedEntry", "Related", "as_json_lines", "read_capture"]


def read_capture(text: str, *, date: date | None = None, headline: str | None = None) -> Capture:
    """Return the live page that the text holds, its entries in the order of the text.

    `date` is the day of the first entry, for pages that do not say; `headline` is used in place of the page's own.
    Refuses 'not_text', 'too_large', 'no_entries' and 'date_needed'.
    """
    reading = read_page(clean(text))
    blocks = _without_pinned_copies([block for block in reading.blocks if block.says_something])
    if not blocks:
        raise refusals.no_entries()
    blocks = _with_headings_as_usual(blocks)
    stamps = [block.stamp or Stamp() for block in blocks]
    dates = date_entries(stamps, page=reading.head.page, given=date)
    return Capture(
        headline=headline or reading.head.headline,
        standfirst=reading.head.standfirst,
        introduction=reading.head.introduction,
        entries=tuple(
            CapturedEntry(block.heading, block.byline, published, block.body, block.related)
            for block, published in zip(blocks, dates.published, strict=True)
        ),
        layout=reading.layout,
        warnings=(*reading.warnings, *dates.warnings),
    )


def _without_pinned_copies(blocks: Sequence[Block]) -> list[Block]:
    """Drop an entry that stands again further down: the upper one is the copy that the desk pinned."""
    kept: list[Block] = []
    seen: set[tuple[str | None, tuple[str, ...]]] = set()
    for block in reversed(blocks):
        if (block.heading, block.body) not in seen:
            kept.append(block)
        seen.add((block.heading, block.body))
    return kept[::-1]


def _with_headings_as_usual(blocks: Sequence[Block]) -> list[Block]:
    """On a page whose entries have no headings, a short line alone is text."""
    without = sum(1 for block in blocks if block.heading is None)
    if without * 2 <= len(blocks):
        return list(blocks)
    return [
        replace(block, heading=None, body=(block.heading,)) if block.heading and not block.body else block
        for block in blocks
    ]
