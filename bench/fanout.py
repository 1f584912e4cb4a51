"""One message to many waiting readers: how late it reaches them, and what that costs the server.

Measured from just before the message is written (the house: into its database) to each reader's socket, on loopback,
with the server on one core and the readers on another. Reference: a bare epoll loop in C that writes the same bytes.
Every reader must get every message, once and in order, or the run fails.
"""

import argparse
import array
import contextlib
import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import machine, table
from bench.fanout_servers import BARE, HOUSE, MOST_IN_ONE, NCHAN, NCHAN_MODULE, Standing, bare_loops, house, nchan

HERE = Path(__file__).parent
CROWDS = (1000, 10_000, MOST_IN_ONE)
MOST_READERS = 60_000
MOST_WORKERS = 8
# Time for one message to reach everyone before the next: a fan-out is measured, not a queue.
GAP_SECONDS = 0.1
GAP_SECONDS_PER_READER = 30e-6
# Readers who are at it for more than this share of the time are the bottleneck themselves.
MOST_BUSY = 0.8


@dataclass(frozen=True, slots=True)
class Measured:
    """One round. Delays in milliseconds; `last` is the median over the messages of the last reader's delay."""

    p50: float
    p99: float
    last: float
    cpu_per_million: float
    kilobytes_per_reader: float
    busy: float
    """The share of the time from a message to its last delivery in which the readers' own core was at work."""
    fullest: float
    """Connections in the fullest process, as a share of what each would have if all had as many."""
    missing: float
    """Deliveries that did not come. Never any of the house's, or the run fails."""


FIGURES = (
    ("half have it, ms", "p50"),
    ("99 in 100 have it, ms", "p99"),
    ("the last has it, ms", "last"),
    ("CPU-s per million deliveries", "cpu_per_million"),
    ("KB of memory per reader", "kilobytes_per_reader"),
    ("readers' own core busy", "busy"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--readers",
        type=int,
        action="append",
        help="up to 19,500, or to 60,000 with --workers; may be given several times (default 1,000, 10,000 and 19,500)",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes of each server, more than 1 on Postgres")
    parser.add_argument("--messages", type=int, default=15, help="messages in each round (default 15)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each server, in turn (default 5)")
    parser.add_argument("--size", type=int, default=1400, help="bytes of HTML in each message (default 1,400)")


def run(arguments: argparse.Namespace) -> None:
    crowds = sorted(set(arguments.readers or CROWDS))
    _check(crowds, arguments)
    before = machine.load()
    medians: dict[int, dict[str, Measured]] = {}
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as name:
        for crowd in crowds:
            taken = measure(Path(name), crowd, arguments)
            medians[crowd] = {server: _median(rounds) for server, rounds in taken.items()}
            _show(crowd, medians[crowd], arguments, before)
    if len(crowds) > 1:
        _show_split(medians, arguments, before)


def _check(crowds: list[int], arguments: argparse.Namespace) -> None:
    if not 1 <= arguments.workers <= MOST_WORKERS:
        raise machine.Missing(f"Give 1 to {MOST_WORKERS} workers.")
    most = min(MOST_READERS, MOST_IN_ONE * arguments.workers)
    if not all(1 <= crowd <= most for crowd in crowds):
        raise machine.Missing(f"Give 1 to {most:,} readers for {arguments.workers} of --workers.")
    if not 1 <= arguments.rounds <= 9 or not 1 <= arguments.messages <= 60:
        raise machine.Missing("Give 1 to 60 messages and 1 to 9 rounds.")
    needed = math.ceil(max(crowds) / arguments.workers) + 500
    if machine.descriptors() < needed:
        raise machine.Missing(
            f"A process would need {needed:,} descriptors and may open {machine.descriptors():,}: raise the hard limit"
            " (ulimit -Hn), or give fewer --readers or more --workers."
        )


def _show(crowd: int, medians: dict[str, Measured], arguments: argparse.Namespace, before: float) -> None:
    rows = [
        table.Row(figure, {server: getattr(measured, field) for server, measured in medians.items()})
        for figure, field in FIGURES
    ]
    if arguments.workers > 1:
        rows.append(table.Row("fullest process / average", {name: one.fullest for name, one in medians.items()}))
    if arguments.json:
        table.show_json("fanout", rows, readers=crowd, **_conditions(arguments, before))
        return
    notes = [
        f"Median of {arguments.rounds} rounds in turn. {machine.described(before)}",
        "Every reader got every message, once and in order, unless it is said below.",
        "The house's delays include writing the message to its database; the bare loop and nchan keep nothing.",
    ]
    for server, measured in medians.items():
        if measured.missing:
            notes.append(f"{server}: {measured.missing:,.0f} deliveries are missing.")
        if measured.busy > MOST_BUSY:
            notes.append(f"{server}: the readers' own core was the bottleneck, the server may be quicker than this.")
    over = f" over {arguments.workers} processes on Postgres" if arguments.workers > 1 else ""
    table.show(
        f"fanout: {arguments.messages} messages of {arguments.size / 1000:.1f} KB to {crowd:,} SSE readers{over}",
        rows,
        notes,
    )
    print(flush=True)


def _show_split(medians: dict[int, dict[str, Measured]], arguments: argparse.Namespace, before: float) -> None:
    """Part the cost of a message in what it takes however many read it, and what each delivery adds."""
    few, many = min(medians), max(medians)
    each, whole = {}, {}
    for server in medians[few]:
        less, more = (medians[crowd][server].cpu_per_million * crowd / 1e6 for crowd in (few, many))
        each[server] = (more - less) / (many - few) * 1e6
        whole[server] = (less - each[server] * few / 1e6) * 1000
    rows = [
        table.Row("CPU-ms per message, whatever the readers", whole),
        table.Row("CPU-s per million deliveries beyond that", each),
    ]
    if arguments.json:
        table.show_json("fanout", rows, readers=[few, many], **_conditions(arguments, before))
        return
    table.show(
        "fanout: what a message costs, and what a delivery",
        rows,
        [f"The straight line through the processor time of a message to {few:,} and to {many:,} readers."],
    )


def _conditions(arguments: argparse.Namespace, before: float) -> dict[str, object]:
    return {
        "workers": arguments.workers,
        "messages": arguments.messages,
        "rounds": arguments.rounds,
        "cores": len(machine.cores()),
        "load_before": before,
    }


def measure(folder: Path, crowd: int, arguments: argparse.Namespace) -> dict[str, list[Measured]]:
    bare, reading = machine.compiled(HERE / "bare.c", folder), machine.compiled(HERE / "crowd.c", folder)
    core, size, workers = machine.cores()[0], arguments.size, arguments.workers
    servers: dict[str, Callable[[], contextlib.AbstractContextManager[Standing]]] = {
        HOUSE: lambda: house(folder, core, size, workers),
        BARE: lambda: bare_loops(bare, folder, core, size, workers),
    }
    if NCHAN_MODULE.exists():
        servers[NCHAN] = lambda: nchan(folder, core, size, workers)
    rounds: dict[str, list[Measured]] = {server: [] for server in servers}
    for number in range(arguments.rounds):
        for server, start in servers.items():
            _progress(f"{crowd:,} readers, round {number + 1} of {arguments.rounds}: {server}")
            with start() as standing:
                rounds[server].append(_round(standing, reading, crowd, folder, arguments))
    _progress("")
    return rounds


def _round(standing: Standing, program: Path, crowd: int, folder: Path, arguments: argparse.Namespace) -> Measured:
    messages, core = arguments.messages, machine.cores()[-1]
    empty = machine.used_by(*standing.processes)
    idle = [machine.connections_of(pid) for pid in machine.family(*standing.processes)]
    with contextlib.ExitStack() as ending:
        crowds, files = [], []
        parts = math.ceil(crowd / MOST_IN_ONE)
        for part in range(parts):
            files.append(folder / f"delays-{part}")
            readers = crowd // parts + (part < crowd % parts)
            # Its own address, for one has no more than 28,000 ports to ask from.
            words = [standing.port, standing.path, readers, messages, f"127.0.0.{part + 2}", files[-1]]
            crowds.append(ending.enter_context(machine.started([program, *map(str, words)], core=core)))
        for one in crowds:
            line = machine.answered(one)
            assert line.startswith("ready"), f"the readers did not all get an answer: {line}"
        full = machine.used_by(*standing.processes)
        held = [machine.connections_of(pid) for pid in machine.family(*standing.processes)]
        for _ in range(messages):
            standing.send()
            time.sleep(GAP_SECONDS + GAP_SECONDS_PER_READER * crowd)
        results = [json.loads(machine.answered(one)) for one in crowds]
    done = machine.used_by(*standing.processes)
    missing, disorder = (sum(result[what] for result in results) for what in ("missing", "disorder"))
    assert disorder == 0, f"{disorder} messages from {standing.name} came out of order or twice"
    # nchan, in several processes, sometimes has: that is for its own people, and no reason to stop here.
    assert missing == 0 or standing.name == NCHAN, f"{missing} deliveries from {standing.name} are missing"
    delays = array.array("q")
    for file in files:
        delays.frombytes(file.read_bytes())
    sorted_delays = sorted(delays)
    lasts = [max(each) for each in zip(*(result["last"] for result in results), strict=True)]
    return Measured(
        p50=sorted_delays[len(delays) // 2] / 1e6,
        p99=sorted_delays[len(delays) * 99 // 100] / 1e6,
        last=statistics.median(lasts),
        cpu_per_million=(done.cpu_seconds - full.cpu_seconds) / crowd / messages * 1e6,
        kilobytes_per_reader=(full.kilobytes - empty.kilobytes) / crowd,
        busy=sum(result["cpu"] for result in results) * 1000 / sum(lasts),
        fullest=max(now - then for now, then in zip(held, idle, strict=True)) * arguments.workers / crowd,
        missing=missing,
    )


def _median(rounds: list[Measured]) -> Measured:
    medians = {field: statistics.median(getattr(one, field) for one in rounds) for field in Measured.__slots__}
    return Measured(**medians | {"missing": sum(one.missing for one in rounds)})


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{line}{' …' if line else ''}", end="", file=sys.stderr, flush=True)
