"""Step six: what a figure counts. Words of tables/measures.txt near the number, the nearest and likeliest first."""

from dateline.facts.extractor.amounts import measure_amount
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.governing import Verb, governing_verb
from dateline.facts.extractor.inherited import (
    REMAINS,
    as_before,
    as_its_successor,
    as_its_whole,
    as_listed_before,
    counted_before,
    in_its_scene,
    same_figure_again,
)
from dateline.facts.extractor.nouns import known_nouns, noun_phrase
from dateline.facts.extractor.subjects import name_subject
from dateline.facts.extractor.triggers import (
    FAR,
    HARM,
    NOUNS_ONLY,
    Trigger,
    distance_to,
    is_passive,
    part_of,
    triggers_in,
)
from dateline.facts.extractor.words import names, words

# Tokens to either side in which the word of a measure is looked for.
_WINDOW = 36
# A verb of the text's own is taken before a known word that stands much farther away.
_NEAR_VERB, _BETTER, _BETTER_THAN_NOUN = 3.0, 2.0, -0.5
# Known words that are nouns of what is counted, besides those that are never more.
_NAMED = frozenset("vaccinated cases delivered".split())
# Between "the number of homes without power" and its number.
_STANDS = frozenset("at to from as was is reached hit passed topped".split())
_SENT = frozenset("sent rushed dispatched drafted scrambled".split())
_QUAKES = frozenset("earthquake quake aftershock tremor shock earthquakes aftershocks".split())
_MUNITIONS = words("grammar", "munitions")


def name_measures(page: Page, figures: list[Figure]) -> None:
    """Give every figure its measure, subject and unit, and the rule that did it."""
    by_sentence: dict[int, list[Figure]] = {}
    last: Figure | None = None
    for figure in figures:
        by_sentence.setdefault(figure.sentence, []).append(figure)
    ill = any(low in words("measures", "illness") for low in page.lows)
    for number, together in by_sentence.items():
        sentence = page.sentences[number]
        people_and_things = triggers_in(page, sentence.first, sentence.end, ("people", "things"))
        for place, figure in enumerate(together):
            if figure.kind:
                measure_amount(
                    page,
                    figure,
                    sentence.first,
                    sentence.end,
                    people_and_things,
                    together[place - 1] if place else None,
                )
            else:
                _counted(page, figure, together, people_and_things)
                as_before(page, figure, counted_before(together[:place]))
                as_its_whole(figure)
                same_figure_again(page, figure, last)
                as_listed_before(page, figure, counted_before(together[:place]))
                in_its_scene(page, figure)
            if ill and figure.measure == "killed" and _is_death_noun(page, figure):
                figure.measure = "deaths"
            as_its_successor(figure, together[:place])
            name_subject(page, figure)
            last = figure if figure.measure and not figure.kind else last


def _is_death_noun(page: Page, figure: Figure) -> bool:
    near = page.lows[max(0, figure.first - 3) : figure.behind + 3]
    return bool({"deaths", "death", "fatalities", "died"} & set(near))


def _counted(page: Page, figure: Figure, together: list[Figure], triggers: list[Trigger]) -> None:
    """Name what is counted: by the nearest word that fits the noun, else by the noun, else in the text's own word."""
    if "figures.votes" in figure.rules:
        figure.measure = "votes"
        figure.rules.append("measures.votes")
        return
    label = _noun_of_label(page, figure)
    if not figure.noun[1]:
        figure.noun = label or _noun_of_number(page, figure) or (0, 0)
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    if head in _QUAKES and figure.value is not None and figure.value < 10 and figure.value != int(figure.value):
        figure.unit, figure.kind, figure.measure, figure.subject = "magnitude", "measure", "magnitude", "earthquake"
        figure.rules.append("measures.magnitude")
        return
    noun = names("measures", "nouns").get(head)
    near = [one for one in triggers if abs(one.first - figure.first) < _WINDOW and _fits(page, figure, head, one)]
    best = _likeliest(page, figure, head, near, together)
    verb = governing_verb(page, figure)
    if verb and any(one.first <= verb.at < one.end for one in near):
        # "Tested positive": the known word is the whole of it.
        verb = None
    if _is_where(page, figure, best):
        figure.measure, figure.confidence = "affected", 0.6
        figure.rules.append("measures.where")
    elif _is_bare_whole(page, figure, together, best):
        figure.measure, figure.confidence = "total", 0.7
        figure.rules.append("measures.whole")
    elif verb and verb.price <= _NEAR_VERB and (best is None or best[0] > verb.price + _lead_of(figure, best[1])):
        _take_verb(figure, head, verb)
    elif best and best[0] <= (2.5 if noun and not label else FAR):
        _take(page, figure, head, best[1], best[0])
    elif noun:
        figure.measure = noun
        figure.rules.append(f"measures.noun({head})")
        figure.confidence = 0.75
    else:
        _free_measure(page, figure, head, verb)


def _likeliest(
    page: Page, figure: Figure, head: str, near: list[Trigger], together: list[Figure]
) -> tuple[float, Trigger] | None:
    """Return the known word that is nearest, with its price."""
    rivals = [other for other in together if abs(other.first - figure.first) < _WINDOW]
    fitting = [(_price(page, figure, head, trigger, rivals), trigger) for trigger in near]
    fitting = [one for one in fitting if one[1].measure not in NOUNS_ONLY or one[0] <= 2]
    if figure.noun[1] and figure.noun[1] < figure.first and page.low(figure.first - 1) != ":":
        # "The number of people killed since May stands at 2,318": the word behind the noun says it.
        said = [(0.0, one[1]) for one in fitting if figure.noun[1] <= one[1].first <= figure.noun[1] + 3]
        fitting = said or fitting
    return min(fitting, key=lambda one: one[0], default=None)


def _noun_of_label(page: Page, figure: Figure) -> tuple[int, int] | None:
    """“Buildings collapsed: 127”: the noun stands in the label."""
    first = max(page.sentences[figure.sentence].first, figure.first - 6)
    if page.low(figure.first - 1) != ":" or page.low(first) in {"in", "on"}:
        return None
    for at in range(first, figure.first - 1):
        if page.lows[at] in known_nouns():
            return at, at + 1
    return None


def _noun_of_number(page: Page, figure: Figure) -> tuple[int, int] | None:
    """“Put the number of protesters at 38,000”: the noun stands behind “number of”."""
    if page.low(figure.first - 1) not in _STANDS:
        return None
    for at in range(figure.first - 2, max(page.sentences[figure.sentence].first, figure.first - 20), -1):
        if page.lows[at] == "of" and page.low(at - 1) in {"number", "total", "count", "tally", "toll"}:
            noun = noun_phrase(page, at + 1, figure.first - 1)
            return noun if noun[1] else None
    return None


def _is_where(page: Page, figure: Figure, best: tuple[float, Trigger] | None) -> bool:
    """“41 drones over four regions”: where it happened, and nothing is said of the regions themselves."""
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    placed = head in words("people", "places") | words("people", "countries")
    behind = best is not None and best[1].first >= figure.behind
    return placed and not behind and page.low(figure.first - 1) in {"in", "across", "over", "throughout", "at"}


def _is_bare_whole(page: Page, figure: Figure, together: list[Figure], best: tuple[float, Trigger] | None) -> bool:
    """The 230 of “107 of the 230 seats”: what is said of the part is not said of all, unless right behind."""
    part = part_of(figure, together)
    if part is None or "figures.of" not in part.rules or figure.of or part.first > figure.first:
        return False
    if best is None or best[1].measure in NOUNS_ONLY:
        return True
    return not (figure.first <= best[1].first <= figure.behind)


def _lead_of(figure: Figure, known: Trigger) -> float:
    """How much nearer a verb must be: less before a noun that only names what is counted ("repelled 52 attacks")."""
    named = known.measure in NOUNS_ONLY | _NAMED and figure.first <= known.first < figure.behind
    return _BETTER_THAN_NOUN if named else _BETTER


def _take_verb(figure: Figure, head: str, verb: Verb) -> None:
    noun = names("measures", "nouns").get(head)
    known = names("measures", "things").get(verb.participle, verb.participle)
    figure.measure = noun if noun and verb.participle == "carried_out" else known
    figure.trigger = (verb.at, verb.at + 1)
    if verb.participle in _SENT and (head in words("people", "people") or head in words("grammar", "sent out")):
        figure.measure = "deployed"
    if verb.participle == "pulled" and head in REMAINS:
        figure.measure = "recovered"
    figure.rules.append(f"measures.verb({verb.participle})")
    figure.confidence = 0.7 if verb.price < 2 else 0.6


def _fits(page: Page, figure: Figure, head: str, trigger: Trigger) -> bool:
    """Things are not injured, and people are not flooded."""
    person = head in words("people", "people")
    if trigger.measure == "fled" and head and not person and head in known_nouns() | words("grammar", "sent out"):
        return head in {"families", "households"}
    if trigger.measure == "aboard" and page.low(trigger.first) == "carrying" and trigger.first >= figure.end:
        return False
    if trigger.group == "people" and head and not person and head in known_nouns():
        if trigger.measure == "evacuated" and head in words("people", "places"):
            return True
        return trigger.measure not in HARM - {"in_hospital"} or head in {"cases", "families", "households", "others"}
    of_things = {"damaged", "destroyed", "seized", "sunk", "scored", "built"}
    return not (trigger.group == "things" and (person or not head) and trigger.measure in of_things)


def _price(page: Page, figure: Figure, head: str, trigger: Trigger, together: list[Figure]) -> float:
    """How far a word is; dearer for a word of things beside people, and for one that belongs to another figure."""
    distance = distance_to(page, figure, trigger, together)
    if trigger.group == "things" and head in words("people", "people"):
        distance += 2.0
    if figure.of and trigger.first >= figure.end and not is_passive(page, trigger):
        # "Shot down 13 of 24 drones launched": the verb behind belongs to the whole.
        distance += 6.0
    part = part_of(figure, together)
    if part and (trigger.end <= figure.first if part.first < figure.first else trigger.first >= part.first):
        # "13 of 24 drones", "60 rockets, of which 52 were intercepted": that word belongs to the part.
        distance += 6.0
    return distance


def _take(page: Page, figure: Figure, head: str, trigger: Trigger, price: float) -> None:
    figure.measure, figure.trigger = trigger.measure, (trigger.first, trigger.end)
    if trigger.measure == "hit" and head in _MUNITIONS and page.lows[trigger.first] == "fired":
        figure.measure = "launched"
    if trigger.measure == "voted" and not head:
        figure.measure = "votes"
    if trigger.measure == "rescued" and head in REMAINS:
        figure.measure = "recovered"
    inside = figure.first <= trigger.first < figure.behind
    side = "in" if inside else "behind" if trigger.first >= figure.end else "before"
    figure.rules.append(f"measures.{side}({page.words(trigger.first, trigger.end).lower()})")
    figure.confidence = 0.9 if price < 3 else 0.8 if price < 8 else 0.65


def _free_measure(page: Page, figure: Figure, head: str, verb: Verb | None) -> None:
    """A measure in the text's own word, where a verb governs the figure."""
    if verb:
        _take_verb(figure, head, verb)
        return
    had = page.low(figure.first - 1) in {"has", "have", "had"}
    figure.measure = ("total" if had else "count") if head else None
    figure.rules.append("measures.none")
    figure.confidence = 0.5
