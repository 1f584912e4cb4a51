"""A number with what belongs to it, while the steps work on it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.facts.extractor.numbers import Number
from dateline.facts.extractor.sentences import Sentence
from dateline.facts.extractor.tokens import Token


@dataclass(slots=True)
class Figure:
    """One figure. Places are indexes of tokens; `end` is behind the last token of number and unit."""

    number: Number
    sentence: int
    first: int
    end: int
    value: float | None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    kind: str = ""
    """money, share, measure (km, kg, days …) or empty for what is counted by a noun."""
    qualifier: str | None = None
    noun: tuple[int, int] = (0, 0)
    """The noun phrase behind it: “Russian drones”."""
    subject: str | None = None
    measure: str | None = None
    trigger: tuple[int, int] | None = None
    """The words that gave the measure."""
    basis: str | None = None
    of: "Figure | None" = None
    of_value: float | None = None
    superseded: bool = False
    rules: list[str] = field(default_factory=list)
    confidence: float = 0.8

    @property
    def bare(self) -> bool:
        """Digits or words without unit, sign or multiplier: what a year, a time or an age looks like."""
        return not self.unit and not self.number.scaled

    @property
    def bounded(self) -> bool:
        """Whether a qualifier makes a count of it: “about 20”. “Only” and “just” stand before moments and ages too."""
        return self.qualifier not in {None, "only", "just"}

    @property
    def behind(self) -> int:
        """The token behind the figure and its noun; a noun taken over from elsewhere does not count."""
        return self.noun[1] if 0 <= self.noun[0] - self.end <= 3 else self.end


class Page(NamedTuple):
    """The text as the first steps left it; every later step reads it and changes nothing."""

    text: str
    tokens: list[Token]
    lows: list[str]
    sentences: list[Sentence]
    sentence_of: list[int]
    """For every token, the number of its sentence."""
    cased: bool = True
    """False for a text without capitals: names are then found by what stands around them."""

    def words(self, first: int, end: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[end - 1].end] if end > first else ""

    def low(self, at: int) -> str:
        return self.lows[at] if 0 <= at < len(self.lows) else ""
