"""Statements: what somebody asserts, promises, demands or judges without a figure, where it belongs on a record.

Most of what is said in a live blog is colour. `PHASES` are the reasons to leave something out, asked in their order;
what is left is weighed by who said it, how, and whether it can be checked or held against him.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.claimants import Source, resolve
from dateline.facts.extractor.clause_subjects import head_of, subject_before
from dateline.facts.extractor.clauses import finite
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.person_names import Known
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.voices import Part, is_object
from dateline.facts.extractor.words import Phrases, phrases, words

_SHORTEST = 3
_LONGEST_SUBJECT = 14
_OWN = frozenset("i my me i’m i'm i’ve i've myself".split())


class Statement(NamedTuple):
    """What one voice says in one sentence. Places are indexes of tokens."""

    first: int
    end: int
    subject: str | None
    measure: str | None
    source: Attribution
    rule: str
    confidence: float


def statement(page: Page, part: Part) -> Statement | None:
    """Return what a part asserts, if it is for the record; nothing for what no source says."""
    source = part.source
    if source is None or source.source is None or _is_nobody(source.source.name):
        return None
    act = _act(page, source) if is_object(page, part) else ""
    if not act and not _is_clause(page, part):
        return None
    first = source.span[0] if act and source.span[1] > source.span[0] else part.first
    part = part._replace(first=first)
    if any(phase(page, part) for phase in PHASES):
        return None
    confidence, why = _weight(page, part, source, act)
    subject = head_of(page, source.span) if act else _subject(page, part, source)
    return Statement(part.first, part.end, subject, act or None, source, f"statements.{why}", confidence)


def acts(page: Page, parts: list[Part], spoken: list[Source], known: Callable[[], Known]) -> list[Part]:
    """Return the parts, with those that an act opens whose verb is no cue: “the union called for a strike”."""
    found = []
    for part in parts:
        opened = None
        if part.source is None:
            opened = next(
                (one for at in range(part.first, part.end) if (one := _act_at(page, at, part, spoken, known))), None
            )
        found.append(opened or part)
    return found


def _act_at(page: Page, at: int, part: Part, spoken: list[Source], known: Callable[[], Known]) -> Part | None:
    found = _acts().at(page.lows, at)
    if not found or at == part.first or at + found[0] >= part.end or page.lows[at + found[0]] == "of":
        return None
    if not finite(page, at, part.first):
        return None
    subject = subject_before(page, at, part.first)
    source = resolve(page, known(), subject, spoken) if subject else None
    if source is None or subject is None:
        return None
    cue = page.words(at, at + found[0]).lower()
    one = Attribution(source, cue, None, part.first, part.end, at, "claimant.before", subject)
    return Part(at + found[0], part.end, one)


def _is_nobody(name: str) -> bool:
    """“Nobody”, “they”; but the US is somebody."""
    return name.lower() in words("statements", "pronouns") and not name.isupper()


@cache
def _acts() -> Phrases:
    return phrases("statements", "acts")


def _act(page: Page, source: Attribution) -> str:
    found = _acts().at(page.lows, source.cue_at) if source.cue_at >= 0 else None
    return found[1] if found and page.low(source.cue_at + found[0]) != "of" else ""


def _is_clause(page: Page, part: Part) -> bool:
    """“Said talks would resume” has a verb of its own behind the cue, “said on Monday” has none; a quotation may do."""
    if "“" in page.lows[max(0, part.first - 1) : part.end] or "‘" in page.lows[part.first : part.end]:
        return True
    return any(
        page.lows[at] in words("statements", "finite") or (page.lows[at].endswith("ed") and at > part.first + 1)
        for at in range(part.first + 1, part.end)
    )


def _subject(page: Page, part: Part, source: Attribution) -> str | None:
    first = part.first
    comma = next((at for at in range(first, min(part.end, first + 8)) if page.lows[at] == ","), 0)
    if comma and page.lows[first] in words("events", "prepositions"):
        first = comma + 1
    speaker = source.source.name if source.source else None
    if page.lows[first] in words("events", "joins"):
        return None
    if page.lows[first] in _OWN:
        return speaker
    if page.lows[first] in {"he", "she", "it", "they"} and source.form == "claimant.before":
        return speaker
    for at in range(first, min(part.end, first + _LONGEST_SUBJECT)):
        low = page.lows[at]
        if low in words("statements", "finite") or (at > first and low.endswith("ed")):
            return head_of(page, (first, at))
        if page.tokens[at].kind is Kind.MARK and not page.tokens[at].glued and low not in "-’'(":
            return head_of(page, (first, at)) if low in "‘“" else None
    return None


def _too_short(page: Page, part: Part) -> bool:
    return sum(page.tokens[at].kind is Kind.WORD for at in range(part.first, part.end)) < _SHORTEST


def _asks(page: Page, part: Part) -> bool:
    return "?" in page.lows[part.first : min(len(page.lows), part.end + 2)]


def _of_the_page(page: Page, part: Part) -> bool:
    return of_the_page(page, part.first, part.end)


def _feels(page: Page, part: Part) -> bool:
    return any(low in words("statements", "colour") for low in page.lows[part.first : part.end])


def _of_checking(page: Page, part: Part) -> bool:
    return any(low in words("statements", "of checking") for low in page.lows[part.first : part.end])


def _recalls(page: Page, part: Part) -> bool:
    """Somebody who was there tells what he lived through."""
    source = part.source.source if part.source else None
    who = f"{source.name} {source.role or ''}".lower().split() if source else []
    return bool(words("statements", "bystanders") & set(who)) or bool(_OWN & set(page.lows[part.first : part.end]))


PHASES = (_too_short, _asks, _of_the_page, _feels, _of_checking, _recalls)


def of_the_page(page: Page, first: int, end: int) -> bool:
    """Return whether the outlet speaks of its own page there: “we’ll bring you more”."""
    found = phrases("statements", "of the page")
    return any(found.at(page.lows, at) for at in range(first, end))


def _weight(page: Page, part: Part, source: Attribution, act: str) -> tuple[float, str]:
    """Return how surely a person would keep it, and the words that say why."""
    lows = page.lows[part.first : part.end]
    cue = source.cue.split()[-1] if source.cue else ""
    weighty = next((low for low in lows if low in words("statements", "weighty")), "")
    confidence = 0.4
    confidence += 0.2 if act else 0.15 if cue in words("statements", "telling cues") else 0.0
    confidence += 0.15 if weighty else 0.0
    confidence += 0.1 if source.source and source.source.role else 0.0
    confidence += 0.05 if any(page.tokens[at].text[0].isupper() for at in range(part.first + 1, part.end)) else 0.0
    confidence -= 0.15 if source.form.startswith("carried") else 0.0
    confidence -= 0.05 if len(lows) > 40 else 0.0
    why = f"act({act})" if act else f"said({cue or 'quotation'})"
    return round(confidence, 2), f"{why} > statements.weighty({weighty})" if weighty else why
