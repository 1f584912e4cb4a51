"""What money, shares and measured units say: an amount, a price, a share, a change, a distance."""

from dateline.facts.extractor.amounts_elsewhere import say_elsewhere, share_of_counts
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.nouns import noun_phrase
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.triggers import Trigger, distance_to, triggers_in
from dateline.facts.extractor.words import names

# How near a word must stand to say what an amount is: a share's is often the sentence's subject.
_REACH = {"share": 9.0, "money": 6.0}
# A price may stand farther off: "the price of a loaf has tripled to £9".
_FARTHER = {"price": 2.0}
# In front of a figure they say that it is a level and not a change.
_LEVELS = frozenset("to at from is was are were stood".split())
_COLLECTED = frozenset("raised raise raises raising added gained won secured".split())
# Behind a figure: "a 4% rise", "22% lower". A verb there has something else to say: "half fell into the sea".
_MOVES_BEHIND = frozenset(
    "rise increase growth gain jump surge hike uptick climb raise higher up "
    "fall drop decline decrease cut reduction slump slide plunge lower down".split()
)
# Behind a share or points: "11 percentage points more".
_COMPARED = {"more": "growth", "higher": "growth", "less": "fall", "fewer": "fall", "lower": "fall"}
# What is demanded and offered stands behind these.
_IN_FRONT = frozenset("demanded offered".split())
_SECTIONS = {
    "duration": "duration",
    "distance": "length",
    "area": "length",
    "length": "length",
    "speed": "length",
    "points": "points",
}


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
    base = "amount" if figure.kind == "money" else _measure_of_unit(page, figure)
    if figure.kind == "share":
        figure.noun = _noun_of_share(page, figure, end) or figure.noun
    trigger = _word_of_its_kind(page, figure, first, end, base)
    if figure.kind in {"share", "money"} or base == "change" or figure.unit == "points":
        _changed(page, figure, first, end, before, found=trigger is not None)
    if figure.measure == "cost" and page.low(figure.end) in {"a", "an", "per", "each"}:
        figure.measure = "price"
    if trigger is None and figure.basis != "change" and figure.measure == base:
        say_elsewhere(page, figure, counts, before)
    if figure.unit == "times" and not share_of_counts(page, figure, counts):
        figure.measure = "growth" if (figure.value or 0) > 1 else "fall"
    if base == "area" and figure.measure in {"distance", "length"}:
        figure.measure = "area"


def _word_of_its_kind(page: Page, figure: Figure, first: int, end: int, base: str) -> Trigger | None:
    """Name the measure by the nearest word for money, shares, lengths …, else by the unit; return that word."""
    section = figure.kind if figure.kind in {"money", "share"} else _SECTIONS.get(base, "")
    trigger = _nearest(page, figure, first, end, section) if section else None
    if trigger is None or (base == "speed" and trigger.measure != "wind_speed"):
        figure.measure = base
        figure.rules.append(f"measures.unit({figure.unit})")
        return None
    figure.measure, figure.trigger = trigger.measure, (trigger.first, trigger.end)
    figure.rules.append(f"measures.{section}({page.words(trigger.first, trigger.end).lower()})")
    return trigger


def _noun_of_share(page: Page, figure: Figure, end: int) -> tuple[int, int] | None:
    """The services of “60% of the services are running”."""
    at = figure.end + (page.low(figure.end) == "of")
    if at == figure.end and page.low(figure.end - 1) != "of":
        return None
    at += page.low(at) in {"the", "its", "their", "all", "those", "these", "his", "her", "our"}
    noun = noun_phrase(page, at, end)
    return noun if noun[1] else None


def _nearest(page: Page, figure: Figure, first: int, end: int, section: str) -> Trigger | None:
    near = [
        (distance_to(page, figure, trigger, [figure]), trigger) for trigger in triggers_in(page, first, end, (section,))
    ]
    reach = _REACH.get(section, 5.0)
    near = [one for one in near if one[0] < reach + _FARTHER.get(one[1].measure, 0.0)]
    near = [one for one in near if not _of_another(page, figure, one[1])]
    telling = [one for one in near if page.lows[one[1].first] not in {"a", "an", "per"}]
    # "A dividend of 3p a share": the noun says more than what it is counted by.
    return min(telling or near, key=lambda one: (one[0], one[1].first), default=(0.0, None))[1]


def _of_another(page: Page, figure: Figure, trigger: Trigger) -> bool:
    """“88% voted for it on a turnout of 71%”: the turnout is the other's. What is demanded or offered stands behind."""
    if trigger.first < figure.first:
        return False
    ahead = range(trigger.end, min(trigger.end + 3, len(page.tokens)))
    return trigger.measure in _IN_FRONT or any(page.tokens[at].kind is Kind.NUMBER for at in ahead)


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
    reach = 7 if page.low(figure.first - 1) == "by" else 6
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


def _measure_of_unit(page: Page, figure: Figure) -> str:
    measure = names("units", "measure_of").get((figure.unit or "").lower(), "amount")
    # "The 12-metre boat": how long it is, and not how far.
    return "length" if measure == "distance" and page.low(figure.number.end) in {"-", "‑"} else measure
