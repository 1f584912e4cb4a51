"""The step for what is news without a number: events and statements, few and good, beside the figures of an entry."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from itertools import groupby

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.claimants import Source
from dateline.facts.extractor.events import Event, events
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.numbers import Number
from dateline.facts.extractor.person_names import known_names
from dateline.facts.extractor.places import place_of
from dateline.facts.extractor.said_again import link_said_again
from dateline.facts.extractor.scenes import Scenes
from dateline.facts.extractor.statements import Statement, acts, of_the_page, statement
from dateline.facts.extractor.statuses import Doubts, status_of
from dateline.facts.extractor.times import event_time
from dateline.facts.extractor.voices import Part, parts_of
from dateline.facts.extractor.words import words

# Chosen by reading what they let through on the entries that are there to develop on; nobody has measured them.
LEAST = {"event": 0.55, "statement": 0.55}
# How many of one voice in a row: the third sentence of a speech is rarely a new claim.
_IN_A_ROW = 2
# A person who reads suggestions would rather write the fourth statement himself than refuse six.
_SENTENCES_A_CLAIM = 2
_FEWEST = 3
# “He” is one of the last who spoke; a longer memory would only cost time.
_LAST = 20
_TO_COME = frozenset("will would shall should must going won’t won't plans planned".split())
# These rules look for the place of a count; what somebody asserts has one only where its own sentence says so.
_OWN_PLACE = frozenset({"place.sentence", "place.dateline"})


def events_and_statements(
    page: Page,
    sources: list[list[Attribution]],
    found: Scenes,
    doubted: Doubts,
    day: date | None,
    suggestions: Sequence[Suggestion],
) -> list[Suggestion]:
    """Return the events and statements of a text, none of them on words that a suggestion already has."""
    taken = _taken(page, suggestions)
    told: list[tuple[Suggestion, bool]] = []
    known = cache(partial(known_names, page))
    spoken: list[Source] = []
    for number, sentence in enumerate(page.sentences):
        if page.low(sentence.end - 1) == "?" or of_the_page(page, sentence.first, sentence.end):
            continue
        here = [one for one in sources[number] if not _are_pictures(one)]
        parts = acts(page, parts_of(page, number, here), spoken[-_LAST:], known)
        spoken += [one.source for one in here if one.source is not None]
        for part in parts:
            claims = _of_part(page, part, taken, found, doubted, day, heading=sentence.heading)
            told += [(claim, sentence.heading) for claim in claims]
    return _few(_without_speeches(link_said_again(told)), len(page.sentences))


def _are_pictures(one: Attribution) -> bool:
    """“Footage showed a fire”: an event, and nobody who says so."""
    return one.source is not None and bool(words("events", "pictures") & set(one.source.name.lower().split()))


def _without_speeches(claims: list[Suggestion]) -> list[Suggestion]:
    """Keep the surest statements of each voice that goes on and on; events between them do not interrupt it."""
    kept: list[Suggestion] = [one for one in claims if one.kind != "statement"]
    for _, run in groupby((one for one in claims if one.kind == "statement"), key=lambda one: one.claimant):
        kept += sorted(run, key=lambda one: (-one.confidence, one.start))[:_IN_A_ROW]
    return sorted(kept, key=lambda one: (one.start, one.end))


def _few(claims: list[Suggestion], sentences: int) -> list[Suggestion]:
    """The surest of them, in the order of the text: one for every second sentence at most."""
    limit = max(_FEWEST, -(-sentences // _SENTENCES_A_CLAIM))
    if len(claims) <= limit:
        return claims
    kept = sorted(claims, key=lambda one: (-one.confidence, one.start))[:limit]
    return sorted(kept, key=lambda one: one.start)


def _taken(page: Page, suggestions: Sequence[Suggestion]) -> bytearray:
    """Mark the tokens that a figure, a denial or an omission already has."""
    taken = bytearray(len(page.tokens))
    starts = [token.start for token in page.tokens]
    for one in suggestions:
        for start, stop in ((one.start, one.end), *((repeat.start, repeat.end) for repeat in one.repeats)):
            first, end = bisect_left(starts, start), bisect_left(starts, stop)
            if one.kind == "omission":
                first = _left_out(page, first, end)
            taken[first:end] = b"\x01" * (end - first)
    return taken


def _left_out(page: Page, first: int, end: int) -> int:
    """“The army began an offensive, which the ministry has not acknowledged”: what is left out is the second clause."""
    at = next((at for at in range(first, end) if page.lows[at] in words("events", "leaves out")), first)
    while at > first and page.lows[at - 1] not in {",", ";", "but", "and", "while", "although"}:
        at -= 1
    return at


def _of_part(
    page: Page,
    part: Part,
    taken: bytearray,
    found: Scenes,
    doubted: Doubts,
    day: date | None,
    *,
    heading: bool,
) -> list[Suggestion]:
    happened = [one for one in events(page, part, taken, heading=heading) if one.confidence >= LEAST["event"]]
    if happened:
        return [_event_claim(page, one, found, doubted, day) for one in happened]
    said = None if any(taken[part.first : part.end]) else statement(page, part)
    if said is None or said.confidence < LEAST["statement"]:
        return []
    return [_statement_claim(page, said, found, doubted, day)]


def _event_claim(page: Page, event: Event, found: Scenes, doubted: Doubts, day: date | None) -> Suggestion:
    clause = event.clause
    stand_in = _stand_in(page, clause.verb, clause.measure)
    place, place_rule = place_of(page, stand_in, found)
    when, _ = event_time(page, stand_in, day)
    bare = _claim(page, "event", (clause.first, clause.end), event.part.source, doubted)
    return bare._replace(
        subject=event.subject,
        measure=clause.measure,
        place=place,
        event_time=when,
        rule=_rule(event.rule, event.part.source, place_rule),
        confidence=event.confidence,
    )


def _statement_claim(page: Page, said: Statement, found: Scenes, doubted: Doubts, day: date | None) -> Suggestion:
    stand_in = _stand_in(page, (said.first, said.first + 1), said.measure or "")
    place, place_rule = place_of(page, stand_in, found)
    # What is yet to come has a day that the step for times, which looks back from the entry, would put in the past.
    to_come = _TO_COME & set(page.lows[said.first : said.end])
    when = None if to_come else event_time(page, stand_in, day)[0]
    bare = _claim(page, "statement", (said.first, said.end), said.source, doubted)
    own = place_rule in _OWN_PLACE
    return bare._replace(
        subject=said.subject,
        measure=said.measure,
        place=place if own else None,
        event_time=when,
        rule=_rule(said.rule, said.source, place_rule if own else ""),
        confidence=said.confidence,
    )


def _claim(page: Page, kind: str, span: tuple[int, int], source: Attribution | None, doubted: Doubts) -> Suggestion:
    speaker = source.source if source else None
    start, end = page.tokens[span[0]].start, page.tokens[span[1] - 1].end
    return Suggestion(
        quote=page.text[start:end],
        start=start,
        end=end,
        kind=kind,
        claimant=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        cue=source.cue if source else None,
        via=source.via if source else None,
        status=status_of(page, span[0], source, doubted, superseded=False),
    )


def _stand_in(page: Page, at: tuple[int, int], measure: str) -> Figure:
    """The steps for places and times ask where a figure stands: an event stands where its verb does."""
    number = Number(None, None, at[0], at[1], "none", scaled=True)
    return Figure(number, page.sentence_of[at[0]], at[0], at[1], None, measure=measure)


def _rule(own: str, source: Attribution | None, place: str) -> str:
    return " > ".join(part for part in (own, source.form if source else "", place) if part)
