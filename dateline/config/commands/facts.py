"""`dateline facts suggest`: show the claims that a text makes. Needs no database, and starts without Django."""

import argparse
import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.config import environment
from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer import build
from dateline.facts.gazetteer.lookup import Gazetteer
from dateline.kit.refusal import Refusal

_COLUMNS = ("n", "figure", "what", "claimant", "place", "when", "status", "rule")
_WIDEST = 34
_WORDY = range(1, 5)
"""Columns that are cut where the window is narrow, but not to less than this."""
_NARROWEST = 10
_GAP = "  "


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="suggest", required=True)
    one = verbs.add_parser("suggest", help="the claims of a text: figures, events, statements, omissions, denials")
    one.add_argument("file", nargs="?", default="-", help="plain text of one entry; - or nothing reads standard input")
    one.add_argument(
        "--date",
        type=_date,
        default=None,
        metavar="YYYY-MM-DD",
        help="the day of the entry, for “overnight” or “on Monday”",
    )
    one.add_argument("--json", action="store_true", help="print one claim a line")


def run(arguments: argparse.Namespace) -> int:
    text = _read(arguments.file)
    suggestions = suggest(text, _gazetteer(), on=arguments.date)
    if arguments.json:
        for one in suggestions:
            print(json.dumps(as_json(one), ensure_ascii=False))
        return 0
    _show(text, suggestions)
    return 0


def as_json(suggestion: Suggestion) -> dict[str, object]:
    """Return one claim with every key, those without a value as null."""
    told = suggestion._asdict()
    told["repeats"] = [repeat._asdict() for repeat in suggestion.repeats]
    return told


def _gazetteer() -> Gazetteer:
    path = build.file_in(environment.read(os.environ).home)
    if not path.exists():
        print("Making the gazetteer (once, some seconds) …", file=sys.stderr)
        build.build(path)
    return Gazetteer(path)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day. Write it as 2031-03-04.") from error


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Refusal(
            "file_unreadable", f"{name} cannot be read: {error.strerror}. Give a file of plain text."
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("file_unreadable", f"{name} is not UTF-8 text. Save the entry's text as UTF-8.") from error
    if not text.strip():
        raise Refusal(
            "nothing_to_read", "There is no text to read. Give a file, or pipe an entry's text into the command."
        )
    return text


def _show(text: str, suggestions: Sequence[Suggestion]) -> None:
    if not suggestions:
        print("No claim was found in this text.")
        return
    rows = [_COLUMNS, *(_row(number, one) for number, one in enumerate(suggestions, start=1))]
    for line in laid_out(rows, room=shutil.get_terminal_size().columns if sys.stdout.isatty() else None):
        print(line)
    print()
    print(marked(text, suggestions))


def laid_out(rows: Sequence[Sequence[str]], *, room: int | None) -> list[str]:
    """Return the rows as lines of a table. With `room`, none is longer: words are cut, and the rule too or left out.

    What is cut ends with “…”. Fewer than about 80 columns are not enough for a table, and its lines break there.
    """
    widths = [min(_WIDEST, max(len(row[column]) for row in rows)) for column in range(len(_COLUMNS) - 1)]
    if room is not None:
        while sum(widths) + len(_GAP) * len(widths) > room:
            widest = max(_WORDY, key=lambda column: widths[column])
            if widths[widest] <= _NARROWEST:
                break
            widths[widest] -= 1
    left = None if room is None else max(0, room - sum(widths) - len(_GAP) * len(widths))
    lines = []
    for row in rows:
        cells = [_cut(cell, width).ljust(width) for cell, width in zip(row[:-1], widths, strict=True)]
        rule = row[-1] if left is None else _cut(row[-1], left) if left >= _WIDEST else ""
        lines.append(_GAP.join([*cells, rule]).rstrip())
    return lines


def _row(number: int, one: Suggestion) -> tuple[str, ...]:
    what = " · ".join(part for part in (one.subject, one.measure) if part) or one.kind
    if one.kind == "statement" or (one.kind == "event" and one.subject is None):
        # A subject alone says nothing of what was said.
        what = f"“{' '.join(one.quote.split())}”"
    claimant = " via ".join(part for part in (one.claimant, one.via) if part) or "–"
    return (str(number), _figure(one), what, claimant, one.place or "–", one.event_time or "–", one.status, one.rule)


def _figure(one: Suggestion) -> str:
    if one.kind != "figure":
        return one.kind
    if one.value is not None:
        number = f"{one.value:,}"
    elif one.lower is not None and one.upper is not None:
        number = f"{one.lower:,}–{one.upper:,}"
    else:
        number = f"{one.lower:,} or more" if one.lower is not None else "?"
    of = f"of {one.of:,}" if one.of is not None else ""
    return " ".join(part for part in (one.qualifier if one.value is not None else "", number, one.unit, of) if part)


def marked(text: str, suggestions: Sequence[Suggestion]) -> str:
    """Return the text with every claim in brackets behind its number: ⟦1 … ⟧."""
    pieces: list[str] = []
    at = 0
    for number, one in enumerate(suggestions, start=1):
        start = max(one.start, at)
        while one.start < start < one.end and text[start] in " ,;":
            start += 1
        pieces.append(text[at:start])
        pieces.append(f"⟦{number} {text[start : one.end]}⟧" if start < one.end else f"⟦{number}⟧")
        at = max(at, one.end)
    return "".join([*pieces, text[at:]])


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…" if width else ""
