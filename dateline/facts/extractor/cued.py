"""A claimant with a verb or a phrase of saying: “X said …”, “…, said X”, “according to X”, “by X’s count”."""

from functools import cache

from dateline.facts.extractor.attributed import Attribution
from dateline.facts.extractor.claimant_words import name_of
from dateline.facts.extractor.claimants import Source, named_by_article, resolve
from dateline.facts.extractor.cues import cue_words, is_cue, says, told_to
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.outlets import is_media
from dateline.facts.extractor.person_names import Known
from dateline.facts.extractor.speakers import (
    SKIPS,
    is_followed_by_a_verb,
    made_by,
    owner_of_a_count,
    quoted_as,
    subject_of,
    words_before,
    words_behind,
)
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import Phrases, words

_PASSIVE = frozenset(
    "reported confirmed recorded announced estimated verified declared counted logged said put documented tallied "
    "alleged claimed forecast".split()
)
_AUXILIARIES = frozenset("was were been is are being".split())
_ARMED = frozenset("force forces army military navy troops soldiers police gunmen militants rebels officers".split())
# Behind a comma or a quotation these may stand in front of who says it: “…”, said Ana Example.
_INVERTED = frozenset(
    "said says say added adds wrote writes announced reported reports warned warns claimed claims tweeted "
    "posted explained noted recalled insisted insists confirmed confirms replied commented remarked continued admitted "
    "declared stated argued argues estimates estimated predicted predicts complained cautioned "
    "clarified".split()
)
_ANYBODY_DOES = frozenset("said says say told tells tell added announced warned warns reported reports claimed".split())
_CITING = frozenset(["citing", "quoting", "quotes"])
_QUOTED = frozenset("quoted quotes quoting cited cites".split())
_LONGEST_RELATIVE = 6
_JOINS = frozenset("after when while because since but although though before whereas once".split())
_ITS = frozenset("his her its their".split())
_ALTHOUGH = frozenset("although though while whereas".split())
_LEADING_IN = frozenset("asked speaking commenting responding replying questioned pressed referring reacting".split())
_AS_SAYING = frozenset("saying having telling warning claiming announcing".split())
_NUMBER_WORDS = frozenset(
    "million billion trillion crore lakh dozen dozens hundred hundreds thousand thousands % percent".split()
)
_VERBS = frozenset("was were had has have is are will would could can may might died".split())


@cache
def _according() -> Phrases:
    return Phrases((phrase, "") for phrase in words("cues", "according"))


def at_word(page: Page, known: Known, at: int, first: int, end: int, spoken: list[Source]) -> Attribution | None:
    low = page.lows[at]
    according = _according().at(page.lows, at)
    if according and at + according[0] <= end:
        return _according_to(page, known, at, at + according[0], first, end, spoken)
    if low in _PASSIVE and page.low(at - 1) in _AUXILIARIES and at > first:
        return _by_whom(page, known, at, first, end, spoken)
    if low in _QUOTED:
        return _quoted_by_an_outlet(page, known, at, first, end, spoken)
    if low in {"by", "on", *_ITS} and (low not in _ITS or at == first):
        span = owner_of_a_count(page, at, end)
        source = resolve(page, known, span, spoken) if span[1] > span[0] else None
        return Attribution(source, None, None, first, end, at, "claimant.count", span) if source else None
    if low in _foreseen() and page.low(at - 1) == "had":
        return _foreseen_by(page, known, at, first, spoken)
    if low in words("cues", "documents say") or low in says():
        if page.low(at - 2) in {"its", "their", "his", "her"} and page.low(at - 1) in words("roles", "pictures"):
            # "The firm said its images showed": the firm says what they show.
            return None
        return _around_cue(page, known, at, first, end, spoken) if is_cue(page, at, first, end) else None
    return None


def _foreseen() -> frozenset[str]:
    return words("cues", "foreseen")


def _foreseen_by(page: Page, known: Known, at: int, first: int, spoken: list[Source]) -> Attribution | None:
    """“Ahead of the £1.3bn analysts had expected”: theirs is that number and no other."""
    start = at - 1
    while start > first and page.tokens[start - 1].kind is Kind.WORD and at - start < _LONGEST_RELATIVE:
        start -= 1
    if start == first or page.tokens[start - 1].kind is not Kind.NUMBER:
        number = next((place for place in range(start, at - 1) if page.low(place) in _NUMBER_WORDS), -1)
        start = number + 1 if number >= 0 else at
    source = resolve(page, known, (start, at - 1), spoken) if start < at - 1 else None
    if source is None:
        span = words_before(page, at, first)
        source = resolve(page, known, span, spoken) if span[1] > span[0] else None
        end = page.sentences[page.sentence_of[at]].end
        return Attribution(source, page.lows[at], None, at, end, at, "claimant.before", span) if source else None
    begin = max(first, start - 4)
    return Attribution(source, page.lows[at], None, begin, start, at, "claimant.relative", (start, at - 1))


def _quoted_by_an_outlet(
    page: Page, known: Known, at: int, first: int, end: int, spoken: list[Source]
) -> Attribution | None:
    """“Interfax quoted the ministry as saying …”: the ministry says it, and the agency passes it on."""
    behind = page.lows[at + 1 : min(end, at + _LONGEST_RELATIVE + 6)]
    saying = next((n for n in range(len(behind) - 1) if behind[n] == "as" and behind[n + 1] in _AS_SAYING), -1)
    if saying < 1 or page.low(at - 1) in _AUXILIARIES or behind[0] == "by":
        return None
    span = (at + 1, at + 1 + saying)
    source = resolve(page, known, span, spoken)
    before = words_before(page, at, first)
    outlet = resolve(page, known, before, spoken) if before[1] > before[0] else None
    if source is None:
        return None
    via = outlet.name if outlet is not None and outlet.media else None
    return Attribution(source, "saying", via, first, end, at, "claimant.quoted", span)


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


def _around_cue(page: Page, known: Known, at: int, first: int, end: int, spoken: list[Source]) -> Attribution | None:
    cue = page.lows[at]
    before = page.low(at - 1) if at > first else ""
    inverted = before in {",", "”", '"', "’", "!", "?", "''", "'"} or at == first
    if inverted and at + 1 < end and cue in _INVERTED:
        span = words_behind(page, at + 1, end)
        speaks = span[1] > span[0] and not is_followed_by_a_verb(page, span[1])
        source = resolve(page, known, span, spoken) if speaks else None
        if source is not None and not (before == "," and source.pronoun):
            stop = _clause_end(page, at, end)
            return Attribution(source, cue, told_to(page, at, end), first, stop, at, "claimant.inverted", span)
    passed_on = cue == "saying" or page.lows[max(first, at - 2) : at] == ["to", "have"]
    at_verb = quoted_as(page, at, first) if passed_on else at
    span = made_by(page, at, first) or words_before(page, at_verb, first)
    span = _without_the_outlet(page, span)
    joined = span[1] <= span[0] and before in {"and", "but"}
    if joined:
        span = subject_of(page, first, at)
    if span[1] <= span[0]:
        return None
    source = _speaker(page, known, span, at, first, spoken)
    if source is None:
        return None
    relayed = None
    joint = _joined_by_and(page, span, first)
    beside = resolve(page, known, joint, spoken) if joint is not None else None
    if beside is not None and source.media and not beside.media:
        # "Health officials and Reuters say": the officials say it, and the agency passes it on.
        source, relayed = beside, source.name
    elif beside is not None and joint is not None and not (source.media or source.pronoun or beside.pronoun):
        source = source._replace(name=name_of(page, joint[0], span[1]))
    subject = (joint[0], span[1]) if joint is not None and beside is not None else span
    start, form = _content_before(page, _whole_subject(page, subject, at, first), at, first, end)
    if joined and form == "claimant.before":
        # "Ana Example has worked there for 22 years and says …": she says what follows.
        start = (at, start[1])
    via = (
        relayed
        or told_to(page, at, end)
        or _interviewed_by(page, first, span[0])
        or (told_to(page, at_verb, end) if at_verb != at else None)
    )
    return Attribution(source, cue_words(page, span[1], at), via, start[0], start[1], at, form, span)


def _speaker(
    page: Page, known: Known, span: tuple[int, int], at: int, first: int, spoken: list[Source]
) -> Source | None:
    source = resolve(page, known, span, spoken)
    if source is None and made_by(page, at, first):
        return Source(page.words(*span), None, pronoun=False, media=False, head="")
    if source is None and (page.lows[at] in _ANYBODY_DOES or not page.cased):
        return named_by_article(page, span)
    return source


def _without_the_outlet(page: Page, span: tuple[int, int]) -> tuple[int, int]:
    """“Told Reuters several survivors had said”: the survivors, without whom it was told to."""
    told = page.low(span[0] - 1 - (page.low(span[0] - 1) == "the")) in {"told", "tells"}
    name = is_media(page, span[0], span[1]) if told and span[1] > span[0] else None
    behind = span[0] + len(name.replace("-", " - ").split()) if name else span[0]
    return (behind, span[1]) if behind < span[1] else span


def _joined_by_and(page: Page, span: tuple[int, int], first: int) -> tuple[int, int] | None:
    """“The coastguard and the navy said”: the words of the one in front of “and”."""
    joined = span[0] - 1 - (page.low(span[0] - 1) == "the")
    if page.low(joined) != "and" or joined <= first:
        return None
    other = words_before(page, joined, first)
    return other if other[1] > other[0] else None


def _whole_subject(page: Page, span: tuple[int, int], at: int, first: int) -> tuple[int, int]:
    """“…, a report by Example has found”: the subject begins with the report and not with who made it."""
    if page.low(span[0] - 1) not in {"by", "from"}:
        return span
    comma = next((place for place in range(span[0] - 1, first, -1) if page.lows[place] == ","), first - 1)
    return comma + 1, span[1]


def _interviewed_by(page: Page, first: int, end: int) -> str | None:
    """“In an interview with the BBC, the minister said …”, “speaking to Reuters, …”."""
    if page.lows[first] not in {"in", "speaking", "talking"}:
        return None
    for at in range(first + 1, min(end, first + 8)):
        if page.lows[at] in {"with", "to", "on"}:
            name = is_media(page, at + 1 + (page.low(at + 1) == "the"), end)
            if name:
                return name
    return None


def _content_before(page: Page, span: tuple[int, int], at: int, first: int, end: int) -> tuple[tuple[int, int], str]:
    """A claimant at the end speaks for all before him; one in front speaks for what follows, and for a quote before."""
    before = page.low(span[0] - 1) if span[0] > first else ""
    rest = page.lows[at + 1 : end]
    content = [low for low in rest if low not in SKIPS and low[0].isalnum()]
    put_in = before == "," and page.low(at + 1) == ","
    if (
        span[0] > first
        and before in {",", "”", '"', "’", "–", "—", "'"}
        and (put_in or (len(content) <= 4 and not is_clause(page, at + 1, end)) or before in '”"')
    ):
        return (first, _clause_end(page, at, end)), "claimant.trailing"
    if before in _ALTHOUGH and sum(page.tokens[place].kind is Kind.WORD for place in range(first, span[0])) == 1:
        # "Although campaigners stressed …, the vote was banned": the main clause is the outlet's.
        comma = next((place for place in range(at, end) if page.lows[place] == ","), end)
        return (first, comma), "claimant.before"
    if span[0] > first and before in {"as", "what"}:
        return (first, end), "claimant.aside"
    if page.lows[first] in _LEADING_IN and before == ",":
        # "Asked about the 400 jobs, she said …": what she was asked is not what she says.
        return (span[0], end), "claimant.before"
    stop = end
    if before in _JOINS and span[0] - first > 1:
        # "Shares fell 7% after the company said …": the fall is the outlet's.
        return (span[0], end), "claimant.before"
    if page.sentences[page.sentence_of[at]].heading:
        stop = next((place for place in range(at, end) if page.lows[place] in {"as", "after", "while", "amid"}), end)
    return (span[0] if span[0] - first > 6 and before not in {",", ""} else first, stop), "claimant.before"


def _clause_end(page: Page, at: int, end: int) -> int:
    """“…, says the observatory; 70 % of it is lost”: behind a semicolon the outlet goes on."""
    return next((place for place in range(at, end) if page.lows[place] == ";"), end)


def _according_to(
    page: Page, known: Known, at: int, after: int, first: int, end: int, spoken: list[Source]
) -> Attribution | None:
    phrase = page.words(at, after).lower()
    span = words_behind(page, after, end)
    if page.low(span[1]) in {"by", "from"} and words("roles", "documents") & set(page.lows[span[0] : span[1]]):
        # "According to a report by Oxfam": Oxfam.
        span = words_behind(page, span[1] + 1, end)
    source = resolve(page, known, span, spoken) if span[1] > span[0] else None
    source = source or (named_by_article(page, span) if phrase == "according to" else None)
    if source is None:
        return None
    if source.media and phrase in _CITING:
        source = source._replace(media=False)
    if page.lows[span[1] : span[1] + 2] in (["quoted", "by"], ["cited", "by"]):
        via = is_media(page, span[1] + 2, end)
        return Attribution(source, phrase, via, first, end, at, f"claimant.according({phrase})", span)
    agency = next((name for back in (3, 2, 1) if at - back >= first and (name := is_media(page, at - back, at))), None)
    return Attribution(source, phrase, agency, first, end, at, f"claimant.according({phrase})", span)


def is_clause(page: Page, first: int, end: int) -> bool:
    """Return whether what follows a cue says something: it has a verb of its own, or begins with a number."""
    return (
        page.tokens[first].kind is Kind.NUMBER or any(page.lows[at] in _VERBS for at in range(first, end))
        if (first < end)
        else False
    )
