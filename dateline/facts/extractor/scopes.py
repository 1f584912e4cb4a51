"""Whose words a place in a sentence is, when several speak in it, and where the outlet puts in words of its own."""

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.words import words

# Verbs of saying that sum up what somebody else says in front: "The state announced …, the minister said".
_PLAIN = frozenset(["said", "says", "told"])
_PRESENT = frozenset(
    "has have is are employs makes lies stands covers includes operates runs owns serves houses".split()
)
_RELATIVE = frozenset("which who whose where".split())


def source_of(page: Page, at: int, sources: list[Attribution]) -> Attribution | None:
    """Return who says what stands at a token, or None where the outlet speaks."""
    source = _nearest(at, sources)
    return None if source is not None and _is_put_in(page, at, source) else source


def _nearest(at: int, sources: list[Attribution]) -> Attribution | None:
    speaking = [one for one in sources if one.first <= at < one.end]
    narrow = [one for one in speaking if one.form == "claimant.relative"]
    speaking = narrow or [one for one in speaking if one.form != "claimant.relative"]
    if not speaking:
        return None
    ahead = [one for one in speaking if one.cue_at <= at and one.form == "claimant.before"]
    behind = [one for one in speaking if one.cue_at > at]
    trailing = [one for one in behind if one.form == "claimant.trailing"]
    if ahead and trailing and ahead[-1].cue not in _PLAIN:
        # "The state announced …, the minister said": the minister says all of it.
        return trailing[-1]
    if ahead:
        return ahead[-1]
    return behind[0] if behind else speaking[-1]


def _begins_anew(page: Page, comma: int, at: int) -> bool:
    """“…, which has 16,000 people, and eight deaths”: the aside ends at the comma before “and”."""
    return comma < at - 1 and page.low(comma + 1) in {"and", "but", "while"}


def _is_put_in(page: Page, at: int, source: Attribution) -> bool:
    """“Said that 181 were in Harlan, which has a population of 16,000”: reported speech is in the past, this is not."""
    if source.span[1] <= at < source.cue_at and source.form == "claimant.before":
        # "The mayor of Example, a town 15 km away, said": the aside is the outlet's.
        return True
    past = (source.cue or "").split()[-1:] in ([word] for word in words("cues", "past"))
    if source.form not in {"claimant.before", "claimant.trailing"} or not past:
        return False
    low = max(page.sentences[page.sentence_of[at]].first, at - 9)
    for place in range(at - 1, low, -1):
        text = page.lows[place]
        if text in {";", "“", "”", '"'} or place == source.cue_at or (text == "," and _begins_anew(page, place, at)):
            return False
        if text in _RELATIVE and page.lows[place - 1] == ",":
            of_him = source.span[1] == place - 1 or page.low(place - 2) in words("grammar", "tallies")
            return not of_him and source.form == "claimant.before" and page.low(place + 1) in _PRESENT
    return False
