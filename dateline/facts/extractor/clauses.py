"""Clauses in which something happens: a subject, a known verb in a form that says it did, and where the clause ends.

There is no tagger. A verb is one of tables/events.txt; whether it is a verb here is told from what stands around it.
"""

from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.clause_ends import clause_end
from dateline.facts.extractor.clause_subjects import ADVERBS, subject_in_front, verb_group
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.nouns import is_plural
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import Phrases, names, phrases, words

_BE = frozenset("am are be been being is was were got".split())


class Clause(NamedTuple):
    """One thing that happened. Places are indexes of tokens."""

    first: int
    end: int
    subject: tuple[int, int]
    verb: tuple[int, int]
    measure: str
    form: str
    """happened, done, state or there: the rule."""
    joined_by: str
    """The word that makes it a subordinate clause, if there is one."""
    has_auxiliary: bool


@cache
def _verbs() -> Phrases:
    known = {**names("events", "is done"), **names("events", "happens")}
    return Phrases(known.items())


def clauses(page: Page, first: int, end: int, *, heading: bool) -> list[Clause]:
    """Return the clauses between two tokens in which something happened, in order and without overlap."""
    found: list[Clause] = []
    at = first
    while at < end:
        clause = (
            _there(page, at, first, end) or _state(page, at, first, end) or _verb(page, at, first, end, heading=heading)
        )
        if clause and (not found or clause.first >= found[-1].end):
            found.append(clause)
            at = clause.end
        else:
            at += 1
    return found


def finite(page: Page, at: int, first: int) -> bool:
    """Return whether a verb that can be a past or a present has a subject, and nothing that says it did not happen."""
    low = page.lows[at]
    group = verb_group(page, at, first)
    if group is None or (low.endswith("ing") and not _BE & set(page.lows[group:at])):
        return False
    auxiliaries = set(page.lows[group:at]) & words("events", "auxiliaries")
    return not (auxiliaries & _BE and low.endswith("ed")) and subject_in_front(page, group, first) is not None


def _verb(page: Page, at: int, first: int, end: int, *, heading: bool) -> Clause | None:
    found = _verbs().at(page.lows, at)
    if not found or at + found[0] > end or at == first or page.tokens[at].text[0].isupper():
        return None
    if phrases("events", "no events").at(page.lows, at):
        return None
    stop, measure = at + found[0], found[1]
    group = verb_group(page, at, first)
    if group is None:
        return None
    auxiliaries = [low for low in page.lows[group:at] if low in words("events", "auxiliaries")]
    form = _form(page, at, stop, end, auxiliaries, measure, heading=heading)
    subject = subject_in_front(page, group, first) if form else None
    if not form or subject is None:
        return None
    if measure == "shown" and not words("events", "pictures") & set(page.lows[subject[0] : subject[1]]):
        return None
    if form == "present" and page.low(subject[1] - 1) in words("events", "not a subject"):
        return None
    begins, joined_by = _beginning(page, subject[0], first)
    done = "done" if _BE & set(auxiliaries) and form != "going_on" else "happened"
    return Clause(begins, clause_end(page, stop, end), subject, (at, stop), measure, done, joined_by, bool(auxiliaries))


def _form(page: Page, at: int, stop: int, end: int, auxiliaries: list[str], measure: str, *, heading: bool) -> str:
    """Return how the verb stands: past, perfect, going on, present; or nothing where it is no finite verb."""
    low, after = page.lows[at], page.low(stop) if stop < end else ""
    is_past = low.endswith("ed") or low in words("events", "irregular pasts")
    is_participle = low.endswith("ed") or low in words("events", "irregular participles") or is_past
    if low.endswith("ing"):
        return "going_on" if auxiliaries and auxiliaries[-1] in _BE else ""
    if auxiliaries:
        return "perfect" if is_participle else ""
    if low in words("events", "irregular participles") and low not in words("events", "irregular pasts"):
        return "past" if heading else ""
    needs_object = measure not in _alone()
    if is_past:
        bare = not after or after in words("events", "prepositions") or page.tokens[stop].kind is Kind.MARK
        return "" if needs_object and bare and not heading else "past"
    if not heading or after in words("events", "auxiliaries") or (stop < end and _verbs().at(page.lows, stop)):
        return ""
    return "present" if low.endswith("s") or is_plural(page.low(at - 1)) else ""


@cache
def _alone() -> frozenset[str]:
    return frozenset(names("events", "happens").values())


def _beginning(page: Page, subject: int, first: int) -> tuple[int, str]:
    before = page.low(subject - 1) if subject > first else ""
    return subject, before if before in words("events", "joins") else ""


def _state(page: Page, at: int, first: int, end: int) -> Clause | None:
    """“The website is down”, “the road remains closed”."""
    if at <= first:
        return None
    found = phrases("events", "states").at(page.lows, at)
    if not found or at + found[0] > end:
        return None
    group = at
    links = words("events", "auxiliaries") | words("events", "remains")
    while group > first and (page.lows[group - 1] in links or page.lows[group - 1] in ADVERBS):
        group -= 1
    if page.lows[group:at] == [] or not links & set(page.lows[group:at]) or group == first:
        return None
    after = page.low(at + found[0]) if at + found[0] < end else ""
    if after and after not in words("events", "prepositions") and page.tokens[at + found[0]].kind is Kind.WORD:
        return None
    if page.low(group - 1) in words("events", "not happened"):
        return None
    subject = subject_in_front(page, group, first)
    if subject is None:
        return None
    begins, joined_by = _beginning(page, subject[0], first)
    stop = at + found[0]
    return Clause(
        begins, clause_end(page, stop, end), subject, (at, stop), found[1], "state", joined_by, has_auxiliary=True
    )


def _there(page: Page, at: int, first: int, end: int) -> Clause | None:
    """“There was a fire at the depot”, “there has been an explosion”."""
    if page.lows[at] != "there":
        return None
    verb = at + 1
    while verb < end and page.lows[verb] in words("events", "auxiliaries") | ADVERBS:
        verb += 1
    if verb == at + 1:
        return None
    for noun in range(verb, min(end, verb + 6)):
        low = page.lows[noun]
        if low in words("events", "happenings"):
            stop = noun + 1
            joined_by = page.low(at - 1) if at > first and page.low(at - 1) in words("events", "joins") else ""
            return Clause(
                at,
                clause_end(page, stop, end),
                (verb, stop),
                (noun, stop),
                low,
                "there",
                joined_by,
                has_auxiliary=True,
            )
        if page.tokens[noun].kind is not Kind.WORD or low in words("events", "not happened"):
            return None
    return None
