"""The protocol's own suite, npm `@durable-streams/server-conformance-tests`, against our log.

The log is written to through `surface.py`. What does not apply to a JSON log that only a newsroom writes is listed in
`not_ours.txt`, with the reason.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.postgres import free_port
from tests.programs import program
from tests.waiting import until

HERE = Path(__file__).parent
HOUSE = HERE.parent.parent
MODULES = HOUSE / "frontend" / "node_modules"
SUITE = MODULES / "@durable-streams" / "server-conformance-tests"
# What readers depend on must not quietly leave the suite.
READING = {
    "Read Operations",
    "Long-Poll Operations",
    "Offset Validation and Resumability",
    "HEAD Metadata",
    "Caching and ETag",
    "SSE Mode",
    "JSON Mode",
    "Browser Security Headers",
    "Chunking and Large Payloads",
    "Stream Closure › Read Closed Streams (Catch-up)",
    "Stream Closure › SSE with Stream Closure",
    "Property-Based Tests (fast-check) › Byte-Exactness Property",
}


@dataclass(frozen=True, slots=True)
class NotOurs:
    """What `not_ours.txt` lists: whole groups, and tests by name."""

    groups: frozenset[str]
    tests: frozenset[str]

    @classmethod
    def listed(cls) -> "NotOurs":
        names = [line.strip() for line in (HERE / "not_ours.txt").read_text().splitlines() if line.startswith("  ")]
        whole = frozenset(name.removesuffix(" › *") for name in names if name.endswith(" › *"))
        return cls(whole, frozenset(name for name in names if not name.endswith(" › *")))

    def pattern(self) -> str:
        """Return the expression of the tests to run; vitest joins the names of groups and tests by spaces."""
        return "^(?!" + "|".join(re.escape(group.replace(" › ", " ")) + " " for group in sorted(self.groups)) + ")"


@pytest.fixture
def surface(tmp_path: Path) -> Iterator[str]:
    """The address of the log with its write surface, in a process of its own."""
    port = free_port()
    env = {name: text for name, text in os.environ.items() if not name.startswith("DATELINE_")}
    with (tmp_path / "surface.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.conformance.surface", str(port)],
            env=env | {"DATELINE_HOME": str(tmp_path / "home")},
            cwd=HOUSE,
            stdout=log,
            stderr=log,
        )

    def listens() -> bool:
        assert process.poll() is None, (tmp_path / "surface.log").read_text()
        try:
            return httpx.get(f"http://127.0.0.1:{port}/none", trust_env=False).status_code == 404
        except httpx.TransportError:
            return False

    try:
        until(listens, seconds=30, what="the write surface")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def results(address: str, tmp_path: Path, not_ours: NotOurs) -> dict[str, str]:
    """Run the suite. Return what became of each test, by its group and name."""
    assert SUITE.is_dir(), "the suite is missing: bin/test installs it from frontend/package.json"
    told = tmp_path / "results.json"
    asked = {
        "CONFORMANCE_TEST_URL": address,
        "SUITE": str(SUITE),
        "SUITE_CACHE": str(tmp_path / "cache"),
        "SUITE_TESTS": not_ours.pattern(),
    }
    words: list[str | Path] = ["--config", HERE / "suite.config.mjs", "--configLoader", "native"]
    done = subprocess.run(
        [program("node"), MODULES / "vitest" / "vitest.mjs", "run", *words, "--reporter=json", f"--outputFile={told}"],
        env=os.environ | asked,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert told.exists(), done.stdout + done.stderr
    tests = [test for file in json.loads(told.read_text())["testResults"] for test in file["assertionResults"]]
    return {" › ".join([*test["ancestorTitles"], test["title"]]): test["status"] for test in tests}


def test_the_log_keeps_the_protocol_as_its_own_suite_tells_it(surface: str, tmp_path: Path) -> None:
    not_ours = NotOurs.listed()
    found = results(surface, tmp_path, not_ours)
    failed = {name for name, status in found.items() if status == "failed"}
    passed = {name for name, status in found.items() if status == "passed"}
    groups = {name.rpartition(" › ")[0] for name in found}
    assert sorted(failed - not_ours.tests) == [], "not as the protocol wants it"
    assert sorted(not_ours.tests & passed) == [], "listed in not_ours.txt, and passes: take it out of the list"
    assert sorted(not_ours.tests - found.keys()) == [], "listed in not_ours.txt, and the suite has no such test"
    assert sorted(not_ours.groups - groups) == [], "listed in not_ours.txt, and the suite has no such group"
    assert sorted(READING - {name.rpartition(" › ")[0] for name in passed}) == [], "a group of which nothing passed"
    assert len(passed) > 150


def test_every_test_that_is_left_out_has_its_reason() -> None:
    for paragraph in (HERE / "not_ours.txt").read_text().split("\n\n")[1:]:
        reason, *names = paragraph.splitlines()
        assert reason.endswith(".")
        assert not reason.startswith(" ")
        assert names
        assert all(" › " in name and name.startswith("  ") for name in names)
