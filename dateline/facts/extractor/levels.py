"""What a clause's subject says of a bare amount: “the target is eight minutes”, “demand reached 47,000 megawatts”."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names

_STANDS_AT = frozenset("is was are were reached hit stands stood be been totaling totalling remains".split())
_CLAUSE_ENDS = frozenset(", ; . and but that".split())
_REACH = 7


def level_of(page: Page, figure: Figure) -> str | None:
    """Return the measure that the subject names, where only a form of “be” or “reach” stands between."""
    first = max(page.sentences[figure.sentence].first, figure.first - _REACH)
    for at in range(figure.first - 1, first - 1, -1):
        low = page.lows[at]
        if low in _CLAUSE_ENDS or page.tokens[at].kind is Kind.NUMBER:
            return None
        if low in names("measures", "level of"):
            stands = _STANDS_AT & set(page.lows[at + 1 : figure.first])
            return names("measures", "level of")[low] if stands else None
    return None
