"""Claims that the same entry sets against one another: two counts of one thing, or a count that somebody disputes."""

import re
from bisect import bisect_right

from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.figure import Page

_COUNTS = (
    r"(?:figures?|numbers?|counts?|tolls?|estimates?|claims?|reports?|accounts?|versions?|totals?|tall(?:y|ies)"
    r"|allegations?|data|statistics)"
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
    r"|" + _COUNTS + r" (?:of (?:[^.,;]|(?<=\d)[.,](?=\d)){1,30} )?(?:is|was|are|were) (?:far |much |way )?"
    r"(?:too (?:low|high)|wrong|inflated|exaggerated|false|fabricated)\b",
    re.IGNORECASE,
)
_RISEN = re.compile(
    r"\b(?:has|have|had) (?:now|since) (?:risen|climbed|increased|grown|gone up|fallen|dropped"
    r"|been (?:raised|revised|lowered))",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:denied|denies|denying) " + _ALL, re.IGNORECASE)
# Counts that contradict one another although they are named by two words.
_ONE_COUNT = {"in_custody": "arrested", "detained": "arrested", "in_hospital": "injured", "hospitalised": "injured"}
_NEAR = 3
_AGAINST = frozenset(
    "but while although though however whereas yet instead only rather contrary put puts denied denies disputed "
    "disputes rejected dismissed claimed claims claim meanwhile earlier organisers organizers against".split()
)
_OPEN = frozenset({"claimed", "unverified"})
_COUNTED = frozenset({"people", "buildings"})
_LAST = 12
_WIDEST = 8


def with_disputes(page: Page, claims: list[Suggestion]) -> list[Suggestion]:
    """Return the claims with those marked disputed or denied that the entry itself sets against another."""
    starts = [page.tokens[sentence.first].start for sentence in page.sentences]
    rows = [bisect_right(starts, claim.start) - 1 for claim in claims]
    marked = list(claims)
    wholes = {(row, claim.of) for claim, row in zip(claims, rows, strict=True) if claim.of is not None}
    for at, (claim, row) in enumerate(zip(claims, rows, strict=True)):
        for other in range(max(0, at - _LAST), at):
            # The 17 of "12 of the 17" was counted by somebody else.
            whole = (row, claim.value) in wholes or (rows[other], claims[other].value) in wholes
            near = abs(row - rows[other]) <= 1 or _are_set_against(page, rows[other], row)
            if near and not whole and _contradict(claims[other], claim) and not _add_up(claims, rows, other, at):
                marked[other] = claims[other]._replace(status="disputed")
                marked[at] = claim._replace(status="disputed")
    for row, sentence in enumerate(page.sentences):
        text = page.words(sentence.first, sentence.end)
        denied, disputed = _DENIES.search(text), _DISPUTES.search(text)
        inside = _inside(marked, rows, row, starts[row], disputed) if disputed else []
        for at in inside:
            # "The estimate of 900 dead goes too far"
            marked[at] = marked[at]._replace(status="disputed")
        if (denied or disputed) and not inside:
            _mark_before(marked, rows, row, "denied" if denied else "disputed")
        risen = _RISEN.search(text)
        if risen:
            _mark_old(marked, rows, row, starts[row] + risen.start())
    return marked


def _are_set_against(page: Page, one: int, other: int) -> bool:
    """Return whether the text itself sets two near sentences against each other: but, however, put it at, denied."""
    if abs(one - other) > _NEAR:
        return False
    first, end = page.sentences[min(one, other)].first, page.sentences[max(one, other)].end
    return bool(_AGAINST & set(page.lows[first:end]))


def _add_up(claims: list[Suggestion], rows: list[int], one: int, other: int) -> bool:
    """“All 132 died … 123 passengers and nine crew”: parts that make the whole contradict nothing."""
    for part, whole in ((one, other), (other, one)):
        beside = [
            claim.value or 0
            for claim, row in zip(claims[max(0, part - 1) : part + 3], rows[max(0, part - 1) : part + 3], strict=True)
            if row == rows[part] and claim.unit == claims[part].unit
        ]
        if len(beside) > 1 and sum(beside) == claims[whole].value:
            return True
    return False


def _inside(marked: list[Suggestion], rows: list[int], row: int, start: int, found: re.Match[str]) -> list[int]:
    """Return the figures within the words that dispute them."""
    return [
        at
        for at, claim in enumerate(marked)
        if rows[at] == row and claim.kind == "figure" and start + found.start() <= claim.start < start + found.end()
    ]


def _mark_old(marked: list[Suggestion], rows: list[int], row: int, place: int) -> None:
    """“Police said 14 had died, but the toll now stands at 17”: the count before the new one is out of date."""
    new = [claim for claim, at in zip(marked, rows, strict=True) if at == row and claim.end > place]
    old = [
        at
        for at, claim in enumerate(marked)
        if row - 1 <= rows[at] <= row and claim.end <= place and claim.kind == "figure" and claim.value is not None
    ]
    if not new or not old or not _same_count(marked[old[-1]], new[0]):
        return
    marked[old[-1]] = marked[old[-1]]._replace(status="superseded")


def _same_count(one: Suggestion, other: Suggestion) -> bool:
    dead = {"killed", "deaths"}
    alike = one.measure == other.measure or {one.measure, other.measure} <= dead
    return alike and one.unit == other.unit == "people" and one.value != other.value and one.of is None


def _contradict(one: Suggestion, other: Suggestion) -> bool:
    """Return whether two claimants count the same people or buildings differently."""
    if one.kind != "figure" or other.kind != "figure" or not {one.status, other.status} <= _OPEN:
        return False
    if not one.claimant or not other.claimant or _name(one) == _name(other) or one.unit != other.unit:
        return False
    if one.unit not in _COUNTED or not one.measure or _measured(one) != _measured(other) or one.measure == "count":
        return False
    if _is_a_part(one) or _is_a_part(other) or one.basis != other.basis:
        return False
    if 0 in (one.value, other.value):
        # "No deaths up to then" is seldom of the same hour and place as the deaths.
        return False
    if one.place and other.place and one.place != other.place:
        return False
    if _size(one) and _size(other) and max(_size(one), _size(other)) > _WIDEST * min(_size(one), _size(other)):
        # Two counts of one thing are seldom that far apart: they count two things.
        return False
    alike = _noun(one) == _noun(other) or "people" in (one.subject, other.subject)
    return alike and (_most(one) < _least(other) or _most(other) < _least(one))


def _is_a_part(claim: Suggestion) -> bool:
    """“Two others”, “three journalists among the dead”, “hundreds”: not a count of all, or none at all."""
    more = set(claim.quote.lower().split()) & {
        "other",
        "others",
        "another",
        "more",
        "further",
        "among",
        "including",
        "its",
        "their",
    }
    return claim.of is not None or bool(more) or claim.basis == "increment" or claim.value is None is claim.upper


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
