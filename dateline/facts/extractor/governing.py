"""The verb that governs a figure, where no known word says what is counted: “sent 620 soldiers”, “85 were recalled”."""

from typing import NamedTuple

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.verbs import AUXILIARIES, participle_before, participle_behind, third_person
from dateline.facts.extractor.words import words

_CLAUSE_ENDS = frozenset(", ; : . ! ? ( ) – — “ ” while but because which after before when although".split())
# How far behind the noun a verb may stand, and how far in front of the figure.
_BEHIND, _BEFORE = 9, 8
# What may stand between a noun and its verb without ending the search for it.
_PREPOSITIONS = frozenset("of in on at from near to across around throughout under with aged for".split())


_PARTICLES = frozenset("out up off down back in over away".split())
_GENERAL = frozenset("carried taken set put given made brought turned handed drawn held cut".split())


class Verb(NamedTuple):
    price: float
    """How unlikely it is to be the one, in words of distance."""
    at: int
    participle: str


def governing_verb(page: Page, figure: Figure) -> Verb | None:
    """Return the likelier one of the verb behind the noun and the verb in front of the figure."""
    found = [one for one in (_behind(page, figure), _before(page, figure)) if one]
    return min(found, key=lambda one: one.price, default=None)


def _behind(page: Page, figure: Figure) -> Verb | None:
    end = page.sentences[figure.sentence].end
    passive = False
    between = 0
    for at in range(figure.behind, min(end, figure.behind + _BEHIND)):
        low = page.lows[at]
        if low in _CLAUSE_ENDS or low == "and" or page.tokens[at].kind is Kind.NUMBER:
            return None
        if low in AUXILIARIES or low in {"who", "that", "will", "would", "could", "to"}:
            passive = passive or low in AUXILIARIES
            continue
        participle = participle_behind(page, at)
        if participle and not passive and not low.endswith(("ed", "ing")) and low != participle:
            # "Two men took part" says nothing of what was done to them.
            return None
        if participle:
            # "The 12 boats seized in the port were sunk": right behind, or with a form of "be" in front.
            return Verb(between * 0.3 + (0.0 if passive or not between else 3.0), at, participle)
        if passive and page.low(at).endswith("ly"):
            continue
        if passive and low not in {"also", "still", "now", "since", "being", "then", "already", "not"}:
            return None
        between += 1
        if between > 1 and not passive and not _PREPOSITIONS & set(page.lows[figure.behind : at + 1]):
            return None
    return None


def _phrasal(page: Page, at: int, participle: str | None) -> str | None:
    """“Carried out”, “called up”, “brought in”: a general verb says little without its particle."""
    low = page.lows[at]
    if page.low(at + 1) not in _PARTICLES:
        return participle
    if low in {"called", "calling"} or participle in _GENERAL:
        return f"{'called' if low in {'called', 'calling'} else participle}_{page.low(at + 1)}"
    return participle


def _before(page: Page, figure: Figure) -> Verb | None:
    first = page.sentences[figure.sentence].first
    numbers = 0
    for at in range(figure.first - 1, max(first, figure.first - _BEFORE) - 1, -1):
        low = page.lows[at]
        if low in _CLAUSE_ENDS - {","} or low in {"that", "as", "who", "than"} or (low == "," and numbers == 0):
            return None
        if page.tokens[at].kind is Kind.NUMBER or low in words("numbers", "units"):
            numbers += 1
            continue
        near = figure.first - 1 - at
        participle = _phrasal(page, at, participle_before(page, at))
        if participle and page.low(at - 1) in {"were", "was", "been", "are", "is", "be"} and near:
            # A passive belongs to what stands before it, unless a preposition leads on: "were sent to 12 schools".
            return Verb(near + 4.0, at, participle)
        if participle and page.low(at - 1) in {"the", "a", "an", "of", "its", "their", "his", "her", "for", "in", "by"}:
            # "The planned 12 centres", "a rushed vote": an adjective, or a noun in -ing.
            continue
        if not participle and near == 0:
            participle = third_person(page, at)
        if participle:
            leads = _PREPOSITIONS & set(page.lows[at + 1 : figure.first])
            return Verb(0.5 + near * 0.5 + (2.0 if leads else 0.0) + numbers, at, participle)
    return None
