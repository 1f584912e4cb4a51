"""Numbers that are part of a name, an address, a telephone number, a score or a list."""

from functools import cache

from dateline.facts.extractor.beside import DASHES, is_glued, is_number
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.listed import is_labelled, is_one_of_several_names
from dateline.facts.extractor.nouns import is_plural, known_nouns
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.triggers import has_casualty_word
from dateline.facts.extractor.words import Phrases, words

_HEADLINE = 8


def model_or_label(page: Page, figure: Figure) -> bool:
    """Covid-19, F-16, A320, BA.4, Nord Stream 2, Flight 370, G7, No 10."""
    number = figure.number
    if number.form in {"collective", "several", "fraction"} or figure.kind == "money" or figure.unit == "magnitude":
        return False
    at = number.first
    before = page.low(at - 1)
    if at and is_glued(page, at) and page.tokens[at - 1].kind is Kind.WORD and not _sentence_break(page, at):
        return True
    if at > 1 and before in {"-", ".", "–", "‑", "_"} and is_glued(page, at) and is_glued(page, at - 1):
        return page.tokens[at - 2].kind is Kind.WORD and number.form == "digits"
    if at > 1 and before in words("refused", "labels") and page.low(at - 2) in {"under", "over"}:
        return False
    if figure.kind or figure.bounded:
        return False
    label = before in words("refused", "labels") or page.words(max(0, at - 2), at).lower() in words("refused", "labels")
    if label and page.low(at) != "one" and not (before == "number" and _is_verb(page, at - 1)):
        return not (
            figure.noun[1]
            and page.low(figure.noun[1] - 1) in known_nouns()
            and before in {"under", "over", "house", "day", "week", "call", "post", "round", "match", "game"}
        )
    return is_labelled(page, figure) or _is_named_after(page, figure)


def _is_verb(page: Page, at: int) -> bool:
    """“The wounded number 352”, “survivors number nine”: as many as that, and not the ninth of a row."""
    before = page.low(at - 1)
    return before in {"dead", "wounded", "injured", "missing"} or is_plural(before)


def _is_named_after(page: Page, figure: Figure) -> bool:
    """Nord Stream 2, Expo 2030: a capital before, nothing counted behind."""
    at = figure.number.first
    if not at or figure.number.form != "digits" or page.sentence_of[at - 1] != figure.sentence:
        return False
    before = page.tokens[at - 1]
    capital = before.kind is Kind.WORD and before.text[:1].isupper() and len(before.text) > 1
    first = page.sentences[figure.sentence].first
    after = page.low(figure.end)
    return (
        capital
        and at - 1 > first
        and figure.bare
        and not figure.noun[1]
        and after not in {"dead", "killed", "injured", "-", ":"}
        and not has_casualty_word(page, figure)
        and not is_one_of_several_names(page, figure)
        and not _is_in_a_headline(page, at)
    )


def _is_in_a_headline(page: Page, at: int) -> bool:
    """“Death Toll Reaches 100”: where every word has a capital, one before a number names nothing."""
    first = max(page.sentences[page.sentence_of[at]].first, at - _HEADLINE)
    before = [token for token in page.tokens[first:at] if token.kind is Kind.WORD and len(token.text) > 3]
    return len(before) > 2 and all(token.text[0].isupper() for token in before) and before[-1].low.endswith("s")


def address(page: Page, figure: Figure) -> bool:
    """22 Harbour Street; postcodes are taken by model_or_label."""
    number = figure.number
    if number.form != "digits" or figure.unit or figure.qualifier:
        return False
    for at in range(number.end + 1, min(number.end + 4, len(page.tokens))):
        token = page.tokens[at]
        if token.low in words("refused", "streets") and token.text[0].isupper():
            return page.tokens[number.end].text[:1].isupper()
        if not token.text[:1].isupper():
            return False
    return False


def phone_number(page: Page, figure: Figure) -> bool:
    """+44 20 7946 0000, 0800 123 456: groups of digits in a row, or a leading nought."""
    number = figure.number
    if number.form != "digits":
        return False
    text = page.tokens[number.first].text
    if len(text) > 2 and text[0] == "0" and "." not in text:
        return True
    if page.low(number.first - 1) == "+" and is_glued(page, number.first):
        return len(text) > 6 or is_number(page, number.end)
    neighbours = sum(is_number(page, at) for at in (number.first - 2, number.first - 1, number.end, number.end + 1))
    beside = is_number(page, number.first - 1) or is_number(page, number.end)
    return beside and neighbours >= 2 and not figure.unit


def score(page: Page, figure: Figure) -> bool:
    """2-1, 6-4 6-3: two small numbers with a dash that do not rise, or beside words of sport."""
    number = figure.number
    if "figures.votes" in figure.rules:
        return False
    if "figures.range" in figure.rules and figure.noun[1]:
        # "20-30 people"
        return False
    for other, dash in ((number.end + 1, number.end), (number.first - 2, number.first - 1)):
        if (
            page.low(dash) in DASHES
            and is_number(page, other)
            and is_glued(page, number.first if dash < number.first else number.end)
        ):
            return not figure.unit
    if figure.number.form != "digits" or figure.value is not None or "figures.range" not in figure.rules or figure.unit:
        return False
    near = page.lows[max(0, figure.first - 8) : figure.end + 8]
    return (figure.upper or 0) < 30 and not figure.noun[1] and bool(words("refused", "scores") & set(near))


def list_number(page: Page, figure: Figure) -> bool:
    """1. at the start of a line; (1); [3]."""
    number = figure.number
    token = page.tokens[number.first]
    after = page.low(number.end)
    if page.low(number.first - 1) in {"(", "["} and after in {")", "]"} and figure.bare:
        return True
    starts = number.first == 0 or token.newline
    return (
        starts
        and number.form == "digits"
        and after in {".", ")"}
        and figure.bare
        and number.value is not None
        and number.value < 200
    )


def calibre(page: Page, figure: Figure) -> bool:
    """155mm shells, a 9mm pistol: which ones, and not how far."""
    near = page.lows[figure.end : figure.end + 3]
    return figure.unit in {"mm", "cm"} and bool(words("refused", "calibres") & set(near))


def standing_phrase(page: Page, figure: Figure) -> bool:
    """24/7, G7, the top ten, 9/11."""
    if figure.kind == "money":
        return False
    for back in range(4):
        at = figure.number.first - back
        if at < 0:
            return False
        found = _phrases().at(page.lows, at)
        if found and at + found[0] > figure.number.first:
            return True
    return False


def part_of_a_name(page: Page, figure: Figure) -> bool:
    """The two of “14 Leopard 2 tanks”."""
    return "refused.part_of_a_name" in figure.rules


def compound(page: Page, figure: Figure) -> bool:
    """Three-day, two-state, 11-man, 20-year: an adjective that names and does not count."""
    at = figure.number.end
    if page.low(at) not in DASHES or not is_glued(page, at) or not is_glued(page, at + 1) or figure.kind:
        return False
    if page.low(at + 1) == "odd":
        # "20-odd people"
        return False
    if "figures.range" in figure.rules or "figures.votes" in figure.rules:
        return False
    return page.low(at + 1) in words("refused", "compound_nouns") or not page.low(at + 1).endswith("s")


def dimensions(page: Page, figure: Figure) -> bool:
    """4x4, 4x100m: a name of something. A size with its unit ("40m x 60m") is two figures."""
    number = figure.number
    if "figures.size" in figure.rules:
        return False
    behind = (
        page.low(number.end) in {"x", "×", "by"}
        and is_number(page, number.end + 1)
        and (page.low(number.end) != "by" or figure.bare)
    )
    before = page.low(number.first - 1) in {"x", "×"} and is_number(page, number.first - 2)
    return (behind or before) and number.form == "digits"


@cache
def _phrases() -> Phrases:
    return Phrases((phrase.replace(" - ", "-").replace(" / ", "/"), "") for phrase in words("refused", "phrases"))


def _sentence_break(page: Page, at: int) -> bool:
    return page.sentence_of[at - 1] != page.sentence_of[at]
