"""The parts of one entry, once a form has found where it begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.wire.captures.capture import Related
from dateline.wire.captures.head import Head
from dateline.wire.captures.lines import BULLETS, is_bulleted, reads_like_a_heading
from dateline.wire.captures.names import byline_in
from dateline.wire.captures.times import Stamp

FEWEST_TEASER_WORDS: Final = 4
_GLUED_BYLINE = re.compile(r"(?<=[a-z0-9’”'\"?)])(?=From [A-Z]\w+[’'‘]s [A-Z])")


@dataclass(frozen=True, slots=True)
class Block:
    """One entry as it stood, its time not yet worked out."""

    heading: str | None
    byline: str | None
    stamp: Stamp | None
    body: tuple[str, ...]
    related: tuple[Related, ...] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.heading or self.body)


def read_block(texts: Sequence[str], *, stamp: Stamp | None = None, byline: str | None = None) -> Block:
    """Read lines that hold one whole entry: heading, byline, paragraphs and teasers, each where there is one."""
    left = [part for text in texts for part in _GLUED_BYLINE.split(text)]
    heading: str | None = None
    names, left = _leading_byline(left)
    if left and reads_like_a_heading(left[0]):
        heading, left = left[0], left[1:]
        late_names, left = _leading_byline(left)
        names = names or late_names
    body, related = body_and_teasers(left)
    return Block(heading, byline or names, stamp, body, related)


def read_block_with_heading(
    heading: str | None, texts: Sequence[str], *, stamp: Stamp | None = None, byline: str | None = None
) -> Block:
    """Read lines below a heading that is already known (or known to be missing)."""
    names, left = _leading_byline(list(texts))
    body, related = body_and_teasers(left)
    return Block(heading, byline or names, stamp, body, related)


def _leading_byline(texts: list[str]) -> tuple[str | None, list[str]]:
    if texts and (names := byline_in(texts[0])):
        return names, texts[1:]
    return None, texts


def body_and_teasers(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[Related, ...]]:
    """Part paragraphs from teasers. A teaser is a headline with its standfirst: two heading-like lines in a row.

    One such line alone is a subheading or a line of the body, and so is a longer run that does not come out even.
    """
    body: list[str] = []
    related: list[Related] = []
    run: list[str] = []

    def close_run() -> None:
        pairs = len(run) // 2 if len(run) % 2 == 0 or len(run) == 3 else 0
        related.extend(Related(run[2 * n], run[2 * n + 1]) for n in range(pairs))
        body.extend(run[2 * pairs :])
        run.clear()

    for text in texts:
        if could_be_teaser(text):
            run.append(text)
        else:
            close_run()
            body.append(paragraph(text))
    close_run()
    return tuple(body), tuple(related)


def could_be_teaser(text: str) -> bool:
    return reads_like_a_heading(text) and len(text.split()) >= FEWEST_TEASER_WORDS


def paragraph(text: str) -> str:
    return text.lstrip(BULLETS + "-– ") if is_bulleted(text) else text


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form makes of a page: its name, the head, and the entries in the order of the text."""

    layout: str
    head: Head
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
