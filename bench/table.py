"""Prints figures: a table for people, or one JSON object a line."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One figure by each who was measured. The first is the house's, the second the reference's, if there is one."""

    figure: str
    values: Mapping[str, float]

    @property
    def ratio(self) -> float | None:
        """None without a reference, or where it has next to nothing, as memory for a reader it does not remember."""
        ours, *others = self.values.values()
        return round(ours / others[0], 3) if others and others[0] > 0.01 else None


def show(title: str, rows: Sequence[Row], notes: Sequence[str]) -> None:
    names = list(rows[0].values)
    heads = ["", *names[:2], "ratio", *names[2:]]
    lines = [heads]
    for row in rows:
        values = [_short(value) for value in row.values.values()]
        lines.append([row.figure, *values[:2], f"{row.ratio:.2f}" if row.ratio else "–", *values[2:]])
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    print(title, end="\n\n")
    for line in lines:
        first, *others = (
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  " + "   ".join([first, *others]).rstrip())
    print()
    for note in notes:
        print(f"  {note}")


def show_json(benchmark: str, rows: Sequence[Row], **conditions: object) -> None:
    for row in rows:
        print(
            json.dumps({"benchmark": benchmark, "figure": row.figure, **row.values, "ratio": row.ratio, **conditions})
        )


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:,.1f}" if value >= 10 else f"{value:.2f}"
