"""What the extractor hands out: one suggestion, which a person will confirm, change or refuse."""

from typing import NamedTuple


class Repeat(NamedTuple):
    """Where a heading or teaser says the same again: linked to the claim, not counted twice."""

    quote: str
    start: int
    end: int


class Suggestion(NamedTuple):
    """A claim found in a text. `text[start:end] == quote`, always."""

    quote: str
    start: int
    end: int
    kind: str
    """figure, event, statement, denial or omission."""
    subject: str | None = None
    measure: str | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    basis: str | None = None
    """total, increment, period, rate, share or change."""
    of: float | None = None
    """The number that this one is a part of: 64 in “41 of 64”."""
    claimant: str | None = None
    role: str | None = None
    cue: str | None = None
    via: str | None = None
    place: str | None = None
    event_time: str | None = None
    status: str = "reported"
    rule: str = ""
    """Every rule that had a part, step by step: `numbers.words > measure.behind(killed) > claimant.trailing`."""
    confidence: float = 0.5
    """0 to 1: how often suggestions of this rule were right on labelled text, roughly.

    Of events and statements it is only a rank.
    """
    repeats: tuple[Repeat, ...] = ()
