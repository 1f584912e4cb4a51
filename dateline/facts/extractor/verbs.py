"""Verbs found without a tagger: participles by their ending, irregular ones by a table, and where a verb can stand.

A measure in the text's own word is a participle, as the known measures are: "sent", "hired", "recalled".
"""

import re
from functools import cache

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.nouns import is_plural, known_nouns
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names, words

AUXILIARIES = frozenset("were was been are is being be have had has get got having".split())
_PROGRESSIVE = frozenset("are were was is been be still also now already".split())
_MODALS = frozenset("to will would can could may might must should did does do shall ’ll".split())
_BASES_THAT_END_A_NOUN = frozenset("leave need come go".split())
# One vowel between consonants doubles the last: "stop", "stopped".
_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")


@cache
def _irregular() -> dict[str, str]:
    return {**names("grammar", "irregular verbs"), **{own: own for own in names("grammar", "irregular verbs").values()}}


@cache
def _silent() -> frozenset[str]:
    said = frozenset(names("cues", "says")) - words("grammar", "said and done")
    return (
        words("grammar", "verbs that count nothing") | words("measures", "verbs that say little") | said | AUXILIARIES
    )


def participle_before(page: Page, at: int) -> str | None:
    """Return the participle of a verb that has its object behind it: “sent”, “plans to build”, “hiring”."""
    token = page.tokens[at]
    low = token.low
    if token.kind is not Kind.WORD or low in _silent():
        return None
    if page.low(at - 1) in _MODALS and low.isalpha() and low not in words("grammar", "not in a noun phrase"):
        return _named(participle_of(low))
    if low in _irregular():
        return _named(_irregular()[low])
    if _ends_as_participle(low):
        return low
    if low.endswith("ing") and len(low) > 5 and low not in known_nouns():
        return _named(participle_of_ing(low))
    return None


def third_person(page: Page, at: int) -> str | None:
    """Return the participle of a verb in the present with its object right behind it: “the plant makes 300 cars”."""
    token = page.tokens[at]
    low = token.low
    if token.kind is not Kind.WORD or not is_plural(low) or low in known_nouns() or low in _silent():
        return None
    if low in names("units", "units"):
        return None
    if page.low(at - 1) in {"the", "of", "a", "in", "for", "and", "'s", "’s"} or token.text[0].isupper():
        return None
    if low in _irregular():
        return _named(_irregular()[low])
    stem = low[:-3] + "y" if low.endswith("ies") else low[:-2] if low.endswith(("shes", "ches", "sses")) else low[:-1]
    return _named(participle_of(stem))


def participle_behind(page: Page, at: int) -> str | None:
    """Return the verb of what stands before it: “were recalled”, “are working”, “fell”."""
    token = page.tokens[at]
    low = token.low
    if token.kind is not Kind.WORD or low in _silent():
        return None
    if low.endswith("ing") and page.low(at - 1) not in _PROGRESSIVE:
        return None
    if low in _irregular():
        return _named(_irregular()[low])
    if _ends_as_participle(low):
        return low
    if low.endswith("ing") and len(low) > 5 and page.low(at - 1) in {"are", "were", "was", "is", "been", "still"}:
        return _named(low)
    if page.low(at - 1) in _MODALS - {"to"} and low.isalpha() and low not in words("grammar", "not in a noun phrase"):
        return _named(participle_of(low))
    return None


def says_little(page: Page, at: int) -> bool:
    """Return whether this verb leaves it to another word: “made 12 arrests”, “suffered 3 defeats”."""
    low = page.lows[at]
    return _irregular().get(low, low) in words("measures", "verbs that say little")


def participle_of_base(page: Page, at: int) -> str | None:
    """Return the participle of a verb in its base form: behind “to”, “who” or “helped”."""
    token = page.tokens[at]
    low = token.low
    if token.kind is not Kind.WORD or token.text != low or not low.isalpha():
        # "Were sent to Tarn": a name is no verb.
        return None
    if low.endswith("ly") or low in _never_a_base():
        return None
    return _named(participle_of(low))


@cache
def _never_a_base() -> frozenset[str]:
    return words("grammar", "not in a noun phrase") - _BASES_THAT_END_A_NOUN


def _named(participle: str) -> str | None:
    return None if participle in _silent() else participle


def _ends_as_participle(low: str) -> bool:
    return low.endswith("ed") and len(low) > 4 and low not in _silent() and low not in known_nouns()


def participle_of(low: str) -> str:
    """Return the participle of a base form; a participle and a past stay what they are."""
    if low in _irregular():
        return _irregular()[low]
    if low.endswith("ed"):
        return low
    if low.endswith("e"):
        return f"{low}d"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return f"{low[:-1]}ied"
    return f"{low}{low[-1]}ed" if _DOUBLES.match(low) else f"{low}ed"


def participle_of_ing(low: str) -> str:
    if low in _irregular():
        return _irregular()[low]
    stem = low[:-3]
    if stem[:-1] in _irregular():
        # As in: running.
        return _irregular()[stem[:-1]]
    return f"{stem[:-1]}ied" if stem.endswith("y") and stem[-2:-1] not in "aeiou" else f"{stem}ed"
