"""Step seven: who says it. Source, cue and content of every sentence, and what carries over to the next.

`X said …`, `…, X said`, `…, said X`, `according to X`, `X: …`, `Agency reports`, quotations that run on, and the words
that look back: he, she, they, the ministry, the statement.
"""

from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.claimants import Source, is_media, named_by_article, resolve
from dateline.facts.extractor.cues import cue_words, is_cue, says, told_to
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.person_names import Known, known_names
from dateline.facts.extractor.speakers import SKIPS, quoted_as, subject_of, words_before, words_behind
from dateline.facts.extractor.words import Phrases, words

_CLOSERS = frozenset("”\"’'")
_OPENERS = frozenset("“\"‘'")
_DASHES = frozenset("-–—")
_PASSIVE = frozenset("reported confirmed recorded announced estimated verified declared counted logged".split())
_AUXILIARIES = frozenset("was were been is are being".split())
_ARMED = frozenset("force forces army military navy troops soldiers police gunmen militants rebels officers".split())
# A sentence that begins so goes on with the count of the one before, under the same claimant.
_GOES_ON = frozenset(
    [
        "another",
        "additionally",
        "of those",
        "of them",
        "of these",
        "the other",
        "the remaining",
        "a further",
        "among them",
        "among those",
        "they include",
        "the dead",
        "the victims",
        "the figure",
        "in addition",
        "this includes",
        "these include",
        "that includes",
        "the total",
        "the rest",
    ]
)


class Attribution(NamedTuple):
    """Who says the words of one sentence, or of a part of it."""

    source: Source | None
    cue: str | None
    via: str | None
    first: int
    end: int
    """The tokens it speaks for; outside them the sentence is the outlet's own."""
    cue_at: int
    form: str
    """before, trailing, inverted, according, carried, …: the rule."""
    span: tuple[int, int] = (0, 0)
    """The tokens of the claimant's own words: a number there is part of the name."""


@cache
def _according() -> Phrases:
    return Phrases((phrase, "") for phrase in words("cues", "according"))


def attributions(page: Page) -> list[list[Attribution]]:
    """Return for every sentence who says it: none, one, or several."""
    known = known_names(page)
    found: list[list[Attribution]] = []
    last: Attribution | None = None
    spoken: list[Source] = []
    open_quote = False
    for number, sentence in enumerate(page.sentences):
        here = _in_sentence(page, known, number, spoken)
        if not here and last is not None and not sentence.heading:
            carried = _carry(page, number, last, open_quote=open_quote)
            here = [carried] if carried else []
        found.append(here)
        own = [one for one in here if one.source is not None]
        if own:
            last = own[-1]
            spoken += [one.source for one in own if one.source is not None]
        open_quote = _quote_state(page, sentence.first, sentence.end, opened=open_quote, speaks=bool(own))
        open_quote = open_quote or any(_opens_a_report(page, one, sentence.end) for one in own)
    return found


def _opens_a_report(page: Page, one: Attribution, end: int) -> bool:
    """“Ana Example reports from Kabul: …”: what follows is her piece, to the end of it."""
    filed = one.form == "claimant.filed" or one.cue in {"reports", "writes"}
    return filed and ":" in page.lows[max(0, one.cue_at) : min(end, one.cue_at + 6)]


def _quote_state(page: Page, first: int, end: int, *, opened: bool, speaks: bool) -> bool:
    texts = [page.tokens[at].text for at in range(first, end)]
    ends_with_colon = texts[-1] == ":" and speaks
    for text in texts:
        if text == "“":
            opened = True
        elif text == "”":
            opened = False
        elif text == '"':
            opened = not opened
    return opened or ends_with_colon


def _carry(page: Page, number: int, last: Attribution, *, open_quote: bool) -> Attribution | None:
    """A sentence inside a quotation that goes on, or one that opens with a quotation of its own, keeps the claimant."""
    sentence = page.sentences[number]
    previous = page.sentences[number - 1] if number else sentence
    first = page.tokens[sentence.first].text
    lows = page.lows[sentence.first : sentence.end]
    form = ""
    if open_quote:
        form = "carried_quote"
    elif first in '“"' and (number and (previous.line == sentence.line or sentence.line - previous.line <= 1)):
        form = "carried_quotation"
    elif "”" in [page.tokens[at].text for at in range(sentence.first, sentence.end)] and "“" not in [
        page.tokens[at].text for at in range(sentence.first, sentence.end)
    ]:
        form = "carried_quote_end"
    elif {"we", "our", "us", "i", "my"} & set(lows) and "“" not in first:
        form = "carried_first_person"
    elif lows[0] in {"-", "•", "*", "·", "–", "—"} and page.lows[previous.end - 1] == ":":
        form = "carried_list"
    elif (
        (lows[0] in _GOES_ON or " ".join(lows[:2]) in _GOES_ON)
        and sentence.line - previous.line <= 1
        and last.end == previous.end
    ):
        form = "carried_on"
    if not form:
        return None
    return last._replace(first=sentence.first, end=sentence.end, form=form, span=(0, 0), cue_at=-1)


def _in_sentence(page: Page, known: Known, number: int, spoken: list[Source]) -> list[Attribution]:
    sentence = page.sentences[number]
    found: list[Attribution] = []
    vias: list[str] = []
    at = sentence.first
    while at < sentence.end:
        low = page.lows[at]
        one: Attribution | None = None
        according = _according().at(page.lows, at)
        if according and at + according[0] <= sentence.end:
            one = _according_to(page, known, at, at + according[0], sentence.first, sentence.end, spoken)
        elif low in _PASSIVE and page.low(at - 1) in _AUXILIARIES and at > sentence.first:
            one = _by_whom(page, known, at, sentence.first, sentence.end, spoken)
        elif low in says() and is_cue(page, at, sentence.first, sentence.end):
            one = _around_cue(page, known, at, sentence.first, sentence.end, spoken)
        if one is not None:
            if one.source is not None and one.source.media and one.via is None:
                vias.append(one.source.name)
                one = one._replace(via=one.source.name)
            found.append(one)
            at = max(at, one.span[1] - 1)
        at += 1
    if not found:
        found = _filed(page, sentence.first, sentence.end) or _behind_a_dash(
            page, known, sentence.first, sentence.end, spoken
        )
    return _settled(found)


def _filed(page: Page, first: int, end: int) -> list[Attribution]:
    """An agency in front of what it sent: “This from Reuters:”, “Here is the latest from AFP:”."""
    for at in range(first, min(end - 2, first + 10)):
        name = is_media(page, at + 1, end) if page.lows[at] == "from" else None
        if name and page.low(at + 1 + len(name.split())) == ":":
            source = Source(name, "media", pronoun=False, media=True, head="")
            return [Attribution(source, None, None, first, end, at, "claimant.filed", (at + 1, at + 2))]
    return []


def _behind_a_dash(page: Page, known: Known, first: int, end: int, spoken: list[Source]) -> list[Attribution]:
    """“Five dead in harbour blast – police”: the source of a heading, behind a dash at its end."""
    stop = end - 1 if page.lows[end - 1] == "." else end
    dash = next((at for at in range(stop - 2, max(first + 2, stop - 6), -1) if page.lows[at] in _DASHES), 0)
    if not dash or page.tokens[dash].glued:
        return []
    roles = words("roles", "persons") | words("roles", "bodies") | words("cues", "media")
    source = resolve(page, known, (dash + 1, stop), spoken) if page.lows[stop - 1] in roles else None
    return [Attribution(source, None, None, first, dash, dash, "claimant.dash", (dash + 1, stop))] if source else []


def _by_whom(page: Page, known: Known, at: int, first: int, end: int, spoken: list[Source]) -> Attribution | None:
    """“Nine people were reported killed by the ministry”; but those who were killed by troops, were."""
    by = next((place for place in range(at + 1, min(end - 1, at + 7)) if page.lows[place] == "by"), 0)
    if not by or "," in page.lows[at:by] or (page.lows[by - 1].endswith("ed") and by - at > 1 and _is_armed(page, by)):
        return None
    span = words_behind(page, by + 1, end)
    source = resolve(page, known, span, spoken) if span[1] > span[0] else None
    if source is None:
        return None
    return Attribution(source, page.lows[at], None, first, end, at, "claimant.passive", span)


def _is_armed(page: Page, by: int) -> bool:
    return bool(_ARMED & set(page.lows[by + 1 : by + 6]))


def _settled(found: list[Attribution]) -> list[Attribution]:
    """When a paper or agency reports what somebody says, the somebody is the claimant and the paper goes to via.

    An agency that names nobody else is the claimant itself.
    """
    people = [one for one in found if one.source is not None and not one.source.media]
    media = [one for one in found if one.source is not None and one.source.media]
    if people and media:
        via = media[0].source.name if media[0].source else None
        return [one._replace(via=one.via or via) for one in people]
    return [one._replace(via=None) if one.source is not None and one.source.media else one for one in found]


def _around_cue(page: Page, known: Known, at: int, first: int, end: int, spoken: list[Source]) -> Attribution | None:
    cue = page.lows[at]
    before = page.low(at - 1) if at > first else ""
    inverted = before in {",", "”", '"', "’", "!", "?", "''", "'"} or at == first
    if inverted and at + 1 < end and cue not in {"told", "tells", "telling"}:
        span = words_behind(page, at + 1, end)
        source = resolve(page, known, span, spoken) if span[1] > span[0] else None
        if source is not None and not (before == "," and source.pronoun):
            return Attribution(source, cue, told_to(page, at, end), first, end, at, "claimant.inverted", span)
    at_verb = quoted_as(page, at, first) if cue == "saying" else at
    span = words_before(page, at_verb, first)
    if span[1] <= span[0] and before in {"and", "but"}:
        span = subject_of(page, first, at)
    if span[1] <= span[0]:
        return None
    source = resolve(page, known, span, spoken)
    if source is None and cue in {"said", "says", "told", "added", "announced"}:
        source = named_by_article(page, span)
    if source is None:
        return None
    start, form = _content_before(page, span, at, first, end)
    via = told_to(page, at, end)
    return Attribution(source, cue_words(page, span[1], at), via, start[0], start[1], at, form, span)


def _content_before(page: Page, span: tuple[int, int], at: int, first: int, end: int) -> tuple[tuple[int, int], str]:
    """A claimant at the end speaks for all before him; one in front speaks for what follows, and for a quote before."""
    before = page.low(span[0] - 1) if span[0] > first else ""
    rest = page.lows[at + 1 : end]
    content = [low for low in rest if low not in SKIPS and low[0].isalnum()]
    if span[0] > first and before in {",", "”", '"', "’", "–", "—", "'"} and (len(content) <= 4 or before in '”"'):
        return (first, end), "claimant.trailing"
    if span[0] > first and before in {"as", "what"}:
        return (first, end), "claimant.aside"
    stop = end
    if page.sentences[page.sentence_of[at]].heading:
        stop = next((place for place in range(at, end) if page.lows[place] in {"as", "after", "while", "amid"}), end)
    return (span[0] if span[0] - first > 6 and before not in {",", ""} else first, stop), "claimant.before"


def _according_to(
    page: Page, known: Known, at: int, after: int, first: int, end: int, spoken: list[Source]
) -> Attribution | None:
    phrase = page.words(at, after).lower()
    span = words_behind(page, after, end)
    if page.low(span[1]) in {"by", "from"} and page.low(span[1] - 1) in words("roles", "documents"):
        # "According to a report by Oxfam": Oxfam.
        span = words_behind(page, span[1] + 1, end)
    source = resolve(page, known, span, spoken) if span[1] > span[0] else None
    source = source or (named_by_article(page, span) if phrase == "according to" else None)
    if source is None:
        return None
    agency = next((name for back in (3, 2, 1) if at - back >= first and (name := is_media(page, at - back, at))), None)
    return Attribution(source, phrase, agency, first, end, at, f"claimant.according({phrase})", span)
