"""The top of the page: headline, standfirst, the page's own time, and where the coverage begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.wire.captures.lines import Line, is_bulleted, key, reads_like_a_heading
from dateline.wire.captures.names import byline_in, is_credit
from dateline.wire.captures.times import Stamp, read_stamp, whole_stamp

KEY_POINTS: Final = frozenset(("key points", "key events", "key moments", "key developments", "at a glance"))
SECTIONS: Final = frozenset(
    "world|uk|us|u.s.|usa|politics|business|sport|sports|europe|asia|africa|americas|middle east|middleeast|news|home"
    "|uk news|us news|world news|australia|australia news|india|china|climate|weather|science|health|tech|technology"
    "|environment|money|culture|entertainment|opinion|uk politics|us politics|ukraine|russia".split("|")
)
_TRAILING_ZONE_NOTE = re.compile(r"\s*\((?:all times .*|local time)\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    headline: str | None = None
    standfirst: str | None = None
    introduction: tuple[str, ...] = ()
    page: Stamp | None = None


def read_head(lines: Sequence[Line]) -> Head:
    """Read lines that stand wholly above the first entry."""
    head, rest = split_head(lines)
    page, introduction = head.page, []
    for line in _without_key_points(rest):
        if page_time := page_stamp(line.text):
            page = _better(page, page_time)
        elif not reads_like_a_heading(line.text) and not is_bulleted(line.text) and not byline_in(line.text):
            introduction.append(line.text)
    return replace(head, introduction=tuple(introduction), page=page)


def split_head(lines: Sequence[Line]) -> tuple[Head, list[Line]]:
    """Take headline, standfirst, credits, the page's time and the picture caption off the top; return the rest too."""
    head = Head()
    last_about_page: int | None = None
    lines = _without_key_points(lines)
    at = 0
    while at < len(lines):
        line = lines[at]
        below = lines[at + 1] if at + 1 < len(lines) else None
        if page_time := page_stamp(line.text):
            head = replace(head, page=_better(head.page, page_time))
            last_about_page = at
        elif head.headline is None and key(line.text) in SECTIONS:
            pass
        elif byline_in(line.text) or (is_credit(line.text) and (head.headline or line.cut)):
            last_about_page = at
        elif head.headline is None:
            if not reads_like_a_heading(line.text):
                break
            head = replace(head, headline=line.text)
        elif key(line.text) == key(head.headline):
            pass
        elif last_about_page is None and head.standfirst is None and _is_standfirst(line, below):
            head = replace(head, standfirst=line.text)
        elif not _is_caption(line, below, follows_page_line=last_about_page == at - 1):
            break
        at += 1
    return head, list(lines[at:])


def page_stamp(text: str) -> Stamp | None:
    """Return the page's own time from a line that is nothing but a date, or a label and a date."""
    stamp = whole_stamp(_TRAILING_ZONE_NOTE.sub("", text))
    if stamp is None or stamp.day is None:
        return None
    return stamp


def _better(known: Stamp | None, found: Stamp) -> Stamp:
    """The time of the last update tells more than that of publication, and any time more than a bare date."""
    if known is None or (found.label == "updated" != known.label) or (known.clock is None and found.clock):
        return found
    return known


def _is_standfirst(line: Line, below: Line | None) -> bool:
    if reads_like_a_heading(line.text):
        return read_stamp(line.text) is None
    # A standfirst may be a whole sentence; then the credits or the date below show that the head goes on.
    return (
        reads_like_a_heading(line.text.rstrip(".!"))
        and below is not None
        and bool(page_stamp(below.text) or byline_in(below.text) or is_credit(below.text))
    )


def _is_caption(line: Line, below: Line | None, *, follows_page_line: bool) -> bool:
    """A heading-like line is a caption right under the page's date, or right above furniture that was taken out."""
    if not reads_like_a_heading(line.text):
        return False
    return (follows_page_line and not line.gap) or (below is not None and below.cut)


def _without_key_points(lines: Sequence[Line]) -> list[Line]:
    """Leave out a box of key points, which repeats the headings below it."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        label = lines[at]
        if key(label.text).rstrip(":") not in KEY_POINTS:
            kept.append(label)
            at += 1
            continue
        at += 1
        if at < len(lines) and is_bulleted(lines[at].text):
            while at < len(lines) and is_bulleted(lines[at].text):
                at += 1
        elif at < len(lines) and lines[at].indent > label.indent:
            while at < len(lines) and lines[at].indent > label.indent:
                at += 1
        else:
            while at < len(lines) and reads_like_a_heading(lines[at].text) and not _heads_a_paragraph(lines, at):
                at += 1
        if at < len(lines):
            kept.append(replace(lines[at], cut=True, gap=True))
            at += 1
    return kept


def _heads_a_paragraph(lines: Sequence[Line], at: int) -> bool:
    return at + 1 < len(lines) and not reads_like_a_heading(lines[at + 1].text)
