"""The protocol's official clients, unchanged: PyPI `durable-streams` and npm `@durable-streams/client`."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
import pytest
from durable_streams import DurableStream, stream

from dateline.stream.hub import Pace
from dateline.stream.models import Log
from tests.programs import program
from tests.stream.conftest import LogServer, ServeLogs
from tests.stream.logs import Aside, end, fill, offset, say
from tests.waiting import until

HOUSE = Path(__file__).parent.parent.parent
CLIENT = HOUSE / "frontend" / "node_modules" / "@durable-streams" / "client"
NODE_SCRIPT = Path(__file__).parent / "client.mjs"
SHORT = Pace(life=3, jitter=0, long_poll=0.5, heartbeat=1)
"""Answers end so soon that the clients must come back within a test; before a second they would suspect a proxy."""


# --- PyPI durable-streams ---


def test_the_python_client_catches_up_through_all_chunks(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    fill(storm, 250)
    with stream(logs.address(storm), offset="-1", live=False, client=http) as answer:
        assert [message["n"] for message in answer.iter_json()] == list(range(1, 251))
        assert answer.offset == offset(250)
        assert answer.up_to_date


def test_the_python_client_resumes_where_it_was(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    say(storm, "one", "two")
    with stream(logs.address(storm), offset="-1", live=False, client=http) as answer:
        answer.read_json()
        kept = answer.offset
    say(storm, "three")
    with stream(logs.address(storm), offset=kept, live=False, client=http) as answer:
        assert [message["words"] for message in answer.read_json()] == ["three"]


@pytest.mark.parametrize("live", ["long-poll", "sse"])
def test_the_python_client_follows_live(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, live: Literal["long-poll", "sse"]
) -> None:
    logs = serve_logs(Pace(long_poll=0.5))
    fill(storm, 120)
    writing = Aside(target=lambda: say(storm, *(str(n) for n in range(121, 160))), name="writer")
    seen: list[int] = []
    with stream(logs.address(storm), offset=offset(0), live=live, client=http) as answer:
        for message in answer.iter_json():
            seen.append(message["n"])
            if len(seen) == 120:
                writing.start()
            if len(seen) == 159:
                break
    writing.join_well()
    assert seen == list(range(1, 160))


def test_the_python_client_reads_the_tail_and_is_refused_as_a_writer(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    say(storm, "one", "two")
    handle = DurableStream(logs.address(storm), client=http)
    assert handle.head().offset == offset(2)
    with pytest.raises(Exception, match="405"):
        handle.append({"n": 3})
    assert handle.head().offset == offset(2)


# --- npm @durable-streams/client, run by node ---


@dataclass(frozen=True, slots=True)
class Batch:
    """What the JavaScript client hands over at once, as `client.mjs` prints it."""

    numbers: list[int]
    offset: str
    upToDate: bool  # noqa: N815 - the client's own words
    streamClosed: bool  # noqa: N815


class NodeReader:
    """`client.mjs` at work."""

    def __init__(self, address: str, live: str, after: str) -> None:
        assert CLIENT.is_dir(), "@durable-streams/client is missing: bin/test installs it from frontend/package.json"
        self.process = subprocess.Popen(
            [program("node"), str(NODE_SCRIPT), (CLIENT / "dist" / "index.js").as_uri(), address, live, after],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.batches = (Batch(**json.loads(line)) for line in self.process.stdout)

    def until_number(self, last: int) -> list[Batch]:
        """Read batches until this number has come; those of nothing are left out."""
        seen: list[Batch] = []
        while not seen or seen[-1].numbers[-1] < last:
            batch = next(self.batches)
            seen += [batch] if batch.numbers else []
        return seen

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(10)
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def node_reader() -> Iterator[type[NodeReader]]:
    started: list[NodeReader] = []

    class Started(NodeReader):
        def __init__(self, address: str, live: str, after: str) -> None:
            super().__init__(address, live, after)
            started.append(self)

    yield Started
    for reader in started:
        reader.stop()


def sent_away_and_back(logs: LogServer) -> None:
    came = len(logs.asked)
    until(lambda: len(logs.asked) > came and logs.readers == 1)


def numbers(batches: Iterable[Batch]) -> list[int]:
    return [n for batch in batches for n in batch.numbers]


def test_the_javascript_client_catches_up_through_all_chunks(
    logs: LogServer, storm: Log, node_reader: type[NodeReader]
) -> None:
    fill(storm, 250)
    batches = list(node_reader(logs.address(storm), "false", "-1").batches)
    assert numbers(batches) == list(range(1, 251))
    assert [batch.upToDate for batch in batches] == [False, False, True]
    assert batches[-1].offset == offset(250)


@pytest.mark.parametrize("live", ["long-poll", "sse"])
def test_the_javascript_client_follows_live_over_many_answers_and_hears_the_end(
    serve_logs: ServeLogs, storm: Log, node_reader: type[NodeReader], live: str
) -> None:
    logs = serve_logs(SHORT)
    fill(storm, 130)
    reader = node_reader(logs.address(storm), live, offset(0))
    assert numbers(reader.until_number(130)) == list(range(1, 131))
    for n in (131, 132):
        sent_away_and_back(logs)
        assert say(storm, "more") == n
        assert numbers(reader.until_number(n)) == [n]
    end(storm, "goodbye")
    last = reader.until_number(133)
    assert numbers(last) == [133]
    assert (last[-1].upToDate, last[-1].streamClosed) == (True, True)
    assert reader.process.wait(10) == 0
