"""The door of the extractor: a text in, its claims out, each with the rules that found it."""

from datetime import date
from typing import NamedTuple

from dateline.facts.extractor.absences import Absence, absences, noughts
from dateline.facts.extractor.attribution import Attribution, attributions
from dateline.facts.extractor.bases import name_basis
from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.disputes import with_disputes
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.figures import read_figures
from dateline.facts.extractor.furniture import date_in_stamp, furniture, without_furniture
from dateline.facts.extractor.measures import name_measures
from dateline.facts.extractor.mentions import Atlas, Mention
from dateline.facts.extractor.named_places import mentions
from dateline.facts.extractor.numbers import read_numbers
from dateline.facts.extractor.places import place_of
from dateline.facts.extractor.refused import split_refused
from dateline.facts.extractor.repeats import link_repeats
from dateline.facts.extractor.scenes import Scenes, scenes
from dateline.facts.extractor.scopes import source_of
from dateline.facts.extractor.sentences import split_sentences
from dateline.facts.extractor.statuses import Doubts, doubts, is_of_another_time, status_of
from dateline.facts.extractor.times import event_time
from dateline.facts.extractor.tokens import tokenise
from dateline.facts.extractor.vague import vague_counts
from dateline.facts.extractor.without_figures import events_and_statements
from dateline.facts.extractor.words import table

_WIDEST_QUOTE = 14


class Refused(NamedTuple):
    """A number that was found and is no claim, with the name of the phase that said so."""

    quote: str
    start: int
    end: int
    why: str


class Reading(NamedTuple):
    suggestions: list[Suggestion]
    refused: list[Refused]


def suggest(text: str, atlas: Atlas, *, on: date | None = None) -> list[Suggestion]:
    """Return the claims that a text makes, in its order. Takes any text; the same text gives the same claims.

    `on` is the day of the entry, for "overnight" and "on Monday"; a stamp in the text stands in for it.
    """
    return read(text, atlas, on=on).suggestions


def read(text: str, atlas: Atlas, *, on: date | None = None) -> Reading:
    """Return the claims and the numbers that were refused: why a figure is missing is answered here."""
    page = read_page(text)
    if not page.tokens:
        return Reading([], [])
    day = on or date_in_stamp(text)
    figures, refused = split_refused(page, read_figures(page, read_numbers(page.tokens)))
    sources = attributions(page)
    figures = [figure for figure in figures if not _in_a_claimant(figure, sources)]
    name_measures(page, figures)
    figures = sorted([*figures, *noughts(page), *vague_counts(page)], key=lambda figure: figure.first)
    doubted = doubts(page)
    named = mentions(page, atlas)
    name_dollars(figures, named)
    found = scenes(page, named, sources)
    suggestions = [
        (_figure_claim(page, figure, sources, found, doubted, day), page.sentences[figure.sentence].heading)
        for figure in figures
    ]
    suggestions += [(_absence_claim(page, absence, sources, doubted), False) for absence in absences(page, sources)]
    disputed = with_disputes(page, [suggestion for suggestion, _ in suggestions])
    linked = link_repeats(list(zip(disputed, [heading for _, heading in suggestions], strict=True)))
    linked += events_and_statements(page, sources, found, doubted, day, linked)
    return Reading(
        sorted(linked, key=lambda one: (one.start, one.end)),
        [
            Refused(page.words(one.first, one.end), page.tokens[one.first].start, page.tokens[one.end - 1].end, why)
            for one, why in refused
        ],
    )


def read_page(text: str) -> Page:
    """Return the tokens and sentences of a text, without its furniture."""
    tokens = without_furniture(tokenise(text), furniture(text))
    sentences = split_sentences(tokens)
    sentence_of = [number for number, sentence in enumerate(sentences) for _ in range(sentence.first, sentence.end)]
    cased = any(token.text != token.low for token in tokens)
    return Page(text, tokens, [token.low for token in tokens], sentences, sentence_of, cased)


def name_dollars(figures: list[Figure], found: list[Mention]) -> None:
    """A bare $ on a page about Australia is its own dollar; likewise the others of tables/units.txt."""
    countries = [one.country for one in found if one.country]
    most = max(set(countries), key=lambda country: (countries.count(country), country)) if countries else ""
    own = {country: code for code, (country, *_) in table("units")["dollar_of"].items()}
    for figure in figures:
        if figure.unit == "USD" and most in own and "figures.plain_dollar" in figure.rules:
            figure.unit = own[most]
            figure.rules.append(f"figures.dollar_of({most})")


def _in_a_claimant(figure: Figure, sources: list[list[Attribution]]) -> bool:
    """“Two senior officials said”: the two are who says it."""
    return any(one.span[0] <= figure.number.first < one.span[1] for one in sources[figure.sentence])


def _figure_claim(
    page: Page,
    figure: Figure,
    sources: list[list[Attribution]],
    found: Scenes,
    doubted: Doubts,
    day: date | None,
) -> Suggestion:
    source = source_of(page, figure.number.first, sources[figure.sentence])
    when, period = event_time(page, figure, day)
    name_basis(page, figure, period)
    place, place_rule = place_of(page, figure, found)
    first, end = _quote(page, figure)
    speaker = source.source if source else None
    rules = [*figure.rules, *([source.form] if source else []), *([place_rule] if place_rule else [])]
    start, stop = page.tokens[first].start, page.tokens[end - 1].end
    superseded = figure.superseded and not is_of_another_time(page, figure.end)
    return Suggestion(
        quote=page.text[start:stop],
        start=start,
        end=stop,
        kind="figure",
        subject=figure.subject,
        measure=figure.measure,
        value=_plain(figure.value),
        lower=_plain(figure.lower),
        upper=_plain(figure.upper),
        unit=figure.unit,
        qualifier=figure.qualifier,
        basis=figure.basis,
        of=_plain(figure.of.value) if figure.of else None,
        claimant=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        cue=source.cue if source else None,
        via=source.via if source else None,
        place=place,
        event_time=when,
        status=status_of(page, figure.number.first, source, doubted, superseded=superseded),
        rule=" > ".join(rules),
        confidence=round(figure.confidence, 2),
    )


def _absence_claim(page: Page, absence: Absence, sources: list[list[Attribution]], doubted: Doubts) -> Suggestion:
    source = source_of(page, absence.first, sources[absence.sentence])
    speaker = source.source if source else None
    start, stop = page.tokens[absence.first].start, page.tokens[absence.end - 1].end
    return Suggestion(
        quote=page.text[start:stop],
        start=start,
        end=stop,
        kind=absence.kind,
        claimant=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        cue=source.cue if source else None,
        via=source.via if source else None,
        status="denied" if absence.kind == "denial" else "unverified",
        rule=absence.rule,
        confidence=0.5,
    )


def _quote(page: Page, figure: Figure) -> tuple[int, int]:
    """Return the tokens of a claim: the figure with its noun, and the word of its measure when it stands near."""
    first, end = figure.first, figure.end
    if figure.noun[1] > end and figure.noun[0] - end <= 2:
        end = figure.noun[1]
    if figure.trigger and page.sentence_of[figure.trigger[0]] == figure.sentence:
        if figure.trigger[1] > end and figure.trigger[1] - end <= _WIDEST_QUOTE:
            end = figure.trigger[1]
        elif figure.trigger[0] < first and first - figure.trigger[0] <= _WIDEST_QUOTE // 2:
            first = figure.trigger[0]
    return first, end


def _plain(value: float | None) -> float | None:
    """Whole numbers without a point, as a person would write them."""
    return int(value) if value is not None and float(value).is_integer() and abs(value) < 1e15 else value
