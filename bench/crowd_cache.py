"""A crowd of long-polling readers behind a cache: what each entry costs the server, and when the last reader has it.

`deploy/varnish/dateline.vcl` or `deploy/nginx/dateline.conf` as it is, in front of one process. Reference: the same
crowd asking that process itself. Every reader must get every entry, once and in order, or the run fails. On loopback,
with the server and the cache on one core and the readers on another.
"""

import argparse
import contextlib
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import caches, machine, table

HERE = Path(__file__).parent
STRAIGHT = "straight"
MOST_READERS = 20_000
# One process refuses more, see stream.hub.
MOST_STRAIGHT = 19_500
# Readers are taken in parts, each by a process of its own, and behind Varnish each by a cache of its own.
MOST_IN_ONE = 10_000
PATH = "/live/bench/log"
# Time for one entry to reach everyone before the next.
GAP_SECONDS = 0.2
GAP_SECONDS_PER_READER = 100e-6


@dataclass(frozen=True, slots=True)
class Measured:
    """One round. `last` is the median over the entries of the last reader's delay, in milliseconds."""

    asked: float
    last: float
    worst: float
    cpu_milliseconds: float
    readers_cpu_milliseconds: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--readers", type=int, default=20_000, help="up to 20,000, the default")
    parser.add_argument("--through", choices=caches.CACHES, default="varnish", help="the cache (default varnish)")
    parser.add_argument("--entries", type=int, default=50, help="entries published in each round (default 50)")
    parser.add_argument("--rounds", type=int, default=1, help="rounds of each, in turn (default 1)")
    parser.add_argument("--size", type=int, default=1400, help="bytes of HTML in each entry (default 1,400)")


def run(arguments: argparse.Namespace) -> None:
    if (
        not 1 <= arguments.readers <= MOST_READERS
        or not 1 <= arguments.rounds <= 9
        or not 1 <= arguments.entries <= 200
    ):
        raise machine.Missing("Give 1 to 20,000 readers, 1 to 200 entries and 1 to 9 rounds.")
    if machine.descriptors() < min(arguments.readers, MOST_STRAIGHT) + 500:
        raise machine.Missing(
            f"{arguments.readers:,} readers need more descriptors than the {machine.descriptors():,} that a process may"
            " open here: raise the hard limit (ulimit -Hn), or give fewer --readers."
        )
    before = machine.load()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as name:
        rounds = measure(Path(name), arguments)
    medians = {way: _median(taken) for way, taken in rounds.items()}
    rows = [
        table.Row(figure, {way: getattr(measured, field) for way, measured in medians.items()})
        for figure, field in (
            ("server's requests per entry", "asked"),
            ("the last has it, ms", "last"),
            ("the same, slowest entry, ms", "worst"),
            ("server's CPU per entry, ms", "cpu_milliseconds"),
            ("readers' own CPU per entry, ms", "readers_cpu_milliseconds"),
        )
    ]
    if arguments.json:
        conditions = {name: getattr(arguments, name) for name in ("readers", "entries", "rounds", "through")}
        table.show_json("crowd", rows, **conditions, cores=len(machine.cores()), load_before=before)
        return
    notes = [
        f"Median of {arguments.rounds} rounds in turn. {machine.described(before)}",
        "Every reader got every entry, once and in order.",
    ]
    if STRAIGHT not in medians:
        notes.append(f"No reference: one process refuses more than {MOST_STRAIGHT:,} readers.")
    if any(one.readers_cpu_milliseconds > one.last / 2 for one in medians.values()):
        notes.append(
            "The readers themselves take more than half of the last one's delay: it says little of the server."
        )
    table.show(f"crowd: {arguments.entries} entries to {arguments.readers:,} long-polling readers", rows, notes)


def measure(folder: Path, arguments: argparse.Namespace) -> dict[str, list[Measured]]:
    crowd = machine.compiled(HERE / "polling.c", folder)
    ways = {f"behind {arguments.through}": _behind_cache}
    if arguments.readers <= MOST_STRAIGHT:
        ways[STRAIGHT] = _straight
    rounds: dict[str, list[Measured]] = {way: [] for way in ways}
    for number in range(arguments.rounds):
        for way, take in ways.items():
            _progress(f"round {number + 1} of {arguments.rounds}: {way}")
            rounds[way].append(take(folder, crowd, arguments))
    return rounds


def _straight(folder: Path, crowd: Path, arguments: argparse.Namespace) -> Measured:
    port = machine.free_port()
    with machine.house(port, folder, core=machine.cores()[0], entries=0) as house:
        return _round(house, [port] * _parts(arguments), crowd, arguments, lambda: None)


def _behind_cache(folder: Path, crowd: Path, arguments: argparse.Namespace) -> Measured:
    origin = machine.free_port()
    core = machine.cores()[0]
    start = caches.CACHES[arguments.through]
    with (
        machine.house(origin, folder, core=core, entries=0) as house,
        start(folder, origin, core=core, parts=_parts(arguments)) as cache,
    ):
        return _round(house, cache.ports, crowd, arguments, cache.asked)


def _parts(arguments: argparse.Namespace) -> int:
    parts: int = math.ceil(arguments.readers / MOST_IN_ONE)
    return parts


def _round(
    house: "subprocess.Popen[str]",
    ports: Sequence[int],
    crowd: Path,
    arguments: argparse.Namespace,
    asked: Callable[[], int | None],
) -> Measured:
    readers, entries = arguments.readers, arguments.entries
    with contextlib.ExitStack() as ending:
        crowds = []
        for part, port in enumerate(ports):
            share = readers // len(ports) + (part < readers % len(ports))
            # Its own address, for one has no more than 28,000 ports to ask from.
            words = [crowd, port, PATH, share, entries, f"127.0.0.{part + 2}"]
            crowds.append(ending.enter_context(machine.started([*map(str, words)], core=machine.cores()[-1])))
        for one in crowds:
            line = machine.answered(one)
            assert line == "ready", f"the readers could not all ask: {line!r}"
        # All have asked; let the last of them be heard.
        time.sleep(GAP_SECONDS + GAP_SECONDS_PER_READER * readers)
        asked_before, used_before = asked(), machine.used_by(house.pid)
        for _ in range(entries):
            machine.told(house, str(arguments.size))
            answer = machine.answered(house)
            assert answer == "sent", f"the server said {answer!r}"
            time.sleep(GAP_SECONDS + GAP_SECONDS_PER_READER * readers)
        results = [json.loads(machine.answered(one)) for one in crowds]
    missing, disorder, questions, cpu = (
        sum(result[what] for result in results) for what in ("missing", "disorder", "questions", "cpu")
    )
    assert missing == 0, f"{missing} deliveries are missing"
    assert disorder == 0, f"{disorder} messages came out of order or twice"
    asked_after = asked()
    requests = questions if asked_after is None or asked_before is None else asked_after - asked_before
    lasts = [max(each) for each in zip(*(result["last"] for result in results), strict=True)]
    return Measured(
        asked=requests / entries,
        last=statistics.median(lasts),
        worst=max(lasts),
        cpu_milliseconds=(machine.used_by(house.pid).cpu_seconds - used_before.cpu_seconds) / entries * 1000,
        readers_cpu_milliseconds=cpu / entries * 1000,
    )


def _median(rounds: list[Measured]) -> Measured:
    return Measured(*(statistics.median(getattr(one, field) for one in rounds) for field in Measured.__slots__))


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{line} …", end="", file=sys.stderr, flush=True)
