"""Whether the parts of a figure add up to it: "41 + 22 of 64: 1 is unaccounted for". Pure.

A finding is a question for the desk and no verdict: the one drone may have flown on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dateline.facts.rules import plain

EXACT = frozenset({"", "exactly", "a total of", "in all", "only", "just"})
"""Qualifiers that leave a number what it is. "About 40" without bounds adds up to nothing certain."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure by its numbers alone. A value without bounds stands for both."""

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    unit: str = ""
    qualifier: str = ""

    @property
    def least(self) -> Decimal | None:
        """The smallest number that this can mean; None where nothing limits it."""
        return self._sure if self.lower is None and self.upper is None else self.lower

    @property
    def most(self) -> Decimal | None:
        """The largest number that this can mean; None where nothing limits it."""
        return self._sure if self.lower is None and self.upper is None else self.upper

    @property
    def _sure(self) -> Decimal | None:
        return self.value if self.qualifier.casefold() in EXACT else None

    def __str__(self) -> str:
        return " ".join(filter(None, [self.qualifier, self._number]))

    @property
    def _number(self) -> str:
        if self.value is not None:
            return plain(self.value) or ""
        ends = [plain(end) for end in (self.lower, self.upper) if end is not None]
        return "–".join(filter(None, ends))


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not add up."""

    code: Literal["unaccounted", "too_many", "units_differ"]
    sentence: str
    amount: Decimal | None = None
    """By how much at least."""


def check_sum(whole: Amount, parts: Sequence[Amount]) -> Finding | None:
    """Return what is wrong with the sum, or None: it adds up, or the bounds leave room for it to.

    One part alone never makes a finding that something is missing: nobody said that it was all.
    """
    units = sorted({part.unit for part in (whole, *parts) if part.unit})
    written = f"{' + '.join(map(str, parts))} of {whole}"
    if len(units) > 1:
        return Finding("units_differ", f"{written}: they count in {' and '.join(units)}.")
    least, most = _total([part.least for part in parts]), _total([part.most for part in parts])
    if least is not None and whole.most is not None and least > whole.most:
        over = least - whole.most
        return Finding("too_many", f"{written}: that is {plain(over)} too many.", over)
    if len(parts) > 1 and most is not None and whole.least is not None and most < whole.least:
        short = whole.least - most
        return Finding("unaccounted", f"{written}: {plain(short)} {_is(short)} unaccounted for.", short)
    return None


def _total(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def _is(number: Decimal) -> str:
    return "is" if number == 1 else "are"
