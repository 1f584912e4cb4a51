"""What kind of number it is: total, increment, period, rate, share or change. Without it a chart would lie."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.words import words

_MORE = frozenset("another further additional extra more fresh".split())
_RATES = frozenset("per every each daily hourly weekly annually".split())
_PER = words("grammar", "rates")
_TOTALS = frozenset("total toll overall altogether".split())


def name_basis(page: Page, figure: Figure, period: str | None) -> None:
    """Set the basis of a figure, unless a step before has."""
    if figure.basis:
        return
    before = page.lows[max(0, figure.number.first - 3) : figure.number.first]
    after = page.lows[figure.end : figure.end + 3]
    tail_at = figure.behind
    tail = page.lows[tail_at : tail_at + 3]
    if (
        page.low(figure.first - 1) == "+"
        or (_MORE & set(before[-2:]) and "than" not in before)
        or (after[:1] in (["more"], ["further"], ["additional"], ["extra"], ["new"]) and "than" not in after[:2])
    ):
        figure.basis = "increment"
    elif _is_rate(after) or _is_rate(tail):
        figure.basis = "rate"
    elif figure.kind == "share":
        figure.basis = "share"
    elif figure.of:
        figure.basis = period or "total"
    elif figure.superseded or _TOTALS & set(page.lows[max(0, figure.first - 6) : tail_at + 3]):
        figure.basis = "total"
    else:
        figure.basis = period or "total"


def _is_rate(lows: list[str]) -> bool:
    if not lows or lows[2:3] in (["earlier"], ["later"], ["ago"], ["before"], ["after"]):
        # "Down from 340 a day earlier"
        return False
    return lows[0] in _RATES or (len(lows) > 1 and lows[0] in {"a", "an"} and lows[1] in _PER)
