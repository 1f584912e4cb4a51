"""The noun of a number that has none behind it: in a label, behind “number of”, in front of a verb of change."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.nouns import is_plural, known_nouns, noun_phrase
from dateline.facts.extractor.parts import MOVES
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names, words

# Between "the number of homes without power" and its number.
_STANDS = frozenset("at to from as was is reached hit passed topped".split())
_HAVE = frozenset("have has had been were was is are more than nearly almost also now".split())
_NONE = (0, 0)


def noun_apart(page: Page, figure: Figure) -> tuple[int, int]:
    """Return the tokens of that noun, or an empty span."""
    return noun_of_label(page, figure) or _noun_of_number(page, figure) or _noun_that_moves(page, figure) or _NONE


def noun_of_label(page: Page, figure: Figure) -> tuple[int, int] | None:
    """“Buildings collapsed: 127”: the noun stands in the label."""
    first = max(page.sentences[figure.sentence].first, figure.first - 6)
    if page.low(figure.first - 1) != ":" or page.low(first) in {"in", "on"}:
        return None
    if ":" in page.lows[first : figure.first - 1]:
        first = figure.first - 1 - page.lows[first : figure.first - 1][::-1].index(":")
    for at in range(first, figure.first - 1):
        # "Mexico City: 209" is where, and "Homes: 209" what.
        opens = at == first or page.tokens[at].newline or page.tokens[at - 1].kind is not Kind.WORD
        small = page.tokens[at].text == page.lows[at] or opens
        if small and page.lows[at] in known_nouns() - words("people", "places") - words("people", "countries"):
            return at, at + 1
    return None


def _noun_of_number(page: Page, figure: Figure) -> tuple[int, int] | None:
    """“Put the number of protesters at 38,000”: the noun stands behind “number of”."""
    if page.low(figure.first - 1) not in _STANDS:
        return None
    for at in range(figure.first - 2, max(page.sentences[figure.sentence].first, figure.first - 20), -1):
        if page.lows[at] == "of" and page.low(at - 1) in {"number", "total", "count", "tally", "toll"}:
            noun = noun_phrase(page, at + 1, figure.first - 1)
            return noun if noun[1] else None
    return None


def _noun_that_moves(page: Page, figure: Figure) -> tuple[int, int] | None:
    """“Monthly users rose to 2.2bn”, “calls have doubled, to 1,200”: the noun stands in front of the verb."""
    first = max(page.sentences[figure.sentence].first, figure.first - 8)
    if page.low(figure.first - 1) not in {"to", "at", "from", "by"}:
        return None
    if words("grammar", "tallies") & set(page.lows[first : figure.first]):
        # "The toll of the floods has risen to five": the toll rises, and not the floods.
        return None
    for at in range(figure.first - 2, first, -1):
        if page.lows[at] in MOVES or page.lows[at] in names("numbers", "multiplied"):
            noun = at - 1
            while noun > first and page.lows[noun] in _HAVE:
                noun -= 1
            return (noun, noun + 1) if _counts(page.lows[noun]) else None
    return None


def _counts(low: str) -> bool:
    return is_plural(low) and low not in MOVES and low not in names("units", "units")
