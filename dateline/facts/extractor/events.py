"""Events: what happened, in one clause that gives no figure of its own, in the outlet's voice or somebody else's."""

from typing import NamedTuple

from dateline.facts.extractor.clause_subjects import head_of
from dateline.facts.extractor.clauses import Clause, clauses
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.nouns import is_plural
from dateline.facts.extractor.voices import Part
from dateline.facts.extractor.words import words

_NOT_SURE = frozenset("if unless until before whether how so why".split())
_OWN = frozenset("i we my our you your".split())


class Event(NamedTuple):
    """What happened, and in whose words. Places are indexes of tokens."""

    clause: Clause
    part: Part
    subject: str | None
    rule: str
    confidence: float


def events(page: Page, part: Part, taken: bytearray, *, heading: bool) -> list[Event]:
    """Return what happened in a part of a sentence. `taken` are the tokens that a figure or an absence has."""
    found: list[Event] = []
    if page.lows[part.first] in {"if", "unless"}:
        return found
    for clause in clauses(page, part.first, part.end, heading=heading):
        free = _without_figures(page, clause, taken)
        if free is not None and clause.joined_by not in _NOT_SURE:
            subject = head_of(page, free.subject) or _himself(page, free, part)
            rule = f"events.{free.form}({page.words(*free.verb).lower()})"
            found.append(Event(free, part, subject, rule, _weight(page, free, part, subject, heading=heading)))
    main = [one for one in found if not one.clause.joined_by]
    return main or [one for one in found if one.clause.joined_by in words("events", "tells why")][:1]


def _himself(page: Page, clause: Clause, part: Part) -> str | None:
    """“The army said it had retaken the village”: the army had. But “police said he was shot”: not the police."""
    one = part.source
    if one is None or one.source is None or one.form != "claimant.before":
        return None
    pronoun = page.words(*clause.subject).lower()
    bodies = words("roles", "bodies") - words("roles", "persons")
    is_body = one.source.head in bodies or one.source.name.lower().split()[-1] in bodies
    looks_back = pronoun == "they" or (pronoun == "it" if is_body else pronoun in {"he", "she"})
    several = is_plural(one.source.name.split()[-1].lower()) and not is_body
    return one.source.name if looks_back and several <= (pronoun == "they") else None


def _without_figures(page: Page, clause: Clause, taken: bytearray) -> Clause | None:
    """A clause ends before the aside that has a figure; one whose own words have it is that figure."""
    at = next((at for at in range(clause.first, clause.end) if taken[at]), None)
    if at is None:
        return clause
    comma = next((place for place in range(at, clause.verb[1] - 1, -1) if page.lows[place] == ","), 0)
    return clause._replace(end=comma) if comma else None


def _weight(page: Page, clause: Clause, part: Part, subject: str | None, *, heading: bool) -> float:
    confidence = 0.55
    confidence += 0.1 if part.source is not None else 0.0
    confidence += 0.05 if clause.has_auxiliary else 0.0
    confidence += 0.05 if any(page.tokens[at].text[0].isupper() for at in range(clause.first + 1, clause.end)) else 0.0
    named = any(page.tokens[at].text[0].isupper() for at in range(clause.verb[1], clause.end))
    colour = clause.measure in words("events", "weak") and not clause.has_auxiliary and not heading and not named
    confidence -= 0.15 if colour else 0.0
    confidence -= 0.1 if subject is None else 0.0
    confidence -= 0.05 if clause.joined_by else 0.0
    confidence -= 0.2 if _OWN & set(page.lows[part.first : part.end]) else 0.0
    confidence -= 0.1 if clause.end - clause.first < 3 else 0.0
    return round(confidence, 2)
