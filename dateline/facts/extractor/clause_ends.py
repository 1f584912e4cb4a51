"""Where a clause ends: in front of another one, at a mark that parts them, or when it is too long to quote."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_LONGEST = 26
_NEXT = frozenset("he she it they we i there that will would".split())
_GOES_ON = frozenset("and adding citing he she it they the a an".split())


def clause_end(page: Page, at: int, end: int) -> int:
    """The clause ends where another begins, at a mark that parts them, or when it has become too long to quote."""
    verb, limit = at, min(end, at + _LONGEST)
    comma = 0
    while at < limit:
        low = page.lows[at]
        if low in words("events", "joins") - {"despite", "amid", "following"} and not _says_when(page, at):
            break
        if low in ";:–—" or (low == "”" and "“" not in page.lows[verb:at]):
            break
        if low == ",":
            ahead = page.low(at + 1)
            if ahead in words("events", "joins") | _GOES_ON:
                break
            comma = at
        if low == "and" and page.low(at + 1) in _NEXT | words("events", "auxiliaries"):
            break
        at += 1
    if at == limit < end and comma:
        at = comma
    return without_tail(page, verb, at)


def without_tail(page: Page, first: int, end: int) -> int:
    """Leave out what only leads to the next clause: “… and has”, “…, known”, “… just”."""
    whole = end == len(page.tokens) or page.tokens[end].kind is Kind.MARK
    while end > first and page.tokens[end - 1].kind is Kind.MARK:
        end, whole = end - 1, True
    tails = frozenset() if whole else words("events", "tails")
    while end > first and (page.tokens[end - 1].kind is Kind.MARK or page.lows[end - 1] in tails):
        end -= 1
    if end - 2 > first and page.lows[end - 2] == "," and page.tokens[end - 1].text.islower():
        end -= 2
    return end


def _says_when(page: Page, at: int) -> bool:
    """“Before 6am”, “since Monday”, “after dark”: when it happened, and no clause of its own."""
    ahead = page.tokens[at + 1] if at + 1 < len(page.tokens) else None
    return (
        page.lows[at] in {"before", "after", "since", "until"}
        and ahead is not None
        and (
            ahead.kind is Kind.NUMBER
            or ahead.low in words("statements", "whom and when") | {"midnight", "noon", "dark"}
        )
    )
