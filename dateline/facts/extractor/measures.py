"""Step six: what a figure counts. Words of tables/measures.txt near the number, the nearest and likeliest first."""

from dateline.facts.extractor.amounts import measure_amount
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.subjects import name_subject
from dateline.facts.extractor.triggers import (
    FAR,
    HARM,
    NOUNS_ONLY,
    Trigger,
    distance_to,
    is_passive,
    is_whole,
    triggers_in,
)
from dateline.facts.extractor.words import names, words

# Tokens to either side in which the word of a measure is looked for.
_WINDOW = 36
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
                _inherit(page, figure, together[place - 1] if place else None)
                _same_figure_again(page, figure, last)
            if ill and figure.measure == "killed" and _is_death_noun(page, figure):
                figure.measure = "deaths"
            name_subject(page, figure)
            last = figure if figure.measure and not figure.kind else last


def _is_death_noun(page: Page, figure: Figure) -> bool:
    near = page.lows[max(0, figure.first - 3) : figure.behind + 3]
    return bool({"deaths", "death", "fatalities", "died"} & set(near))


def _counted(page: Page, figure: Figure, together: list[Figure], triggers: list[Trigger]) -> None:
    """Name what is counted: by the nearest word that fits the noun, else by the noun, else in the text's own word."""
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    if head in _QUAKES and figure.value is not None and figure.value < 10 and figure.value != int(figure.value):
        figure.unit, figure.kind, figure.measure, figure.subject = "magnitude", "measure", "magnitude", "earthquake"
        figure.rules.append("measures.magnitude")
        return
    near = [trigger for trigger in triggers if -_WINDOW < trigger.first - figure.first < _WINDOW]
    rivals = [other for other in together if -_WINDOW < other.first - figure.first < _WINDOW]
    fitting = [(_price(page, figure, head, trigger, rivals), trigger) for trigger in near if _fits(head, trigger)]
    fitting = [one for one in fitting if one[1].measure not in NOUNS_ONLY or one[0] <= 2]
    noun = names("measures", "nouns").get(head)
    best = min(fitting, key=lambda one: one[0], default=None)
    if best and best[0] <= (2.5 if noun else FAR):
        _take(page, figure, head, best[1], best[0])
    elif noun:
        figure.measure = noun
        figure.rules.append(f"measures.noun({head})")
        figure.confidence = 0.75
    else:
        _free_measure(page, figure, together)


def _fits(head: str, trigger: Trigger) -> bool:
    """Things are not injured, and people are not flooded."""
    person = head in words("people", "people")
    if trigger.group == "people" and head and not person and head in known_nouns():
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
    if is_whole(figure, together) and trigger.end <= figure.first:
        distance += 6.0
    return distance


def _take(page: Page, figure: Figure, head: str, trigger: Trigger, price: float) -> None:
    figure.measure, figure.trigger = trigger.measure, (trigger.first, trigger.end)
    if trigger.measure == "hit" and head in _MUNITIONS and page.lows[trigger.first] == "fired":
        figure.measure = "launched"
    if trigger.measure == "lost" and head in words("people", "people"):
        figure.measure = "killed"
    inside = figure.first <= trigger.first < figure.behind
    side = "in" if inside else "behind" if trigger.first >= figure.end else "before"
    figure.rules.append(f"measures.{side}({page.words(trigger.first, trigger.end).lower()})")
    figure.confidence = 0.9 if price < 3 else 0.8 if price < 8 else 0.65


def _free_measure(page: Page, figure: Figure, together: list[Figure]) -> None:
    """A measure in the text's own word: the nearest participle."""
    sentence = page.sentences[figure.sentence]
    after = figure.behind
    best: tuple[float, int] | None = None
    for at in range(sentence.first, sentence.end):
        low = page.lows[at]
        if (
            not low.endswith("ed")
            or len(low) < 5
            or figure.first <= at < after
            or low in names("cues", "says")
            or low in {"united", "hundred", "indeed", "armed", "red"}
        ):
            continue
        distance = distance_to(page, figure, Trigger("", at, at + 1, "free"), together)
        if distance < 6 and (best is None or distance < best[0]):
            best = (distance, at)
    if best:
        figure.measure = page.lows[best[1]]
        figure.trigger = (best[1], best[1] + 1)
        figure.rules.append(f"measures.word({figure.measure})")
        figure.confidence = 0.6
        return
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    figure.measure = "count" if head else None
    figure.rules.append("measures.none")
    figure.confidence = 0.5


def _inherit(page: Page, figure: Figure, before: Figure | None) -> None:
    """“11 drones over the region, and 21 over other parts”: the noun and the verb stand with the figure before."""
    if before is None or before.kind or figure.noun[1] > figure.noun[0] or figure.superseded:
        return
    near = figure.trigger is not None and (
        figure.trigger[0] - figure.end <= 2
        if figure.trigger[0] >= figure.end
        else figure.first - figure.trigger[1] <= 1
    )
    if not near and before.measure:
        figure.measure, figure.noun = before.measure, before.noun
        figure.rules.append("measures.as_before")
    elif near and before.noun[1] > before.noun[0] and figure.measure not in names("measures", "people").values():
        figure.noun = before.noun


def _same_figure_again(page: Page, figure: Figure, last: Figure | None) -> None:
    """“The figure could be as high as 25”: of what, the sentence before has said."""
    if (
        figure.measure
        or last is None
        or not {"figure", "toll", "number", "total", "tally"} & set(page.lows[max(0, figure.first - 8) : figure.first])
    ):
        return
    figure.measure, figure.noun = last.measure, last.noun
    figure.rules.append("measures.same_figure")
