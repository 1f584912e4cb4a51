"""Publishing at the desk: from the request to the commit, and to the first and the last of 1,000 readers.

A real POST, with session and token, to a live blog with 50 entries and to one with 10,000, in turn and in the same
server, on SQLite and on Postgres; each live blog has its own SSE readers. The commit is known by the desk's answer: the
server writes to the readers first where it can. On loopback, with the server on one core, desk and readers on another.
References: the live blog with few entries, and one row that is committed to the same kind of database beside each
publish, safe against a power cut as an entry is.
"""

import argparse
import contextlib
import http.client
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bench import desk, machine, table
from bench.followers import Followers, followers
from tests.postgres import PostgresMissing, fresh_database, private_cluster

HERE = Path(__file__).parent
DATABASES = ("sqlite", "postgres")
MOST_READERS = 9000
MOST_ENTRIES = 20_000
# As it runs in earnest: an entry is safe before the desk is told so.
DURABLE = ("-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on")
# The page is made anew a moment after an entry was sent. It belongs to this publish and not to the next.
SECONDS_FOR_THE_PAGE = 0.2
# Readers who are at work for more than this share of a delivery are the bottleneck themselves.
MOST_BUSY = 0.8


@dataclass(frozen=True, slots=True)
class Published:
    """One publish. Milliseconds from the request; the processor time is the server's, with the page made anew."""

    commit: float
    first: float
    last: float
    cpu: float
    bare: float
    """One row committed to the same kind of database, just before."""
    busy: float
    """The share of the time from the commit to the last delivery in which the readers were at work."""


FIGURES = (
    ("committed, and the desk told so, ms", "commit"),
    ("first reader, ms", "first"),
    ("last reader, ms", "last"),
    ("server's CPU with the page, ms", "cpu"),
    ("one bare commit beside it, ms", "bare"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", choices=DATABASES, action="append", help="one of them only (default both)")
    parser.add_argument(
        "--entries", default="50,10000", help="in the one live blog and in the other (default 50,10000)"
    )
    parser.add_argument("--readers", type=int, default=1000, help="of each live blog, up to 9,000 (default 1,000)")
    parser.add_argument("--publishes", type=int, default=40, help="to each live blog, in turn (default 40)")


def run(arguments: argparse.Namespace) -> None:
    sizes = _sizes(arguments.entries)
    if not 1 <= arguments.readers <= MOST_READERS or not 1 <= arguments.publishes <= 200:
        raise machine.Missing("Give 1 to 9,000 --readers and 1 to 200 --publishes.")
    for database in arguments.database or DATABASES:
        before = machine.load()
        published = measure(database, sizes, arguments.readers, arguments.publishes)
        _show(database, published, arguments, before)


def _sizes(text: str) -> tuple[int, int]:
    words = text.split(",")
    if len(words) != 2 or not all(word.isascii() and word.isdigit() for word in words):
        raise machine.Missing("Give --entries as two numbers, as in 50,10000.")
    few, many = sorted(map(int, words))
    if not 2 <= few < many <= MOST_ENTRIES:
        raise machine.Missing("Give --entries as two different numbers from 2 to 20,000.")
    return few, many


def _show(database: str, published: dict[int, list[Published]], arguments: argparse.Namespace, before: float) -> None:
    few, many = sorted(published)
    rows = [
        table.Row(
            figure,
            {
                f"{size:,} entries": statistics.median(getattr(one, name) for one in published[size])
                for size in (many, few)
            },
        )
        for figure, name in FIGURES
    ]
    conditions = {"database": database, "readers": arguments.readers, "publishes": arguments.publishes}
    if arguments.json:
        table.show_json("publish", rows, **conditions, cores=len(machine.cores()), load_before=before)
        return
    notes = [f"Median of {arguments.publishes} publishes to each, in turn. {machine.described(before)}"]
    busy = statistics.median(one.busy for size in published for one in published[size])
    if busy > MOST_BUSY:
        notes.append("From commit to last reader the readers' own core was the bottleneck: the server may be quicker.")
    table.show(
        f"publish: from the desk's request, {arguments.readers:,} SSE readers of each live blog, on {database}",
        rows,
        notes,
    )
    print(flush=True)


def measure(database: str, sizes: tuple[int, int], readers: int, publishes: int) -> dict[int, list[Published]]:
    """Return what each publish took, by the number of entries that the live blog began with."""
    with contextlib.ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="dateline-bench-")))
        program = machine.compiled(HERE / "followers.c", folder)
        address, commit = ending.enter_context(STARTED[database](folder))
        port = machine.free_port()
        env = desk.environment(folder, port, address)
        password = desk.editor(env)
        command = [sys.executable, "-m", "bench.two_live_blogs", str(port), *map(str, sizes)]
        server = ending.enter_context(machine.started(command, core=machine.cores()[0], env=env, ready="ready"))
        machine.listening(port)
        at = desk.signed_in(port, password)
        crowds: dict[int, Followers] = {}
        for size in sizes:
            following = followers(program, port, f"/live/bench-{size}/log", readers, after=size, last=size + publishes)
            crowds[size] = ending.enter_context(following)
        for crowd in crowds.values():
            crowd.back()
        taken: dict[int, list[Published]] = {size: [] for size in sizes}
        rounds = _Rounds(at, server.pid, commit, crowds)
        for number in range(publishes):
            # The one that goes first is not always the same.
            for size in sizes if number % 2 else reversed(sizes):
                taken[size].append(rounds.publish(size, size + number + 1))
        for crowd in crowds.values():
            missed, doubled = crowd.end()
            assert (missed, doubled) == (0, 0), f"{missed} deliveries are missing and {doubled} came twice"
    return taken


@dataclass(slots=True)
class _Rounds:
    """Publishes, and waits each time until all have it and the page is made."""

    at: desk.Desk
    server: int
    commit: Callable[[str], None]
    crowds: dict[int, Followers]
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = self.at.connected()
        for size in self.crowds:
            self._page(size)

    def publish(self, size: int, n: int) -> Published:
        text = json.dumps(desk.BODY)
        begun = time.monotonic_ns()
        self.commit(text)
        bare = time.monotonic_ns() - begun
        before = machine.used_by(self.server).cpu_seconds
        begun = time.monotonic_ns()
        number = self.at.publish(self._connection, f"bench-{size}", f"Update {n}: crossings remain suspended")
        done = time.monotonic_ns()
        assert number == n, f"the desk answered message {number} instead of {n}"
        heard = self.crowds[size].heard(n)
        time.sleep(SECONDS_FOR_THE_PAGE)
        self._page(size)
        return Published(
            commit=(done - begun) / 1e6,
            first=(heard.first - begun) / 1e6,
            last=(heard.last - begun) / 1e6,
            cpu=(machine.used_by(self.server).cpu_seconds - before) * 1000,
            bare=bare / 1e6,
            busy=heard.busy / max(1, heard.last - begun),
        )

    def _page(self, size: int) -> None:
        """Ask for the page, so that the server keeps it up to date as for a live blog that is read."""
        self._connection.request("GET", f"/live/bench-{size}")
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status == 200, f"the page was answered with {answer.status}"


Started = tuple[str, Callable[[str], None]]


@contextlib.contextmanager
def _sqlite(folder: Path) -> Iterator[Started]:
    """Give the address of the house's database, none, and how to commit a bare row as safely, to a file beside it."""
    with contextlib.closing(sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)) as file:
        file.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entry (words TEXT);")

        def commit(text: str) -> None:
            file.execute("INSERT INTO entry VALUES (?)", (text,))

        yield "", commit


@contextlib.contextmanager
def _postgres(_folder: Path) -> Iterator[Started]:
    """The same in a Postgres of its own, over a connection that stands already."""
    with contextlib.ExitStack() as ending:
        try:
            cluster = ending.enter_context(private_cluster(*DURABLE))
        except PostgresMissing as missing:
            raise machine.Missing(str(missing)) from None
        address = ending.enter_context(fresh_database(cluster.address, "newsroom"))
        beside = ending.enter_context(fresh_database(cluster.address, "bare"))
        bare = ending.enter_context(contextlib.closing(psycopg.connect(beside, autocommit=True)))
        bare.execute("CREATE TABLE entry (words TEXT)")

        def commit(text: str) -> None:
            bare.execute("INSERT INTO entry VALUES (%s)", (text,))

        yield address, commit


STARTED = {"sqlite": _sqlite, "postgres": _postgres}
