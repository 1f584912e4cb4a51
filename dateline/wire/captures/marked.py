"""Forms in which a mark of the page's own parts the entries: a share button, or a number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.wire.captures.blocks import Block, Reading, read_block, read_block_with_heading
from dateline.wire.captures.furniture import is_entry_mark
from dateline.wire.captures.head import read_head
from dateline.wire.captures.lines import Line, key, reads_like_a_heading
from dateline.wire.captures.names import ROLE, byline_in, is_credit
from dateline.wire.captures.times import Stamp, read_stamp

_NUMBERED = re.compile(r"(?P<number>\d{1,4})\.\s+(?P<heading>\S.*)")
_SIGNS_OF_A_LIVE_PAGE: Final = (
    "live reporting",
    "all times stated",
    "got a tv licence",
    "get involved",
    "edited by",
    "live updates",
    "live coverage",
    "reporting from",
    "posted at",
)


def count_entry_marks(lines: Sequence[Line]) -> int:
    return sum(1 for line in lines if is_entry_mark(line.text))


def read_marked(lines: Sequence[Line]) -> Reading:
    """Each entry stands below a share button that says "Link Copied!"."""
    ats = [at for at, line in enumerate(lines) if is_entry_mark(line.text)]
    blocks = []
    for n, at in enumerate(ats):
        end = ats[n + 1] if n + 1 < len(ats) else len(lines)
        texts = [line.text for line in lines[at + 1 : end]]
        stamp, texts = _stamp_near_top(texts)
        blocks.append(read_block(texts, stamp=stamp))
    return Reading("cnn_linkcopied", read_head(lines[: ats[0]]), tuple(blocks))


def _stamp_near_top(texts: list[str]) -> tuple[Stamp | None, list[str]]:
    for at, text in enumerate(texts[:3]):
        read = read_stamp(text)
        if read and not read[1].strip(" .,|"):
            return read[0], texts[:at] + texts[at + 1 :]
    return None, texts


@dataclass(frozen=True, slots=True)
class Numbered:
    at: int
    heading: str


def find_numbered(lines: Sequence[Line]) -> list[Numbered]:
    """Return the headings that are numbered one after another, all at the same indent."""
    found: list[Numbered] = []
    indent = number = step = 0
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line.text)
        if not match or not reads_like_a_heading(match["heading"]):
            continue
        here = int(match["number"])
        if not found:
            indent = line.indent
        elif line.indent != indent or (here - number != step and (step or abs(here - number) != 1)):
            continue
        else:
            step = here - number
        number = here
        found.append(Numbered(at, match["heading"]))
    return found


def is_numbered_live_page(raw: Sequence[Line], found: Sequence[Numbered]) -> bool:
    """A numbered list alone is no live page: the page must also say that it is one."""
    return bool(found) and any(key(line.text).startswith(_SIGNS_OF_A_LIVE_PAGE) for line in raw)


def read_numbered(lines: Sequence[Line], found: Sequence[Numbered]) -> Reading:
    blocks = []
    for n, start in enumerate(found):
        end = found[n + 1].at if n + 1 < len(found) else len(lines)
        blocks.append(_numbered_block(start.heading, lines[start.at + 1 : end]))
    head_lines = [replace(line, cut=True) for line in lines[: found[0].at]]
    return Reading("bbc_numbered", read_head(head_lines), tuple(blocks))


def _numbered_block(heading: str, lines: Sequence[Line]) -> Block:
    """Below the heading stand a byline, with where or as what its owner reports, and perhaps a time."""
    # A short line right above a caption says in words what the picture shows.
    shown = {at for at, line in enumerate(lines[1:]) if line.cut and reads_like_a_heading(lines[at].text)}
    texts = [line.text for at, line in enumerate(lines) if at not in shown or (at < 2 and is_credit(line.text))]
    stamp, texts = _stamp_near_top(texts)
    byline: str | None = None
    if texts and (names := byline_in(texts[0])):
        byline, texts = names, texts[1:]
    elif texts and is_credit(texts[0]):
        byline, texts = texts[0], texts[1:]
    while texts and (key(texts[0]).startswith("reporting from ") or (byline and ROLE.fullmatch(texts[0]))):
        texts = texts[1:]
    return read_block_with_heading(heading, texts, stamp=stamp, byline=byline)
