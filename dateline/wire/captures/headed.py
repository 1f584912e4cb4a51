"""Forms in which only headings part the entries: no times, no bylines, often no blank lines.

A heading is a short line in one piece without a full stop, followed by a paragraph. Two such lines in a row are a
teaser for another story. An entry without a heading cannot be told from the one before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.wire.captures.blocks import Block, Reading, paragraph
from dateline.wire.captures.capture import Related
from dateline.wire.captures.head import Head, read_head, split_head
from dateline.wire.captures.lines import Line, kinship, reads_like_a_heading

_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\- ]{2,40}(?:, [A-ZÀ-Þ][\w.’'\- ]{1,30}){0,2}(?: \([A-Z][\w ]{1,20}\))? ?(?:—|–|--) ?(?=\S)"
)
FEWEST_DATELINES: Final = 2
_SHOWN_NOT_TOLD = re.compile(
    r"(?:watch|video|pictured|in pictures|in pics|map|listen|graphic|photos?)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    """The entry being collected."""

    heading: str | None
    paragraphs: list[str] = field(default_factory=list)
    related: list[Related] = field(default_factory=list)

    def closed(self) -> Block:
        return Block(self.heading, None, None, tuple(self.paragraphs), tuple(self.related))

    def words(self) -> str:
        return last_words((self.heading or "", *self.paragraphs[-3:]))


@dataclass(frozen=True, slots=True)
class Run:
    """What heading-like lines in a row are: teasers, perhaps an entry that only shows something, perhaps a heading."""

    teasers: tuple[Related, ...]
    shown: str | None
    heading: str | None


def read_run(run: Sequence[str], before: str, below: str | None) -> Run:
    """Read the lines in a row that stand between the text `before` and the paragraph `below`."""
    heading: str | None = None
    left = list(run)
    if below is not None and (len(run) % 2 == 1 or _belongs_to(run[-1], below, run[-2])):
        heading = left.pop()
    shown: str | None = None
    if len(left) % 2 == 1:
        # One line is over. It is an entry of its own (a video, say), unless it can only be a card without a standfirst.
        alone = left.pop()
        if heading is None or (kinship(alone, before) >= 3 and not _SHOWN_NOT_TOLD.match(alone)):
            left += [alone, ""]
        else:
            shown = alone
    cards = tuple(Related(left[n], left[n + 1] or None) for n in range(0, len(left), 2))
    return Run(cards, shown, heading)


def last_words(texts: Sequence[str]) -> str:
    return " ".join(texts[-4:])


def _belongs_to(line: str, below: str, above: str) -> bool:
    shared = kinship(line, below)
    return shared >= 2 or shared > kinship(line, above)


def read_stripped(lines: Sequence[Line]) -> Reading:
    head, rest = split_head(lines)
    return _walk("independent_stripped", head, rest, datelines=frozenset())


def read_datelined(lines: Sequence[Line]) -> Reading:
    """Entries that begin with a dateline ("PORT ELLIN, Norland — …"), which is taken off their first paragraph."""
    marked = [n for n, line in enumerate(lines) if dateline_end(line.text)]
    first = marked[0]
    if first > 1 and reads_like_a_heading(lines[first - 1].text):
        first -= 1
    rest = [replace(line, text=line.text[dateline_end(line.text) :]) for line in lines[first:]]
    datelines = frozenset(n - first for n in marked)
    return _walk("ap_dateline", read_head(lines[:first]), rest, datelines=datelines)


def dateline_end(text: str) -> int:
    """Return where the text goes on behind its dateline, or 0 if it has none."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def count_datelines(lines: Sequence[Line]) -> int:
    return sum(1 for line in lines if dateline_end(line.text))


def _walk(layout: str, head: Head, lines: Sequence[Line], *, datelines: frozenset[int]) -> Reading:
    introduction: list[str] = []
    entries: list[_Open] = []
    warnings: list[str] = []
    at = 0
    while at < len(lines):
        if at in datelines and (not entries or entries[-1].paragraphs):
            entries.append(_Open(None))
        if at in datelines or not reads_like_a_heading(lines[at].text):
            (entries[-1].paragraphs if entries else introduction).append(paragraph(lines[at].text))
            at += 1
            continue
        end = at
        while end < len(lines) and end not in datelines and reads_like_a_heading(lines[end].text):
            end += 1
        below = lines[end].text if end < len(lines) else None
        before = entries[-1].words() if entries else last_words(introduction)
        run = read_run([line.text for line in lines[at:end]], before, below)
        if entries:
            entries[-1].related.extend(run.teasers)
        elif run.teasers:
            warnings.append("A teaser for another story stood in the introduction and was left out.")
        if run.shown:
            entries.append(_Open(run.shown))
            warnings.append(f"“{run.shown}” stood without any text below it and was taken for an entry of its own.")
        if run.heading:
            entries.append(_Open(run.heading))
        at = end
    whole_head = replace(head, introduction=(*head.introduction, *introduction))
    return Reading(layout, whole_head, tuple(entry.closed() for entry in entries), tuple(warnings))
