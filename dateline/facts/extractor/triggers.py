"""The words that say what is counted, and how far they stand from a figure."""

from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import Phrases, names, words

HARM = words("grammar", "harm")
_BREAKS = {
    ";": 8.0,
    ".": 12.0,
    ":": 3.0,
    "while": 6.0,
    "but": 6.0,
    "as": 4.0,
    "after": 4.0,
    "when": 5.0,
    "because": 6.0,
    ",": 1.5,
    "and": 1.5,
    "which": 1.0,
    "where": 3.0,
    "“": 2.0,
    "”": 2.0,
    "although": 6.0,
    "said": 6.0,
    "says": 6.0,
    "despite": 6.0,
    "before": 4.0,
    "since": 4.0,
    "including": 2.0,
    "with": 1.0,
    "(": 2.0,
    ")": 2.0,
    "–": 3.0,
    "—": 3.0,
}
_AUXILIARIES = frozenset("were was been are is being be have had has get got".split())
# "For being on the streets": no passive.
_LEADS_ON = frozenset("on in at under out".split())
_ASIDES = frozenset("out including among most many some mostly all both half".split())
_LONGEST_ASIDE = 14
_DONE_TO = HARM | frozenset("shot_down destroyed damaged launched hit closed cancelled sunk lost".split())
FAR = 14.0
# What is done only to people, and what only to things.
OF_PEOPLE = (HARM - {"in_hospital"}) | {
    "fled",
    "survived",
    "unhurt",
    "resigned",
    "shot",
    "stabbed",
    "held_hostage",
    "in_need",
}
OF_THINGS = frozenset(
    "damaged destroyed seized sunk scored built closed opened restored stolen running delivered".split()
)
# Nouns that are a measure only when they are what is counted: "three attacks", not "killed in the attack".
NOUNS_ONLY = frozenset("attacks violations votes seats visited recorded".split())


class Trigger(NamedTuple):
    measure: str
    first: int
    end: int
    group: str


@cache
def _phrases(section: str) -> Phrases:
    return Phrases(names("measures", section).items())


def triggers_in(page: Page, first: int, end: int, sections: tuple[str, ...]) -> list[Trigger]:
    """Return every known word of these sections between two tokens, the longest phrase at each place."""
    found = []
    lows = page.lows
    for section in sections:
        phrases = _phrases(section)
        at = first
        while at < end:
            match = phrases.at(lows, at)
            if match and _is_name(page, at):
                at += match[0]
            elif match:
                found.append(Trigger(match[1], at, at + match[0], section))
                at += match[0]
            else:
                at += 1
    return found


def _is_name(page: Page, at: int) -> bool:
    """“The Open Shore movement”: a capital inside a sentence, beside another one, unless all of a heading has them."""
    token = page.tokens[at]
    sentence = page.sentences[page.sentence_of[at]]
    if not token.text[:1].isupper() or token.text.isupper() or at == sentence.first or sentence.heading:
        return False
    beside = [page.tokens[place] for place in (at - 1, at + 1) if sentence.first < place < sentence.end]
    return any(one.kind is Kind.WORD and one.text[:1].isupper() for one in beside)


def has_casualty_word(page: Page, figure: Figure) -> bool:
    """Return whether a word of harm to people stands close enough to make even “one” a count."""
    first = max(page.sentences[figure.sentence].first, figure.first - 3)
    after = figure.behind
    end = min(page.sentences[figure.sentence].end, after + 4)
    near = triggers_in(page, first, end, ("people",))
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    person = head in words("people", "people") or not head
    return person and any(trigger.measure in HARM for trigger in near)


def has_count_word(page: Page, figure: Figure) -> bool:
    """Return whether a verb right behind the noun makes a count of it: “all six missiles were downed”."""
    end = min(page.sentences[figure.sentence].end, figure.behind + 3)
    return any(trigger.measure in _DONE_TO for trigger in triggers_in(page, figure.behind, end, ("people", "things")))


def distance_to(page: Page, figure: Figure, trigger: Trigger, together: list[Figure]) -> float:
    """Return how far a word is from a figure, in words, with a price for every clause and figure between."""
    after = figure.behind
    if figure.first <= trigger.first < after:
        # "Captured soldiers" is who they are; the verb behind says what happened.
        if trigger.end >= after or page.lows[after - 1] in {"people", "others"}:
            return 0.5
        # In "rescue workers" and "evacuation centres" a noun says what kind, and not what happened to them.
        return 3.0 if page.lows[trigger.end - 1].endswith(("ed", "ing", "dead", "en", "hurt")) else FAR
    if trigger.first >= after:
        who = page.lows[figure.end - 2 : figure.end] == ["of", "those"] and trigger.first == figure.end
        past = past_aside(page, after, trigger.first)
        # "16 of those hurt are in intensive care": the first word says of whom.
        distance = float(trigger.first - past) + (4.0 if who else 0.0)
        between = (past, trigger.first)
        # "Eighteen people who sold drugs have gone to prison": the verb behind the clause says more.
        distance += 1.0 if page.low(after) in {"who", "which", "that"} else 0.0
        passive = page.low(trigger.first - 1) in _AUXILIARIES or page.low(trigger.first - 2) in _AUXILIARIES
        if passive and not (page.low(trigger.first - 1) == "being" and page.lows[trigger.first] in _LEADS_ON):
            distance -= 3.0
        if trigger.end - trigger.first == 1 and page.lows[trigger.first].endswith("ing") and distance > 0:
            distance += 3.0
    else:
        distance = float(figure.first - trigger.end) + 0.5
        between = (trigger.end, figure.first)
        if page.lows[trigger.end - 1] == "toll":
            # "The death toll from the attack rose to 63": whatever words stand between, the toll is what rises.
            return 1.0 + 4.0 * _figures_in(between, figure, together)
        passive = page.low(trigger.first - 1) in _AUXILIARIES
        # "…were killed and 20 injured": a passive belongs to what stands before it.
        distance += 3.0 if passive and page.low(trigger.end) in {"and", ",", "when", "after", "as", "in"} else 0.0
    price = sum(_BREAKS.get(low, 0.0) for low in page.lows[between[0] : between[1]])
    return max(distance, 0.0) + price + 4.0 * _figures_in(between, figure, together)


def past_aside(page: Page, after: int, end: int) -> int:
    """Return the place behind “, including eight foreigners,” where that stands between a noun and its verb."""
    if page.low(after) != "," or page.low(after + 1) not in _ASIDES:
        return after
    for at in range(after + 2, min(end, after + _LONGEST_ASIDE)):
        if page.lows[at] == ",":
            return at + 1
    return after


def _figures_in(between: tuple[int, int], figure: Figure, together: list[Figure]) -> int:
    """Return how many figures stand there that are neither a part of this one nor its whole."""
    return sum(
        1
        for other in together
        if other is not figure
        and between[0] <= other.number.first < between[1]
        and other.of is not figure
        and figure.of is not other
    )


def is_passive(page: Page, trigger: Trigger) -> bool:
    return {page.low(trigger.first), page.low(trigger.first - 1)} & _AUXILIARIES != set() or page.low(
        trigger.first - 2
    ) in _AUXILIARIES


def part_of(figure: Figure, together: list[Figure]) -> Figure | None:
    """Return the figure of the same sentence that is a part of this one: the 13 of “13 of 24 drones”."""
    return next((other for other in together if other.of is figure and other.sentence == figure.sentence), None)
