"""Step ten: how far a claim is established, as the entry itself says it."""

import re
from typing import NamedTuple

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.words import words

# An outlet that says it could not check what it reports speaks of the claims around it.
_UNVERIFIED = re.compile(
    r"\b(?:not|n['’ ]?t|cannot|un(?:able)?|impossible|no way|neither|none|yet|difficult|hard)\b[^.]{0,60}"
    r"\b(?:verif(?:y|ied|ying)|corroborate[d]?|substantiate[d]?)\b"
    r"|\b(?:could|can|has|have|had|was|were|is|are)(?: not|n['’ ]?t|not)\b[^.]{0,30}"
    r"\b(?:be(?:en)? (?:\w+ly )?confirmed)\b"
    r"|\b(?:could|can)(?: not|n['’ ]?t|not) (?:\w+ly )?confirm\b|\b(?:un|not )able to (?:\w+ly )?confirm\b"
    r"|\bhas(?: not|n['’ ]?t) (?:yet )?(?:\w+ly )?(?:been )?confirmed\b(?! by)"
    r"|\bunverified\b|\bunconfirmed\b|\bno independent (?:confirmation|verification)\b"
    r"|\byet to (?:be (?:\w+ly )?)?(?:verif(?:y|ied)|confirm(?:ed)?)\b"
    r"|\bnot (?:yet |been |yet been |immediately )*(?:independently )?(?:verified|confirmed)\b",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:allegedly|purportedly|reportedly|believed (?:to|dead|killed|missing|trapped|buried|drowned)|feared"
    r"|thought to|understood to|rumoured|presumed|(?:is|are|was|were) said to|suspected to|apparently|may have"
    r"|might have|could have"
    r"|(?:is|are|was|were) reported (?:to|dead|killed|missing|destroyed|damaged|injured|wounded|hurt|trapped))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:has|have|had|he|she|they|it|officials|authorities|ministry|police|government"
    r"|[A-Z]\w+) (?:also |strongly |repeatedly |flatly |categorically )?(?:denied|denies|denying)\b"
    r"|\b(?:rejected|dismissed) (?:the|those|these|its|all)? ?(?:claims?|reports?|figures?|allegations?"
    r"|numbers?)\b|\brefuted\b|\bbaseless\b"
)
_VERIFIED = re.compile(
    r"\b(?:verified by|confirmed by|independently (?:verified|confirmed)|has (?:verified|confirmed)"
    r"|have (?:verified|confirmed))\b",
    re.IGNORECASE,
)
# The outlet's own reporter saw or counted it.
_WITNESSED = re.compile(
    r"\b(?:I|we)(?:['’ ]?ve| have)? (?:just )?(?:saw|seen|counted|watched)\b"
    r"|\b(?:I|we) (?:can|could) (?:see|count|hear)\b"
)
# “It could not confirm reports of a second breach”: of that alone, and not of what was said before.
_OF_ITS_OWN = re.compile(
    r"\s*(?:(?:any|the|some) )?(?:reports? (?:of|that)|rumours?|whether|if|how|what|any|an?)\b", re.IGNORECASE
)
_REACH = 4
_AHEAD = 14
_BEHIND = 10


class Doubts(NamedTuple):
    """Which sentences say that something is not verified, and how many sentences back each of them speaks of."""

    sentences: frozenset[int]
    reach: dict[int, int]


def doubts(page: Page) -> Doubts:
    found = {}
    for number, sentence in enumerate(page.sentences):
        text = page.words(sentence.first, sentence.end)
        doubt = _UNVERIFIED.search(text)
        if doubt is None:
            continue
        near = set(page.lows[sentence.end - 4 : sentence.end]) & {"that", "this", "it"}
        own = _OF_ITS_OWN.match(text, doubt.end())
        found[number] = 0 if own else 1 if near else _reach(page, number)
    return Doubts(frozenset(found), found)


def _reach(page: Page, number: int) -> int:
    """What stands in the middle of a paragraph speaks of that paragraph; what begins one, of those before."""
    line = page.sentences[number].line
    own = sum(1 for other in page.sentences[max(0, number - _REACH) : number] if other.line == line)
    return own or _REACH


def status_of(page: Page, at: int, source: Attribution | None, doubted: Doubts, *, superseded: bool) -> str:
    """Return reported, claimed, unverified, confirmed, denied or superseded.

    `at` is a token of the claim. An attributed figure is unverified when its own sentence says so, or one of the four
    behind it in the entry does; one without a source, when words around it hedge.
    """
    sentence = page.sentence_of[at]
    if superseded or _is_of_an_earlier_report(source):
        return "superseded"
    if sentence in doubted.sentences:
        return "unverified"
    span = page.sentences[sentence]
    text = page.words(span.first, span.end)
    verb = source.cue.split()[-1] if source is not None and source.cue else ""
    attributed = source is not None and (source.source is not None or source.via is not None)
    if verb in words("cues", "denies") or (not attributed and _DENIED.search(text)):
        return "denied"
    if attributed and any(0 < other - sentence <= reach for other, reach in doubted.reach.items()):
        return "unverified"
    return _established(text, _around(page, at), source, verb, attributed=attributed)


def _is_of_an_earlier_report(source: Attribution | None) -> bool:
    """“A previous report gave 14 hurt”."""
    name = source.source.name.lower().split() if source is not None and source.source else [""]
    return name[0] in {"previous", "earlier"} and len(name) > 1 and name[-1] in words("roles", "documents")


def _around(page: Page, at: int) -> str:
    """Return the words around a claim in which a hedge speaks of it: of its sentence, up to a semicolon."""
    sentence = page.sentences[page.sentence_of[at]]
    first, end = max(sentence.first, at - _AHEAD), min(sentence.end, at + _BEHIND)
    first = next((place + 1 for place in range(at, first, -1) if page.lows[place] == ";"), first)
    end = next((place for place in range(at, end) if page.lows[place] == ";"), end)
    return page.words(first, end)


def is_of_another_time(page: Page, end: int) -> bool:
    """“From 52.7% four years ago”, “from £1.2bn a year earlier”: two times compared, and neither is out of date."""
    behind = page.lows[end : end + 5]
    stop = next((at for at, low in enumerate(behind) if low in {",", ".", ";", "and", "after"}), len(behind))
    return bool({"ago", "earlier", "previously", "year", "last"} & set(behind[:stop])) or (
        behind[:1] == ["in"] and stop > 1 and not {"its", "his", "her", "their"} & set(behind[:3])
    )


def _established(text: str, around: str, source: Attribution | None, verb: str, *, attributed: bool) -> str:
    """A third party that verified it, or somebody who admits it, confirms; a hedge without a source does not."""
    verified = source is not None and source.cue in {"verified by", "confirmed by"}
    if verified or verb in words("cues", "admits") or (_VERIFIED.search(text) and not attributed):
        return "confirmed"
    if attributed:
        return "claimed"
    if _WITNESSED.search(text) and not set(text) & set('“”"`'):
        return "confirmed"
    return "unverified" if _HEDGES.search(around) else "reported"
