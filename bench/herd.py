"""The server restarts under 5,000 connected readers: how soon all are whole again, and what their return costs.

The readers do as the page's script does: cut off or refused they wait 0.1 to 0.3 s, then 0.5 to 1.5 s, then 1 to 3 s
and so on, and ask after the last message that they have (of the script only its way round by long-poll, after three
failures, is left out). The desk publishes on as soon as the server answers. The server is stopped with SIGTERM, and
in another round killed. Reference: the bare epoll loop, away for as long as the house was in the same round, under
the same herd; it keeps nothing, so its readers are whole when they are connected. All on loopback, server on one
core, readers on another. Every reader must have every message, once, or the run fails.
"""

import argparse
import contextlib
import http.client
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import desk, machine, table
from bench.followers import Followers, followers

HERE = Path(__file__).parent
HOUSE, BARE = "dateline", "bare loop"
WAYS = {"SIGTERM": signal.SIGTERM, "kill -9": signal.SIGKILL}
SLUG = "bench"
MOST_READERS = 15_000
SECONDS_TO_START = 60
# Long enough that the last entries come when all are back.
SECONDS_BETWEEN_ENTRIES = 0.4
SECONDS_OF_PEACE = 1.0
# A core that is at work for more than this share of the time has nothing left to give.
MOST_BUSY = 0.8


@dataclass(frozen=True, slots=True)
class Returned:
    """One restart. Seconds; `whole` and `connected` are counted from when the server answers again."""

    away: float
    """From the signal to the first answer."""
    connected: float
    whole: float
    """Until each reader has the first entry since, and with it all before."""
    last_entry: float
    """From the request of the last entry to its last reader, in milliseconds."""
    cpu: float
    """The server's processor time from its first answer until all are whole."""
    peak: float
    failed: float
    """Attempts for each reader that were refused while the server was away, or cut off."""
    busy: float
    """The share of that time in which the readers' own core was at work."""


FIGURES = (
    ("away, s", "away"),
    ("all connected again, s", "connected"),
    ("all whole again, s", "whole"),
    ("server's CPU until then, s", "cpu"),
    ("most answers a second", "peak"),
    ("failed attempts per reader", "failed"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--readers", type=int, default=5000, help="up to 15,000 (default 5,000)")
    parser.add_argument("--entries", type=int, default=20, help="published after each restart (default 20)")
    parser.add_argument("--rounds", type=int, default=5, help="restarts of each kind, in turn (default 5)")


def run(arguments: argparse.Namespace) -> None:
    if not 1 <= arguments.readers <= MOST_READERS:
        raise machine.Missing("Give 1 to 15,000 --readers.")
    if not 1 <= arguments.rounds <= 9 or not 1 <= arguments.entries <= 50:
        raise machine.Missing("Give 1 to 50 --entries and 1 to 9 --rounds.")
    before = machine.load()
    taken = measure(arguments.readers, arguments.entries, arguments.rounds)
    for way in WAYS:
        _show(way, taken[way], arguments, before)


def _show(way: str, taken: dict[str, list[Returned]], arguments: argparse.Namespace, before: float) -> None:
    def median(server: str, name: str) -> float:
        return statistics.median(float(getattr(one, name)) for one in taken[server])

    rows = [table.Row(figure, {server: median(server, name) for server in taken}) for figure, name in FIGURES]
    conditions = {"way": way, "readers": arguments.readers, "rounds": arguments.rounds}
    if arguments.json:
        kept = {"missed": 0, "doubled": 0, "last_entry_ms": median(HOUSE, "last_entry")}
        table.show_json("herd", rows, **conditions, **kept, cores=len(machine.cores()), load_before=before)
        return
    notes = [
        f"Median of {arguments.rounds} restarts in turn. {machine.described(before)}",
        f"Missed 0, doubled 0: {arguments.readers:,} readers have each of {arguments.entries} entries, once.",
        f"The last of these entries, with all back, took {median(HOUSE, 'last_entry'):,.0f} ms to its last reader.",
    ]
    notes += [
        f"{server}: the readers' own core was the bottleneck, the server may be quicker than this."
        for server in taken
        if median(server, "busy") > MOST_BUSY
    ]
    table.show(f"herd: the server is restarted ({way}) under {arguments.readers:,} SSE readers", rows, notes)
    print(flush=True)


def measure(readers: int, entries: int, rounds: int) -> dict[str, dict[str, list[Returned]]]:
    taken: dict[str, dict[str, list[Returned]]] = {way: {HOUSE: [], BARE: []} for way in WAYS}
    with contextlib.ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="dateline-bench-")))
        reading = machine.compiled(HERE / "followers.c", folder)
        house, bare = _house(folder), _bare(folder)
        for server in (house, bare):
            server.start()
            ending.callback(server.end)
        at = desk.signed_in(house.port, desk.editor(house.env))
        desk.told(house.env, "new", "--headline", "A storm between two coasts", "--slug", SLUG)
        n = 0
        for _ in range(rounds):
            for way, how in WAYS.items():
                # The one crowd goes before the other comes, for both have the same core.
                with followers(reading, house.port, f"/live/{SLUG}/log", readers, after=n, last=n + entries) as crowd:
                    one = _to_the_house(house, crowd, readers, how, _Publisher(at, n + 1, n + entries))
                taken[way][HOUSE].append(one)
                n += entries
                with followers(reading, bare.port, "/", readers, after=0, last=0) as crowd:
                    taken[way][BARE].append(_to_the_bare_loop(bare, crowd, readers, how, one.away))
    return taken


def _to_the_house(
    house: "Restarted", crowd: Followers, readers: int, how: signal.Signals, publisher: "_Publisher"
) -> Returned:
    begun = _gone(house, crowd, how)
    house.start()
    answers = time.monotonic_ns()
    server, own = machine.used_by(house.pid), machine.used_by(crowd.process.pid)
    publishing = threading.Thread(target=publisher.publish_all, args=(crowd,))
    publishing.start()
    back = crowd.back()
    whole = crowd.heard(publisher.first).last
    cpu = machine.used_by(house.pid).cpu_seconds - server.cpu_seconds
    busy = machine.used_by(crowd.process.pid).cpu_seconds - own.cpu_seconds
    heard = [crowd.heard(n) for n in range(publisher.first + 1, publisher.last + 1)]
    publishing.join()
    missed, doubled = crowd.end()
    assert (missed, doubled) == (0, 0), f"{missed} deliveries are missing and {doubled} came twice"
    return Returned(
        away=(answers - begun) / 1e9,
        connected=max(0, back.at - answers) / 1e9,
        whole=(whole - answers) / 1e9,
        last_entry=((heard[-1].last if heard else whole) - publisher.asked[-1]) / 1e6,
        cpu=cpu,
        peak=back.peak,
        failed=back.failed / readers,
        busy=busy * 1e9 / (whole - answers),
    )


def _to_the_bare_loop(bare: "Restarted", crowd: Followers, readers: int, how: signal.Signals, away: float) -> Returned:
    begun = _gone(bare, crowd, how)
    time.sleep(max(0.0, away - (time.monotonic_ns() - begun) / 1e9))
    bare.start()
    answers = time.monotonic_ns()
    own = machine.used_by(crowd.process.pid)
    back = crowd.back()
    took = max(1, back.at - answers) / 1e9
    return Returned(
        away=(answers - begun) / 1e9,
        connected=took,
        whole=took,
        last_entry=0,
        cpu=machine.used_by(bare.pid).cpu_seconds,
        peak=back.peak,
        failed=back.failed / readers,
        busy=(machine.used_by(crowd.process.pid).cpu_seconds - own.cpu_seconds) / took,
    )


def _gone(server: "Restarted", crowd: Followers, how: signal.Signals) -> int:
    """Wait until all are connected, end the server, and return when it was told to."""
    crowd.back()
    time.sleep(SECONDS_OF_PEACE)
    crowd.anew()
    # They look at their input a few hundred times a second.
    time.sleep(SECONDS_OF_PEACE)
    begun = time.monotonic_ns()
    server.end(how)
    return begun


@dataclass(slots=True)
class _Publisher:
    """Publishes the messages from `first` to `last` through the desk, one after the other."""

    at: desk.Desk
    first: int
    last: int
    asked: list[int] = field(default_factory=list)
    """When each was asked for, in nanoseconds of the monotonic clock."""

    def publish_all(self, crowd: Followers) -> None:
        done = 0
        try:
            connection = self.at.connected()
            for n in range(self.first, self.last + 1):
                self.asked.append(time.monotonic_ns())
                done = self.at.publish(connection, SLUG, f"Update {n}: crossings remain suspended")
                assert done == n, f"the desk answered message {done} instead of {n}"
                time.sleep(SECONDS_BETWEEN_ENTRIES)
        finally:
            if done != self.last:
                # Nobody waits for entries that will not come.
                crowd.process.terminate()


class Restarted:
    """A server that is ended and started again, on its port and with what it keeps."""

    def __init__(self, command: Sequence[str | Path], *, port: int, env: dict[str, str], ready: str = "") -> None:
        self.port = port
        self.env = env
        self._command = command
        self._ready = ready
        self._ending = contextlib.ExitStack()
        self._process: subprocess.Popen[str] | None = None

    @property
    def pid(self) -> int:
        assert self._process, "the server has not been started"
        return self._process.pid

    def start(self) -> None:
        """Start it and return when it answers."""
        core = machine.cores()[0]
        command = machine.started(self._command, core=core, env=self.env, ready=self._ready)
        self._process = self._ending.enter_context(command)
        if not self._ready:
            machine.listening(self.port, SECONDS_TO_START)
            _wait_until_ready(self.port)

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it and return when it has gone. Nothing happens to one that has."""
        assert self._process, "the server has not been started"
        self._process.send_signal(how)
        self._process.wait(SECONDS_TO_START)
        self._ending.close()


def _wait_until_ready(port: int) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_START)
        with contextlib.suppress(ConnectionError), contextlib.closing(connection):
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        assert time.monotonic() < end, "the server does not get ready"
        time.sleep(0.02)


def _house(folder: Path) -> Restarted:
    port = machine.free_port()
    env = desk.environment(folder, port) | {"DJANGO_SETTINGS_MODULE": "bench.quiet_settings"}
    return Restarted([*desk.COMMAND, "serve", "--no-demo"], port=port, env=env)


def _bare(folder: Path) -> Restarted:
    port = machine.free_port()
    chunk = folder / "chunk"
    # It sends nothing here, but wants to know what it would.
    chunk.write_text("@" * 19)
    program = machine.compiled(HERE / "bare.c", folder)
    return Restarted([program, str(port), chunk], port=port, env=desk.environment(folder, port), ready="ready")
