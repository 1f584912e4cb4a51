"""Short ways to ask each step of the extractor."""

from datetime import date

from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.figures import read_figures
from dateline.facts.extractor.mentions import Atlas
from dateline.facts.extractor.numbers import Number, read_numbers
from dateline.facts.extractor.refused import split_refused
from dateline.facts.extractor.suggest import read_page, suggest
from dateline.facts.extractor.tokens import tokenise

TUESDAY = date(2031, 3, 4)


def numbers(text: str) -> list[Number]:
    return read_numbers(tokenise(text))


def the_number(text: str) -> Number:
    [number] = numbers(text)
    return number


def figures(text: str) -> list[Figure]:
    page = read_page(text)
    return read_figures(page, read_numbers(page.tokens))


def the_figure(text: str) -> Figure:
    [figure] = figures(text)
    return figure


def kept(text: str) -> list[float | None]:
    """Return the values of the figures that no phase refuses."""
    page = read_page(text)
    return [figure.value for figure in split_refused(page, read_figures(page, read_numbers(page.tokens)))[0]]


def why_refused(text: str) -> list[str]:
    page = read_page(text)
    return [why for _, why in split_refused(page, read_figures(page, read_numbers(page.tokens)))[1]]


def claims(text: str, atlas: Atlas) -> list[Suggestion]:
    """Return what is suggested beside events and statements: figures, denials and omissions."""
    return [one for one in suggest(text, atlas, on=TUESDAY) if one.kind not in {"event", "statement"}]


def of_kind(kind: str, text: str, atlas: Atlas) -> list[Suggestion]:
    return [one for one in suggest(text, atlas, on=TUESDAY) if one.kind == kind]


def the_claim(text: str, atlas: Atlas) -> Suggestion:
    [claim] = claims(text, atlas)
    return claim


def words_of(page: Page) -> list[str]:
    return [page.words(sentence.first, sentence.end) for sentence in page.sentences]
