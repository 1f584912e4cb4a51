"""Counts that no number stands for, kept in their words: “several people were hurt”, “many others are missing”."""

from functools import cache

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.numbers import Number
from dateline.facts.extractor.triggers import HARM
from dateline.facts.extractor.words import Phrases, names, words

_AUXILIARIES = frozenset("was were is are be been being have has had".split())
_BETWEEN = _AUXILIARIES | frozenset(
    "also still now believed feared thought reported reportedly to seriously badly critically already of them others "
    "more said known presumed".split()
)
_ASKED = frozenset("how as so too that not".split())
_LONGEST_NOUN = 3
_REACH = 7


@cache
def _phrases() -> Phrases:
    return Phrases((phrase, "") for phrase in words("numbers", "vague"))


def vague_counts(page: Page) -> list[Figure]:
    """Return a figure without a value for each vague count of people to whom harm was done."""
    found = []
    for at in range(len(page.lows)):
        phrase = _phrases().at(page.lows, at)
        asked = page.low(at - 1) in _ASKED or page.lows[page.sentences[page.sentence_of[at]].end - 1] == "?"
        figure = _harmed(page, at, at + phrase[0]) if phrase and not asked else None
        if figure:
            found.append(figure)
    return found


def _harmed(page: Page, first: int, end: int) -> Figure | None:
    last = page.sentences[page.sentence_of[first]].end
    at = end
    people = words("people", "people") | {"others", "more"}
    while at < min(last, end + _LONGEST_NOUN) and page.lows[at].isalpha() and page.lows[at] not in people | _BETWEEN:
        if _harm_at(page, at):
            break
        if page.lows[at] in names("numbers", "scales"):
            return None
        at += 1
    if at < last and page.lows[at] in people:
        at += 1
    elif at > end:
        # Something other than people: "several homes", "many a night".
        return None
    noun = at
    while at < min(last, noun + _REACH) and page.lows[at] in _BETWEEN:
        at += 1
    measure = _harm_at(page, at) if at < last else ""
    stop = at + 1
    if not measure and first and noun > end:
        # "Killing several people"
        measure, stop = _harm_at(page, first - 1) if page.lows[first - 1].endswith("ing") else "", noun
    return _figure(page, first, end, stop, measure) if measure else None


def _harm_at(page: Page, at: int) -> str:
    measure = names("measures", "people").get(page.lows[at], "")
    return measure if measure in HARM else ""


def _figure(page: Page, first: int, end: int, stop: int, measure: str) -> Figure:
    qualifier = page.words(first, end).lower()
    return Figure(
        Number(None, None, first, end, "none", scaled=True),
        sentence=page.sentence_of[first],
        first=first,
        end=stop,
        value=None,
        unit="people",
        qualifier=qualifier,
        subject="people",
        measure=measure,
        basis="total",
        rules=[f"vague.{qualifier.replace(' ', '_')}"],
        confidence=0.5,
    )
