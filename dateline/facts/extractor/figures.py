"""Step four: numbers to figures: sign and unit, bounds and qualifier, ranges, "N of M", the noun behind.

The value is the number stated. "At least" also gives a lower bound, "up to" an upper one; a range has bounds and no
value. Those conventions, and the words, stand in tables/qualifiers.txt.
"""

from functools import cache

from dateline.facts.extractor.beside import DASHES, DURATIONS, SECONDS_IN
from dateline.facts.extractor.bounds import find_bounds
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.multiples import find_multiples, read_times
from dateline.facts.extractor.nouns import is_plural, known_nouns, nationalities, noun_phrase
from dateline.facts.extractor.numbers import Number
from dateline.facts.extractor.parts import (
    MOVES,
    is_vote,
    link_changes,
    link_parts,
    link_sizes,
    link_votes,
    mark_old,
    says_it_moved,
)
from dateline.facts.extractor.words import Phrases, names, words

_SHOCKS = frozenset("aftershock aftershocks quake quakes earthquake tremor tremors".split())


@cache
def _units() -> Phrases:
    return Phrases(names("units", "units").items())


@cache
def _money() -> Phrases:
    return Phrases(names("units", "money").items())


def read_figures(page: Page, numbers: list[Number]) -> list[Figure]:
    """Return a figure for every number, in order; ranges are one figure. None is refused here."""
    figures: list[Figure] = []
    at = 0
    while at < len(numbers):
        figure = _figure(page, numbers[at])
        at += 1
        if at < len(numbers):
            upper = _range_end(page, figure, numbers[at])
            if upper:
                _join_range(page, figure, upper)
                at += 1
        figures.append(figure)
    figures = sorted([*figures, *find_multiples(page)], key=lambda figure: figure.first)
    before: Figure | None = None
    for figure in figures:
        find_bounds(page, figure)
        if not figure.noun[1]:
            figure.noun = noun_phrase(page, _past_of(page, figure.end), _sentence_end(page, figure))
        if before and before.noun[0] < figure.number.first < before.noun[1] and _names_a_model(page, figure):
            # The two of "14 Leopard 2 tanks"
            figure.rules.append("refused.part_of_a_name")
        before = figure
    link_sizes(page, figures)
    link_votes(page, figures)
    link_parts(page, figures)
    link_changes(page, figures)
    for figure in figures:
        mark_old(page, figure)
    return figures


def _names_a_model(page: Page, figure: Figure) -> bool:
    return figure.number.form == "digits" and page.low(figure.number.first - 1) not in {"x", "×", "by"}


def _past_of(page: Page, at: int) -> int:
    """“Four of their planes”, “seven of the children”: the noun stands behind."""
    return (
        at + 2
        if page.low(at) == "of" and page.low(at + 1) in {"the", "their", "its", "his", "her", "our", "those", "these"}
        else at
    )


def _sentence_end(page: Page, figure: Figure) -> int:
    return page.sentences[figure.sentence].end


def _figure(page: Page, number: Number) -> Figure:
    figure = Figure(
        number,
        sentence=page.sentence_of[number.first],
        first=number.first,
        end=number.end,
        value=number.value,
        lower=number.lower,
        rules=[f"numbers.{number.form}"],
    )
    if number.form == "fraction":
        figure.unit, figure.kind = "%", "share"
        if page.low(number.end) in {"more", "fewer", "less", "higher", "lower"}:
            figure.basis = "change"
        figure.end += page.low(number.end) == "of"
        return figure
    if read_times(page, figure):
        return figure
    if number.form in {"collective", "several"}:
        figure.end += page.low(number.end) == "of"
        figure.qualifier = page.words(number.first, figure.end).lower()
    _sign_before(page, figure)
    if not figure.unit:
        _unit_behind(page, figure)
    if not figure.unit and _is_grouped(page, figure):
        figure.value = round((figure.value or 0) * 1000)
        figure.rules.append("figures.grouped")
    if not figure.unit and _is_magnitude(page, figure):
        figure.unit, figure.kind = "magnitude", "measure"
    _below_nought(page, figure)
    if figure.kind == "money" and page.low(figure.end) in DASHES and page.low(figure.end + 1) == "a":
        figure.basis = "rate"
    return figure


def _is_grouped(page: Page, figure: Figure) -> bool:
    """“1.500 people”: nobody counts people to a thousandth, so the point parts thousands."""
    whole, _, part = page.tokens[figure.number.first].text.partition(".")
    counted = page.low(figure.end) in known_nouns() and is_plural(page.low(figure.end))
    return figure.number.form == "digits" and len(part) == 3 and whole[:1] != "0" and len(whole) <= 3 and counted


def _is_magnitude(page: Page, figure: Figure) -> bool:
    """“Magnitude 5.5”, “a magnitude of 5.5”, “magnitude-6.1”, “its magnitude was revised to 5.9”."""
    before = page.lows[max(0, figure.first - 2) : figure.first]
    if "magnitude" in before and before[-1] in {"magnitude", "of", "-", "was"}:
        return True
    first = page.sentences[figure.sentence].first
    near = page.lows[max(first, figure.first - 6) : figure.first]
    if (
        figure.number.form == "digits"
        and "." in page.tokens[figure.number.first].text
        and _SHOCKS & set(near[:2] + near[-6:])
    ):
        return (figure.value or 10) < 10 and bool({"of", "to", "measuring", "measured"} & set(near))
    tenths = figure.value is not None and figure.value < 10 and figure.value != int(figure.value)
    return (
        tenths
        and before[-1:] in (["to"], ["at"])
        and "magnitude" in page.lows[max(first, figure.first - 8) : figure.first]
    )


def _below_nought(page: Page, figure: Figure) -> None:
    """“-9C”, “minus nine degrees”, “-0.4%”: but "8-9C" is a range."""
    at = figure.number.first - 1
    if at < 0 or figure.value is None or not (figure.kind == "share" or (figure.unit or "").startswith("degrees")):
        return
    dash = page.lows[at] in {"-", "−"} and page.tokens[at + 1].glued and not page.tokens[at].glued
    if dash or page.lows[at] == "minus":
        figure.value, figure.first = -figure.value, at
        figure.rules.append("figures.minus")


def _sign_before(page: Page, figure: Figure) -> None:
    at = figure.first - 1
    if at < 0 or (page.tokens[at].newline and False):
        return
    signs = names("units", "signs")
    low = page.lows[at]
    if low in {"$", "£", "€", "¥", "₹", "₺", "₴", "₽", "₪", "₩", "₦", "₱"}:
        letters = page.low(at - 1) if at and page.tokens[at].glued else ""
        code = signs.get(letters + low)
        if letters.isalpha() and code and len(letters) < 4:
            figure.first, figure.unit = at - 1, code
        else:
            figure.first, figure.unit = at, signs.get(low)
            figure.rules += ["figures.plain_dollar"] if low == "$" else []
    elif low == "." and page.low(at - 1) in {"rs", "rp"}:
        figure.first, figure.unit = at - 1, signs[page.low(at - 1)]
    elif low in signs and low != "re" and (page.tokens[at].text != low or low in {"rs", "rp"}):
        figure.first, figure.unit = at, signs[low]
    if figure.unit:
        figure.kind = "money"
        figure.rules.append("figures.sign")
        found = _money().at(page.lows, figure.end) if figure.end < len(page.lows) else None
        figure.end += found[0] if found else 0


def _unit_behind(page: Page, figure: Figure) -> None:
    at = figure.end
    if page.low(at) in {"more", "further", "extra", "additional"} and page.low(at + 1) in DURATIONS:
        # "Two more days"
        at += 1
    hyphen = page.low(at) in DASHES and at + 1 < len(page.tokens) and page.tokens[at + 1].glued
    at += hyphen
    if at >= len(page.tokens) or page.sentence_of[at] != figure.sentence:
        return
    if page.lows[at] == "p" and page.tokens[at].glued and not hyphen and figure.value is not None:
        figure.unit, figure.end, figure.kind, figure.value = "GBP", at + 1, "money", round(figure.value / 100, 4)
        figure.rules.append("figures.pence")
        return
    unit = _units().at(page.lows, at)
    if unit and page.lows[at] in words("units", "only_glued") and not _stands_for_unit(page, figure, at):
        unit = None
    if unit and not (hyphen and unit[1] in DURATIONS):
        figure.unit, figure.end = unit[1], at + unit[0]
        figure.kind = "share" if unit[1] == "%" else "measure"
        figure.rules.append("figures.unit")
        return
    if page.lows[at] in nationalities() and at + 1 < len(page.lows) and page.lows[at + 1] in names("units", "money"):
        # "48,000 Sudanese pounds": the text's own name, where the table has none.
        own = _money().at(page.lows, at)
        figure.unit, figure.end, figure.kind = own[1] if own else page.words(at, at + 2), at + 2, "money"
        figure.rules.append("figures.money")
        return
    money = _money().at(page.lows, at)
    if money and not (
        money[1] == "GBP"
        and page.low(at + 1) in {"of", "in"}
        and not figure.number.scaled
        and page.low(at + 2) in {"explosives", "weight", "tnt"}
    ):
        figure.unit, figure.end, figure.kind = money[1], at + money[0], "money"
        if page.lows[at] in words("units", "hundredths") and figure.value is not None:
            figure.value = round(figure.value / 100, 4)
        figure.rules.append("figures.money")


def _stands_for_unit(page: Page, figure: Figure, at: int) -> bool:
    low = page.lows[at]
    if page.tokens[at].glued and not figure.number.scaled:
        return not (low in {"m", "f", "c", "g"} and page.low(at + 1) in DASHES)
    return low in {"m", "ha", "pp"} and figure.number.form == "digits" and page.low(at + 1) not in {"and", "'"}


def _range_end(page: Page, figure: Figure, upper: Number) -> Figure | None:
    """Return the upper end, if the next number makes a range with this one."""
    gap = page.lows[figure.end : upper.first]
    if not gap or len(gap) > 3 or upper.value is None or figure.value is None:
        return None
    if page.sentence_of[upper.first] != figure.sentence:
        return None
    link = gap[0]
    signs = gap[1:]
    if any(sign not in {"$", "£", "€", "¥", "₹", "a", "us", "rs"} for sign in signs):
        return None
    if is_vote(page, figure, upper.end):
        return None
    dashed = link in DASHES and page.tokens[figure.end].glued
    before = page.low(figure.first - 1)
    if link == "and" and before != "between" and page.low(figure.first - 2) != "between":
        return None
    either = link == "or" and _is_either(figure, upper)
    if not (dashed or either or link in {"to", "and"}):
        return None
    if link == "to" and says_it_moved(page, figure) and before in {"from", "by", *MOVES}:
        return None
    end = _figure(page, upper)
    return end if _could_range(figure, end) else None


def _is_either(figure: Figure, upper: Number) -> bool:
    """“Six or seven”, “20 or 30”: two neighbours written alike; “two or 17” are two counts."""
    low, high = figure.value or 0, upper.value or 0
    alike = figure.number.form == upper.form and upper.form in {"words", "digits"} and figure.bare
    return alike and (high - low == 1 or (high <= 2 * low and low % 10 == high % 10 == 0)) and low > 0


def _could_range(lower: Figure, upper: Figure) -> bool:
    if lower.value is None or upper.value is None or (lower.kind == "share" and upper.kind != "share"):
        return False
    if lower.unit and upper.unit and lower.unit != upper.unit:
        ends = SECONDS_IN.get(lower.unit), SECONDS_IN.get(upper.unit)
        return ends[0] is not None and ends[1] is not None and lower.value * ends[0] < upper.value * ends[1]
    if "fraction" in {lower.number.form, upper.number.form} and lower.number.form != upper.number.form:
        # "74 – 1/3 of them": a count and a share make no range.
        return False
    return _scaled(lower, upper) < upper.value


def _scaled(lower: Figure, upper: Figure) -> float:
    """“3-4m”, “two to three thousand”: the lower end in the scale that only the upper one says."""
    low, high = lower.value or 0, upper.value or 0
    if not upper.number.scaled or lower.number.scaled or low >= 1000:
        return low
    scales = (10**12, 10**9, 10**7, 10**6, 10**5, 1000, 100, 12)
    return low * next((scale for scale in scales if high % scale == 0 or high / scale >= 1), 1)


def _join_range(page: Page, figure: Figure, upper: Figure) -> None:
    low, high = figure.value, upper.value
    assert low is not None, "a range has a lower value"
    if figure.unit and upper.unit and figure.unit != upper.unit:
        low = round(low * SECONDS_IN[figure.unit] / SECONDS_IN[upper.unit], 4)
    else:
        low = _scaled(figure, upper)
    figure.value, figure.lower, figure.upper = None, low, high
    figure.end, figure.unit, figure.kind = upper.end, upper.unit or figure.unit, upper.kind or figure.kind
    figure.basis = figure.basis or upper.basis
    figure.rules.append("figures.range")
    if page.low(figure.first - 1) in {"between", "from"}:
        figure.first -= 1
        figure.qualifier = "between" if page.low(figure.first) == "between" else figure.qualifier
