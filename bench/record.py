"""Suggested claims against labelled entries: figures found, their fields, time and memory.

Our own labelled entries, invented ones, are in `bench/labels/`: one file that the extractor was developed on, one that
was held back and is not to be read by whoever changes it. `--labels` names a folder with more, which may be newspapers'
text and therefore not in this repository; a third of each of its files is set aside by a fixed rule of the entry
(`is_set_aside`) and is not to be read either. Of what is held back or set aside only totals are printed.
"""

import argparse
import hashlib
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bench import other_kinds
from bench.machine import Missing
from bench.matching import Label, matched_pairs, same_name, same_place, same_unit, same_words
from bench.suggesting import costs
from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer import build
from dateline.facts.gazetteer.lookup import Gazetteer
from dateline.wire.captures import read_capture

HOME = Path(__file__).parent.parent / "var"
ENTRIES = "entries-labelled.jsonl"
SEEDS = "seeds-claims.jsonl"
# Invented entries, labelled by people who had not seen the extractor.
OWN = {
    name: Path(__file__).parent / "labels" / f"{name.replace(' ', '-')}.jsonl" for name in ("developed on", "held back")
}
# The days of the two captures: one says none, the other says it in its entries.
CAPTURES = {"A": ("000_7beeea8b37e707fe.txt", date(2025, 1, 8)), "B": ("003_f85cae8892876774.txt", date(2024, 12, 27))}
FIELDS: dict[str, Callable[[Label, Suggestion], bool]] = {
    "bounds": lambda label, one: (label.get("lower"), label.get("upper")) == (one.lower, one.upper),
    "qualifier": lambda label, one: same_words(label.get("qualifier"), one.qualifier),
    "measure": lambda label, one: same_words(label.get("measure"), one.measure),
    "unit": lambda label, one: same_unit(label.get("unit"), one.unit),
    "basis": lambda label, one: label.get("basis") == one.basis,
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
    parser.add_argument("--labels", type=Path, default=None, help=f"a folder of {ENTRIES} and {SEEDS}, beside our own")
    parser.add_argument(
        "--misses", action="store_true", help="show what was missed and what was too much, of the entries not set aside"
    )


def run(arguments: argparse.Namespace) -> None:
    folder = arguments.labels
    if folder is not None and not (folder / ENTRIES).exists():
        raise Missing(
            f"There is no {ENTRIES} in {folder}. Name the folder that has it: bin/bench record --labels FOLDER"
        )
    atlas = opened_gazetteer()
    for name, path in OWN.items():
        entries = list(entries_in(path))
        report(name, entries, atlas, arguments, misses=name == "developed on")
        report(f"{name}, in lower case", [lower(entry) for entry in entries], atlas, arguments, misses=False)
    if folder is not None:
        parts = {"entries-labelled": labelled_entries(folder)}
        if (folder / SEEDS).exists():
            parts["seeds"] = seed_entries(folder)
        for name, entries in ((name, list(part)) for name, part in parts.items()):
            for aside in (False, True):
                part = [entry for entry in entries if is_set_aside(entry.where, entry.which) is aside]
                title = f"{name}, {'set aside' if aside else 'to develop on'}"
                report(title, part, atlas, arguments, misses=not aside)
    costs(atlas, home=HOME, as_json=arguments.json)


def report(
    title: str, entries: Sequence[Entry], atlas: Gazetteer, arguments: argparse.Namespace, *, misses: bool
) -> None:
    totals = measured(entries, atlas, misses=arguments.misses and misses)
    show(title, len(entries), totals, as_json=arguments.json)
    laid = [(entry.labels, suggest(entry.text, atlas, on=entry.on)) for entry in entries]
    other_kinds.show(title, laid, as_json=arguments.json)


def lower(entry: Entry) -> Entry:
    """Return the entry as a page without capitals has it. Letters that become two stay as they are: spans hold."""
    small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in entry.text)
    return replace(entry, text=small)


def opened_gazetteer() -> Gazetteer:
    path = build.file_in(HOME)
    if not path.exists():
        build.build(path)
    return Gazetteer(path)


def labelled_entries(folder: Path) -> Iterator[Entry]:
    return entries_in(folder / ENTRIES)


def entries_in(path: Path) -> Iterator[Entry]:
    for row in rows(path):
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
                # What whoever labelled has left out is not measured; an empty field says that the text has none.
                if name == "bounds" or name in label:
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
            if (name == "bounds" or name in label) and not same(label, one)
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
        **{name: _share(sum(values), len(values)) for name, values in totals.fields.items() if values},
        "ms_median": round(statistics.median(milliseconds), 2),
        "ms_p99": round(milliseconds[min(len(milliseconds) - 1, int(len(milliseconds) * 0.99))], 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    if as_json:
        print(json.dumps({"benchmark": "record", "part": title, **figures}))
        return
    print(f"{title}\n  " + "  ".join(f"{name} {value}" for name, value in figures.items()) + "\n")


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
