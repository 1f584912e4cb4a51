"""Step three: tokens to numbers. Digits, words, collectives ("dozens") and fractions; what it means comes later.

No library: those that were tried read "hundreds of thousands" as "100 of 1000", and know neither "half a million",
"a dozen", "$4bn" nor "1 1/2" (decision 0013).
"""

from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.tokens import Kind, Token
from dateline.facts.extractor.words import names, words


class Number(NamedTuple):
    value: float | None
    lower: float | None
    """Only a collective has one here: “dozens” is 24 at least, and no value."""
    first: int
    end: int
    """Tokens: first, and the one behind the last."""
    form: str
    """digits, words, collective, several or fraction."""
    scaled: bool
    """A word or letter multiplied it: “4.1m”, “2 thousand”. Never a year, a time or an age."""


@cache
def _units() -> dict[str, int]:
    return {word: int(value) for word, value in names("numbers", "units").items()}


@cache
def _tens() -> dict[str, int]:
    return {word: int(value) for word, value in names("numbers", "tens").items()}


@cache
def _scales() -> dict[str, int]:
    return {word: int(value) for word, value in names("numbers", "scales").items()}


@cache
def _glued() -> dict[str, int]:
    return {word: int(value) for word, value in names("numbers", "glued").items()}


@cache
def _collectives() -> dict[str, int]:
    return {word: int(value) for word, value in names("numbers", "collectives").items()}


@cache
def _fractions() -> dict[str, int]:
    return {word: int(value) for word, value in names("numbers", "fractions").items()}


@cache
def _vulgar() -> dict[str, float]:
    return {word: float(value) for word, value in names("numbers", "vulgar").items()}


@cache
def _starters() -> frozenset[str]:
    """Every word that a number can begin with, so that the others cost one look-up."""
    known = (_units(), _tens(), _collectives(), _fractions(), _vulgar())
    return frozenset().union(*known) | {"a", "an", "hundred", "thousand", "million", "several", "few", "both"}


# In front of it these say the same: "the river peaked at 6.2m".
_LEVELS = words("grammar", "levels")
# Behind a number with a glued "m" these say that it is metres, not millions.
_METRES = words("grammar", "lengths")


_LABELS = words("refused", "labels") | words("refused", "months")
# Lengths that are run and swum: "he won the 100m".
_RACES = frozenset({50, 100, 200, 400, 800, 1500, 3000, 5000})


def read_numbers(tokens: list[Token]) -> list[Number]:
    """Return the numbers in order, without overlap. “202204.21” or “A320” are found too: refusing is a later step."""
    numbers: list[Number] = []
    starters = _starters()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        number = None
        if token.kind is Kind.NUMBER:
            number = _digits(tokens, at)
        elif token.kind is Kind.WORD and token.low in starters:
            number = _words(tokens, at)
        if number:
            numbers.append(number)
            at = number.end
        else:
            at += 1
    return numbers


def _low(tokens: list[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def plain_value(text: str) -> float:
    """Return the value of digits with their separators; a number beyond any count becomes infinity."""
    digits = "".join(
        character for character in text if character.isascii() and (character.isdigit() or character == ".")
    )
    return float(digits) if digits and len(digits) < 30 else float("inf")


def _digits(tokens: list[Token], at: int) -> Number:
    value = plain_value(tokens[at].text) if tokens[at].text.isascii() else _other_digits(tokens[at].text)
    end = at + 1
    share = _slashed(tokens, at)
    if share is not None and _low(tokens, at + 3) == "of":
        # "1/3 of voters"
        return Number(round(100 * share, 2), None, at, at + 3, "fraction", scaled=True)
    if _is_spaced(tokens, at):
        # "1 500 people"
        return _scaled(tokens, at, at + 2, 1000 * value + plain_value(tokens[at + 1].text), "digits")
    vulgar = _vulgar().get(_low(tokens, end))
    if vulgar is not None:
        return _scaled(tokens, at, end + 1, value + vulgar, "digits")
    part = _slashed(tokens, end)
    if part is not None and not tokens[end].glued and value < 100:
        return _scaled(tokens, at, end + 3, value + part, "digits")
    return _scaled(tokens, at, end, value, "digits")


def _is_spaced(tokens: list[Token], at: int) -> bool:
    """Whether a space parts thousands here: up to three digits, three more, and a plain plural behind them."""
    if at + 2 >= len(tokens) or not tokens[at].text.isdigit() or len(tokens[at].text) > 3 or tokens[at].text[0] == "0":
        return False
    group, noun = tokens[at + 1], tokens[at + 2]
    parted = group.start == tokens[at].end + 1 and group.text.isdigit() and len(group.text) == 3 and not group.newline
    counted = noun.text.islower() and (noun.low == "people" or (len(noun.low) > 3 and noun.low.endswith("s")))
    before = tokens[at - 1] if at and not tokens[at].newline else None
    plain = before is None or before.text in ".:;(" or (before.text.islower() and before.low not in _LABELS)
    return parted and counted and (plain or (before is not None and before.low in {"about", "some", "over"}))


def _other_digits(text: str) -> float:
    return (
        float(
            "".join(
                str(int(character)) if character.isdecimal() else "."
                for character in text
                if character not in ",\u00a0\u202f\u2009"
            )
            or "inf"
        )
        if len(text) < 30
        else float("inf")
    )


def _slashed(tokens: list[Token], at: int) -> float | None:
    """Return a fraction such as 1/2 that stands here in three glued tokens."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "/" or not tokens[at + 2].glued:
        return None
    above, below = tokens[at].text, tokens[at + 2].text
    return int(above) / int(below) if above in {"1", "2", "3"} and below in {"2", "3", "4", "5", "8"} else None


def _scaled(tokens: list[Token], first: int, end: int, value: float, form: str) -> Number:
    scaled = False
    while end < len(tokens):
        token = tokens[end]
        if token.glued and token.kind is Kind.WORD and not scaled and token.low in _glued():
            if token.low == "m" and not _is_million(tokens, first, end, value):
                break
            value *= _glued()[token.low]
        elif token.low in _scales() and not (token.low == "cr" and not token.glued) and not token.newline:
            value *= _scales()[token.low]
        elif token.text == "-" and _low(tokens, end + 1) in _scales() and tokens[end + 1].glued:
            # "a 5-million"
            value *= _scales()[_low(tokens, end + 1)]
            end += 1
        else:
            break
        scaled = True
        end += 1
    if scaled and _low(tokens, end) == "and" and tuple(_low(tokens, end + n) for n in (1, 2)) == ("a", "half"):
        # "a million and a half"
        return Number(value * 1.5, None, first, end + 3, form, scaled=True)
    return Number(round(value, 6) if value < 1e15 else value, None, first, end, form, scaled)


def _is_million(tokens: list[Token], first: int, at: int, value: float) -> bool:
    before = tokens[first - 1].text if first else ""
    after = _low(tokens, at + 1)
    if before in {"$", "£", "€", "¥", "₹"}:
        return True
    if before in {"x", "×"} or (after == "by" and at + 2 < len(tokens) and tokens[at + 2].kind is Kind.NUMBER):
        # "40m x 60m", "40m by 60m"
        return False
    if before == "by" and _low(tokens, first - 2) == "m":
        return False
    if value in _RACES and before in {"the", "’s", "'s"}:
        return False
    if (
        after in _METRES
        or (not after.isalpha() and _LEVELS & {token.low for token in tokens[max(0, first - 7) : first]})
        or not after
        or after in {"(", ")", "/"}
    ):
        return False
    return not (value >= 100 and not after.isalpha())


def _words(tokens: list[Token], at: int) -> Number | None:
    low = tokens[at].low
    if low == "both":
        return _both(tokens, at)
    return (
        _collective(tokens, at)
        or _several(tokens, at)
        or _half(tokens, at)
        or _fraction(tokens, at)
        or (_article(tokens, at) if low in {"a", "an"} else None)
        or (_sum(tokens, at) if low in _units() or low in _tens() else None)
        or (Number(_vulgar()[low], None, at, at + 1, "fraction", scaled=False) if low in _vulgar() else None)
    )


def _both(tokens: list[Token], at: int) -> Number | None:
    """“Both pilots were killed”; “both the mayor and the governor” counts nobody."""
    after = _low(tokens, at + 1)
    if after in {"were", "are", "have", "had", "died", "men", "women", "children", "people"} or (
        len(after) > 3 and after.endswith("s") and not after.endswith(("ss", "us", "is"))
    ):
        return Number(2, None, at, at + 1, "words", scaled=False)
    return None


def _collective(tokens: list[Token], at: int) -> Number | None:
    lower = float(_collectives().get(tokens[at].low, 0))
    end = at + 1
    if not lower:
        return None
    while _low(tokens, end) == "of" and _low(tokens, end + 1) in _collectives():
        # "Hundreds of thousands" multiplies the least of the first by the one word of the second.
        lower *= _collectives()[_low(tokens, end + 1)] // 2
        end += 2
    if tokens[at].low == "tens" and end == at + 1:
        return None
    return Number(None, lower, at, end, "collective", scaled=True)


def _several(tokens: list[Token], at: int) -> Number | None:
    start = at + 1 if tokens[at].low == "a" and _low(tokens, at + 1) == "few" else at
    if _low(tokens, start) not in {"several", "few"} or (_low(tokens, start) == "few" and start == at):
        return None
    scale = _scales().get(_low(tokens, start + 1))
    return Number(None, 3.0 * scale, at, start + 2, "several", scaled=True) if scale else None


def _half(tokens: list[Token], at: int) -> Number | None:
    """“Half a million”, “half a dozen”, “a quarter of a million”, “three quarters of a million”."""
    end = at
    share = 0.0
    if tokens[at].low == "half":
        share, end = 0.5, at + 1
    elif _low(tokens, at + 1) in {"quarter", "third"} and tokens[at].low in {"a", "one"}:
        share, end = 1 / _fractions()[_low(tokens, at + 1)], at + 2
    elif _low(tokens, at + 1) == "quarters" and tokens[at].low == "three":
        share, end = 0.75, at + 2
    end += _low(tokens, end) == "of"
    if not share or _low(tokens, end) not in {"a", "an"}:
        return None
    if _low(tokens, end + 1) == "percentage":
        # "A quarter of a percentage point" is 0.25 points and not a share.
        return Number(share, None, at, end + 1, "words", scaled=False)
    if _low(tokens, end + 1) not in _scales():
        return None
    return _scaled(tokens, at, end + 1, share, "words")


def _fraction(tokens: list[Token], at: int) -> Number | None:
    """“Two-thirds of”, “a quarter of”, “half of the”: a share of something that is named behind it."""
    low = tokens[at].low
    above = 1 if low in {"a", "an"} else _units().get(low, 0)
    end = at + 1
    if low == "half":
        above, below = 1, 2
        if at and tokens[at - 1].low in {"first", "second", "other", "a", "and", "this", "last"}:
            return None
        known = _is_compared(tokens, at, end) or (
            _low(tokens, at - 1) in {"least", "than", "nearly", "almost", "about", "over", "around", "roughly"}
            and _low(tokens, end) not in {"a", "an", "-", "past", "way", "time"}
        )
        if _low(tokens, end) not in {"of", "the", "all", "its", "their", "his", "her"} and not known:
            return None
    else:
        end += _low(tokens, end) == "-"
        below = _fractions().get(_low(tokens, end), 0)
        end += 1
        compared = _is_compared(tokens, at, end)
        if not above or not below or (low in {"a", "an"} and _low(tokens, end) != "of" and not compared):
            return None
        if above == 1 and _low(tokens, end) != "of" and below > 4 and not compared:
            return None
    return Number(round(100 * above / below, 2), None, at, end, "fraction", scaled=True)


def _is_compared(tokens: list[Token], at: int, end: int) -> bool:
    """“A third more patients”, “down by a quarter”: a share of what it was before."""
    if _low(tokens, end) in {"more", "fewer", "less", "higher", "lower"}:
        return True
    by = _low(tokens, at - 1) == "by" or (
        _low(tokens, at - 1) in {"than", "about", "nearly", "almost", "over", "around", "least", "roughly"}
        and "by" in {_low(tokens, at - 2), _low(tokens, at - 3)}
    )
    clock = _low(tokens, end - 1) == "quarter" and _low(tokens, end) == "to"
    return by and not clock and _low(tokens, end) not in {"past", "-", "a", "an"}


def _article(tokens: list[Token], at: int) -> Number | None:
    """“A dozen”, “a hundred”, “a couple of billion”; a bare “a couple” may be two people who are married."""
    after = _low(tokens, at + 1)
    if after == "couple" and _low(tokens, at + 2) == "of":
        return _scaled(tokens, at, at + 3, 2, "words")
    if after == "couple" and _low(tokens, at + 2) in _scales():
        return _scaled(tokens, at, at + 2, 2, "words")
    if after == "pair" and _low(tokens, at + 2) == "of":
        return Number(2, None, at, at + 3, "words", scaled=False)
    if after == "half" and _low(tokens, at + 2) in {"dozen", "million", "billion"}:
        return _scaled(tokens, at, at + 2, 0.5, "words")
    if after not in _scales() or after in {"cr", "lac", "mn", "bn", "tn"}:
        return None
    return _sum(tokens, at, start=1, end=at + 1)


def _sum(tokens: list[Token], at: int, *, start: float = 0, end: int | None = None) -> Number | None:
    """“Two hundred and twelve”, “twenty-five”, “six and a half million”."""
    total, current, scaled = 0.0, start, False
    end = at if end is None else end
    last = "" if end == at else "unit"
    while end < len(tokens):
        low = tokens[end].low
        step = _next_part(tokens, end, last)
        if step == "and a half":
            return _and_a_half(tokens, at, end, total, current, last)
        if not step or (step == "and" and _starts_another(tokens, end + 1, total or current)):
            break
        if step in {"ten", "unit"}:
            current += _tens().get(low, 0) + _units().get(low, 0)
        elif step == "scale":
            total, current = _times(total, current, float(_scales()[low]), again=last == "scale" and not current)
            scaled = True
        last = step
        end += 1
    return Number(total + current, None, at, end, "words", scaled)


def _next_part(tokens: list[Token], at: int, last: str) -> str:
    """Return what a word would be to the number so far, or nothing when it does not belong to it."""
    low, after = tokens[at].low, _low(tokens, at + 1)
    if low in _tens():
        return "ten" if last in {"", "scale", "and"} else ""
    if low in _units():
        return "unit" if last in {"", "scale", "and", "ten", "hyphen"} else ""
    if low == "-":
        return "hyphen" if last == "ten" and tokens[at].glued and 0 < _units().get(after, 0) < 10 else ""
    if low in _scales():
        return "scale" if last in {"unit", "ten", "scale"} and not tokens[at].newline else ""
    if low == "and" and (after, _low(tokens, at + 2)) == ("a", "half"):
        return "and a half" if last in {"unit", "ten", "scale"} else ""
    return "and" if low == "and" and last == "scale" and (after in _units() or after in _tens()) else ""


def _times(total: float, current: float, scale: float, *, again: bool) -> tuple[float, float]:
    if scale <= 100:
        return total, current * scale
    # "Two lakh crore" multiplies what is there already.
    return (total * scale, 0.0) if again else (total + current * scale, 0.0)


def _starts_another(tokens: list[Token], at: int, so_far: float) -> bool:
    """In “two thousand and three thousand” the second is a number of its own."""
    scale = _scales().get(_low(tokens, at + 1), 0)
    return scale >= 1000 and so_far < scale * 1000


def _and_a_half(tokens: list[Token], at: int, end: int, total: float, current: float, last: str) -> Number:
    if last == "scale":
        return Number((total + current) * 1.5, None, at, end + 3, "words", scaled=True)
    return _scaled(tokens, at, end + 3, total + current + 0.5, "words")
