"""What suggesting costs beside the time of an entry: odd texts, look-ups in the gazetteer, and the command's start."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.build import file_in
from dateline.facts.gazetteer.lookup import Gazetteer

ODD = {
    "prose": "At least 20 people were killed in Lisbon on Monday, the mayor, Ana Example, said. ",
    "digits": "12 34,567 8-9 1.2.3 ",
    "quotes": "“‘(\"' said ",
    "one word": "a",
    "commas": "Nora, ",
}
NAMES = ["Lisbon", "kyiv", "Paris", "San José", "the United States", "Springfield", "Alexandria", "No Such Place"]
STARTED = 5


def costs(atlas: Gazetteer, *, home: Path, as_json: bool) -> None:
    """Print them all."""
    growth(atlas, as_json=as_json)
    look_ups(home, as_json=as_json)
    start(home, as_json=as_json)


def growth(atlas: Gazetteer, *, as_json: bool) -> None:
    """Time a kilobyte of text that is long or odd: the same for 4 KB and 128 KB, or a step has become quadratic."""
    for name, piece in ODD.items():
        per_kilobyte = []
        for size in (4_000, 128_000):
            text = (piece * (size // len(piece) + 1))[:size]
            before = time.perf_counter()
            suggest(text, atlas)
            per_kilobyte.append(round(1_000_000 * (time.perf_counter() - before) / size, 2))
        at_4, at_128 = per_kilobyte
        row = {"part": f"growth, {name}", "ms_per_kb_at_4k": at_4, "ms_per_kb_at_128k": at_128}
        _say(row, f"growth, {name:<9} {at_4:>8} ms/KB at 4 KB {at_128:>8} ms/KB at 128 KB", as_json=as_json)


def look_ups(home: Path, *, as_json: bool) -> None:
    """Time the first question for each of some names, on a gazetteer that remembers none of them."""
    taken = []
    atlas = Gazetteer(file_in(home))
    try:
        for name in NAMES:
            before = time.perf_counter()
            atlas.find(name)
            taken.append(1000 * (time.perf_counter() - before))
    finally:
        atlas.close()
    median, slowest = round(statistics.median(taken), 3), round(max(taken), 3)
    row = {"part": "look-ups", "ms_median": median, "ms_slowest": slowest}
    _say(row, f"look-ups of {len(NAMES)} names: {median} ms at the median, {slowest} at the slowest", as_json=as_json)


def start(home: Path, *, as_json: bool) -> None:
    """Time `dateline facts suggest` on one sentence, from its start to its end."""
    command = [sys.executable, "-m", "dateline", "facts", "suggest", "--json"]
    taken = []
    for _ in range(STARTED):
        before = time.perf_counter()
        subprocess.run(
            command,
            input=ODD["prose"],
            text=True,
            check=True,
            capture_output=True,
            env={"DATELINE_HOME": str(home), "PATH": "/usr/bin:/bin"},
        )
        taken.append(time.perf_counter() - before)
    median = round(statistics.median(taken), 3)
    _say({"part": "start", "seconds": median}, f"`dateline facts suggest` of one sentence: {median} s", as_json=as_json)


def _say(row: dict[str, object], words: str, *, as_json: bool) -> None:
    print(json.dumps({"benchmark": "record", **row}) if as_json else words)
