"""Suggested claims against labelled entries: figures found, their fields, time and memory; a third set aside, apart.

The labels are newspapers' text and therefore not in this repository: `--labels` names the folder that has them. A third
of each file is set aside by a fixed rule of the entry (`is_set_aside`) and is not to be read by whoever changes the
extractor; only its totals are printed.
"""

import argparse
import hashlib
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bench.machine import Missing
from bench.matching import Label, matched_pairs, same_name, same_place, same_unit, same_words
from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer import build
from dateline.facts.gazetteer.lookup import Gazetteer
from dateline.wire.captures import read_capture

HOME = Path(__file__).parent.parent / "var"
ENTRIES = "entries-labelled.jsonl"
SEEDS = "seeds-claims.jsonl"
# The days of the two captures: one says none, the other says it in its entries.
CAPTURES = {"A": ("000_7beeea8b37e707fe.txt", date(2025, 1, 8)), "B": ("003_f85cae8892876774.txt", date(2024, 12, 27))}
FIELDS: dict[str, Callable[[Label, Suggestion], bool]] = {
    "bounds": lambda label, one: (label.get("lower"), label.get("upper")) == (one.lower, one.upper),
    "qualifier": lambda label, one: same_words(label.get("qualifier"), one.qualifier),
    "measure": lambda label, one: same_words(label.get("measure"), one.measure),
    "unit": lambda label, one: same_unit(label.get("unit"), one.unit),
    "claimant": lambda label, one: same_name(label.get("claimant"), one.claimant),
    "place": lambda label, one: same_place(label.get("place"), one.place),
    "status": lambda label, one: label.get("status") == one.status,
}
REPEATED = 5


@dataclass(slots=True)
class Entry:
    """A labelled entry. `where` and `which` decide whether it is set aside."""

    where: str
    which: str
    text: str
    on: date | None
    labels: list[Label]


@dataclass(slots=True)
class Totals:
    labelled: int = 0
    suggested: int = 0
    found: int = 0
    right: int = 0
    fields: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    milliseconds: list[float] = field(default_factory=list)


def is_set_aside(where: str, which: str) -> bool:
    """A third, by what page an entry is of and which of its entries: nothing that a change of the code can move."""
    return int(hashlib.sha256(f"{where}\n{which}".encode()).hexdigest(), 16) % 3 == 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--labels", type=Path, default=None, help=f"the folder of {ENTRIES} and {SEEDS}")
    parser.add_argument(
        "--misses", action="store_true", help="show what was missed and what was too much, of the entries not set aside"
    )


def run(arguments: argparse.Namespace) -> None:
    folder = arguments.labels
    if folder is None or not (folder / ENTRIES).exists():
        raise Missing(
            f"There are no labelled entries{f' in {folder}' if folder else ''}. They are newspapers' text and not part "
            f"of this repository. Name the folder that holds {ENTRIES} and {SEEDS}, often `captures` beside the "
            "checkout: "
            "bin/bench record --labels FOLDER"
        )
    atlas = opened_gazetteer()
    for name, entries in (("entries-labelled", list(labelled_entries(folder))), ("seeds", list(seed_entries(folder)))):
        for aside in (False, True):
            part = [entry for entry in entries if is_set_aside(entry.where, entry.which) is aside]
            totals = measured(part, atlas, misses=arguments.misses and not aside)
            show(f"{name}, {'set aside' if aside else 'to develop on'}", len(part), totals, as_json=arguments.json)
    growth(atlas, as_json=arguments.json)


def opened_gazetteer() -> Gazetteer:
    path = build.file_in(HOME)
    if not path.exists():
        build.build(path)
    return Gazetteer(path)


def labelled_entries(folder: Path) -> Iterator[Entry]:
    for row in rows(folder / ENTRIES):
        on = datetime.fromisoformat(row["entry_time"]).date() if row["entry_time"] else None
        yield Entry(row["url"], row["id"], row["text"], on, row["claims"])


def seed_entries(folder: Path) -> Iterator[Entry]:
    """Lay the claims of the two captures on the entries that the wire reads from them."""
    claims = list(rows(folder / SEEDS))
    for document, (file, on) in CAPTURES.items():
        if not (folder / file).exists():
            continue
        capture = read_capture((folder / file).read_text(encoding="utf-8"), date=on)
        texts = {
            "(headline)": f"{capture.headline}\n{capture.standfirst or ''}",
            "(introduction)": "\n".join([capture.standfirst or "", *capture.introduction]),
            **{str(entry.heading): "\n".join([str(entry.heading), *entry.body]) for entry in capture.entries},
        }
        for which, text in texts.items():
            labels = [claim for claim in claims if claim["doc"] == document and claim["entry"] == which]
            for label in labels:
                label["start"] = text.find(label["quote"])
                label["end"] = label["start"] + len(label["quote"])
            yield Entry(document, which, text, on, labels)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def measured(entries: Sequence[Entry], atlas: Gazetteer, *, misses: bool) -> Totals:
    totals = Totals()
    for entry in entries:
        suggestions = suggest(entry.text, atlas, on=entry.on)
        taken = []
        for _ in range(REPEATED):
            before = time.perf_counter()
            suggest(entry.text, atlas, on=entry.on)
            taken.append(1000 * (time.perf_counter() - before))
        totals.milliseconds.append(min(taken))
        labels = [label for label in entry.labels if label["kind"] == "figure"]
        figures = [one for one in suggestions if one.kind == "figure"]
        pairs = matched_pairs(labels, figures)
        totals.labelled += len(labels)
        totals.suggested += len(figures)
        totals.found += len(pairs)
        totals.right += len({id(one) for _, one in pairs})
        for label, one in pairs:
            for name, same in FIELDS.items():
                totals.fields[name].append(same(label, one))
        if misses:
            explain(entry, labels, figures, pairs)
    return totals


def explain(
    entry: Entry, labels: Sequence[Label], figures: Sequence[Suggestion], pairs: Sequence[tuple[Label, Suggestion]]
) -> None:
    print(f"== {entry.which}")
    for label in labels:
        one = next((one for other, one in pairs if other is label), None)
        if one is None:
            print(f"   MISSED {label['quote']!r} {label.get('value')} {label.get('lower')} {label.get('upper')}")
            continue
        wrong = {
            name: (label.get(name), getattr(one, name, (one.lower, one.upper)))
            for name, same in FIELDS.items()
            if not same(label, one)
        }
        if wrong:
            print(f"   WRONG  {one.quote!r} {wrong}\n          {one.rule}")
    for one in figures:
        if all(one is not other for _, other in pairs):
            print(f"   EXTRA  {one.quote!r} {one.value} {one.unit} {one.measure}\n          {one.rule}")


def show(title: str, entries: int, totals: Totals, *, as_json: bool) -> None:
    milliseconds = sorted(totals.milliseconds) or [0.0]
    figures = {
        "entries": entries,
        "figures": totals.labelled,
        "recall": _share(totals.found, totals.labelled),
        "precision": _share(totals.right, totals.suggested),
        **{name: _share(sum(values), len(values)) for name, values in totals.fields.items()},
        "ms_median": round(statistics.median(milliseconds), 2),
        "ms_p99": round(milliseconds[min(len(milliseconds) - 1, int(len(milliseconds) * 0.99))], 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    if as_json:
        print(json.dumps({"benchmark": "record", "part": title, **figures}))
        return
    print(f"{title}\n  " + "  ".join(f"{name} {value}" for name, value in figures.items()) + "\n")


def growth(atlas: Gazetteer, *, as_json: bool) -> None:
    """Time a kilobyte of text that is long or odd: the same for 4 KB and 128 KB, or a step has become quadratic."""
    for name, piece in (
        ("prose", "At least 20 people were killed in Lisbon on Monday, the mayor, Ana Example, said. "),
        ("digits", "12 34,567 8-9 1.2.3 "),
        ("quotes", "“‘(\"' said "),
        ("one word", "a"),
        ("commas", "Nora, "),
    ):
        per_kilobyte = []
        for size in (4_000, 128_000):
            text = (piece * (size // len(piece) + 1))[:size]
            before = time.perf_counter()
            suggest(text, atlas)
            per_kilobyte.append(round(1_000_000 * (time.perf_counter() - before) / size, 2))
        if as_json:
            print(
                json.dumps(
                    {
                        "benchmark": "record",
                        "part": f"growth, {name}",
                        "ms_per_kb_at_4k": per_kilobyte[0],
                        "ms_per_kb_at_128k": per_kilobyte[1],
                    }
                )
            )
        else:
            print(f"growth, {name:<9} {per_kilobyte[0]:>8} ms/KB at 4 KB {per_kilobyte[1]:>8} ms/KB at 128 KB")


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
