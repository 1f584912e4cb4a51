"""Several people publish at the same moment on SQLite: publishes a second, and how long each of them waits.

Through the real desk over HTTP, into one process. Reference: the same with Django's own SQLite backend, whose writers
sleep and try again until the database is free. On loopback, with the server on one core and the writers on another.
"""

import argparse
import contextlib
import itertools
import json
import os
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import desk, machine, table
from bench.desk import Desk

IN_LINE, POLLING = "dateline", "busy handler"
ENGINES = {IN_LINE: "dateline.config.sqlite", POLLING: "django.db.backends.sqlite3"}
SLUG = "bench"
MOST_WRITERS = 64
BARE_COMMITS = 200


@dataclass(slots=True)
class Measured:
    """What came of so many writers at one server, all rounds together. Each wait is in milliseconds."""

    waits: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    """Publishes a second, one for each round."""
    least_done: list[float] = field(default_factory=list)
    """What the least lucky writer of a round published, as a share of the average writer."""
    refused: int = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--writers", default="1,2,4,8,16", help="how many at a time, up to 64 (default 1,2,4,8,16)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each, in turn (default 5)")
    parser.add_argument("--seconds", type=int, default=2, help="seconds of each measurement (default 2)")


def run(arguments: argparse.Namespace) -> None:
    crowds = _crowds(arguments.writers)
    if not 1 <= arguments.rounds <= 9 or not 1 <= arguments.seconds <= 10:
        raise machine.Missing("Give 1 to 9 rounds of 1 to 10 seconds.")
    before = machine.load()
    with contextlib.ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="dateline-bench-")))
        bare = commits_a_second(folder / "bare.sqlite3")
        desks = {way: ending.enter_context(serving(folder / way, way)) for way in ENGINES}
        every_core = machine.cores()
        os.sched_setaffinity(0, {every_core[-1]})
        rows = [row for crowd in crowds for row in _rows(crowd, desks, arguments)]
        os.sched_setaffinity(0, every_core)
    if arguments.json:
        table.show_json("writers", rows, bare_commits=bare, cores=len(machine.cores()), load_before=before)
        return
    table.show(
        "writers: people who publish through the desk at the same moment, one process on SQLite",
        rows,
        [
            f"{arguments.rounds} rounds of {arguments.seconds} s in turn; rates are medians, waits are of all rounds.",
            f"One row written and kept safe, without any of the house: {bare:,.0f} commits a second.",
            machine.described(before),
        ],
    )


def _crowds(text: str) -> list[int]:
    words = text.split(",")
    if not all(word.isascii() and word.isdigit() and 1 <= int(word) <= MOST_WRITERS for word in words):
        raise machine.Missing("Give --writers as numbers from 1 to 64, as in 1,2,4,8,16.")
    return [int(word) for word in words]


def _rows(crowd: int, desks: Mapping[str, Desk], arguments: argparse.Namespace) -> list[table.Row]:
    measured = {way: Measured() for way in desks}
    for _ in range(arguments.rounds):
        for way, one in desks.items():
            _measure(one, crowd, arguments.seconds, measured[way])
    who = "1 writer" if crowd == 1 else f"{crowd} writers"

    def row(figure: str, of: Callable[[Measured], float]) -> table.Row:
        return table.Row(f"{who}: {figure}", {way: of(each) for way, each in measured.items()})

    return [
        row("publishes a second", lambda each: statistics.median(each.rates)),
        row("half wait at most, ms", lambda each: _percentile(each.waits, 0.5)),
        row("99 in 100 wait at most, ms", lambda each: _percentile(each.waits, 0.99)),
        row("the longest wait, ms", lambda each: max(each.waits)),
        row("least lucky writer's share", lambda each: statistics.median(each.least_done)),
        row("refused", lambda each: each.refused),
    ]


def _percentile(waits: list[float], share: float) -> float:
    return sorted(waits)[min(int(len(waits) * share), len(waits) - 1)]


def _measure(at: Desk, crowd: int, seconds: int, into: Measured) -> None:
    begin, done = threading.Barrier(crowd + 1), [0] * crowd
    end = 0.0

    def write(which: int) -> None:
        connection = at.connected()
        begin.wait()
        for number in itertools.count(1):
            asked = time.monotonic()
            if asked > end:
                break
            n = at.publish(connection, SLUG, f"Writer {which}, update {number}")
            into.waits.append((time.monotonic() - asked) * 1000)
            done[which] += n > 0
            into.refused += n == 0
        connection.close()

    writers = [threading.Thread(target=write, args=(which,), daemon=True) for which in range(crowd)]
    for writer in writers:
        writer.start()
    started = time.monotonic()
    end = started + seconds
    begin.wait()
    for writer in writers:
        writer.join()
    into.rates.append(sum(done) / (time.monotonic() - started))
    into.least_done.append(min(done) * crowd / max(1, sum(done)))


@contextlib.contextmanager
def serving(home: Path, way: str) -> Iterator[Desk]:
    """Serve one live blog from `home`, and sign an editor in."""
    home.mkdir()
    port = machine.free_port()
    env = desk.environment(home, port)
    env |= {"DJANGO_SETTINGS_MODULE": "bench.writers_settings", "BENCH_ENGINE": ENGINES[way]}
    desk.told(env, "new", "--headline", "A storm between two coasts", "--slug", SLUG)
    password = desk.editor(env)
    with machine.started([*desk.COMMAND, "serve", "--no-demo"], core=machine.cores()[0], env=env):
        machine.listening(port)
        yield desk.signed_in(port, password)


def commits_a_second(file: Path) -> float:
    """Write one row after the other, each in a transaction that is safe against a power cut, and nothing else."""
    database = sqlite3.connect(file, isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entry (words TEXT);")
    started = time.monotonic()
    for _ in range(BARE_COMMITS):
        database.execute("INSERT INTO entry VALUES (?)", (json.dumps(desk.BODY),))
    rate = BARE_COMMITS / (time.monotonic() - started)
    database.close()
    return rate
