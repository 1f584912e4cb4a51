"""Forms in which each entry begins with its time: "10:42 GMT – Heading", "10:42:01 Heading", "9:15 am: text"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.wire.captures.blocks import Block, Reading, read_block_with_heading
from dateline.wire.captures.head import read_head
from dateline.wire.captures.lines import BULLETS, Line, reads_like_a_heading
from dateline.wire.captures.times import Stamp, read_stamp, whole_stamp

_SEPARATOR = re.compile(r"\s*(?P<sign>[–—-]+|:|\||,)\s*|\s+|(?=[A-Z“‘\"'])")
_LAYOUTS = {
    "dash": "time_dash_heading",
    "seconds": "seconds_heading",
    "colon": "time_colon_text",
    "plain": "time_heading",
}


@dataclass(frozen=True, slots=True)
class Start:
    """A line that begins with a time and goes on with text."""

    at: int
    style: str
    stamp: Stamp
    text: str


def find_starts(lines: Sequence[Line]) -> list[Start]:
    """Return the lines that begin entries: those written in the style that most of them have."""
    starts = [start for at, line in enumerate(lines) if (start := _start(at, line.text))]
    if not starts:
        return []
    styles = [start.style for start in starts]
    usual = max(dict.fromkeys(styles), key=styles.count)
    return [start for start in starts if start.style == usual]


def _start(at: int, text: str) -> Start | None:
    bare = text.lstrip(BULLETS + " ")
    if not bare[:1].isdigit() and not bare[:3].istitle():
        return None
    read = read_stamp(bare)
    if read is None or read[0].clock is None or read[0].label:
        return None
    stamp, rest = read
    separator = _SEPARATOR.match(rest)
    if separator is None:
        return None
    said = rest[separator.end() :].strip()
    style = _style(separator["sign"], bare[: len(bare) - len(rest)])
    if not said or (style == "plain" and (said[:1].islower() or "." in bare[:3])):
        return None  # "4.25 million people", "10:42 was the moment": a sentence, not a time.
    return Start(at, style, stamp, said)


def _style(sign: str | None, time_as_written: str) -> str:
    if re.search(r"\d[:.]\d\d[:.]\d\d", time_as_written):
        return "seconds"
    if sign is None or sign == ",":
        return "plain"
    return "colon" if sign == ":" else "dash"


def read_inline(lines: Sequence[Line], starts: Sequence[Start]) -> Reading:
    blocks = []
    told: date | None = None
    for n, start in enumerate(starts):
        end = starts[n + 1].at if n + 1 < len(starts) else len(lines)
        below = []
        next_told: date | None = None
        for line in lines[start.at + 1 : end]:
            stamp = whole_stamp(line.text)
            if stamp and stamp.day and not stamp.clock:
                next_told = stamp.day
            else:
                below.append(line.text)
        stamp = replace(start.stamp, day=start.stamp.day or told)
        told = next_told
        blocks.append(_block(start, stamp, below))
    return Reading(_LAYOUTS[starts[0].style], read_head(lines[: starts[0].at]), tuple(blocks))


def _block(start: Start, stamp: Stamp, below: Sequence[str]) -> Block:
    """What stands behind the time is the heading if it reads like one; behind a colon only if text follows below."""
    heads = reads_like_a_heading(start.text) and (start.style != "colon" or bool(below))
    if heads:
        return read_block_with_heading(start.text, below, stamp=stamp)
    block = read_block_with_heading(None, below, stamp=stamp)
    return replace(block, body=(start.text, *block.body))
