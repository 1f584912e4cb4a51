"""“Twice as many”, “three times the number”, “doubled”, “tenfold”, “half as many”: a multiple, with the unit "times".

A verb that names its number (“doubled to 40”) is left to that number.
"""

from functools import cache

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.numbers import Number
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names

# What stands behind “double” and “twice” when they multiply: “double the number”, “twice what it was”.
_COMPARED = frozenset("the that its their his her what those last this as".split())
# In front of “double” these make a verb of it: “could double”, “has more than doubled”.
_AUXILIARIES = frozenset("to will would could may might can should nearly almost than about".split())
# “Doubled down”, “doubled over with pain”, “doubled as a school”.
_ANOTHER_SENSE = frozenset("down over as up back".split())
_MORE = frozenset("more higher larger greater bigger longer faster stronger worse".split())


@cache
def _verbs() -> dict[str, float]:
    return {word: float(value) for word, value in names("numbers", "multiplied").items()}


@cache
def _adverbs() -> dict[str, float]:
    return {word: float(value) for word, value in names("numbers", "multiples").items()}


@cache
def _folds() -> dict[str, float]:
    units = {**names("numbers", "units"), **names("numbers", "tens")}
    return {f"{word}fold": float(value) for word, value in units.items()}


def find_multiples(page: Page) -> list[Figure]:
    """Return a figure for every multiple that is said in words without a number of its own."""
    found = []
    for at, low in enumerate(page.lows):
        value, length = None, 1
        if low in _folds():
            value = _folds()[low]
        elif low in _verbs() and not _names_its_number(page, at + 1):
            value = _verbs()[low]
        elif low in _adverbs() and page.low(at + 1) in _COMPARED:
            value, length = _adverbs()[low], _comparison(page, at + 1)
        elif low in {"double", "triple", "treble", "quadruple"} and page.low(at - 1) in _AUXILIARIES:
            value = None if _names_its_number(page, at + 1) else _adverbs()[low]
        elif low == "half" and page.low(at + 1) == "as" and page.low(at + 2) in {"many", "much"}:
            value, length = 0.5, 3
        if value is not None:
            found.append(_multiple(page, at, at + length, value))
    return found


def read_times(page: Page, figure: Figure) -> bool:
    """Make a multiple of “three times the number”; “shot three times” counts shots and is none."""
    at = figure.end
    if page.low(at) == "-" and page.low(at + 1) == "fold":
        figure.end = at + 2
    elif page.low(at) == "times" and page.low(at + 1) in _COMPARED | _MORE:
        figure.end = at + 1 + (_comparison(page, at + 1) - 1)
    else:
        return False
    _mark(figure)
    return True


def _multiple(page: Page, first: int, end: int, value: float) -> Figure:
    number = Number(value, None, first, end, "multiple", scaled=True)
    figure = Figure(number, page.sentence_of[first], first, end, value, rules=["numbers.multiple"])
    _mark(figure)
    return figure


def _mark(figure: Figure) -> None:
    figure.unit, figure.kind, figure.basis = "times", "measure", "change"
    figure.rules.append("figures.times")


def _comparison(page: Page, at: int) -> int:
    """Return how many words “twice” has with “as many” behind it."""
    return 3 if page.low(at) == "as" and page.low(at + 1) in {"many", "much"} else 1


def _names_its_number(page: Page, at: int) -> bool:
    """“Doubled to 40”, “doubled its offer to 40”, and senses that multiply nothing."""
    if page.low(at) in _ANOTHER_SENSE:
        return True
    for place in range(at, min(at + 6, len(page.tokens))):
        if page.lows[place] in {"to", "from"}:
            near = page.tokens[place + 1 : place + 5]
            return any(token.kind is Kind.NUMBER or token.low in names("numbers", "units") for token in near)
        if page.tokens[place].kind is not Kind.WORD:
            return False
    return False
