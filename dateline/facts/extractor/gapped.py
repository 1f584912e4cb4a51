"""Several who give a number with one verb: “police put the crowd at 85,000, organisers at half a million”."""

from dateline.facts.extractor.attributed import Attribution
from dateline.facts.extractor.claimants import Source, named_by_article, resolve
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.person_names import Known

_GIVES_AT = frozenset("put puts estimated estimate estimates placed".split())
_PARTS = frozenset([",", ";", "and", "but", "while", "–", "—"])
_LONGEST = 6


def with_gapped(
    page: Page, known: Known, found: list[Attribution], end: int, spoken: list[Source]
) -> list[Attribution]:
    """Return the attributions of a sentence, and one more for everybody who stands before “at” without a verb."""
    result: list[Attribution] = []
    for one in found:
        if one.cue not in _GIVES_AT or one.form != "claimant.before":
            result.append(one)
            continue
        # The verb has its number behind it; what is in front of the claimant is said by somebody else.
        last = one._replace(first=max(one.first, one.span[0]))
        own = next((at for at in range(one.cue_at, end) if page.lows[at] == "at"), end)
        for at in range(own + 1, end):
            span = _before_at(page, own, at) if page.lows[at] == "at" else None
            source = (resolve(page, known, span, spoken) or named_by_article(page, span)) if span else None
            if span and source:
                result.append(last._replace(end=span[0]))
                last = one._replace(source=source, via=None, first=span[0], cue_at=at, span=span)
        result.append(last)
    return result


def _before_at(page: Page, after: int, at: int) -> tuple[int, int] | None:
    first = at
    while first > after + 1 and at - first <= _LONGEST and page.lows[first - 1] not in _PARTS:
        first -= 1
    parted = page.lows[first - 1] in _PARTS
    return (first, at) if parted and 0 < at - first <= _LONGEST and page.tokens[first].text[0].isalpha() else None
