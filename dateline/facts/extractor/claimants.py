"""Who a claimant is: the name and role in a noun phrase, and the fuller name that the entry gave before."""

from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.person_names import Known, is_capital_word, is_person, name_in
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import Phrases, words

_ARTICLES = frozenset("the a an its their his her our one some many most several two three local".split())


class Source(NamedTuple):
    """Somebody who says something."""

    name: str
    role: str | None
    pronoun: bool
    media: bool
    head: str
    """The word by which later sentences look back: “ministry”, “mayor”."""


@cache
def _media() -> frozenset[str]:
    return words("cues", "media")


@cache
def _media_phrases() -> Phrases:
    return Phrases((name, name) for name in words("cues", "media"))


def is_media(page: Page, at: int, end: int) -> str | None:
    """Return the name of the paper, agency or broadcaster that begins here, as the text writes it."""
    if at >= min(end, len(page.tokens)):
        return None
    found = _media_phrases().at(page.lows, at)
    if (
        found
        and at + found[0] <= end
        and (page.tokens[at].text[0].isupper() or len(found[1]) > 3 or page.tokens[at].text == found[1])
    ):
        return page.words(at, at + found[0])
    return None


def resolve(page: Page, known: Known, span: tuple[int, int], spoken: list[Source]) -> Source | None:
    """Return the source that these tokens name, or None if they name nobody who could speak.

    `spoken` are those that the entry has named before: a pronoun or "the ministry" looks back to them.
    """
    first, end = _trimmed(page, span)
    if end <= first:
        return None
    lows = page.lows[first:end]
    if len(lows) == 1 and lows[0] in words("roles", "pronouns"):
        return _looked_back(page, known, lows[0], first, spoken)
    media = _media_name(page, first, end)
    if media:
        return Source(media, "media", pronoun=False, media=True, head="")
    if _are_media(lows):
        return Source(_text(page, first, end), "media", pronoun=False, media=True, head="media")
    name_span = name_in(page, first, end)
    end = _without_acronym(page, first, end)
    role = _role(page, first, end, name_span)
    if name_span is not None and is_person(page, known, first, end, name_span):
        name = page.words(*name_span)
        if name_span[1] - name_span[0] == 1:
            name = known.by_last.get(page.lows[name_span[1] - 1], name)
            role = (
                role
                if role and role.lower().rstrip(".") not in words("roles", "titles")
                else next((one.role for one in spoken if one.name == name and one.role), None)
            )
        return Source(name, role, pronoun=False, media=False, head=_head((role or "").lower().split()))
    if not is_claimant(page, first, end):
        return _bare_name(page, first, end, spoken)
    if name_span is not None and name_span[0] > first and name_span[1] == end and _is_called(page, first, name_span[0]):
        # "The grid operator Enerko", "independent outlet Velmar Today": the name, and what it is.
        return Source(
            page.words(*name_span), role, pronoun=False, media=False, head=_head((role or "").lower().split())
        )
    return _body(page, first, end, spoken)


def _body(page: Page, first: int, end: int, spoken: list[Source]) -> Source:
    """A ministry, police, officials: by the words of the text, or the fuller name that it gave before."""
    first, end = _without_document(page, first, end)
    lows = page.lows[first:end]
    head = _head(lows)
    if _refers_back(lows, head):
        earlier = next((one for one in reversed(spoken) if head in _words_of(one)), None)
        if earlier is None and spoken and head in words("roles", "documents") | _SPEAKERS:
            earlier = spoken[-1]
        if earlier is not None:
            return earlier._replace(pronoun=True)
    return Source(_text(page, first, end), _role_of_body(head), pronoun=False, media=False, head=head)


def _is_called(page: Page, first: int, name: int) -> bool:
    """Return whether plain words that end in a kind of body stand before a name."""
    return page.lows[name - 1] in words("roles", "bodies") | _OUTLETS and page.tokens[name - 1].text.islower()


def _without_acronym(page: Page, first: int, end: int) -> int:
    """“The World Food Programme (WFP)” is the World Food Programme."""
    if end - first > 3 and page.lows[end - 1] == ")" and page.lows[end - 3] == "(":
        return end - 3
    return end


def _looked_back(page: Page, known: Known, pronoun: str, at: int, spoken: list[Source]) -> Source | None:
    """He and she are the last person; it and they the last who spoke."""
    if pronoun in {"he", "she"}:
        person = next((one for one in reversed(spoken[-_LAST:]) if not one.media and not _is_body(one)), None)
        person = person or _last_named(page, known, at) or (spoken[-1] if spoken else None)
        return person._replace(pronoun=True) if person else None
    return spoken[-1]._replace(pronoun=True) if spoken else None


def _is_body(source: Source) -> bool:
    bodies = words("roles", "bodies") - words("roles", "persons")
    return source.head in bodies or source.name.lower().split()[-1] in bodies


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
    first, end = _trimmed(page, span)
    lows = page.lows[first:end]
    if not 2 <= len(lows) <= 4 or lows[0] not in _ARTICLED or not all(low.isalpha() for low in lows):
        return None
    return Source(_text(page, first, end), None, pronoun=False, media=False, head=lows[-1])


def _are_media(lows: list[str]) -> bool:
    """“Local media”, “the state news agency”: papers and stations without a name."""
    return len(lows) <= 5 and any(" ".join(lows[-length:]) in words("cues", "media_words") for length in (1, 2, 3))


def _bare_name(page: Page, first: int, end: int, spoken: list[Source]) -> Source | None:
    """Without capitals: one to three words that are no common noun, alone in front of the cue, are a name."""
    lows = page.lows[first:end]
    begins = first == 0 or page.sentence_of[first - 1] != page.sentence_of[first] or page.lows[first - 1] in _BEGINS
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


def _refers_back(lows: list[str], head: str) -> bool:
    """“The ministry”, “its statement”, “vice-prime minister”: short, and without a name of its own."""
    short = [low for low in lows if low not in {"-", "the", "its", "this", "that", "same"}]
    return (
        (lows[0] in {"the", "its", "this", "that", "their", "his", "her"} or len(lows) == 1)
        and len(short) <= 3
        and head in words("roles", "short") | words("roles", "persons") | words("roles", "documents")
    )


def _without_document(page: Page, first: int, end: int) -> tuple[int, int]:
    """“The department statement”, “a post on the ministry's Telegram channel”: who made it is who speaks."""
    channel = end
    while end - first > 1 and page.lows[end - 1] in _CHANNELS - (set() if end < channel else {"official"}):
        end -= 1
    for at in range(end - 1, first, -1):
        if (
            page.lows[at] in {"to", "on", "by", "from"}
            and page.lows[first] in {"a", "an", "the"}
            and set(page.lows[first:at]) & _POSTS
        ):
            first = at + 1
            break
    if (
        end - first > 2
        and page.lows[end - 1] in words("roles", "documents")
        and (set(page.lows[first : end - 1]) & words("roles", "bodies"))
    ):
        end -= 1
        while end - first > 1 and page.lows[end - 1] in {
            "latest",
            "official",
            "own",
            "new",
            "preliminary",
            "provisional",
            "joint",
            "daily",
            "weekly",
            "regular",
            "evening",
            "morning",
        }:
            end -= 1
    while end - first > 1 and page.lows[end - 1] in {"’s", "'s"}:
        end -= 1
    return first, end


_ARTICLED = frozenset("the a an its their his her".split())
_LOOKS_BACK = 150
_LAST = 20
_BEGINS = frozenset(",“”\"'’‘.:–—")
_NO_NAMES = words("grammar", "not in a name without capitals")
_SPEAKERS = frozenset("spokesman spokeswoman spokesperson".split())
_OUTLETS = frozenset("outlet newspaper broadcaster channel website site operator producer maker".split())
_CHANNELS = words("grammar", "channels")
_POSTS = frozenset("update post statement message video tweet report bulletin notice published posted shared".split())


def is_claimant(page: Page, first: int, end: int) -> bool:
    """Return whether a noun phrase can speak: it has a role, a body, or a capital that is not a day or a month."""
    lows = page.lows[first:end]
    roles = words("roles", "persons") | words("roles", "bodies")
    if lows[0] in _NO_CLAIMANTS:
        return False
    if any(low in roles for low in lows):
        return True
    if any(page.words(at, at + 2).lower() in roles for at in range(first, end - 1)):
        return True
    return (
        any(is_capital_word(page, at) and (at > first or end - first <= 4) for at in range(first, end))
        and len(lows) <= 7
    )


def _trimmed(page: Page, span: tuple[int, int]) -> tuple[int, int]:
    first, end = span
    while first < end and (
        page.tokens[first].kind is not Kind.WORD
        or page.lows[first]
        in {
            "and",
            "but",
            "as",
            "while",
            "what",
            "however",
            "though",
            "meanwhile",
            "when",
            "where",
            "if",
            "because",
            "so",
            "also",
            "’s",
            "now",
            "today",
        }
    ):
        first += 1
    while end > first and (
        (page.tokens[end - 1].kind is not Kind.WORD and page.lows[end - 1] != ")")
        or page.lows[end - 1] in {"of", "the", "and", "in", "for"}
    ):
        end -= 1
    return first, end


def _media_name(page: Page, first: int, end: int) -> str | None:
    at = first + (page.lows[first] in {"the", "independent", "local", "state", "russian"})
    while at < end:
        name = is_media(page, at, end)
        if name:
            rest = page.lows[at + len(name.split()) : end]
            if len(rest) > 1 and rest[0] in {"’s", "'s", "‘s"}:
                # "The Guardian’s Ana Example": she, and not her paper.
                return None
            return (
                name
                if not set(rest) & (words("roles", "persons") - {"reporter", "correspondent", "journalist"})
                and len(rest) <= 3
                and at - first <= 4
                else None
            )
        at += 1
    text = page.words(first, end)
    last = text.split()[-1].lower() if text else ""
    if end - first >= 2 and is_capital_word(page, end - 1) and last in words("cues", "media_endings"):
        return text.removeprefix("the ").removeprefix("The ")
    return None


def _role(page: Page, first: int, end: int, name: tuple[int, int] | None) -> str | None:
    if name is None:
        return None
    before = page.words(first, name[0]).strip(" ,")
    after = page.words(name[1], end).strip(" ,")
    role = after if page.low(name[1]) == "," and after else before
    for article in ("the ", "The ", "a ", "an ", "its ", "their "):
        role = role.removeprefix(article)
    return " ".join(role.split()) or None


def _role_of_body(head: str) -> str | None:
    if head in {
        "ministry",
        "government",
        "army",
        "navy",
        "police",
        "military",
        "department",
        "council",
        "court",
        "agency",
    }:
        return {"military": "armed forces", "army": "armed forces"}.get(head, head)
    if head in words("roles", "persons"):
        return head
    return None


def _head(lows: list[str]) -> str:
    """The last word of the phrase before “of”, “in” or “for”: “ministry” in “the ministry of health”."""
    stop = next((n for n, low in enumerate(lows) if low in {"of", "in", "for", "at", "on", ",", "("} and n), len(lows))
    head = [low for low in lows[:stop] if low not in {"’s", "-"}]
    return head[-1] if head else ""


def _text(page: Page, first: int, end: int) -> str:
    if page.lows[first] in {"the", "a", "an"} and end - first > 1:
        first += 1
    text = " ".join(page.words(first, end).split())
    return text.strip(" ,")


_NO_CLAIMANTS = words("grammar", "not first in a claimant")
