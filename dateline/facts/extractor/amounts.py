"""What money, shares and measured units say: an amount, a price, a share, a change, a distance."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.governing import governing_verb
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.triggers import NOUNS_ONLY, Trigger, distance_to, triggers_in
from dateline.facts.extractor.words import names

# How near a word must stand to say what an amount is: a share's is often the sentence's subject.
_REACH = {"share": 9.0, "money": 6.0}
# In front of a figure they say that it is a level and not a change.
_LEVELS = frozenset("to at from is was are were stood".split())
_COLLECTED = frozenset("raised raise raises raising added gained won secured".split())
_NEAR_VERB = 3.0
# Behind a figure: "a 4% rise", "22% lower". A verb there has something else to say: "half fell into the sea".
_MOVES_BEHIND = frozenset(
    "rise increase growth gain jump surge hike uptick climb raise higher up "
    "fall drop decline decrease cut reduction slump slide plunge lower down".split()
)
_GIVEN = frozenset("gets got received given receives terms term carries carry faces face facing".split())
# Behind a share or points: "11 percentage points more".
_COMPARED = {"more": "growth", "higher": "growth", "less": "fall", "fewer": "fall", "lower": "fall"}
_SECTIONS = {"duration": "duration", "distance": "length", "area": "length", "speed": "length", "points": "points"}
# What stands for the whole sentence: "turnout, which was below 30% in 2021, rose to 48%".
_SUBJECTS = frozenset("turnout inflation unemployment approval interest_rate containment capacity vaccinated".split())


def measure_amount(
    page: Page, figure: Figure, first: int, end: int, counts: list[Trigger], before: Figure | None
) -> None:
    """Money, shares and lengths: the unit says much, a word near says the rest."""
    if figure.unit == "magnitude":
        figure.measure, figure.subject = "magnitude", "earthquake"
        figure.rules.append("measures.magnitude")
        return
    if "figures.size" in figure.rules:
        figure.rules.append("measures.size")
        return
    base = "amount" if figure.kind == "money" else _measure_of_unit(figure.unit)
    section = figure.kind if figure.kind in {"money", "share"} else _SECTIONS.get(base, "")
    trigger = _nearest(page, figure, first, end, section) if section else None
    if base == "speed" and trigger and trigger.measure != "wind_speed":
        trigger = None
    figure.measure = trigger.measure if trigger else base
    if trigger:
        figure.trigger = (trigger.first, trigger.end)
        figure.rules.append(f"measures.{section}({page.words(trigger.first, trigger.end).lower()})")
    else:
        figure.rules.append(f"measures.unit({figure.unit})")
    if figure.kind in {"share", "money"} or base == "change" or figure.unit == "points":
        _changed(page, figure, first, end, before, found=trigger is not None)
    if figure.measure == "cost" and page.low(figure.end) in {"a", "an", "per", "each"}:
        figure.measure = "price"
    if trigger is None and figure.basis != "change" and figure.measure == base:
        _without_a_word(page, figure, counts, before)
    if figure.unit == "times" and not _share_of_counts(page, figure, counts):
        figure.measure = "growth" if (figure.value or 0) > 1 else "fall"
    if base == "area" and figure.measure in {"distance", "length"}:
        figure.measure = "area"


def _without_a_word(page: Page, figure: Figure, counts: list[Trigger], before: Figure | None) -> None:
    """What the rest of the sentence says: what is counted, what the figure before measures, the verb."""
    if "figures.pence" in figure.rules:
        figure.measure = "price"
        return
    if figure.kind == "share" and _share_of_counts(page, figure, counts):
        return
    if (
        figure.kind == "money"
        and before is not None
        and before.basis == "change"
        and page.lows[before.end : figure.first] == ["to"]
    ):
        # As in: the pound fell 0.4% to $1.26.
        figure.measure = "price"
        return
    start = page.sentences[figure.sentence].first
    subject = [one for one in triggers_in(page, start, figure.first, ("share",)) if one.measure in _SUBJECTS]
    if figure.kind == "share" and subject and page.low(figure.end) != "of":
        figure.measure, figure.trigger = subject[-1].measure, (subject[-1].first, subject[-1].end)
        figure.rules.append(f"measures.subject({page.words(subject[-1].first, subject[-1].end).lower()})")
        return
    if (
        before is not None
        and before.kind == figure.kind
        and figure.kind in {"share", "money"}
        and (figure.kind == "share" or (before.unit == figure.unit and before.measure != "price"))
        and before.sentence == figure.sentence
        and before.basis != "change"
        and before.measure not in {"votes_counted", "target"}
        and page.low(figure.end) != "of"
    ):
        figure.measure = before.measure
        figure.rules.append("measures.as_before")
        return
    if figure.measure == "duration" and _sentenced(page, figure):
        figure.measure = "sentenced"
        figure.rules.append("measures.sentenced")
        return
    verb = governing_verb(page, figure) if figure.kind == "money" else None
    if verb and verb.price <= _NEAR_VERB:
        figure.measure, figure.trigger = verb.participle, (verb.at, verb.at + 1)
        figure.rules.append(f"measures.verb({verb.participle})")


def _sentenced(page: Page, figure: Figure) -> bool:
    """“Her cousin gets nine years”, after a sentence that spoke of jail."""
    if figure.unit not in {"years", "months"}:
        return False
    given = _GIVEN & set(page.lows[max(0, figure.first - 5) : figure.first])
    start = page.sentences[max(0, figure.sentence - 3)].first
    jail = {"jailed", "sentenced", "prison", "jail", "sentences", "sentence", "sentencing", "court", "judge"}
    return bool(given and jail & set(page.lows[start : figure.end + 12]))


def _nearest(page: Page, figure: Figure, first: int, end: int, section: str) -> Trigger | None:
    near = [
        (distance_to(page, figure, trigger, [figure]), trigger) for trigger in triggers_in(page, first, end, (section,))
    ]
    reach = _REACH.get(section, 5.0)
    near = [one for one in near if one[0] < reach]
    telling = [one for one in near if page.lows[one[1].first] not in {"a", "an", "per"}]
    # "A dividend of 3p a share": the noun says more than what it is counted by.
    return min(telling or near, key=lambda one: (one[0], one[1].first), default=(0.0, None))[1]


def _changed(page: Page, figure: Figure, first: int, end: int, before: Figure | None, *, found: bool) -> None:
    """“Rose 4%”, “a 4% rise”: how much it moved, and which way. “Rose to 4%” is where it stands now."""
    if (
        page.low(figure.first - 1) in {"or", "–", "—"}
        and before is not None
        and before.basis == "change"
        and before.sentence == figure.sentence
    ):
        # As in: it fell 512 points, or 1.3%.
        figure.basis, figure.measure = "change", figure.measure if found else before.measure
        figure.rules.append("measures.change(or)")
        return
    if page.low(figure.end) in _COMPARED and figure.kind != "money":
        figure.basis = "change"
        figure.measure = figure.measure if found else _COMPARED[page.low(figure.end)]
        figure.rules.append(f"measures.change({page.low(figure.end)})")
        return
    reach = 7 if page.low(figure.first - 1) == "by" else 4
    window = (max(first, figure.first - reach), min(end, figure.end + 3))
    moves = [one for one in triggers_in(page, window[0], window[1], ("change",)) if _moves(page, figure, one)]
    if moves and page.low(figure.first - 1) not in _LEVELS and not figure.superseded:
        nearest = min(moves, key=lambda one: abs(one.first - figure.first))
        figure.basis = "change"
        figure.measure = figure.measure if found else nearest.measure
        figure.trigger = figure.trigger or (nearest.first, nearest.end)
        figure.rules.append(f"measures.change({page.lows[nearest.first]})")


def _moves(page: Page, figure: Figure, trigger: Trigger) -> bool:
    """Return whether a word of change speaks of this figure: no comma and no other number stands between."""
    ahead = trigger.end <= figure.first
    between = range(trigger.end, figure.first) if ahead else range(figure.end, trigger.first)
    if any(page.tokens[at].kind is not Kind.WORD for at in between):
        return False
    if ahead and page.low(trigger.first - 1) in {"made", "make", "makes", "making"}:
        return False
    if ahead:
        # "Raised £3m" is how it was collected; "raised by £3m" and "raised its offer by £3m" are changes.
        collected = figure.kind == "money" and page.low(trigger.first) in _COLLECTED
        return not collected or page.low(figure.first - 1) == "by"
    return (
        page.lows[trigger.first] in _MOVES_BEHIND
        and len(between) <= 1
        and page.low(figure.end) not in {"and", "or", "in", "on"}
    )


def _says_of_all(page: Page, figure: Figure, trigger: Trigger) -> bool:
    """In “64% of those who died were women” the verb says who they are, and not what the share is of."""
    between = page.lows[figure.end : trigger.first]
    if {"and", "but"} & set(between):
        return False
    named = page.low(figure.end) == "of" or page.low(figure.end - 1) == "of"
    return not named or page.low(trigger.first - 1) not in {"who", "that", "which", "the", "those", "all", "of"}


def _share_of_counts(page: Page, figure: Figure, counts: list[Trigger]) -> bool:
    for trigger in counts:
        distance = distance_to(page, figure, trigger, [figure])
        if trigger.first >= figure.end and not _says_of_all(page, figure, trigger):
            continue
        if distance < 4 and trigger.group in {"people", "things"} and trigger.measure not in NOUNS_ONLY:
            figure.measure, figure.trigger = trigger.measure, (trigger.first, trigger.end)
            figure.rules.append(f"measures.share({page.words(trigger.first, trigger.end).lower()})")
            return True
    return False


def _measure_of_unit(unit: str | None) -> str:
    return names("units", "measure_of").get((unit or "").lower(), "amount")
