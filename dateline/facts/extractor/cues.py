"""Which words are cues: “said” nearly always, “state” hardly ever."""

from functools import cache

from dateline.facts.extractor.claimants import is_media
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words


@cache
def says() -> dict[str, str]:
    return {low: low for low in words("cues", "says")}


_NOUNS = frozenset("state claim report forecast estimate states counts".split())
_SETS = frozenset("raised revised lowered updated increased".split())
_HAD = frozenset("reported recorded reports records confirmed logged".split())
_TALLY = frozenset("toll figure estimate number count total tally".split())
_HOLDS = frozenset("believe believes estimate estimates predict predicts expect expects fear think".split())
_MEDIA = frozenset("media newspaper newspapers broadcaster outlets television tv".split())
_AUXILIARIES = frozenset("been were was be are is being".split())
_GOING_ON = frozenset("saying claiming reporting warning estimating telling quoted".split())


def is_cue(page: Page, at: int, first: int, end: int) -> bool:
    """Return whether a word that can be a cue is one here; common words need a sign beside them."""
    low, before = page.lows[at], page.low(at - 1)
    if before in words("grammar", "not before a cue") or (before in _AUXILIARIES and low not in _GOING_ON):
        return False
    if low in _NOUNS:
        return page.low(at + 1) in {"that", ":", "“"} or before in words("grammar", "who state and report")
    if low in _SETS:
        # "Raised the toll to 40"
        return bool(_TALLY & set(page.lows[at + 1 : at + 6])) and page.low(at + 1) in {"the", "its", "their"}
    if low in _HAD and _is_count_ahead(page, at + 1) and not _speaker_before(page, at, first):
        # "Ontario reported 12 cases": the place had them, nobody said so.
        return False
    return low not in words("cues", "weak") or _has_sign_beside(page, at, end)


def _has_sign_beside(page: Page, at: int, end: int) -> bool:
    before, after = page.low(at - 1), page.low(at + 1)
    if before in words("roles", "documents") or before in {",", "”", '"'} or at == end - 1:
        return True
    if after in {"that", ":", "“", '"', "‘", "on", "the", "at", ".", "from"}:
        return True
    if page.lows[at] in _HOLDS and before in words("roles", "persons") | words("roles", "bodies"):
        return True
    return after in {",", "in"} and before != "and"


def _is_count_ahead(page: Page, at: int) -> bool:
    return at < len(page.tokens) and (
        page.tokens[at].kind is Kind.NUMBER
        or page.lows[at] in {"a", "no", "more", "over", "at", "nearly", "about", "another", "only", "its"}
    )


def _speaker_before(page: Page, at: int, first: int) -> bool:
    roles = words("roles", "persons") | words("roles", "bodies")
    return any(low in roles or low in _MEDIA for low in page.lows[max(first, at - 6) : at])


def cue_words(page: Page, first: int, at: int) -> str:
    lead = [
        low
        for low in page.lows[max(first, at - 2) : at]
        if low in {"has", "have", "had", "would", "did", "not", "previously", "could"}
    ]
    return " ".join([*lead, page.lows[at]])


def told_to(page: Page, at: int, end: int) -> str | None:
    """“Told Reuters”, “said in an interview with the BBC”: who passes it on."""
    lows = page.lows
    for place in range(at + 1, min(end, at + 9)):
        if page.tokens[place].kind is not Kind.WORD:
            break
        if (
            (place == at + 1 and lows[at] in {"told", "tells", "telling"})
            or lows[place - 1] in {"with", "to", "by"}
            or lows[place] == "the"
        ):
            name = is_media(page, place + (lows[place] == "the"), end)
            if name:
                return name
    return None
