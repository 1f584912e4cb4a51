"""The words of a claimant: whether they can speak, and which of them are the name."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.person_names import is_capital_word
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_ROLES = frozenset().union(*(words("roles", part) for part in ("persons", "bodies", "documents", "pictures")))
_KNOWING = frozenset("familiar knowledge briefed close aware involved".split())
_CHANNELS = words("grammar", "channels")
_POSTS = frozenset("update post statement message video tweet report bulletin notice published posted shared".split())
_NO_CLAIMANTS = words("grammar", "not first in a claimant")
_ARTICLED = frozenset("the a an its their his her".split())


def without_document(page: Page, first: int, end: int) -> tuple[int, int]:
    """“The department statement”, “a post on the ministry's Telegram channel”: who made it is who speaks."""
    channel = end
    while end - first > 1 and page.lows[end - 1] in _CHANNELS - (set() if end < channel else {"official"}):
        end -= 1
    for at in range(end - 2, first, -1):
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
        and not (page.cased and page.tokens[end - 1].text[0].isupper())
        and not {"of", "for"} & set(page.lows[first : end - 1])
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


def is_claimant(page: Page, first: int, end: int) -> bool:
    """Return whether a noun phrase can speak: it has a role, a body, or a capital that is not a day or a month."""
    lows = page.lows[first:end]
    roles = _ROLES
    if lows[0] in _NO_CLAIMANTS:
        return False
    if any(low in roles for low in lows):
        return True
    if any(
        page.words(at, stop).lower() in roles for at in range(first, end - 1) for stop in (at + 2, min(end, at + 3))
    ):
        return True
    if {"people", "person"} & set(lows) and _KNOWING & set(lows):
        return True
    return (
        any(is_capital_word(page, at) and (at > first or end - first <= 4) for at in range(first, end))
        and len(lows) <= 7
        and not words("people", "people") | words("people", "things") >= set(lows)
    )


def trimmed(page: Page, span: tuple[int, int]) -> tuple[int, int]:
    first, end = span
    if end - first > 4 and page.lows[first + 1 : first + 4] == ["-", "year", "-"]:
        # "81-year-old Ana Example".
        first += 5
    while first < end - 1 and page.lows[first] in words("refused", "clock"):
        first += 1
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


def name_of(page: Page, first: int, end: int) -> str:
    if page.lows[first] in _ARTICLED and end - first > 1:
        first += 1
    text = " ".join(page.words(first, end).split())
    return text.strip(" ,")


def without_acronym(page: Page, first: int, end: int) -> int:
    """“The World Food Programme (WFP)” is the World Food Programme."""
    if end - first > 3 and page.lows[end - 1] == ")" and page.lows[end - 3] == "(":
        return end - 3
    return end
