"""Claims that the same entry sets against one another: two counts of one thing, or a count that somebody disputes."""

import re
from bisect import bisect_right

from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.figure import Page

_COUNTS = (
    r"(?:figures?|numbers?|counts?|tolls?|estimates?|claims?|reports?|accounts?|versions?|totals?|tall(?:y|ies)"
    r"|allegations?)"
)
_ALL = (
    r"(?:this|it|these|those|them|that(?=[.,;]| and\b| but\b)|(?:the|this|that|these|those|its|their|his|her|such)"
    r"\b[^.,;]{0,40}?\b" + _COUNTS + r")\b"
)
_DISPUTES = re.compile(
    r"\b(?:disputed|disputes|disputing|rejected|rejects|rejecting|dismissed|dismisses|dismissing|questioned|questions"
    r"|challenged|challenges|contested|contests|refuted|refutes|rebuffed) "
    + _ALL
    + r"|\bcalled "
    + _ALL
    + r" [^.]{0,12}"
    r"(?:fabricated|speculative|false|fake|exaggerated|nonsense|wrong|inflated|untrue|propaganda|lies?|baseless|misleading)"
    r"|" + _COUNTS + r" (?:of [^.,;]{1,30} )?(?:is|was|are|were) (?:far |much |way )?"
    r"(?:too (?:low|high)|wrong|inflated|exaggerated|false|fabricated)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:denied|denies|denying) " + _ALL, re.IGNORECASE)
# Counts that contradict one another although they are named by two words.
_ONE_COUNT = {"in_custody": "arrested", "detained": "arrested", "in_hospital": "injured", "hospitalised": "injured"}
_NEAR = 3
_OPEN = frozenset({"claimed", "unverified"})
_COUNTED = frozenset({"people", "buildings"})
_LAST = 12
_WIDEST = 8


def with_disputes(page: Page, claims: list[Suggestion]) -> list[Suggestion]:
    """Return the claims with those marked disputed or denied that the entry itself sets against another."""
    starts = [page.tokens[sentence.first].start for sentence in page.sentences]
    rows = [bisect_right(starts, claim.start) - 1 for claim in claims]
    marked = list(claims)
    for at, (claim, row) in enumerate(zip(claims, rows, strict=True)):
        for other in range(max(0, at - _LAST), at):
            if abs(row - rows[other]) <= _NEAR and _contradict(claims[other], claim):
                marked[other] = claims[other]._replace(status="disputed")
                marked[at] = claim._replace(status="disputed")
    for row, sentence in enumerate(page.sentences):
        text = page.words(sentence.first, sentence.end)
        status = "denied" if _DENIES.search(text) else "disputed" if _DISPUTES.search(text) else ""
        if status:
            _mark_before(marked, rows, row, status)
    return marked


def _contradict(one: Suggestion, other: Suggestion) -> bool:
    """Return whether two claimants count the same people or buildings differently."""
    if one.kind != "figure" or other.kind != "figure" or not {one.status, other.status} <= _OPEN:
        return False
    if not one.claimant or not other.claimant or _name(one) == _name(other) or one.unit != other.unit:
        return False
    if one.unit not in _COUNTED or not one.measure or _measured(one) != _measured(other) or one.measure == "count":
        return False
    if one.of is not None or other.of is not None or one.basis != other.basis:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    if _size(one) and _size(other) and max(_size(one), _size(other)) > _WIDEST * min(_size(one), _size(other)):
        # Two counts of one thing are seldom that far apart: they count two things.
        return False
    alike = _noun(one) == _noun(other) or "people" in (one.subject, other.subject)
    return alike and (_most(one) < _least(other) or _most(other) < _least(one))


def _mark_before(marked: list[Suggestion], rows: list[int], row: int, status: str) -> None:
    """“The union disputed the figure”: the nearest count in front that is not the union's, and what it says instead."""
    own = {_name(claim) for claim, at in zip(marked, rows, strict=True) if at == row and claim.claimant}
    before = [
        at
        for at, claim in enumerate(marked)
        if claim.kind == "figure" and row - _NEAR <= rows[at] < row and claim.claimant and _name(claim) not in own
    ]
    if not before:
        return
    said = _name(marked[before[-1]])
    hit = [
        at
        for at in before
        if _name(marked[at]) == said and marked[at].of is None and marked[at].status in _OPEN | {"disputed"}
    ]
    units = {marked[at].unit for at in hit}
    for at in hit:
        marked[at] = marked[at]._replace(status=status)
    for at, claim in enumerate(marked):
        if status == "disputed" and rows[at] == row and claim.kind == "figure" and claim.status in _OPEN:
            marked[at] = claim._replace(status=status) if claim.unit in units else claim


def _size(claim: Suggestion) -> float:
    return claim.value or claim.lower or claim.upper or 0.0


def _measured(claim: Suggestion) -> str:
    return _ONE_COUNT.get(claim.measure or "", claim.measure or "")


def _name(claim: Suggestion) -> str:
    return (claim.claimant or "").lower()


def _noun(claim: Suggestion) -> str:
    return (claim.subject or "").lower()


def _least(claim: Suggestion) -> float:
    number = claim.lower if claim.lower is not None else claim.value
    return number if number is not None else float("-inf")


def _most(claim: Suggestion) -> float:
    """What is “at least 40” may be any number above it, and what is “about 40” is taken as 40."""
    if claim.upper is not None:
        return claim.upper
    return float("inf") if claim.lower is not None or claim.value is None else claim.value
