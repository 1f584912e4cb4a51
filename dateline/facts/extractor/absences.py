"""Figures of nought (“no known casualties”), omissions (“did not mention any damage”) and denials."""

import re
from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.nouns import nationalities
from dateline.facts.extractor.numbers import Number
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names, words

_BETWEEN = words("grammar", "between no and harm")
_HARMED = frozenset("casualties injuries deaths fatalities victims casualty".split())
_FINITE = frozenset("was were is are has have had".split())
_IDIOMS = frozenset("longer doubt fewer less more such matter".split())
_AUXILIARIES = frozenset("was were has have had is are been".split())
_OMISSION = re.compile(
    r"\b(?:(?:did|does|has|have|had|do) ?(?:not|n['’]t) (?:yet )?(?:mention|comment|commented|respond"
    r"|responded|say|said|specify|specified|give|given|provide|provided|"
    r"disclose|disclosed|elaborate|elaborated|name|named|identify|identified|reveal|revealed|acknowledge"
    r"|acknowledged|release|released|address|addressed|explain|explained|officially acknowledged)\b"
    r"|no (?:word|information|immediate (?:response|comment|word|information|details|claim|reaction)"
    r"|details|comment|official (?:comment|response|word|confirmation)|further details|explanation"
    r"|indication|claim of responsibility)\b"
    r"|(?:declined|refused) to (?:comment|say|give|provide|specify|name|disclose|elaborate)\b"
    r"|without (?:giving|providing|elaborating|specifying|naming|saying)\b"
    r"|(?:is|are|was|were) (?:yet|still) to (?:comment|respond|say|be (?:released|named|confirmed))"
    r"|yet to (?:comment|respond|be named|say)\b"
    r"|gave no\b|not yet (?:been )?(?:acknowledged|commented|named|released|known|clear)|(?:not"
    r"|n['’]t) (?:immediately )?(?:clear|known)\b|unclear (?:how|what|whether|if|why|who|when)\b|"
    r"remain(?:s|ed) (?:unclear|unknown|to be seen))",
    re.IGNORECASE,
)


class Absence(NamedTuple):
    """An omission or a denial: news without a number."""

    kind: str
    first: int
    end: int
    rule: str
    sentence: int


@cache
def _harm() -> frozenset[str]:
    return frozenset(
        word
        for word, measure in names("measures", "people").items()
        if measure in {"killed", "injured", "missing", "arrested"}
    )


def noughts(page: Page) -> list[Figure]:
    """Return figures of nought. “No one else” keeps no value: others were counted elsewhere."""
    found = []
    for at, low in enumerate(page.lows):
        if low not in {"no", "nobody", "none"}:
            continue
        figure = _no_casualties(page, at) if low == "no" else None
        figure = figure or _nobody(page, at) or (_none_of_them(page, at) if low == "no" else None)
        if figure:
            found.append(figure)
    return found


def _no_casualties(page: Page, at: int) -> Figure | None:
    end = at + 1
    while end < len(page.lows) and page.lows[end] in _BETWEEN and end - at < 5:
        end += 1
    if page.low(end) not in _HARMED or page.sentence_of[end] != page.sentence_of[at]:
        return None
    measure = names("measures", "people").get(page.lows[end], "killed")
    return _nought(page, at, end + 1, measure, page.words(at, end).lower(), 0.0)


def _nobody(page: Page, at: int) -> Figure | None:
    end = at + 1
    if page.lows[at] == "no" and page.low(end) != "one":
        return None
    end += page.lows[at] == "no"
    if page.lows[at] == "none" and page.lows[end : end + 2] == ["of", "the"]:
        end += 2
        while end < len(page.lows) and end - at < 8 and page.lows[end] not in _AUXILIARIES:
            end += 1
    other = page.low(end) == "else"
    end += other
    for place in range(end, min(end + 4, len(page.lows))):
        if page.lows[place] in _harm() and page.sentence_of[place] == page.sentence_of[at]:
            measure = names("measures", "people")[page.lows[place]]
            return _nought(page, at, place + 1, measure, page.words(at, end).lower(), None if other else 0.0)
    return None


def _none_of_them(page: Page, at: int) -> Figure | None:
    """“No passengers or crew were hurt”, “no civilian has been killed”."""
    end = next((place for place in range(at + 1, min(at + 9, len(page.lows))) if page.lows[place] in _FINITE), 0)
    if not end or page.sentence_of[end] != page.sentence_of[at] or page.lows[end - 1] in _HARMED:
        return None
    known = words("people", "people") | nationalities()
    who = page.lows[at + 1 : end]
    counted = any(page.tokens[place].kind is Kind.NUMBER for place in range(at, end))
    if counted or not known & set(who) or who[0] in _IDIOMS:
        return None
    for place in range(end + 1, min(end + 5, page.sentences[page.sentence_of[at]].end)):
        if page.lows[place] in _harm():
            return _nought(page, at, place + 1, names("measures", "people")[page.lows[place]], "no", 0.0)
    return None


def _nought(page: Page, first: int, end: int, measure: str, qualifier: str, value: float | None) -> Figure:
    return Figure(
        Number(value, None, first, end, "none", scaled=True),
        sentence=page.sentence_of[first],
        first=first,
        end=end,
        value=value,
        unit="people",
        kind="",
        qualifier=qualifier,
        subject="people",
        measure=measure,
        basis="total",
        rules=[f"absences.none({qualifier})"],
        confidence=0.7,
    )


def absences(page: Page, sources: list[list[Attribution]]) -> list[Absence]:
    """Return the omissions and denials, one a sentence at most."""
    found = []
    for number, sentence in enumerate(page.sentences):
        if sentence.heading:
            continue
        text = page.words(sentence.first, sentence.end)
        omitted = _OMISSION.search(text)
        if omitted:
            found.append(
                Absence(
                    "omission", sentence.first, sentence.end, f"absences.omission({omitted.group().lower()})", number
                )
            )
            continue
        denial = next(
            (
                one
                for one in sources[number]
                if one.source is not None and one.cue and one.cue.split()[-1] in words("cues", "denies")
            ),
            None,
        )
        if denial:
            found.append(Absence("denial", sentence.first, sentence.end, f"absences.denial({denial.cue})", number))
    return found
