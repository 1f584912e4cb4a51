"""A claimant without a verb: in front of a colon, behind a dash, in brackets, or in front of what he sent."""

from dateline.facts.extractor.attributed import Attribution
from dateline.facts.extractor.claimants import Source, resolve
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.makers import in_brackets
from dateline.facts.extractor.outlets import is_media
from dateline.facts.extractor.person_names import Known
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_CLOSERS = frozenset("”\"’'")
_OPENERS = frozenset("“\"‘'`")
_DASHES = frozenset("-–—")
_BULLETS = frozenset("- • * · – — ▪ ● ◦ ■".split())
_ONLY_COUNTED = frozenset("hospitals hospital schools troops workers families services staff count company".split())
_NOT_BEFORE_A_COLON = frozenset("breaking update live watch analysis read video photos explainer".split())
_LONGEST_LEAD = 12
_SHORTEST_SAYING = 3


def filed(page: Page, known: Known, first: int, end: int, spoken: list[Source]) -> list[Attribution]:
    """Somebody in front of what he sent: “This from Reuters:”, “More from Ana Example:”, “AFP has this report:”."""
    colon = next((at for at in range(first + 1, min(end, first + _LONGEST_LEAD)) if page.lows[at] == ":"), 0)
    comma = next((at for at in range(first + 1, min(end, first + 5)) if page.lows[at] == ","), 0)
    stop = colon or (comma if page.lows[first] == "via" else 0)
    for at in range(first, max(first, stop - 1)):
        name = is_media(page, at + 1, stop) if page.lows[at] in {"from", "via"} else None
        if (
            name is None
            and at == first
            and set(page.lows[first:stop]) & {"has", "have"} & set(_sends(page, first, stop))
        ):
            name = is_media(page, first + (page.lows[first] == "the"), stop)
        if name:
            source: Source | None = Source(name, "media", pronoun=False, media=True, head="")
        else:
            behind = page.lows[at] == "from" or (page.lows[at] in {"’s", "'s"} and page.low(at - 1) == "here")
            source = resolve(page, known, (at + 1, stop), spoken) if behind and stop - at <= 6 else None
        if source is not None:
            return [Attribution(source, None, None, first, end, at, "claimant.filed", (at + 1, at + 2))]
    return []


def _sends(page: Page, first: int, stop: int) -> list[str]:
    """Return “has” and “have” where “this”, “more” or “a report” stands behind: AFP has this report."""
    sent = {"this", "more", "report", "story", "details", "these"}
    return [low for low in page.lows[first:stop] if low in {"has", "have"} and sent & set(page.lows[first:stop])]


def bracketed(page: Page, known: Known, first: int, end: int) -> list[Attribution]:
    """“Dead: 93 (health ministry)”: the source of a line in brackets at its end."""
    span = in_brackets(page, first, end)
    source = resolve(page, known, span, []) if span is not None else None
    return [Attribution(source, None, None, first, end, -1, "claimant.brackets", span)] if source and span else []


def before_a_colon(page: Page, known: Known, number: int, spoken: list[Source]) -> list[Attribution]:
    """“Police: 20 hurt”, “Ana Example, mayor of Tolva: ‘We have lost 40 homes’”: who speaks stands before the colon."""
    first, end = page.sentences[number].first, page.sentences[number].end
    first += page.lows[first] in _BULLETS
    colon = next((at for at in range(first + 1, min(end, first + _LONGEST_LEAD)) if page.lows[at] == ":"), 0)
    if not colon or any(page.tokens[at].kind is Kind.NUMBER for at in range(first, colon)):
        return []
    behind = page.tokens[colon + 1].text if colon + 1 < len(page.tokens) else ""
    quoted = behind[:1] in _OPENERS and bool(behind)
    roles = words("roles", "persons") | words("roles", "bodies") | words("cues", "media")
    can_speak = (
        page.lows[colon - 1] in roles - words("roles", "documents") and page.lows[colon - 1] not in _ONLY_COUNTED
    )
    if not quoted and not (can_speak and end - colon > _SHORTEST_SAYING):
        return []
    if page.low(first) in words("grammar", "not in a claimant") or page.low(first) in _NOT_BEFORE_A_COLON:
        return []
    source = resolve(page, known, (first, colon), spoken)
    return [Attribution(source, None, None, colon, end, colon, "claimant.colon", (first, colon))] if source else []


def behind_a_dash(page: Page, known: Known, first: int, end: int, spoken: list[Source]) -> list[Attribution]:
    """“Five dead in harbour blast – police”: the source of a heading, behind a dash at its end."""
    stop = end - 1 if page.lows[end - 1] == "." else end
    dash = next((at for at in range(stop - 2, max(first + 2, stop - 10), -1) if page.lows[at] in _DASHES), 0)
    if not dash:
        colon = next((at for at in range(stop - 2, max(first + 3, stop - 5), -1) if page.lows[at] == ":"), 0)
        dash = colon if colon and page.tokens[colon + 1].kind is Kind.WORD else 0
    if not dash or (page.tokens[dash].glued and page.lows[dash] != ":"):
        return []
    roles = words("roles", "persons") | words("roles", "bodies") | words("cues", "media")
    short = stop - dash <= 6 and page.lows[stop - 1] in roles
    quoted = page.tokens[dash - 1].text in _CLOSERS and bool(roles & set(page.lows[dash + 1 : stop]))
    source = resolve(page, known, (dash + 1, stop), spoken) if short or quoted else None
    return [Attribution(source, None, None, first, dash, dash, "claimant.dash", (dash + 1, stop))] if source else []
