"""The subject of a clause: the noun phrase in front of a verb and its auxiliaries, and the head of it."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

ADVERBS = frozenset("also already again just now still then later since first finally both all soon once".split())
_LONGEST_SUBJECT = 14
_NO_MAIN = frozenset("which who whom whose what that if unless whether until before how".split())


def head_of(page: Page, subject: tuple[int, int]) -> str | None:
    """Return the head words of a subject: “bridge” of “the old bridge at Tolva”, or nothing for a pronoun."""
    first, end = subject
    idle = words("events", "not a subject")
    while first < end and (page.tokens[first].kind is Kind.MARK or page.lows[first] in idle):
        first += 1
    last = first
    while last < end and (page.tokens[last].kind is not Kind.MARK or page.tokens[last].glued):
        low = page.lows[last]
        ahead = page.low(last + 1) if last + 1 < end else ""
        is_told_apart = low.endswith("ed") or low in words("events", "irregular participles")
        if last > first and is_told_apart and ahead in words("events", "prepositions"):
            # "A video posted by residents" is a video.
            break
        of_a_name = low == "of" and last + 1 < end and page.tokens[last + 1].text[:1].isupper()
        if last > first and (low == "," or (low in words("events", "prepositions") - {"and"} and not of_a_name)):
            break
        last += 1
    text = " ".join(page.words(first, last).split())
    return text if text and (text.isupper() or text.lower() not in words("statements", "pronouns")) else None


def subject_before(page: Page, at: int, first: int) -> tuple[int, int] | None:
    """Return the subject of the verb at a token, past its auxiliaries and adverbs."""
    group = verb_group(page, at, first)
    return subject_in_front(page, group, first) if group is not None else None


def verb_group(page: Page, at: int, first: int) -> int | None:
    """Walk back over adverbs and auxiliaries; nothing where a word there says that it did not happen."""
    while at > first:
        low = page.lows[at - 1]
        if low in words("events", "not happened"):
            return None
        is_adverb = low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in {"family", "italy", "july"})
        if not is_adverb and low not in words("events", "auxiliaries"):
            break
        at -= 1
    return at if at > first else None


def subject_in_front(page: Page, end: int, first: int) -> tuple[int, int] | None:
    """Return the noun phrase in front of the verb, with its asides; nothing where none stands there."""
    end = _before_aside(page, end, first)
    at = _phrase_start(page, end, first)
    joined = page.low(at - 1) if at > first else ""
    if end == first or joined in _NO_MAIN or joined in words("events", "not happened"):
        return None
    noun = page.lows[end - 1]
    in_a_year = page.tokens[end - 1].kind is Kind.NUMBER and page.low(end - 2) in words("events", "prepositions")
    if in_a_year or noun in words("events", "prepositions"):
        return None
    while at < end and page.lows[at] in words("statements", "leads"):
        at += 1
    if at == end or noun in words("events", "not a subject") | words("events", "not happened"):
        return None
    return (at, end) if _has_noun(page, at, end) else None


def _before_aside(page: Page, end: int, first: int) -> int:
    """“The mayor, Ana Example, was arrested”: the subject stands before the first comma of the two."""
    if page.lows[end - 1] not in {",", "–", "—", ")"}:
        return end
    back = range(end - 2, max(first, end - 2 - _LONGEST_SUBJECT), -1)
    return next((at for at in back if page.lows[at] in {",", "–", "—", "("}), first)


def _phrase_start(page: Page, end: int, first: int) -> int:
    at = end
    while at > first and end - at < _LONGEST_SUBJECT:
        if at - 3 > first and page.lows[at - 1] == page.lows[at - 3] == "," and page.lows[at - 2].isdigit():
            # Somebody's age: "Ana Example, 39, and her brother were charged".
            at -= 3
        if _ends_phrase(page, at - 1):
            break
        at -= 1
    return at


def _ends_phrase(page: Page, at: int) -> bool:
    token = page.tokens[at]
    if token.low in words("events", "joins") or token.low in words("events", "not happened") - {"to"}:
        return True
    if token.kind is Kind.MARK:
        return token.low not in "-’'‘()/" and not (token.low == "." and token.glued)
    return token.kind is Kind.LINK


def _has_noun(page: Page, first: int, end: int) -> bool:
    """A preposition in front leaves a noun only behind a name of a place or a day: “in Tolva police arrested”."""
    if page.lows[first] in words("events", "prepositions") - {"and"}:
        return end - first > 2 and not page.tokens[end - 1].text[0].isupper()
    return True
