"""An attribution: who says the words of a sentence, or of a part of it."""

from typing import NamedTuple

from dateline.facts.extractor.claimants import Source


class Attribution(NamedTuple):
    """Who says the words of one sentence, or of a part of it."""

    source: Source | None
    cue: str | None
    via: str | None
    first: int
    end: int
    """The tokens it speaks for; outside them the sentence is the outlet's own."""
    cue_at: int
    form: str
    """before, trailing, inverted, according, carried, …: the rule."""
    span: tuple[int, int] = (0, 0)
    """The tokens of the claimant's own words: a number there is part of the name."""
