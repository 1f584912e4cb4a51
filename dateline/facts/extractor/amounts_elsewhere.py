"""What the rest of a sentence says of an amount that no word of its kind names: its verb, subject, figure before.

Phases in an order that one can read aloud; the first that knows names the measure.
"""

from collections.abc import Callable
from typing import NamedTuple

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.governing import governing_verb
from dateline.facts.extractor.levels import level_of
from dateline.facts.extractor.triggers import NOUNS_ONLY, Trigger, distance_to, triggers_in
from dateline.facts.extractor.words import names

_NEAR_VERB = 3.0
# How near a known word must stand to a share: nearer in front, where another verb may stand between.
_BEHIND_A_SHARE, _BEFORE_A_SHARE = 4.0, 1.6
# What is done to goods that are weighed, and to land: "seized two tonnes of cocaine".
_DONE_TO_GOODS = frozenset("seized delivered produced sold recovered destroyed lost captured planted".split())
_DONE_TO_LAND = frozenset("lost captured seized planted sold".split())
_OF_GOODS = frozenset("weight volume area".split())
_MEASURED = frozenset("weighed weighing measured measuring".split())
# What two figures of one unit in one sentence both measure.
_ONE_BY_UNIT = frozenset("sentenced banned rainfall snowfall depth height water_level".split())
# What stands for the whole sentence: "turnout, which was below 30% in 2021, rose to 48%".
_SUBJECTS = frozenset("turnout inflation unemployment approval interest_rate contained capacity vaccinated".split())
_GIVEN = frozenset("gets got received given receives terms term carries carry faces face facing".split())
_JAIL = frozenset("jailed sentenced prison jail sentences sentence sentencing court judge".split())
# How many words there may be between two changes for the second to have no verb of its own.
_NAMES = 5
_COMPARED = frozenset("against than compared".split())


class Beside(NamedTuple):
    """What stands beside an amount: the known words for counts, and the figure before."""

    counts: list[Trigger]
    before: Figure | None
    together: bool
    """Whether the figure before is of the same sentence and says what it measures."""


def say_elsewhere(page: Page, figure: Figure, counts: list[Trigger], before: Figure | None) -> None:
    """Name the measure of an amount from the rest of its sentence, or leave what its unit says."""
    together = before is not None and before.sentence == figure.sentence and before.measure is not None
    beside = Beside(counts, before, together)
    for phase in PHASES:
        if phase(page, figure, beside):
            return


def pence(page: Page, figure: Figure, beside: Beside) -> bool:
    """“Up 3p”."""
    return "figures.pence" in figure.rules and _name(figure, "price")


def of_counts(page: Page, figure: Figure, beside: Beside) -> bool:
    """“Half of the homes were destroyed”."""
    return figure.kind == "share" and share_of_counts(page, figure, beside.counts)


def in_other_words(page: Page, figure: Figure, beside: Beside) -> bool:
    """“14,320 people have been vaccinated, about 12% of adults”: the same, said as a share."""
    before = beside.before
    if figure.kind != "share" or not beside.together or before is None or before.kind:
        return False
    said = page.low(figure.first - 1) in {",", "or", "("} and before.measure not in {"count", "total"}
    return said and _as_before(figure, before)


def price_now(page: Page, figure: Figure, beside: Beside) -> bool:
    """“The pound fell 0.4% to $1.26”."""
    before = beside.before
    if figure.kind != "money" or before is None or before.basis != "change":
        return False
    return page.lows[before.end : figure.first] == ["to"] and _name(figure, "price")


def compared(page: Page, figure: Figure, beside: Beside) -> bool:
    """“To shrink by 2.6%, against the 1.9% foreseen in May”."""
    before = beside.before
    if not beside.together or before is None or not before.kind == figure.kind == "share":
        return False
    return bool(_COMPARED & set(page.lows[before.end : figure.first])) and _as_before(figure, before)


def subject(page: Page, figure: Figure, beside: Beside) -> bool:
    """“Turnout, which was below 30% in 2021, rose to 48%”."""
    if figure.kind != "share" or page.low(figure.end) == "of":
        return False
    start = page.sentences[figure.sentence].first
    said = [one for one in triggers_in(page, start, figure.first, ("share",)) if one.measure in _SUBJECTS]
    return bool(said) and _named_by(page, figure, said[-1], "subject")


def as_the_one_before(page: Page, figure: Figure, beside: Beside) -> bool:
    """“The Greens got 12% and the Liberals 9%”: one after the other of the same kind."""
    before = beside.before
    if not beside.together or before is None or page.low(figure.end) == "of":
        return False
    if before.basis == "change":
        return _changed_too(page, figure, before)
    shares = before.kind == figure.kind == "share" and before.measure not in {"votes_counted", "target"}
    money = before.kind == figure.kind == "money" and before.unit == figure.unit and before.measure != "price"
    timed = figure.measure == "duration" or (before.unit == figure.unit and figure.measure == "distance")
    return (shares or money or (timed and before.measure in _ONE_BY_UNIT)) and _as_before(figure, before)


def _changed_too(page: Page, figure: Figure, before: Figure) -> bool:
    """“Bolt added 1.6%, and Arden 13.6%”: one verb of change for both."""
    gap = page.lows[before.end : figure.first]
    if before.kind != figure.kind or figure.kind != "share" or len(gap) > _NAMES or gap[:1] not in ([","], ["and"]):
        return False
    figure.basis = "change"
    return _as_before(figure, before)


def sentence(page: Page, figure: Figure, beside: Beside) -> bool:
    """“Her cousin gets nine years”, after a sentence that spoke of jail."""
    if figure.measure != "duration" or figure.unit not in {"years", "months"}:
        return False
    start = page.sentences[max(0, figure.sentence - 3)].first
    given = _GIVEN & set(page.lows[max(0, figure.first - 5) : figure.first])
    return bool(given and _JAIL & set(page.lows[start : figure.end + 12])) and _name(figure, "sentenced")


def goods(page: Page, figure: Figure, beside: Beside) -> bool:
    """“Seized two tonnes of cocaine”, “lost 170,000 hectares of forest”."""
    if figure.measure not in _OF_GOODS:
        return False
    done_to = _DONE_TO_LAND if figure.measure == "area" else _DONE_TO_GOODS
    done = [one for one in beside.counts if one.measure in done_to and 0 <= figure.first - one.end <= 1]
    return bool(done) and _named_by(page, figure, done[-1], "goods")


def level(page: Page, figure: Figure, beside: Beside) -> bool:
    """“The target is eight minutes”."""
    said = level_of(page, figure)
    return said is not None and _name(figure, said)


def verb(page: Page, figure: Figure, beside: Beside) -> bool:
    """“Demanded $6m”, “60% of the trains ran”, “found 300kg of cocaine”: the verb that governs it."""
    weighed = figure.measure in {"weight", "volume"}
    if figure.kind not in {"share", "money"} and not weighed:
        return False
    found = governing_verb(page, figure)
    if found is None or found.price > _NEAR_VERB or found.participle in _MEASURED:
        return False
    measure: str | None = found.participle
    if figure.kind == "money":
        measure = names("measures", "verbs of money").get(found.participle)
    elif not weighed and not (figure.noun[1] and found.at >= figure.behind):
        measure = None
    if measure is None:
        return False
    figure.measure, figure.trigger = measure, (found.at, found.at + 1)
    figure.rules.append(f"measures.verb({found.participle})")
    return True


Phase = Callable[[Page, Figure, Beside], bool]
PHASES: tuple[Phase, ...] = (
    pence,
    of_counts,
    in_other_words,
    price_now,
    compared,
    subject,
    as_the_one_before,
    sentence,
    goods,
    level,
    verb,
)


def share_of_counts(page: Page, figure: Figure, counts: list[Trigger]) -> bool:
    """Name what happened to a share of people or things, where a known word stands near enough to say it."""
    for trigger in counts:
        distance = distance_to(page, figure, trigger, [figure])
        ahead = trigger.end <= figure.first
        if trigger.group not in {"people", "things"} or trigger.measure in NOUNS_ONLY:
            continue
        if distance >= (_BEFORE_A_SHARE if ahead else _BEHIND_A_SHARE):
            continue
        if ahead or _says_of_all(page, figure, trigger):
            return _named_by(page, figure, trigger, "share")
    return False


def _says_of_all(page: Page, figure: Figure, trigger: Trigger) -> bool:
    """In “64% of those who died were women” the verb says who they are, and not what the share is of."""
    between = page.lows[figure.end : trigger.first]
    if {"and", "but"} & set(between):
        return False
    named = page.low(figure.end) == "of" or page.low(figure.end - 1) == "of"
    return not named or page.low(trigger.first - 1) not in {"who", "that", "which", "the", "those", "all", "of"}


def _name(figure: Figure, measure: str) -> bool:
    figure.measure = measure
    figure.rules.append(f"measures.elsewhere({measure})")
    return True


def _as_before(figure: Figure, before: Figure) -> bool:
    figure.measure = before.measure
    figure.rules.append("measures.as_before")
    return True


def _named_by(page: Page, figure: Figure, trigger: Trigger, how: str) -> bool:
    figure.measure, figure.trigger = trigger.measure, (trigger.first, trigger.end)
    figure.rules.append(f"measures.{how}({page.words(trigger.first, trigger.end).lower()})")
    return True
