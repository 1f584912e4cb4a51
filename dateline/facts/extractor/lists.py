"""Figures of one list share what is said of it: “67 boats and 24 planes are at work”, “37 survivors: 33 …”."""

import itertools

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.nouns import is_person, is_thing
from dateline.facts.extractor.triggers import OF_PEOPLE, OF_THINGS, triggers_in
from dateline.facts.extractor.verbs import AUXILIARIES
from dateline.facts.extractor.words import words

_JOINS = frozenset(", and or plus as well along with & about some around nearly another also more than".split())
# What leads from a figure to its parts.
_LEADS = frozenset(": – — ( including includes include included namely comprising".split())
_FAR_APART = 10
_OF = frozenset("from of in at for with on".split())
_ENDS_A_LIST = AUXILIARIES | frozenset("; . : who that which while but and , after when as".split())
# In how many lines above a list its heading is looked for.
_LINES_OF_A_LIST = 14
_WEAK = ("measures.none", "measures.noun", "measures.whole", "measures.where", "measures.responders")


def is_weak(figure: Figure) -> bool:
    """Return whether only the noun, or nothing, has named the measure."""
    return any(rule.startswith(_WEAK) for rule in figure.rules) and not any(
        rule.startswith(("measures.as_", "measures.headed", "measures.scene")) for rule in figure.rules
    )


def share_lists(page: Page, together: list[Figure]) -> None:
    """Give the figures of a list the verb that stands in front of all or behind all of them."""
    counts = [figure for figure in together if not figure.kind]
    for one, other in itertools.pairwise(counts):
        if _parts_of_it(page, one, other):
            _take_over(page, other, one, "measures.as_its_parts")
        elif _joined(page, one, other) and _hands_on(one, other):
            _take_over(page, other, one, "measures.as_listed")
    for one, other in reversed(list(itertools.pairwise(counts))):
        behind = other.trigger is not None and other.trigger[0] >= other.behind
        if _joined(page, one, other) and (behind or _handed_on(other)):
            _take_over(page, one, other, "measures.as_listed")


def _take_over(page: Page, figure: Figure, source: Figure, rule: str) -> None:
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    if not source.measure or not is_weak(figure) or (is_weak(source) and not _named(source)):
        return
    if (is_thing(head) and source.measure in OF_PEOPLE) or (is_person(head) and source.measure in OF_THINGS):
        return
    figure.measure, figure.confidence = source.measure, min(source.confidence, 0.7)
    figure.rules.append(rule)


def _named(figure: Figure) -> bool:
    return figure.measure not in {None, "count", "total"}


def _handed_on(figure: Figure) -> bool:
    return any(rule in {"measures.as_listed", "measures.as_its_parts", "measures.as_included"} for rule in figure.rules)


def _hands_on(one: Figure, other: Figure) -> bool:
    """Whether the word that names a figure stands in front of the list, or nothing but a noun names either."""
    in_front = one.trigger is not None and one.trigger[1] <= one.first
    return in_front or _handed_on(one) or (is_weak(one) and _named(one) and other.measure == "count")


def _joined(page: Page, one: Figure, other: Figure) -> bool:
    gap = page.lows[one.behind : other.first]
    if len(gap) <= _FAR_APART and gap[-2:] in (["along", "with"], ["together", "with"], ["well", "as"]):
        return True
    if 2 < len(gap) <= _FAR_APART and gap[0] in _OF and gap[-1] in {"and", ","}:
        # "45 first aiders from the brigade and 12 chaplains": nothing but a name stands between.
        return not any(low in _ENDS_A_LIST or low.endswith("ed") for low in gap[:-1])
    return 0 < len(gap) <= 3 and all(low in _JOINS for low in gap)


def _parts_of_it(page: Page, one: Figure, other: Figure) -> bool:
    gap = page.lows[one.behind : other.first]
    return 0 < len(gap) <= 4 and bool(_LEADS & set(gap)) and (other.value or 0) <= (one.value or one.lower or 0)


def as_headed(page: Page, figure: Figure) -> bool:
    """“Most cases by county” and below it “Tarn: 22,005”: the line above the list says what is counted."""
    if figure.measure or figure.noun[1] or page.low(figure.first - 1) not in {":", "-", "–", "—"}:
        return False
    if page.low(figure.first - 1) == ":" and _says_it(page, figure, figure.sentence):
        return True
    for number in range(figure.sentence - 1, max(-1, figure.sentence - _LINES_OF_A_LIST), -1):
        if _says_it(page, figure, number):
            return True
        sentence = page.sentences[number]
        if sentence.end - sentence.first > 8 and ":" not in page.lows[sentence.first : sentence.end]:
            return False
    return False


def as_said_before(page: Page, figure: Figure) -> bool:
    """“The count of the dead was lowered. It stands at 223”: the sentence before says of what."""
    if figure.measure or figure.noun[1] or figure.sentence == 0:
        return False
    return _says_it(page, figure, figure.sentence - 1)


def _says_it(page: Page, figure: Figure, number: int) -> bool:
    sentence = page.sentences[number]
    said = triggers_in(page, sentence.first, min(sentence.end, figure.first), ("people", "things"))
    said = [one for one in said if one.measure not in words("measures", "say little of a page")]
    if not said:
        return False
    figure.measure, figure.confidence = said[-1].measure, 0.6
    figure.rules.append(f"measures.headed({page.words(said[-1].first, said[-1].end).lower()})")
    return True
