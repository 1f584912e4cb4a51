"""Step ten: how far a claim is established, as the entry itself says it."""

import re
from typing import NamedTuple

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.words import words

# An outlet that says it could not check what it reports speaks of the claims around it.
_UNVERIFIED = re.compile(
    r"\b(?:not|n['’]t|un(?:able)?)\b[^.]{0,40}\b(?:independently\s+|immediately\s+|yet\s+"
    r"|able\s+to\s+)*(?:verif(?:y|ied)|confirm(?:ed)?|corroborate[d]?)\b"
    r"|\bunverified\b|\bunconfirmed\b|\bno independent (?:confirmation|verification)\b"
    r"|\bcould not be (?:independently )?(?:verified|confirmed)\b"
    r"|\byet to (?:verify|confirm|be (?:verified|confirmed))\b|\bnot been (?:independently )?(?:verified"
    r"|confirmed)\b",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:allegedly|purportedly|reportedly|believed to|feared|thought to|understood to|rumoured"
    r"|suspected to|apparently|may have|might have|could have)\b",
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
_REACH = 4


class Doubts(NamedTuple):
    """Which sentences say that something is not verified, and how many sentences back each of them speaks of."""

    sentences: frozenset[int]
    reach: dict[int, int]


def doubts(page: Page) -> Doubts:
    found = {}
    for number, sentence in enumerate(page.sentences):
        if _UNVERIFIED.search(page.words(sentence.first, sentence.end)):
            near = set(page.lows[sentence.end - 4 : sentence.end]) & {"that", "this", "it"}
            found[number] = 1 if near else _REACH
    return Doubts(frozenset(found), found)


def status_of(page: Page, sentence: int, source: Attribution | None, doubted: Doubts, *, superseded: bool) -> str:
    """Return reported, claimed, unverified, confirmed, denied or superseded.

    An attributed figure is unverified when its own sentence says so, or one of the four behind it in the entry does.
    """
    if superseded:
        return "superseded"
    if sentence in doubted.sentences:
        return "unverified"
    span = page.sentences[sentence]
    text = page.words(span.first, span.end)
    verb = source.cue.split()[-1] if source is not None and source.cue else ""
    if verb in words("cues", "denies") or _DENIED.search(text):
        return "denied"
    attributed = source is not None and (source.source is not None or source.via is not None)
    if attributed and any(0 < other - sentence <= reach for other, reach in doubted.reach.items()):
        return "unverified"
    return _established(text, source, verb, attributed=attributed)


def _established(text: str, source: Attribution | None, verb: str, *, attributed: bool) -> str:
    """A third party that verified it, or somebody who admits it, confirms; a hedge without a source does not."""
    verified = source is not None and source.cue in {"verified by", "confirmed by"}
    if verified or verb in words("cues", "admits") or (_VERIFIED.search(text) and not attributed):
        return "confirmed"
    if attributed:
        return "claimed"
    return "unverified" if _HEDGES.search(text) else "reported"
