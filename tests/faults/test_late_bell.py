"""The doorbell's rings come late, twice and in any order: a ring is a hint, and nobody misses what it was for."""

import functools
import threading
from pathlib import Path

import httpx
import pytest

from dateline.stream import listen, log
from dateline.stream.doorbell import bell
from dateline.stream.hub import Pace
from dateline.stream.models import Log
from tests import settings
from tests.faults.conftest import begun
from tests.faults.gate import gate_to
from tests.faults.moments import CHANCE
from tests.servers import Server
from tests.stream.conftest import ServeLogs
from tests.stream.logs import Aside, events, messages, say
from tests.waiting import until

ENTRIES = 100
# The safety poll is quicker than the latest of them, and slower than the earliest.
LATEST_RING_SECONDS = 2.5


class LateBell:
    """Rings each ring twice, each time after a while of its own."""

    def __init__(self) -> None:
        self.ringing: list[threading.Timer] = []

    def ring(self, name: str, n: int) -> None:
        for _ in range(2):
            timer = threading.Timer(CHANCE.uniform(0, LATEST_RING_SECONDS), bell.ring, (name, n))
            self.ringing.append(timer)
            timer.start()


@pytest.mark.parametrize("poll", [0.3, 600], ids=["and the poll is quicker", "and nothing else tells"])
def test_readers_lose_nothing_by_rings_that_come_late_twice_and_in_any_order(
    serve_logs: ServeLogs, storm: Log, monkeypatch: pytest.MonkeyPatch, poll: float
) -> None:
    late = LateBell()
    monkeypatch.setattr(log, "bell", late)
    # On Postgres the process also hears its own announcement, which is not late here.
    monkeypatch.setattr(listen, "announce", lambda name, n: None)
    logs = serve_logs(Pace(poll=poll, poll_sqlite=poll))
    seen: list[list[int]] = [[] for _ in range(3)]

    def read(numbers: list[int]) -> None:
        asked = {"offset": "-1", "live": "sse"}
        with httpx.stream("GET", logs.address(storm), params=asked, trust_env=False, timeout=60) as answer:
            for message in messages(events(answer)):
                numbers.append(message["n"])
                if message["n"] == ENTRIES:
                    return

    reading = [Aside(target=functools.partial(read, numbers), name="reader") for numbers in seen]
    for reader in reading:
        reader.start()
    until(lambda: logs.readers == len(reading), what="the readers")
    say(storm, *(str(n) for n in range(ENTRIES)))
    for reader in reading:
        reader.join_well()
    for timer in late.ringing:
        timer.join()
    assert seen == [list(range(1, ENTRIES + 1))] * len(seen)


@pytest.mark.skipif(not settings.POSTGRES_URL, reason="SQLite has no bell between processes")
def test_processes_that_hear_of_each_other_late_lose_nothing_and_keep_the_order(
    own_server: Server, tmp_path: Path
) -> None:
    with gate_to(own_server.database_url, latest_ring_seconds=LATEST_RING_SECONDS) as gate:
        server = Server(tmp_path, database_url=gate.address)
        server.start("--workers", "2")
        with begun(server) as run:
            run.publish(ENTRIES)
            run.check()
            until(lambda: gate.rings >= ENTRIES, what="the rings")
