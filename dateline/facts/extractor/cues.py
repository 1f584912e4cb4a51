"""Which words are cues: “said” nearly always, “state” hardly ever."""

from functools import cache

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.listed import is_counted
from dateline.facts.extractor.outlets import is_media
from dateline.facts.extractor.person_names import is_capital_word
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names, words


@cache
def says() -> dict[str, str]:
    return {low: low for low in words("cues", "says")}


_NOUNS = frozenset("state claim report forecast estimate states counts".split())
_SETS = frozenset("raised revised lowered updated increased cut trimmed slashed downgraded upgraded nudged".split())
_HAD = frozenset("reported recorded reports records confirmed logged admitted conceded declared registered".split())
_COUNTS = frozenset("counted documented recorded registered logged tallied listed lists measured measures".split())
_OF = frozenset("speaks spoke talks talked knows knew heard learned learnt".split())
_ADDS = frozenset(["added", "adds"])
_PROMISES = frozenset("promised promises pledged pledges vowed demands demanded demand wants".split())
_KNOWS = frozenset("understands learned learnt".split())
_HEARS = frozenset("court inquiry tribunal inquest hearing committee jury commission panel jurors mps".split())
_FORESEES = frozenset("forecast forecasts".split())
_LONGEST_SUBJECT = 10
_LONGEST_ADVERBS = 4
_FINDS = frozenset("found find finds".split())
_GIVES = frozenset("has have gives give gave puts put".split())
_TALLY = frozenset("toll figure estimate number count total tally forecast projection outlook prediction".split())
_HOLDS = frozenset(
    "believe believes estimate estimates predict predicts expect expects fear fears reckon think".split()
)
_MEDIA = frozenset("media newspaper newspapers broadcaster outlets television tv".split())
_AUXILIARIES = frozenset("been were was be are is being".split())
_WILL_SAY = frozenset("say tell warn argue insist".split())
_MODALS = frozenset("would will could should may might must can did does do cannot".split())
_OWNS = frozenset("’s 's".split())
_POSTED = frozenset("on to in from that : from”".split()) | {"“", '"', "`", "‘", "."}
_BEHIND_A_NOUN = frozenset("was is were are for of to had has by , . ;".split())
_GOING_ON = frozenset(
    "projecting forecasting predicting saying claiming reporting warning estimating telling quoted".split()
)


def is_cue(page: Page, at: int, first: int, end: int) -> bool:
    """Return whether a word that can be a cue is one here; common words need a sign beside them."""
    low, before = page.lows[at], page.low(at - 1)
    if before in words("grammar", "not before a cue") | _OWNS or _is_passive(page, at):
        return False
    if before == "will" and low in _WILL_SAY:
        return True
    if before in _MODALS or (page.low(at - 2) in _MODALS and before in {"not", "also"}):
        # "It would announce more days": nothing is announced yet.
        return False
    of_a_count = _says_a_count(page, at, first, end)
    if of_a_count is not None:
        return of_a_count
    if low in _KNOWS:
        return is_media(page, at - 1, at) is not None or before in _MEDIA
    if low == "heard":
        return before in _HEARS
    shown = low in words("cues", "documents say") and _is_document_before(page, at, first)
    if shown and (before not in {",", "and"} or page.low(at + 1) in words("cues", "according")):
        return True
    return low in says() and _is_said(page, at, first, end)


def _says_a_count(page: Page, at: int, first: int, end: int) -> bool | None:
    """“Speaks of 40 dead”, “demands 7 %”, “gives 31 dead”: only who can know says so. None for other words."""
    low = page.lows[at]
    if low in _OF and page.low(at + 1) == "of":
        return _is_count_ahead(page, at + 2)
    if low in _ADDS and is_counted(page, min(at + 1, len(page.tokens) - 1)) and page.low(at - 1) not in {",", "”", '"'}:
        # "Northline added 1.6 %"; but "the clinic added 12 cases to its count" says so.
        return _speaker_before(page, at, first)
    if low in _PROMISES and _is_amount_near(page, at, end):
        return _who_counts(page, at, first) or _is_name_before(page, at, first)
    if low in _GIVES and _is_toll_ahead(page, at + 1):
        return _who_counts(page, at, first) or None
    return None


def _is_passive(page: Page, at: int) -> bool:
    """“Is predicted to fall”, “was then reported”: done by somebody who is not named in front of it."""
    back = at - 1
    while page.low(back) in words("grammar", "before a cue") - _AUXILIARIES and at - back < _LONGEST_ADVERBS:
        back -= 1
    return page.low(back) in _AUXILIARIES and page.lows[at] not in _GOING_ON


def _is_said(page: Page, at: int, first: int, end: int) -> bool:
    low, before = page.lows[at], page.low(at - 1)
    if low in _FORESEES and _speaker_before(page, at, first) and page.low(at + 1) not in _BEHIND_A_NOUN:
        return before not in {"latest", "new", "weather", "growth", "inflation", "own", "previous"}
    if low in {"posted", "posts", "wrote", "writes"} and page.low(at + 1) not in _POSTED:
        # "Posted a loss" is no post.
        return low in {"wrote", "writes"} and (at == end - 1 or before in {",", "”", '"'})
    if low in _COUNTS and _is_count_ahead(page, at + 1):
        return _who_counts(page, at, first)
    if low in _NOUNS:
        return page.low(at + 1) in {"that", ":", "“"} or before in words("grammar", "who state and report")
    return _is_said_of_a_count(page, at, first, end)


def _is_said_of_a_count(page: Page, at: int, first: int, end: int) -> bool:
    low, before = page.lows[at], page.low(at - 1)
    if low in _SETS:
        # "Raised the toll to 40"
        return bool(_TALLY & set(page.lows[at + 1 : at + 6])) and page.low(at + 1) in {"the", "its", "their"}
    if low in {"put", "puts"} and _puts_it_at(page, at, end):
        return before not in words("grammar", "not before a cue")
    if low in {"claims", "claim", "put", "puts"} and _speaker_before(page, at, max(first, at - 4)):
        # "Organisers claim 40,000 marched", "police put turnout at 40,000"; but a flood claims lives.
        counted = _is_count_ahead(page, at + 1) if low.startswith("claim") else "at" in page.lows[at + 2 : at + 7]
        if counted:
            return before not in words("grammar", "not before a cue")
    had = low in _HAD and _is_count_ahead(page, at + 1)
    if had and (low in {"admitted", "conceded"} or not _speaker_before(page, at, first)):
        # "The hospital admitted 340 patients", "Ontario reported 12 cases": nobody said so.
        return False
    if low == "reported" and page.low(at + 1) in {"for", "to", "in", "by"} and page.low(at + 2) != "have":
        return False
    if low == "reporting" and before in _AUXILIARIES:
        media = any(is_media(page, back, at) for back in (at - 2, at - 3, at - 4) if back >= first)
        return media or _speaker_before(page, at, first)
    return low not in words("cues", "weak") or _has_sign_beside(page, at, end)


def _puts_it_at(page: Page, at: int, end: int) -> bool:
    """“Petrova put Tolva’s toll at 43”: a toll, and the number behind “at”."""
    place = next((place for place in range(at + 2, min(end - 1, at + 9)) if page.lows[place] == "at"), 0)
    return bool(place) and bool(_TALLY & set(page.lows[at + 1 : place])) and _is_count_ahead(page, place + 1)


def _who_counts(page: Page, at: int, first: int) -> bool:
    """“Monitors counted 16 blasts” is a count; “the city recorded 16 cases” is where they were."""
    end = at
    while end > first and page.lows[end - 1] in words("grammar", "before a cue") | {","}:
        end -= 1
    start = end - 8 if page.lows[end] == "," else end - 1
    while start > first and page.tokens[start - 1].text[:1].isupper() and page.tokens[start].text[:1].isupper():
        start -= 1
    start -= 0 if page.cased else 2
    roles = words("roles", "persons") | words("roles", "bodies") | words("roles", "documents")
    return end > first and (
        bool(roles & set(page.lows[max(first, start) : end]))
        or any(is_media(page, back, end) for back in (end - 3, end - 2, end - 1) if back >= first)
    )


def _is_document_before(page: Page, at: int, first: int) -> bool:
    """“The same survey has 30%”, “the latest figures from the ministry show …”: the subject is a document."""
    if page.lows[at] in _GIVES and not _is_number_near(page, at):
        return False
    for place in range(at - 1, max(first, at - _LONGEST_SUBJECT) - 1, -1):
        low = page.lows[place]
        if low == "it" and place == first and first:
            before = page.sentences[page.sentence_of[first] - 1]
            opens = page.lows[before.first : min(before.end, before.first + 5)]
            return bool(words("roles", "documents") & set(opens))
        if page.lows[at] in _FINDS and low in words("roles", "researchers"):
            return True
        if low in words("roles", "documents") | words("roles", "pictures"):
            return not {page.low(place - 1), page.low(place - 2)} & {"in", "to", "of", "on", "by"} or place <= first + 1
        if low in {",", ";", ":", "“", "”", '"', "that", "which", "who", "and"} or low in says():
            return False
    return False


def _has_sign_beside(page: Page, at: int, end: int) -> bool:
    before, after = page.low(at - 1), page.low(at + 1)
    if before in words("roles", "documents") or before in {",", "”", '"'} or at == end - 1:
        return True
    if after in {"that", ":", "“", '"', "‘", "on", "the", "at", ".", "from"}:
        return True
    if page.lows[at] in _HOLDS and _is_holder(page, at):
        return True
    if after in words("roles", "pronouns") | {"there", "it", "we"}:
        return True
    if page.lows[at] in {"claims", "claimed", "claim"} and page.lows[at + 1 : at + 3] == ["to", "have"]:
        return True
    return after in {",", "in"} and before != "and"


def _is_name_before(page: Page, at: int, first: int) -> bool:
    while at > first and page.lows[at - 1] in words("grammar", "before a cue"):
        at -= 1
    return page.cased and at > first and page.tokens[at - 1].text[:1].isupper()


def _is_toll_ahead(page: Page, at: int) -> bool:
    """“Gives 4,310 dead”: a number with what happened to them."""
    harmed = names("measures", "people")
    return is_counted(page, min(at, len(page.tokens) - 1)) and page.low(at + 1) in harmed


def _is_amount_near(page: Page, at: int, end: int) -> bool:
    """“Demands a rise of 19 %”, “promised $500m”: a number right behind the verb, before anything else happens."""
    near = page.tokens[at + 1 : min(end, at + _LONGEST_SUBJECT - 4)]
    return any(token.kind is Kind.NUMBER for token in near)


def _is_number_near(page: Page, at: int) -> bool:
    near = page.tokens[at + 1 : at + _LONGEST_SUBJECT]
    return page.low(at + 1) != "been" and any(token.kind is Kind.NUMBER for token in near)


def _is_holder(page: Page, at: int) -> bool:
    """“Police believe”, “the bank now expects”, “analysts at Harbour Bank expect”."""
    while page.low(at - 1) in words("grammar", "before a cue"):
        at -= 1
    first = page.sentences[page.sentence_of[at]].first
    return page.low(at - 1) in words("roles", "persons") | words("roles", "bodies") or (
        page.low(at - 1) not in {",", "and"}
        and any(low in words("roles", "persons") for low in page.lows[max(first, at - 8) : at])
    )


def _is_count_ahead(page: Page, at: int) -> bool:
    return at < len(page.tokens) and (
        is_counted(page, at)
        or page.lows[at] in {"a", "no", "more", "over", "at", "nearly", "about", "another", "only", "its"}
    )


def _speaker_before(page: Page, at: int, first: int) -> bool:
    roles = words("roles", "persons") | words("roles", "bodies") | words("roles", "pronouns")
    return any(low in roles or low in _MEDIA for low in page.lows[max(first, at - 6) : at])


def cue_words(page: Page, first: int, at: int) -> str:
    lead = [
        low
        for low in page.lows[max(first, at - 2) : at]
        if low in {"has", "have", "had", "would", "did", "not", "previously", "could"}
    ]
    return " ".join([*lead, page.lows[at]])


def told_to(page: Page, at: int, end: int) -> str | None:
    """“Told Reuters”, “told local radio”, “wrote on Telegram”: who or what passes it on."""
    lows = page.lows
    for place in range(at + 1, min(end, at + 9)):
        if page.tokens[place].kind is not Kind.WORD:
            break
        platform = lows[place - 1] in {"on", "to", "via"} and lows[place] in words("cues", "platforms")
        if platform and (lows[place] != "x" or page.tokens[place].text == "X" or not page.cased):
            return page.words(place, place + 1)
        told = place == at + 1 and lows[at] in {"told", "tells", "telling", "tell"}
        if told or lows[place - 1] in {"with", "to", "by"} or lows[place] == "the":
            start = place + (lows[place] in {"the", "a", "our"})
            name = is_media(page, start, end) or (_outlet(page, start, end) if told else None)
            name = name or (_paper(page, start, end) if told and start > place else None)
            if name:
                return _whole_name(page, start, name, end)
    return None


def _whole_name(page: Page, at: int, name: str, end: int) -> str:
    """“ABC News Breakfast” is more than ABC News."""
    stop = at + len(name.replace("-", " - ").split())
    if page.words(at, stop) != name:
        return name
    while stop < end and is_capital_word(page, stop):
        stop += 1
    return page.words(at, stop)


def _paper(page: Page, at: int, end: int) -> str | None:
    """“The Echo”, “the Tolva Gazette”: capitals that end as the names of papers do."""
    stop = at
    while stop < end and is_capital_word(page, stop):
        stop += 1
    return page.words(at, stop) if stop > at and page.low(stop - 1) in words("cues", "media_endings") else None


def _outlet(page: Page, at: int, end: int) -> str | None:
    """“The newspaper Morning Bell”, “local radio”, “state television”: an outlet by what it is."""
    for stop in range(at + 1, min(end, at + 5)):
        if page.lows[stop - 1] in words("cues", "outlets"):
            name = stop
            while name < min(end, stop + 3) and page.tokens[name].text[:1].isupper():
                name += 1
            return page.words(stop if name > stop else at, max(stop, name))
        if page.tokens[stop - 1].kind is not Kind.WORD:
            break
    return None
