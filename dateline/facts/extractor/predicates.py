"""What is said of a count by an inner verb or by no verb: “forced 2,000 to flee”, “are ill”, “are in quarantine”."""

from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.nouns import is_plural, known_nouns
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.verbs import participle_of_base
from dateline.facts.extractor.words import phrases, words

CLAUSE_ENDS = frozenset(", ; : . ! ? ( ) – — “ ” while but because which after before when although".split())
# What may stand between a noun and its verb without ending the search for it.
PREPOSITIONS = frozenset("of in on at from near to across around throughout under with aged for".split())
_BE = frozenset("are were is was be been remain remained remains".split())
# Behind “are” they lead to a state: “are in quarantine”.
_INTO_A_STATE = frozenset("in on at under without".split())
_ENDS_A_STATE = CLAUSE_ENDS | PREPOSITIONS | frozenset("and or by after before since until as because".split())
_PLACED = frozenset("there here home abroad inside outside due able such true likely expected part men women".split())
_MAKING = frozenset("made make makes making let lets letting help helped helps helping saw seen".split())
_HELPING = frozenset("help helped helps helping".split())


class Verb(NamedTuple):
    price: float
    """How unlikely it is to be the one, in words of distance."""
    at: int
    participle: str


def leads_to_another(page: Page, at: int) -> bool:
    """Whether a verb leaves it to the one behind “to”: “forced to”, “expected to”."""
    return page.low(at + 1) == "to" and page.lows[at] in words("measures", "verbs with an inner verb")


def inner_verb(page: Page, figure: Figure, at: int) -> str | None:
    """“Forced 2,000 to flee”, “made 40 leave”, “19 people who need one”: the verb behind says what they do."""
    before = page.low(at - 1)
    if before in {"who", "that"} and at - 1 == figure.behind:
        return None if is_plural(page.lows[at]) else participle_of_base(page, at)
    if before == "to":
        led = at - 2 > figure.behind and leads_to_another(page, at - 2)
        return participle_of_base(page, at) if led or _in_front(page, figure, at, _leaving()) else None
    return participle_of_base(page, at) if at == figure.behind and _in_front(page, figure, at, _MAKING) else None


@cache
def _leaving() -> frozenset[str]:
    return words("measures", "verbs with an inner verb")


def _in_front(page: Page, figure: Figure, at: int, verbs: frozenset[str]) -> bool:
    first = max(page.sentences[figure.sentence].first, figure.first - 4)
    return page.lows[at] not in PREPOSITIONS and bool(verbs & set(page.lows[first : figure.first]))


def helped(page: Page, at: int) -> Verb | None:
    """The verb of “helped free four”, right in front of the figure."""
    participle = participle_of_base(page, at) if page.low(at - 1) in _HELPING else None
    return Verb(0.5, at, participle) if participle else None


def state(page: Page, at: int, end: int) -> Verb | None:
    """“Are ill”, “remain open”, “are in quarantine”: what is said of them is no verb."""
    low = page.lows[at]
    if page.low(at - 1) in {"have", "has", "had"} and phrases("measures", "diseases").at(page.lows, at):
        return Verb(0.5, at, "cases")
    if low == "at" and page.low(at + 1) == "home":
        return Verb(1.0, at, "at_home")
    if low in _INTO_A_STATE and at + 1 < end and _could_be_a_state(page, at + 1, end):
        return Verb(1.0, at, f"{low}_{page.lows[at + 1]}")
    if _BE & set(page.lows[max(0, at - 2) : at]) and _could_be_a_state(page, at, end):
        return Verb(1.0, at, low)
    return None


def _could_be_a_state(page: Page, at: int, end: int) -> bool:
    """One word of its own, in small letters, with which the clause or a preposition ends it."""
    token = page.tokens[at]
    low = token.low
    alone = at + 1 >= end or page.tokens[at + 1].kind is not Kind.WORD or page.lows[at + 1] in _ENDS_A_STATE
    small = token.kind is Kind.WORD and low.isalpha() and token.text == low and len(low) > 2
    return small and alone and not is_plural(low) and low not in _no_states()


@cache
def _no_states() -> frozenset[str]:
    return words("grammar", "not in a noun phrase") | known_nouns() | words("people", "people") | _PLACED
