"""The words of a claimant around a cue: in front of it, behind it, past asides, dates and relative clauses."""

from functools import cache

from dateline.facts.extractor.cues import says
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_COMMAS = frozenset(",–—")
_NP_STOPS = words("grammar", "not in a claimant")
SKIPS = words("grammar", "when it was said")
_ADVERBS = words("grammar", "before a cue")
_NOT_A_NAME = words("grammar", "not first in a name")
_RELATIVE = frozenset("who whose which that where whom".split())
_LEADS = frozenset(
    "in on at from by for of to with meanwhile today yesterday earlier then also monday tuesday wednesday thursday "
    "friday saturday sunday".split()
)
_LONGEST_NAME = 16
_LONGEST_TITLE = 30
_ANYBODY = frozenset(
    "officials authorities police witnesses residents doctors medics experts rescuers analysts organisers organizers "
    "prosecutors families relatives survivors workers".split()
)
_PASSED_ON = frozenset("quoted cited reported understood rumoured".split())
_OWN = frozenset("his her its their".split())
_QUOTES = frozenset("“”\"'‘’`")
_AFTER_A_NAME = frozenset("of from at with for in formerly based speaking".split())
_INSIDE_NAMES = frozenset("the of and de la al for - &".split())
# What stands behind "said Ana Example" is never one of these: then she is not who speaks, but who is spoken of.
_FINITE = frozenset(
    "was were had has have is are will would could can may might must should did does do remained remains".split()
)


def subject_of(page: Page, first: int, at: int) -> tuple[int, int]:
    """“The officials gave no sum but said …”: the subject stands at the beginning of the clause."""
    first = next((at + 1 for at in range(at - 1, first, -1) if page.lows[at] == ";"), first)
    end = first
    while end < at and end - first < _LONGEST_NAME and page.tokens[end].kind is Kind.WORD:
        low = page.lows[end]
        if (
            low in _NP_STOPS | {"did", "does", "do"}
            or low in says()
            or (low.endswith("ed") and end > first and not _capital(page, end))
        ):
            break
        end += 1
    return (first, end) if end < at else (0, 0)


def quoted_as(page: Page, at: int, first: int) -> int:
    """“Was quoted by the agency as saying”, “is reported to have said”: the claimant stands before “quoted”."""
    for place in range(at - 1, max(first, at - 8), -1):
        if page.lows[place] in _PASSED_ON:
            return place
    return at


def words_before(page: Page, cue: int, first: int) -> tuple[int, int]:
    """Return the noun phrase in front of the cue: role, name, and an aside between commas."""
    end = _skip_when(page, _skip_adverbs(page, cue, first), first)
    if end > first and page.lows[end - 1] in {"it", "he", "she"}:
        return end - 1, end
    closed = end > first and page.lows[end - 1] in _COMMAS
    if closed:
        titled = _with_a_long_title(page, end - 1, first)
        if titled is not None:
            return titled
        named = _before_an_aside(page, end - 1, first)
        if named is not None:
            return named
    end -= closed
    comma = (
        next((place for place in range(end - 1, max(first, end - 18), -1) if page.lows[place] == ","), 0)
        if closed
        else 0
    )
    if comma and page.lows[comma + 1] in _RELATIVE:
        # "The ministry, which has twenty clinics there, said": the claimant stands before the relative clause.
        return _without_lead(page, _phrase_start(page, comma, first), comma)
    at = _phrase_start(page, end, first)
    if at > first and page.lows[at - 1] in _COMMAS:
        earlier = _phrase_start(page, at - 1, first)
        here, before = page.lows[at:end], page.lows[earlier : at - 1]
        if closed and here and (here[0] in _RELATIVE or here[0].endswith("ing")):
            return _without_lead(page, earlier, at - 1)
        if before and closed and _belong_together(page, (earlier, at - 1), (at, end)):
            at = earlier
    return _without_lead(page, at, end)


def _with_a_long_title(page: Page, comma: int, first: int) -> tuple[int, int] | None:
    """“Ana Example, the deputy head of the office for roads, ports and rivers, said”: commas inside a title."""
    begin = max(first, comma - _LONGEST_TITLE)
    for opening in range(comma - 2, begin, -1):
        low = page.lows[opening]
        if low in _FINITE or low in says() or page.tokens[opening].text in _QUOTES:
            return None
        if low != "," or page.lows[opening + 1] not in {"the", "a", "an"}:
            continue
        start = _phrase_start(page, opening, first)
        start, _ = _without_lead(page, start, opening)
        kinds = words("roles", "persons") | words("roles", "bodies")
        titled = kinds & set(page.lows[opening + 2 : opening + 8])
        commas = page.lows[opening + 1 : comma].count(",")
        named = all(_capital(page, at) or page.lows[at] in _INSIDE_NAMES for at in range(start, opening))
        if commas and titled and named and 2 <= opening - start <= 6 and page.low(start - 1) not in _LEADS:
            return start, comma if titled & words("roles", "persons") else opening
    return None


def _before_an_aside(page: Page, comma: int, first: int) -> tuple[int, int] | None:
    """“Ana Example, 44, of Tolva, said”, “the group, which …, said”: whose aside it is that ends at this comma.

    None when it is no aside, or one that holds role or name: those belong together.
    """
    persons, bodies = words("roles", "persons"), words("roles", "bodies")
    opening = next((at for at in range(comma - 1, max(first, comma - 18), -1) if page.lows[at] in _COMMAS), 0)
    if not opening or comma - opening < 2 or page.tokens[opening + 1].text in _QUOTES:
        return None
    inside = range(opening + 1, comma)
    start = _phrase_start(page, opening, first)
    lead, low = page.lows[opening + 1], page.low(opening + 1)
    if start >= opening:
        # Two asides in a row: "Ana Example, 44, of Tolva, said".
        return _before_an_aside(page, opening, first) if _is_age(page, opening, first) else None
    start, _ = _without_lead(page, start, opening)
    named = any(_capital(page, at) and page.lows[at] not in _NOT_A_NAME for at in range(start, opening))
    begins = start == first or page.low(start - 1) in _COMMAS
    named = named or (not page.cased and begins and _is_plain_name(page, start, opening))
    can_speak = named or bool(set(page.lows[start:opening]) & (persons | bodies))
    if not can_speak or page.lows[start] in _LEADS or page.lows[start].endswith("ing"):
        return None
    if low in _RELATIVE or low in _AFTER_A_NAME or _is_age(page, comma, first):
        return start, opening
    if lead in {"a", "an"} and named:
        return start, comma if persons & set(page.lows[opening + 1 : comma]) else opening
    if not named and all(_capital(page, at) or page.lows[at] in _INSIDE_NAMES | bodies for at in inside):
        # "The organisers, the Open Hand movement, say": the name, wherever it stands.
        return (
            (opening + 1, comma)
            if any(_capital(page, at) for at in inside) and not persons & set(page.lows[start:opening])
            else None
        )
    return None


@cache
def _common() -> frozenset[str]:
    return known_nouns() | _NP_STOPS | _NOT_A_NAME | (words("roles", "persons") - words("roles", "titles"))


def _begins_with_a_name(page: Page, span: tuple[int, int]) -> bool:
    first = page.sentences[page.sentence_of[span[0]]].first
    return span[0] == first and _is_plain_name(page, *span)


def _is_plain_name(page: Page, start: int, end: int) -> bool:
    """Return whether a few words of a text without capitals may be a name: none of them is a word of its own."""
    lows = page.lows[start:end]
    common = known_nouns() | _NP_STOPS | _NOT_A_NAME | words("roles", "persons") - words("roles", "titles")
    return (
        len(lows) <= 4
        and all(low.isalpha() or low == "-" for low in lows)
        and not any(low in common or low.endswith("ing") for low in lows)
    )


def _is_age(page: Page, comma: int, first: int) -> bool:
    return comma - 2 >= first and page.tokens[comma - 1].kind is Kind.NUMBER and page.lows[comma - 2] in _COMMAS


def _skip_adverbs(page: Page, end: int, first: int) -> int:
    while end > first and (
        page.lows[end - 1] in _ADVERBS
        or (
            page.lows[end - 1].endswith("ly")
            and page.tokens[end - 1].text.islower()
            and page.lows[end - 1] not in {"family", "only"}
        )
    ):
        end -= 1
    return end


def _without_lead(page: Page, at: int, end: int) -> tuple[int, int]:
    while at < end and page.lows[at] in _LEADS:
        at += 1
    return at, end


def _phrase_start(page: Page, end: int, first: int) -> int:
    """Walk back over one noun phrase: to a comma, a verb, a quotation or the sentence's beginning."""
    at = end
    while at > first and end - at < _LONGEST_NAME:
        token = page.tokens[at - 1]
        low = token.low
        if low == "and":
            if page.low(at - 2) in _COMMAS or not (
                at - 1 > first and at < end and _capital(page, at - 2) == _capital(page, at)
            ):
                break
        elif (
            (low in _NP_STOPS and token.text != "WHO")
            or (low == "called" and not (at < end and _capital(page, at)))
            or (low in says() and low not in {"called", "state", "report", "states", "forecast", "counts"})
            or (
                token.kind is not Kind.WORD
                and not (
                    token.kind is Kind.NUMBER
                    and (page.low(at - 2) == "no" or token.glued or page.lows[at : at + 2] == ["-", "year"])
                )
                and not (low in {"-", "’", "'", "(", ")", "/", "&"} or (low == "." and token.glued))
            )
            or (at < end and page.low(at) in {"been", "were", "was"})
        ):
            break
        at -= 1
    return at


def _belong_together(page: Page, before: tuple[int, int], here: tuple[int, int]) -> bool:
    """Return whether a comma joins a role and a name: “the mayor, Ana Example”, “Ana Example, the mayor”."""
    persons, bodies = words("roles", "persons"), words("roles", "bodies")
    first, second = set(page.lows[before[0] : before[1]]), set(page.lows[here[0] : here[1]])
    first -= words("roles", "titles")
    second_names = _capital(page, here[0]) and page.lows[here[0]] not in {"the", "a", "an"}
    if page.lows[before[0]] in _LEADS or (here[1] - here[0] == 1 and page.low(here[0]) in _ANYBODY):
        # "In Lagos, officials said", "from Camp Alor, police said": a place and those who speak.
        return False
    if first & persons and not second & persons and not second & bodies and here[1] - here[0] <= 4:
        return second_names or not any(_capital(page, at) for at in range(before[0] + 1, here[1]))
    if not page.cased:
        return (
            bool(second & persons)
            and not first & (persons | bodies)
            and (1 < before[1] - before[0] <= 4 or _begins_with_a_name(page, before))
            and page.lows[before[0]] not in _NOT_A_NAME
            and not any(low in known_nouns() or low.endswith("ing") or low in _NP_STOPS for low in first)
        )
    named = all(
        _capital(page, at)
        or page.lows[at] in {"-", "al", "de", "del", "van", "von", "bin"}
        or (page.low(at - 1) == "-" and page.tokens[at].glued)
        for at in range(*before)
    )
    return bool(second & persons) and named and before[1] - before[0] <= 5 and not first & (persons | bodies)


def _skip_when(page: Page, end: int, first: int) -> int:
    """Step over “on Monday” and “in a statement on Friday evening” in front of the cue."""
    at = end
    while at > first and page.lows[at - 1] in SKIPS:
        at -= 1
    while at < end and page.lows[at] not in {"on", "in", "at", "later", "earlier", "this", "today", "yesterday"}:
        at += 1
    return at if at < end and at > first else end


def _capital(page: Page, at: int) -> bool:
    return page.tokens[at].text[:1].isupper()


def words_behind(page: Page, at: int, end: int) -> tuple[int, int]:
    """Return the noun phrase behind “said” or “according to”."""
    start = at
    commas = 0
    if page.low(at) in words("roles", "pronouns"):
        # "Said she saw": she is the whole of it.
        return at, at + 1
    while at < end and at - start < _LONGEST_NAME and not _ends_claimant(page, start, at, end):
        if page.lows[at] == ",":
            commas += 1
            if commas > 1 or not _aside_ahead(page, start, at, end):
                break
        at += 1
    while at > start and page.lows[at - 1] in {",", "(", "-", "the", "and"}:
        at -= 1
    return start, at


def _ends_claimant(page: Page, start: int, at: int, end: int) -> bool:
    token = page.tokens[at]
    low = token.low
    if low == ",":
        return False
    if low == "and":
        return not (at + 1 < end and _capital(page, at + 1) and _capital(page, at - 1))
    if low == "in" and at > start and at + 1 < end and _capital(page, at + 1):
        # "The Red Cross in Haiti" goes on, "he said in Haiti" does not.
        return page.lows[at - 1] not in words("roles", "persons") | words("roles", "bodies")
    if low == "." and token.glued and page.low(at - 1) in words("roles", "titles"):
        return False
    if low in words("grammar", "behind a claimant") and token.text != "WHO":
        return True
    said = low in says() and low not in words("roles", "documents")
    if said and at > start and not _capital(page, at):
        return True
    if token.kind is not Kind.WORD:
        # "The Covid-19 task force": a number that hangs on a name is part of it.
        hangs = token.kind is Kind.NUMBER and token.glued and at > start and page.low(at - 1) == "-"
        return low not in {"-", "’", "‘", "'", "(", ")", "&"} and not hangs
    return token.newline and at > start


def is_followed_by_a_verb(page: Page, at: int) -> bool:
    """“Said her department was …”: her department does not speak, it is spoken of."""
    return page.low(at) in _FINITE or (page.low(at) in words("grammar", "before a cue") and page.low(at + 1) in _FINITE)


def _aside_ahead(page: Page, start: int, comma: int, end: int) -> bool:
    roles = words("roles", "persons")
    ahead = page.lows[comma + 1 : min(end, comma + 9)]
    stop = next((n for n, low in enumerate(ahead) if low in {",", ".", "“", "”"}), len(ahead))
    before = set(page.lows[start:comma])
    here = ahead[:stop]
    if not here or (len(here) == 1 and page.cased and _capital(page, comma - 1) and _capital(page, comma + 1)):
        # "The clinic in Alor, Benna, …": a town and its state.
        return False
    if roles & before and _capital(page, comma + 1) and not (roles & set(here)):
        return True
    if not page.cased and bool(roles & before) != bool(roles & set(here)) and len(here) <= 8:
        # A text in lower case: "the mayor , nora example", "nora example , the mayor".
        return True
    return bool(roles & set(here)) and _capital(page, comma - 1) and not roles & before


def made_by(page: Page, at: int, first: int) -> tuple[int, int] | None:
    """“A survey of 900 adults by Example Research for the Courier found”: who made the document speaks in it."""
    documents = words("roles", "documents")
    for place in range(at - 1, max(first, at - _LONGEST_NAME) - 1, -1):
        low = page.lows[place]
        if low in {",", ";", "“", "”", '"', "that", "which", "who"} or low in words("cues", "says") - documents:
            return None
        if low in {"by", "from"} and documents & set(page.lows[max(first, place - 7) : place]):
            span = words_behind(page, place + 1, at)
            stop = next((end for end in range(span[0] + 1, span[1]) if page.lows[end] in {"for", "in", "on"}), span[1])
            return (span[0], stop) if stop > span[0] else None
    return None


def owner_of_a_count(page: Page, at: int, end: int) -> tuple[int, int]:
    """“By the army’s count”, “on the organisers’ figures”: whose count it is, and nothing when it is nobody's.

    “By his tally”, “its count of wrecks is”: the pronoun is whose.
    """
    official = at + 1 + (page.low(at + 1) == "the")
    if page.low(official) == "official" and page.low(official + 1) in words("grammar", "whose count it is"):
        return official, official + 2
    own = at + (page.lows[at] not in _OWN)
    if page.low(own) in _OWN:
        known = words("grammar", "whose count it is") - {"numbers", "records", "data", "account"}
        counted = bool(set(page.lows[own + 1 : own + 3]) & known)
        return (own, own + 1) if counted and own + 3 < end else (0, 0)
    for place in range(at + 1, min(end - 1, at + _LONGEST_NAME // 2)):
        low = page.lows[place]
        if low in {"’s", "'s", "’", "'"}:
            counts = set(page.lows[place + 1 : min(end, place + 4)]) & words("grammar", "whose count it is")
            return (at + 1, place) if counts and place > at + 1 else (0, 0)
        if page.tokens[place].kind is not Kind.WORD or low in _NP_STOPS:
            break
    return 0, 0
