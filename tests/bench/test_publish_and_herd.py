"""The benchmarks of publishing and of a restart, with a handful of readers: that they run, not how fast."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.servers import HOUSE


def figures(*words: str) -> dict[str, dict[str, Any]]:
    """Run a benchmark to its end and return what it prints, by figure."""
    command = [sys.executable, "-m", "bench", *words, "--json"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {f"{line.get('way', '')} {line['figure']}".strip(): line for line in lines}


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_publish_measures_a_long_live_blog_against_a_short_one(database: str) -> None:
    told = figures("publish", "--database", database, "--entries", "3,60", "--readers", "5", "--publishes", "2")
    last = told["last reader, ms"]
    assert last["database"] == database
    assert last["ratio"] == round(last["60 entries"] / last["3 entries"], 3)
    assert last["60 entries"] >= told["first reader, ms"]["60 entries"]


def test_herd_sees_every_reader_whole_after_both_ends() -> None:
    told = figures("herd", "--readers", "20", "--entries", "2", "--rounds", "1")
    for way in ("SIGTERM", "kill -9"):
        whole = told[f"{way} all whole again, s"]
        assert (whole["missed"], whole["doubled"]) == (0, 0)
        assert whole["dateline"] > 0


@pytest.mark.parametrize(
    "words",
    [
        ("publish", "--entries", "50"),
        ("publish", "--entries", "10000,10000"),
        ("publish", "--readers", "1000000"),
        ("herd", "--readers", "1000000"),
        ("herd", "--rounds", "0"),
    ],
)
def test_a_load_without_bounds_is_refused_with_a_sentence(words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", *words], cwd=HOUSE, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Give ")
    assert done.stderr.endswith(".\n")
