"""The hub: hears rings of its own process, of other processes, and finds what it did not hear."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import psycopg
import pytest
from django.db import OperationalError, connection, connections, transaction

from dateline.stream import hub, listen, log, queries
from dateline.stream.doorbell import Doorbell, bell
from dateline.stream.hub import HEARTBEAT, Pace
from dateline.stream.models import Log
from dateline.stream.protocol import Frame
from tests import settings
from tests.stream.conftest import LogServer, ServeLogs
from tests.stream.logs import Said, events, fill, messages, offset, say, words
from tests.waiting import until

ON_POSTGRES = pytest.mark.skipif(not settings.POSTGRES_URL, reason="SQLite has no bell between processes")
NEVER = 3600
KEPT = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


def publish_elsewhere(to: Log, *said: str) -> None:
    database = json.dumps({key: connections["default"].settings_dict[key] for key in KEPT}, default=str)
    subprocess.run(
        [sys.executable, "-m", "tests.stream.publisher", database, str(to.pk), *said], check=True, timeout=60
    )


@pytest.fixture
def read(http: httpx.Client) -> Iterator[Any]:
    """Open an SSE answer at the tail and return its messages as they come."""
    open_answers = []

    def reading(logs: LogServer, of: Log) -> Iterator[dict[str, Any]]:
        answer = http.stream("GET", logs.address(of), params={"live": "sse", "offset": "now"})
        seen = events(answer.__enter__())
        open_answers.append((answer, seen))
        assert next(seen).type == "control"
        return messages(seen)

    yield reading
    for answer, _ in open_answers:
        answer.__exit__(None, None, None)


def test_a_ring_reaches_every_listener_until_it_stops_listening() -> None:
    own, heard = Doorbell(), []
    stop = own.subscribe(lambda name, n: heard.append(("first", name, n)))
    own.subscribe(lambda name, n: heard.append(("second", name, n)))
    own.ring("live/storm-maren", 1)
    stop()
    own.ring("live/storm-maren", 2)
    assert heard == [
        ("first", "live/storm-maren", 1),
        ("second", "live/storm-maren", 1),
        ("second", "live/storm-maren", 2),
    ]


def test_a_surface_learns_of_every_ring_and_of_the_tail(logs: LogServer, storm: Log) -> None:
    heard: list[tuple[str, int]] = []
    logs.in_loop(lambda: logs.hub.subscribe(lambda name, n: heard.append((name, n))))
    say(storm, "wind")
    until(lambda: heard)
    assert set(heard) == {(storm.name, 1)}
    assert logs.in_loop(lambda: logs.hub.tail(storm.name)) is None
    assert logs.wait_for(logs.hub.follow(storm.name)) is not None
    assert logs.in_loop(lambda: logs.hub.tail(storm.name)) == 1


def test_what_another_process_publishes_reaches_readers_here(logs: LogServer, storm: Log, read: Any) -> None:
    reading = read(logs, storm)
    publish_elsewhere(storm, "from elsewhere", "and again")
    assert [message["words"] for message in (next(reading), next(reading))] == ["from elsewhere", "and again"]


def test_a_lost_ring_costs_a_second_and_no_message(
    logs: LogServer, storm: Log, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell, "ring", lambda name, n: None)
    monkeypatch.setattr(listen, "announce", lambda name, n: None)
    heard: list[tuple[str, int]] = []
    logs.in_loop(lambda: logs.hub.subscribe(lambda name, n: heard.append((name, n))))
    reading = read(logs, storm)
    say(storm, "unheard")
    assert next(reading)["words"] == "unheard"
    until(lambda: heard == [(storm.name, 1)])


def test_a_reader_whom_another_process_told_more_is_not_refused(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell, "ring", lambda name, n: None)
    monkeypatch.setattr(listen, "announce", lambda name, n: None)
    logs = serve_logs(Pace(poll=NEVER, poll_sqlite=NEVER))
    assert http.get(logs.address(storm)).json() == []
    say(storm, "not heard here")
    assert http.get(logs.address(storm)).json() == []
    assert http.get(logs.address(storm), params={"offset": offset(1)}).status_code == 200
    assert http.get(logs.address(storm), params={"offset": offset(2)}).json()["code"] == "offset_ahead"


@ON_POSTGRES
def test_another_process_is_heard_without_the_poll(serve_logs: ServeLogs, storm: Log, read: Any) -> None:
    logs = serve_logs(Pace(poll=NEVER))
    until(listeners)
    reading = read(logs, storm)
    publish_elsewhere(storm, "from elsewhere")
    assert next(reading)["words"] == "from elsewhere"


@ON_POSTGRES
def test_the_ear_for_other_processes_grows_again(serve_logs: ServeLogs, storm: Log, read: Any) -> None:
    logs = serve_logs(Pace(poll=NEVER))
    deaf = until(listeners)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [deaf[0]])
    until(lambda: set(listeners()) - set(deaf))
    reading = read(logs, storm)
    publish_elsewhere(storm, "heard again")
    assert next(reading)["words"] == "heard again"


def listeners() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%%' AND datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


@ON_POSTGRES
def test_a_restarted_database_costs_readers_nothing(logs: LogServer, storm: Log, read: Any, http: httpx.Client) -> None:
    reading = read(logs, storm)
    say(storm, "before")
    assert next(reading)["words"] == "before"
    with closing(psycopg.connect(**listen._address(), autocommit=True)) as administration:
        administration.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connections.close_all()
    say(storm, "after")
    assert next(reading)["words"] == "after"
    assert words(http.get(logs.address(storm)).json()) == ["before", "after"]


def test_a_database_that_is_away_is_said_so_and_missed_messages_follow(
    logs: LogServer, storm: Log, read: Any, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read(logs, storm)
    real = queries.tail_of, queries.tails_of
    asked: list[object] = []

    def away(what: object) -> Any:
        asked.append(what)
        raise OperationalError("the disk is full")

    monkeypatch.setattr(queries, "tail_of", away)
    monkeypatch.setattr(queries, "tails_of", away)
    answer = http.get(f"{logs.url}/live/never-asked-for/log")
    assert (answer.status_code, answer.json()["code"]) == (503, "log_unavailable")
    assert int(answer.headers["retry-after"]) > 0
    say(storm, "one", "two")
    until(lambda: storm.name in asked)
    assert logs.readers == 1
    monkeypatch.setattr(queries, "tail_of", real[0])
    monkeypatch.setattr(queries, "tails_of", real[1])
    assert [next(reading)["words"], next(reading)["words"]] == ["one", "two"]


def test_no_heartbeat_says_live_while_the_database_is_away(
    serve_logs: ServeLogs, storm: Log, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = serve_logs(Pace(heartbeat=1))
    reading = read(logs, storm)
    real = queries.tails_of

    def away(names: object) -> Any:
        raise OperationalError("no route to host")

    monkeypatch.setattr(queries, "tails_of", away)
    until(lambda: not logs.hub._answered, what="the question without an answer")
    beats: list[Frame] = []
    [followed] = [log for log in logs.hub._followed.values() if log.readers]
    [reader] = followed.readers
    monkeypatch.setattr(type(reader), "write", lambda self, frame: beats.append(frame))
    logs.in_loop(logs.hub._on_tick)
    assert beats == []
    monkeypatch.setattr(queries, "tails_of", real)
    until(lambda: beats, what="a heartbeat when it is back")
    assert beats[0] is HEARTBEAT
    monkeypatch.undo()
    say(storm, "after")
    assert next(reading)["words"] == "after"


def test_a_burst_larger_than_one_reading_arrives_whole(
    logs: LogServer, storm: Log, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "MOST_AT_ONCE", 30)
    reading = read(logs, storm)
    fill(storm, 100)
    assert [next(reading)["n"] for _ in range(100)] == list(range(1, 101))


def test_memory_for_recent_messages_is_bounded_and_the_rest_comes_from_the_database(
    logs: LogServer, storm: Log, read: Any, http: httpx.Client
) -> None:
    reading = read(logs, storm)
    for n in range(1, 9):
        say(storm, "x" * 200_000)
        assert next(reading)["n"] == n
    known = logs.hub._followed[storm.name]
    assert sum(map(len, known.recent)) == known.recent_bytes <= 1024 * 1024
    assert known.recent_between(0, 8) is None
    assert [message["n"] for message in http.get(logs.address(storm)).json()] == list(range(1, 9))


def test_a_blanked_message_leaves_memory(logs: LogServer, storm: Log, read: Any, http: httpx.Client) -> None:
    reading = read(logs, storm)
    say(storm, "a name the court protects", "harmless")
    assert [next(reading)["n"], next(reading)["n"]] == [1, 2]
    with transaction.atomic():
        log.redact(storm.pk, 1, reason="a court's order")
        log.append(storm.pk, Said("message 1 was blanked"))
    assert next(reading)["n"] == 3
    assert b"protects" not in b"".join(logs.hub._followed[storm.name].recent)
    with http.stream("GET", logs.address(storm), params={"live": "sse", "offset": "-1"}) as answer:
        first = next(messages(events(answer)))
    assert (first["kind"], first.get("words")) == ("redacted", None)
