"""Which of the known words of a sentence says what a figure counts: the nearest one that fits its noun."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.governing import IN_A_PHRASE, has_verb_before
from dateline.facts.extractor.inherited import REMAINS
from dateline.facts.extractor.nouns import is_person, is_thing
from dateline.facts.extractor.triggers import (
    NOUNS_ONLY,
    OF_PEOPLE,
    OF_THINGS,
    Trigger,
    distance_to,
    is_passive,
    part_of,
    triggers_in,
)
from dateline.facts.extractor.words import words

# Tokens to either side in which the word of a measure is looked for.
_WINDOW = 36
# "Some 70 barns are reported destroyed": that somebody counted them says least, and next to it who they are.
_SAY_LITTLE = {
    "recorded": 6.0,
    "issued": 6.0,
    "aboard": 4.0,
    "living": 3.0,
    "received": 2.0,
    "seats": 0.75,
    "votes": 0.25,
}
# Houses and places are evacuated too.
_HOUSED = frozenset("evacuated stranded threatened without_power without_water".split())
# As nouns they say by what people are hit, and not that these are.
_STRUCK = frozenset("strikes raids targets shelling".split())
# Counted as people are, though they are none.
_LIKE_PEOPLE = frozenset("cases families households others couples".split())


def fitting_words(page: Page, figure: Figure, head: str, triggers: list[Trigger]) -> list[Trigger]:
    """Return the known words near a figure that can be said of its noun."""
    return [one for one in triggers if abs(one.first - figure.first) < _WINDOW and _fits(page, figure, head, one)]


def likeliest(
    page: Page, figure: Figure, head: str, near: list[Trigger], together: list[Figure]
) -> tuple[float, Trigger] | None:
    """Return the one of these words that fits best, with its price: how many words off it seems to stand."""
    rivals = [other for other in together if abs(other.first - figure.first) < _WINDOW]
    fitting = [(_price(page, figure, head, trigger, rivals), trigger) for trigger in near]
    fitting = [one for one in fitting if one[1].measure not in NOUNS_ONLY or one[0] <= 2]
    if figure.noun[1] and figure.noun[1] < figure.first and page.low(figure.first - 1) != ":" and not figure.of:
        # "The number of people killed since May stands at 2,318": the word behind the noun says it.
        said = [(0.0, one[1]) for one in fitting if figure.noun[1] <= one[1].first <= figure.noun[1] + 3]
        fitting = said or fitting
    if page.low(figure.first - 1) != "with":
        fitting = [(price + _SAY_LITTLE.get(trigger.measure, 0.0), trigger) for price, trigger in fitting]
    return min(fitting, key=lambda one: one[0], default=None)


def _fits(page: Page, figure: Figure, head: str, trigger: Trigger) -> bool:
    """Things are not injured, and people are not flooded."""
    if not _on_its_side(page, figure, trigger):
        return False
    if trigger.measure in _HOUSED and (not head or head in words("people", "places") | words("people", "buildings")):
        return True
    if head in REMAINS:
        return trigger.measure not in OF_PEOPLE - {"rescued"}
    if trigger.group == "people":
        alike = head in words("people", "animals") or head in _LIKE_PEOPLE
        return not is_thing(head) or alike or trigger.measure not in OF_PEOPLE | {"aboard"}
    if is_person(head):
        return trigger.measure not in OF_THINGS and page.lows[trigger.first] not in _STRUCK
    return bool(head) or trigger.measure not in OF_THINGS - {"destroyed", "damaged"}


def _on_its_side(page: Page, figure: Figure, trigger: Trigger) -> bool:
    """Some words have what they count only in front, or only behind: “has left 40 homes dark”, “carrying 12”."""
    low = page.lows[trigger.first]
    if trigger.measure in {"left", "short"}:
        return trigger.end > figure.first
    if low == "carrying":
        return trigger.first < figure.first
    return low != "reached" or figure.end <= trigger.first <= figure.behind + 3


def _price(page: Page, figure: Figure, head: str, trigger: Trigger, together: list[Figure]) -> float:
    """How far a word is; dearer for a word of things beside people, and for one that belongs to another figure."""
    price = distance_to(page, figure, trigger, together)
    if trigger.group == "things" and is_person(head):
        price += 2.0
    behind = trigger.first >= figure.end
    passive = is_passive(page, trigger)
    if figure.of and figure.of.first < figure.first and trigger.first < figure.of.behind:
        # "Rescued nine sailors, one of whom died at sea": the word in front belongs to the whole.
        price += 8.0
    if behind and not passive and figure.of and figure.of.first > figure.first and _has_verb_before(page, figure):
        # "Shot down 13 of 24 drones launched": the verb behind belongs to the whole.
        price += 6.0
    if passive and trigger.first > figure.behind and page.low(figure.first - 1) in IN_A_PHRASE:
        # "A ferry with 183 people on board was lost": the verb is the ferry's.
        price += 3.0
    active = trigger.first >= figure.behind and not passive
    if active and any(other.first == trigger.end for other in together if other is not figure):
        # "Has 31 branches and employs 2,600 people": that verb has an object of its own.
        price += 6.0
    part = part_of(figure, together)
    if part and (trigger.end <= figure.first if part.first < figure.first else trigger.first >= part.first):
        # "13 of 24 drones", "60 rockets, of which 52 were intercepted": that word belongs to the part.
        price += 6.0
    return price


def _has_verb_before(page: Page, figure: Figure) -> bool:
    first = max(page.sentences[figure.sentence].first, figure.first - 6)
    return has_verb_before(page, figure) or bool(triggers_in(page, first, figure.first, ("people", "things")))
