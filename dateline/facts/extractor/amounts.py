"""What money, shares and measured units say: an amount, a price, a share, a change, a distance."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.triggers import NOUNS_ONLY, Trigger, distance_to, triggers_in
from dateline.facts.extractor.words import names

# How near a word must stand to say what an amount is: a share's is often the sentence's subject.
_REACH = {"share": 9.0}
_SECTIONS = {"duration": "duration", "distance": "length", "area": "length", "speed": "length"}


def measure_amount(
    page: Page, figure: Figure, first: int, end: int, counts: list[Trigger], before: Figure | None
) -> None:
    """Money, shares and lengths: the unit says much, a word near says the rest."""
    if figure.unit == "magnitude":
        figure.measure, figure.subject = "magnitude", "earthquake"
        figure.rules.append("measures.magnitude")
        return
    base = "amount" if figure.kind == "money" else _measure_of_unit(figure.unit)
    section = figure.kind if figure.kind in {"money", "share"} else _SECTIONS.get(base, "")
    trigger = _nearest(page, figure, first, end, section) if section else None
    figure.measure = trigger.measure if trigger else base
    if trigger:
        figure.trigger = (trigger.first, trigger.end)
        figure.rules.append(f"measures.{section}({page.words(trigger.first, trigger.end).lower()})")
    else:
        figure.rules.append(f"measures.unit({figure.unit})")
    if figure.kind in {"share", "money"} or base == "change" or figure.unit == "points":
        _changed(page, figure, first, end, before, found=trigger is not None)
    if figure.kind == "share" and trigger is None and figure.basis != "change":
        _share_of_counts(page, figure, counts)
    if base == "area" and figure.measure in {"distance", "length"}:
        figure.measure = "area"


def _nearest(page: Page, figure: Figure, first: int, end: int, section: str) -> Trigger | None:
    near = [
        (distance_to(page, figure, trigger, [figure]), trigger) for trigger in triggers_in(page, first, end, (section,))
    ]
    reach = _REACH.get(section, 5.0)
    return min((one for one in near if one[0] < reach), key=lambda one: (one[0], one[1].first), default=(0.0, None))[1]


def _changed(page: Page, figure: Figure, first: int, end: int, before: Figure | None, *, found: bool) -> None:
    window = (max(first, figure.first - 4), min(end, figure.end + 3))
    moves = [
        trigger
        for trigger in triggers_in(page, window[0], window[1], ("change",))
        if not (
            trigger.first >= figure.end
            and page.lows[trigger.first].endswith(("ed", "se", "ll"))
            and figure.kind == "money"
        )
    ]
    if (
        page.low(figure.first - 1) in {"or", "–", "—"}
        and before is not None
        and before.basis == "change"
        and before.sentence == figure.sentence
    ):
        # As in: it fell 512 points, or 1.3%.
        figure.basis, figure.measure = "change", "change" if not found else figure.measure
        figure.rules.append("measures.change(or)")
        return
    to = page.low(figure.first - 1) in {"to", "at"}
    if moves and not to and not figure.superseded:
        figure.basis = "change"
        if not found or figure.kind == "share":
            figure.measure = "change" if not found else figure.measure
        figure.trigger = figure.trigger or (moves[0].first, moves[0].end)
        figure.rules.append(f"measures.change({page.lows[moves[0].first]})")


def _share_of_counts(page: Page, figure: Figure, counts: list[Trigger]) -> None:
    for trigger in counts:
        distance = distance_to(page, figure, trigger, [figure])
        if distance < 4 and trigger.group in {"people", "things"} and trigger.measure not in NOUNS_ONLY:
            figure.measure, figure.trigger = trigger.measure, (trigger.first, trigger.end)
            figure.rules.append(f"measures.share({page.words(trigger.first, trigger.end).lower()})")
            return


def _measure_of_unit(unit: str | None) -> str:
    return names("units", "measure_of").get((unit or "").lower(), "amount")
