"""The office of a claimant, and the word by which later sentences look back at it."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.words import words


def role_beside(page: Page, first: int, end: int, name: tuple[int, int] | None) -> str | None:
    """Return the office that stands before or behind a name in its phrase, without an article."""
    if name is None:
        return None
    before = page.words(first, name[0]).strip(" ,")
    after = page.words(name[1], end).strip(" ,")
    role = after if page.low(name[1]) == "," and after else before
    for article in ("the ", "The ", "a ", "an ", "its ", "their "):
        role = role.removeprefix(article)
    return " ".join(role.split()) or None


def role_of_body(head: str) -> str | None:
    """Return what kind of body it is whose phrase has this head."""
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


def head_of(lows: list[str]) -> str:
    """The last word of the phrase before “of”, “in” or “for”: “ministry” in “the ministry of health”."""
    stop = next((n for n, low in enumerate(lows) if low in {"of", "in", "for", "at", "on", ",", "("} and n), len(lows))
    head = [low for low in lows[:stop] if low not in {"’s", "-"}]
    return head[-1] if head else ""
