"""What a reading gives: one live page's text, taken apart. Plain frozen values, in the order of the page."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Related:
    """A teaser for another story, as it stood between two entries."""

    headline: str
    standfirst: str | None = None


@dataclass(frozen=True, slots=True)
class CapturedEntry:
    """One entry of the page.

    `published` is ISO 8601 with the page's own offset; a bare date where the page gives no time of day; None where it
    gives this entry neither, though others have theirs.
    """

    heading: str | None
    byline: str | None
    published: str | None
    body: tuple[str, ...]
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """A live page. `entries` are in the order of the text, which is newest first on nearly every page."""

    headline: str | None
    standfirst: str | None
    introduction: tuple[str, ...]
    entries: tuple[CapturedEntry, ...]
    layout: str
    warnings: tuple[str, ...] = ()


def as_json_lines(capture: Capture) -> Iterator[str]:
    """Yield one JSON object a line: the live blog's own first, then each entry's."""
    live_blog = {
        "headline": capture.headline,
        "standfirst": capture.standfirst,
        "introduction": capture.introduction,
        "layout": capture.layout,
        "entries": len(capture.entries),
        "warnings": capture.warnings,
    }
    yield json.dumps(live_blog, ensure_ascii=False)
    for entry in capture.entries:
        yield json.dumps(asdict(entry), ensure_ascii=False)
