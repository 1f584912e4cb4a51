"""Who a claimant is: the name and role in a noun phrase, and the fuller name that the entry gave before."""

from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.claimant_words import is_claimant, name_of, trimmed, without_acronym, without_document
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.offices import head_of, role_beside, role_of_body
from dateline.facts.extractor.outlets import are_media, is_media, media_name, of_an_outlet
from dateline.facts.extractor.person_names import Known, is_capital_word, is_person, name_in
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words


class Source(NamedTuple):
    """Somebody who says something."""

    name: str
    role: str | None
    pronoun: bool
    media: bool
    head: str
    """The word by which later sentences look back: “ministry”, “mayor”."""


def resolve(page: Page, known: Known, span: tuple[int, int], spoken: list[Source]) -> Source | None:
    """Return the source that these tokens name, or None if they name nobody who could speak.

    `spoken` are those that the entry has named before: a pronoun or "the ministry" looks back to them.
    """
    first, end = trimmed(page, span)
    if end <= first:
        return None
    lows = page.lows[first:end]
    pronoun = _WHOSE.get(lows[0], lows[0])
    if len(lows) == 1 and pronoun in words("roles", "pronouns"):
        return _looked_back(page, known, pronoun, first, spoken)
    outlet = _outlet_or_its_reporter(page, first, end)
    if outlet is not None:
        return outlet
    called = next((at for at in range(first + 1, end - 1) if page.lows[at] in {"called", "named"}), 0)
    if called and is_capital_word(page, called + 1):
        return Source(page.words(called + 1, end), name_of(page, first, called), pronoun=False, media=False, head="")
    if page.lows[end - 1] in _CHANNELS and end - first > 2:
        first, end = without_document(page, first, end)
    name_span = name_in(page, first, end)
    end = without_acronym(page, first, end)
    if name_span is not None and is_person(page, known, first, end, name_span):
        return _person(page, known, (first, end), name_span, spoken)
    if not is_claimant(page, first, end):
        return _bare_name(page, first, end, spoken)
    if name_span is not None and name_span[0] > first and name_span[1] == end and _is_called(page, first, name_span[0]):
        # "The grid operator Enerko", "independent outlet Velmar Today": the name, and what it is.
        media = _is_outlet_before(page, name_span[0])
        role = role_beside(page, first, end, name_span)
        head = head_of((role or "").lower().split())
        return Source(page.words(*name_span), role, pronoun=False, media=media, head=head)
    return _body(page, known, first, end, spoken)


def _outlet_or_its_reporter(page: Page, first: int, end: int) -> Source | None:
    reporter = None if page.cased else of_an_outlet(page, first, end)
    if reporter:
        return Source(reporter, None, pronoun=False, media=False, head="")
    media = media_name(page, first, end)
    if media:
        return Source(media, "media", pronoun=False, media=True, head="")
    if are_media(page.lows[first:end]):
        return Source(name_of(page, first, end), "media", pronoun=False, media=True, head="media")
    return None


def _person(page: Page, known: Known, span: tuple[int, int], at: tuple[int, int], spoken: list[Source]) -> Source:
    """Return somebody with a name, in full where the entry gave it so, and with a role."""
    name, role = page.words(*at), role_beside(page, *span, at)
    if _is_outlet_before(page, at[0]) and at[0] > span[0]:
        # "The state broadcaster Example".
        return Source(name, "media", pronoun=False, media=True, head="")
    if at[1] - at[0] == 1:
        name = known.by_last.get(page.lows[at[1] - 1], name)
    full = known.by_last.get(page.lows[at[1] - 1], "")
    if at[1] - at[0] > 1 and full.lower().endswith(f" {name.lower()}"):
        # "Peña Nieto" for Enrique Peña Nieto
        name = full
    if name == full and (not role or role.lower().rstrip(".") in words("roles", "titles")):
        role = next((one.role for one in spoken if one.name == name and one.role), None)
    return Source(name, role, pronoun=False, media=False, head=head_of((role or "").lower().split()))


def _body(page: Page, known: Known, first: int, end: int, spoken: list[Source]) -> Source:
    """A ministry, police, officials: by the words of the text, or the fuller name that it gave before."""
    first, end = without_document(page, first, end)
    lows = page.lows[first:end]
    head = head_of(lows)
    if _refers_back(page, first, end, head):
        earlier = next((one for one in reversed(spoken) if head in _words_of(one)), None)
        if earlier is None and spoken and head in words("roles", "speak for their maker") | _SPEAKERS:
            earlier = spoken[-1]
        if earlier is None and head in words("roles", "any body") and page.lows[first] == "the":
            earlier = next((one for one in spoken[-1:] if _is_a_body(one)), None)
        if earlier is None and head in words("roles", "companies") and page.lows[first] == "the":
            earlier = _company(spoken)
        if earlier is None and head in known.roles:
            earlier = Source(known.roles[head], None, pronoun=True, media=False, head=head)
        if earlier is not None:
            return earlier._replace(pronoun=True)
    return Source(name_of(page, first, end), role_of_body(head), pronoun=False, media=False, head=head)


def _company(spoken: list[Source]) -> Source | None:
    """“Northline said … The company said”, “Northline officials said …”: the name that spoke last, if it is no body."""
    last = spoken[-1] if spoken else None
    if last is None or last.media or not last.head:
        return None
    *name, head = last.name.split()
    if head.lower() in {"officials", "executives"} and name and name[-1][:1].isupper():
        return last._replace(name=" ".join(name), role=None, head=name[-1].lower())
    known = words("roles", "bodies") | words("roles", "persons") | words("people", "countries")
    return last if last.head not in known and head[:1].isupper() else None


def _is_outlet_before(page: Page, name: int) -> bool:
    """“The broadcaster Example”; but “the refugee agency Example” passes nothing on."""
    kind = page.low(name - 1)
    agency = kind == "agency" and page.low(name - 2) not in {"news", "press", "state", "wire"}
    return not agency and kind in words("cues", "outlets") | {"outlet"}


def _is_a_body(source: Source) -> bool:
    """Whether it was a body and not a person who spoke: the one that “the agency” may look back to."""
    return not source.media and bool(set(source.name.lower().split()) & words("roles", "bodies"))


def _is_called(page: Page, first: int, name: int) -> bool:
    """Return whether plain words that end in a kind of body stand before a name."""
    return page.lows[name - 1] in words("roles", "bodies") | _OUTLETS and page.tokens[name - 1].text.islower()


def _looked_back(page: Page, known: Known, pronoun: str, at: int, spoken: list[Source]) -> Source | None:
    """He and she are the last person; it and they the last who spoke."""
    if pronoun in {"he", "she"}:
        person = next((one for one in reversed(spoken[-_LAST:]) if not one.media and not _is_body(one)), None)
        person = person or _last_named(page, known, at)
        person = person or (None if page.cased else _last_named_plain(page, at)) or (spoken[-1] if spoken else None)
        person = person or _office_before(page, known, at)
        return person._replace(pronoun=True) if person else None
    own = _subject_here(page, known, at) if page.low(at - 1) in _SUBORDINATING else None
    if pronoun == "it" and page.low(at - 1) == ",":
        own = _body_at(page, known, page.sentences[page.sentence_of[at]].first, at)
    if own or spoken:
        return (own or spoken[-1])._replace(pronoun=True)
    return _subject_before(page, known, at) or _subject_here(page, known, at)


def _subject_before(page: Page, known: Known, at: int) -> Source | None:
    """“The office has been asked to look at it. It said …”: the body that the sentence before begins with."""
    number = page.sentence_of[at]
    if not number:
        return None
    first, end = page.sentences[number - 1].first, page.sentences[number - 1].end
    return _body_at(page, known, first, end)


def _body_at(page: Page, known: Known, first: int, end: int) -> Source | None:
    """Return the body that a sentence begins with, past “in its update,”."""
    if page.lows[first] in _LEADING:
        first = next((place + 1 for place in range(first, min(end, first + 9)) if page.lows[place] == ","), first)
    reach = range(first + 1, min(end, first + 9))
    stop = next((place for place in reach if page.lows[place] in _FINITE or page.lows[place].endswith("ed")), 0)
    source = resolve(page, known, (first, stop), []) if stop else None
    return source if source is not None and (_is_body(source) or source.name.isupper()) else None


def _office_before(page: Page, known: Known, at: int) -> Source | None:
    """“The mayor spoke to reporters. It was bad, she said”: the office that the sentence before begins with."""
    number = page.sentence_of[at]
    if not number:
        return None
    first, end = page.sentences[number - 1].first, page.sentences[number - 1].end
    office = next(
        (place for place in range(first, min(end, first + _LONGEST_OFFICE)) if page.lows[place] in _TITLES), -1
    )
    return resolve(page, known, (first, office + 1), []) if office >= first else None


def _subject_here(page: Page, known: Known, at: int) -> Source | None:
    """“Northline carried 300 people, it said”: the name that its own sentence begins with."""
    first = page.sentences[page.sentence_of[at]].first
    if page.lows[first] in {"shares", "stock"} and page.low(first + 1) in {"in", "of"}:
        first += 2
    stop = first
    while stop < at and (is_capital_word(page, stop) or page.lows[stop] in {"of", "-", "&"} or stop == first):
        stop += 1
    plain = stop == first + 1 and not is_capital_word(page, first)
    return resolve(page, known, (first, stop), []) if stop < at - 1 and not plain else None


def _is_body(source: Source) -> bool:
    bodies = words("roles", "bodies") - words("roles", "persons")
    return source.head in bodies or source.name.lower().split()[-1] in bodies


def _last_named_plain(page: Page, at: int) -> Source | None:
    """Without capitals: “prime minister ana example has arrived. She said”, “ana example , 17 , was hoping”."""
    titles = _TITLES
    for place in range(at - 1, max(-1, at - _LOOKS_BACK), -1):
        aged = page.tokens[place].kind is Kind.NUMBER and page.low(place - 1) == "," == page.low(place + 1)
        if aged and _is_name(page, place - 3, place - 1):
            return Source(page.words(place - 3, place - 1), None, pronoun=False, media=False, head="")
        begin = place + 1 + (page.low(place + 1) == ",")
        if page.lows[place] in titles and _is_name(page, begin, begin + 2):
            role = page.lows[place]
            return Source(page.words(begin, begin + 2), role, pronoun=False, media=False, head=role)
        starts = page.sentences[page.sentence_of[place]].first == place
        if starts and page.low(place + 2) in _FINITE and _is_name(page, place, place + 2):
            return Source(page.words(place, place + 2), None, pronoun=False, media=False, head="")
    return None


@cache
def _common() -> frozenset[str]:
    """Words that are no part of a name in a text without capitals."""
    roles = words("roles", "bodies") | words("roles", "persons")
    return _NO_NAMES | known_nouns() | _FINITE | says_words() | roles


def _is_name(page: Page, first: int, end: int) -> bool:
    if first < 0 or end > len(page.tokens) or page.sentence_of[first] != page.sentence_of[end - 1]:
        return False
    return all(low.isalpha() and low not in _common() and not low.endswith("ing") for low in page.lows[first:end])


def _last_named(page: Page, known: Known, at: int) -> Source | None:
    """Somebody who was named in full and has not spoken yet: “Ana Example came to the hall. … she said”."""
    for place in range(at - 1, max(-1, at - _LOOKS_BACK), -1):
        if not page.cased and page.lows[place] in {"’s", "'s"} and is_media(page, place - 1, place):
            # "The guardian 's ana example visited …": the outlet's own reporter.
            return Source(page.words(place + 1, min(place + 3, at)), None, pronoun=False, media=False, head="")
        name = known.by_last.get(page.lows[place])
        if name and is_capital_word(page, place) and page.words(place, place + 1) == name.split()[-1]:
            return Source(name, None, pronoun=False, media=False, head="")
    return None


def named_by_article(page: Page, span: tuple[int, int]) -> Source | None:
    """Whoever stands with an article right before "said" or behind "according to" speaks: “the retailer”."""
    first, end = trimmed(page, span)
    lows = page.lows[first:end]
    if len(lows) <= 3 and lows[-1:] and _are_people(lows[-1]) and set(lows[:-1]) <= _SOME:
        return Source(name_of(page, first, end), None, pronoun=False, media=False, head=lows[-1])
    if not 2 <= len(lows) <= 4 or lows[0] not in _ARTICLED or not all(low.isalpha() for low in lows):
        return None
    return Source(name_of(page, first, end), None, pronoun=False, media=False, head=lows[-1])


def _are_people(low: str) -> bool:
    """“Students said”, “drivers told the BBC”; but “people said” names nobody."""
    return low.endswith("s") and low in words("people", "people") - _NOBODY


@cache
def says_words() -> frozenset[str]:
    return words("cues", "says")


def _bare_name(page: Page, first: int, end: int, spoken: list[Source]) -> Source | None:
    """Without capitals: one to three words that are no common noun, alone in front of the cue, are a name."""
    lows = page.lows[first:end]
    if lows[0] in words("grammar", "not first in a claimant"):
        return None
    begins = (
        first == 0
        or page.sentence_of[first - 1] != page.sentence_of[first]
        or page.lows[first - 1] in _BEGINS | says_words()
    )
    if page.cased or not begins or len(lows) > 3 or not all(low.isalpha() for low in lows):
        return None
    if any(low in _NO_NAMES or low in known_nouns() or low.endswith(("ly", "ing")) for low in lows):
        return None
    if len(lows) == 1:
        earlier = next((one for one in reversed(spoken[-_LAST:]) if lows[0] in one.name.lower().split()), None)
        if earlier:
            return earlier._replace(pronoun=True)
    return Source(page.words(first, end), None, pronoun=False, media=False, head="")


def _words_of(source: Source) -> frozenset[str]:
    return frozenset(
        f"{source.name} {source.role or ''}".lower().replace("’", " ").replace("-", " ").replace(",", " ").split()
    ) | {source.head}


def _refers_back(page: Page, first: int, end: int, head: str) -> bool:
    """“The ministry”, “its statement”, “vice-prime minister”: short, and without a name of its own."""
    lows = page.lows[first:end]
    if any(is_capital_word(page, at) and page.lows[at] != head for at in range(first + 1, end)):
        return False
    if any(page.words(at, at + 2).lower() in words("roles", "bodies") for at in range(first, end - 1)):
        return False
    short = [low for low in lows if low not in {"-", "the", "its", "this", "that", "same"}]
    return (
        (lows[0] in {"the", "its", "this", "that", "their", "his", "her"} or len(lows) == 1)
        and len(short) <= 3
        and head in words("roles", "short") | words("roles", "persons") | words("roles", "documents")
    )


_TITLES = words("roles", "persons") | words("roles", "titles")
_FINITE = frozenset("has had have is was are were will would says said".split())
_NOBODY = frozenset("deaths fatalities bodies arrests lives souls others casualties victims remains injuries".split())
_ARTICLED = frozenset("the a an its their his her".split())
_WHOSE = {"his": "he", "her": "she", "its": "it", "their": "they"}
_LEADING = frozenset("in on at from after during according".split())
_SOME = frozenset("several some many most other local two three".split())
_SUBORDINATING = frozenset("after as because before since when while".split())
_LONGEST_OFFICE = 6
_LOOKS_BACK = 150
_LAST = 20
_BEGINS = frozenset(",“”\"'’‘.:–—")
_NO_NAMES = words("grammar", "not in a name without capitals")
_SPEAKERS = frozenset("spokesman spokeswoman spokesperson".split())
_OUTLETS = frozenset("outlet newspaper broadcaster channel website site operator producer maker".split())
_CHANNELS = words("grammar", "channels")
