"""The words in front of a number, or behind it, that bound it or blur it."""

from functools import cache

from dateline.facts.extractor.beside import DURATIONS
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.words import Phrases, words


@cache
def _qualifiers() -> Phrases:
    return Phrases((phrase, side) for side in ("lower", "upper", "about") for phrase in words("qualifiers", side))


@cache
def _after() -> Phrases:
    return Phrases(
        (phrase, side.removesuffix("_after"))
        for side in ("lower_after", "upper_after", "about_after")
        for phrase in words("qualifiers", side)
    )


@cache
def _between() -> Phrases:
    return Phrases((phrase, "") for phrase in words("qualifiers", "between"))


def find_bounds(page: Page, figure: Figure) -> None:
    """Find the words in front, or behind, that bound or blur the number."""
    start = page.sentences[figure.sentence].first
    at = figure.first
    for _ in range(3):
        found = _qualifiers().before(page.lows, at)
        if found and at - found[0] >= start and not _is_no_bound(page, figure, at, found[0]):
            phrase = page.words(at - found[0], at).lower()
            figure.first = at - found[0]
            _bound(figure, found[1], phrase)
            return
        if page.low(at - 1) == "of" and page.low(at - 3) in {"maximum", "minimum"}:
            # "A maximum penalty of six years"
            _bound(figure, "upper" if page.low(at - 3) == "maximum" else "lower", page.low(at - 3))
            return
        step = _between().before(page.lows, at)
        if not step or at - step[0] < start:
            break
        at -= step[0]
    if figure.end < len(page.lows):
        behind = _after().at(page.lows, figure.end)
        if (
            behind
            and behind[1] == "about"
            and page.low(figure.end + 2) not in {"", ".", ",", "of"} | words("people", "people")
        ):
            behind = behind if page.low(figure.end + behind[0] - 1) in {"so", "odd"} else None
        if behind and not (page.lows[figure.end] == "plus" and page.low(figure.end + 1) in {"a", "the"}):
            _bound(figure, behind[1], page.words(figure.end, figure.end + behind[0]).lower())
            figure.end += behind[0]
        elif page.low(figure.end) == "+" and page.tokens[figure.end].glued:
            _bound(figure, "lower", "+")
            figure.end += 1


def _is_no_bound(page: Page, figure: Figure, at: int, length: int) -> bool:
    phrase = page.words(at - length, at).lower()
    if phrase == "up to" and page.low(at - length - 1) in {"go", "goes", "going", "gone", "went", "moved", "taken"}:
        # "The toll has gone up to 17"
        return True
    if phrase in words("qualifiers", "passed") and not _passes(page, figure, at - length):
        return True
    if phrase in {"over", "above", "below", "under"} and _is_where(page, figure):
        return True
    if (
        phrase == "over"
        and figure.unit in DURATIONS
        and page.low(at - 2) not in {"for", "after", "took", "lasted", "lasting", "of"}
    ):
        return True
    if phrase in {"below", "above"} and page.low(at - length - 1) == "just":
        return False
    return phrase == "some" and page.low(figure.end) == "of" and figure.number.value == 1


def _passes(page: Page, figure: Figure, at: int) -> bool:
    """“Cases pass 200”, “the toll topped 40”: what passes is a count, and no unit of time follows."""
    first = page.sentences[figure.sentence].first
    counts = words("grammar", "tallies") | words("people", "people") | {"temperatures", "temperature", "turnout"}
    if figure.kind == "money":
        return True
    return figure.unit not in DURATIONS and bool(counts & set(page.lows[max(first, at - 10) : at]))


def _is_where(page: Page, figure: Figure) -> bool:
    """“Drones over four regions”: above them, and not more than four."""
    if figure.number.form != "words" or figure.kind:
        return False
    behind = page.lows[figure.end : figure.end + 3]
    return bool((words("people", "places") | words("people", "countries")) & set(behind))


def _bound(figure: Figure, side: str, phrase: str) -> None:
    figure.qualifier = (
        f"{phrase} {figure.qualifier}"
        if figure.number.form in {"collective", "several"} and figure.qualifier
        else phrase
    )
    figure.rules.append(f"figures.{side}({phrase})")
    if figure.value is None:
        if side == "upper" and figure.upper is None and figure.number.form in {"collective", "several"}:
            figure.rules.append("figures.upper_of_collective")
        return
    if side == "lower":
        figure.lower = figure.value
    elif side == "upper":
        figure.upper = figure.value
