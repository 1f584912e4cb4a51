"""Who made a poll or a report that the entry then calls by its kind only, and names in brackets and beside handles."""

import re
from bisect import bisect_left

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_MADE = frozenset(
    "carried conducted compiled published done made produced commissioned issued released prepared drawn put".split()
)
_HANDLE = re.compile(r"\(\ ?@\ ?\w{1,40}\ ?\)")
_FAR = 6
_LONGEST_LINE = 16


def makers(page: Page) -> dict[str, str]:
    """Return for kinds of documents who made them: “the poll was carried out by Example Research for the Courier”."""
    found: dict[str, str] = {}
    documents = words("roles", "documents")
    for at, low in enumerate(page.lows):
        if low not in documents:
            continue
        made = next((place for place in range(at + 1, min(len(page.lows), at + _FAR)) if page.lows[place] in _MADE), 0)
        by = next((place for place in range(made + 1, made + 4) if page.low(place) == "by"), 0) if made else 0
        if by and page.sentence_of[by] == page.sentence_of[at]:
            name = _name_behind(page, by + 1, page.sentences[page.sentence_of[at]].end)
            if name:
                found.setdefault(low, name)
    return found


def _name_behind(page: Page, first: int, end: int) -> str:
    at = first
    while (
        at < end
        and page.tokens[at].kind is Kind.WORD
        and page.lows[at] not in {"for", "in", "on", "and", "which", "has"}
    ):
        at += 1
    while first < at and page.tokens[first].text.islower() and page.cased and first < at - 1:
        # "By the institute Example": its name.
        first += 1
    return page.words(first, at)


def in_brackets(page: Page, first: int, end: int) -> tuple[int, int] | None:
    """Return the words in brackets at the end of a short line with a number, unless they count something."""
    stop = end - 1 if page.lows[end - 1] == "." else end
    if page.low(stop - 1) != ")" or stop - first > _LONGEST_LINE:
        return None
    begin = next((at + 1 for at in range(stop - 2, first, -1) if page.lows[at] == "("), 0)
    if (
        not begin
        or begin >= stop - 1
        or (page.tokens[begin - 2].kind is not Kind.NUMBER and ":" not in page.lows[first:begin])
    ):
        return None
    plain = all(page.tokens[at].kind is Kind.WORD for at in range(begin, stop - 1))
    speaks = page.tokens[begin].text.isupper() or bool(
        set(page.lows[begin : stop - 1]) & (words("roles", "bodies") | words("cues", "media"))
    )
    return (begin, stop - 1) if plain and speaks else None


def handles_before(page: Page) -> list[int]:
    """Return the sentences in front of which a name with a handle in brackets stands: posts that the entry shows."""
    if "@" not in page.text:
        return []
    starts = [page.tokens[sentence.first].start for sentence in page.sentences]
    behind = (bisect_left(starts, found.end()) for found in _HANDLE.finditer(page.text))
    return sorted({number for number in behind if 0 < number < len(starts)})
