"""The noun phrase behind a number, found without a tagger: from words that end it, and plurals that close it."""

from functools import cache
from pathlib import Path

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names, words
from dateline.facts.tables import read_table

_COUNTRIES = Path(__file__).parent.parent / "gazetteer" / "tables" / "countries.txt"
_STOPS = words("grammar", "not in a noun phrase")
_IRREGULAR = words("grammar", "plurals without s")
_LONGEST = 6
# How the plural of somebody who does something ends, and things that end so.
_DOERS = ("ers", "ors", "ists", "men", "women", "ians", "ees", "eers", "ants", "mates", "goers", "folk", "nauts")
_ADJECTIVES_IN_LY = frozenset("elderly family early daily weekly monthly yearly nightly".split())
_NO_DOERS = words("people", "no doers")


@cache
def _verbs() -> frozenset[str]:
    """The verb forms that are known, so that “11 arrested” has no noun “arrested”."""
    single = [
        word for section in ("people", "things", "change") for word in names("measures", section) if " " not in word
    ]
    cues = [
        word
        for word in names("cues", "says")
        if word not in {"report", "reports", "state", "states", "claim", "claims"}
    ]
    return frozenset(word for word in [*single, *cues] if word not in known_nouns()) | frozenset(
        "dead injured wounded missing trapped stranded homeless arrived tested waiting seeking living working using "
        "taking held".split()
    )


@cache
def known_nouns() -> frozenset[str]:
    people = words("people", "people") - {"dead", "wounded", "injured", "captured", "others", "elderly"}
    return (
        people
        | words("people", "buildings")
        | words("people", "countries")
        | words("people", "places")
        | words("people", "things")
    )


def is_person(head: str) -> bool:
    """Return whether a noun counts people: a known one, or one that ends as a doer does ("campaigners", "rioters")."""
    if head in {"jobs", "job"}:
        return False
    if head in words("people", "people") or head in nationalities():
        return True
    return head not in known_nouns() and head not in _NO_DOERS and head.endswith(_DOERS)


def is_thing(head: str) -> bool:
    """Return whether a noun counts things: a known one, or another plural that is no doer ("assaults", "cottages")."""
    if not head or is_person(head):
        return False
    return head in known_nouns() or is_plural(head)


@cache
def nationalities() -> frozenset[str]:
    """“51 French, 27 Lebanese”: an adjective of a country alone stands for its people."""
    adjectives = read_table(_COUNTRIES)["adjectives"]
    return frozenset(word for ways in adjectives.values() for word in ways)


def noun_phrase(page: Page, at: int, end: int) -> tuple[int, int]:
    """Return the tokens of the noun phrase that begins here, or an empty span. Never longer than six words."""
    start = at
    if page.low(at) == "more" or page.low(at) == "further" or page.low(at) == "other":
        at += 1
        start = at
    last = start
    while at < min(end, start + _LONGEST):
        token = page.tokens[at]
        low = token.low
        if low in {"-", "‑", "’", "'"} and token.glued and at > start:
            at += 1
            continue
        if token.kind is Kind.NUMBER and at > start and (token.glued or _is_model(page, at, end)):
            # A model's name: "T-90 tanks", "Leopard 2 tanks".
            at += 1
            continue
        if low in {"‘", "“", '"'} and at == start:
            at += 1
            start = last = at
            continue
        if (
            token.kind is not Kind.WORD
            or (token.newline and at > start and token.text != low)
            or low in _STOPS
            or (low in _verbs() and not _is_adjective(page, at, end))
        ):
            break
        if low.endswith("ed") and at > start and is_plural(page.low(at - 1)):
            break
        if low.endswith("ly") and low not in _ADJECTIVES_IN_LY:
            break
        at += 1
        last = at
        if is_plural(low) and not _goes_on(page, at, end):
            break
    return (start, last) if last > start else (0, 0)


def is_plural(low: str) -> bool:
    """Return whether a word reads as a plural noun."""
    return low in _IRREGULAR or (
        len(low) > 3
        and low.endswith("s")
        and not low.endswith(("ss", "us", "is", "’s"))
        and low not in {"homeless", "overseas", "various", "previous", "serious"}
    )


def _goes_on(page: Page, at: int, end: int) -> bool:
    """“Sports clubs”, “air force personnel”: a plural or known noun may follow a plural."""
    return (
        at < end
        and page.tokens[at].kind is Kind.WORD
        and not page.tokens[at].newline
        and (page.lows[at] in known_nouns() and page.lows[at] not in _verbs())
    )


def _is_model(page: Page, at: int, end: int) -> bool:
    """The two of “14 Leopard 2 tanks”: a name before it and the noun that is counted behind."""
    named = page.tokens[at - 1].text[:1].isupper() or not (page.cased or page.lows[at - 1].endswith("ed"))
    return named and not is_plural(page.low(at - 1)) and at + 1 < end and page.lows[at + 1] in known_nouns()


def _is_adjective(page: Page, at: int, end: int) -> bool:
    """“Displaced people”, “voting centres”, “rescue workers”: the word stands before the noun that it belongs to."""
    if at + 1 >= end or page.tokens[at + 1].kind is not Kind.WORD:
        return False
    head = page.lows[at + 1]
    return (head in known_nouns() or is_person(head) or page.lows[at].endswith("ing")) and is_plural(head)
