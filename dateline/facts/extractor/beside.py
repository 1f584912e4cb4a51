"""What stands beside a token."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.tokens import Kind

DASHES = frozenset("-–—‑−")
DURATIONS = frozenset("seconds minutes hours days nights weeks months years decades".split())
# So that "between 18 months and four years" has both its ends in years.
SECONDS_IN = {
    "seconds": 1,
    "minutes": 60,
    "hours": 3600,
    "days": 86_400,
    "weeks": 604_800,
    "months": 2_629_800,
    "years": 31_557_600,
}


def is_glued(page: Page, at: int) -> bool:
    return 0 < at < len(page.tokens) and page.tokens[at].glued


def is_number(page: Page, at: int) -> bool:
    return 0 <= at < len(page.tokens) and page.tokens[at].kind is Kind.NUMBER


def is_name(page: Page, at: int) -> bool:
    token = page.tokens[at]
    return token.kind is Kind.WORD and (
        token.text[0].isupper() or (token.low not in known_nouns() and not token.low.endswith("s"))
    )
