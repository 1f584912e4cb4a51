"""Long-poll: answers once there is more, with a cursor that lets a cache turn a crowd's questions into one."""

import socket
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

import httpx
import pytest

from dateline.kit import clock
from dateline.stream import protocol
from dateline.stream.hub import Pace
from dateline.stream.models import Log
from tests.stream.conftest import LogServer, ServeLogs
from tests.stream.logs import end, fill, offset, say, words
from tests.waiting import until


def ask(http: httpx.Client, address: str, **query: str) -> httpx.Response:
    return http.get(address, params={"live": "long-poll", **query})


def asked_aside(pool: ThreadPoolExecutor, http: httpx.Client, address: str, **query: str) -> "Future[httpx.Response]":
    return pool.submit(ask, http, address, **query)


def test_what_is_there_already_is_answered_at_once(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    say(storm, "wind", "rain")
    answer = ask(http, logs.address(storm), offset=offset(1))
    assert (answer.status_code, words(answer.json())) == (200, ["rain"])
    assert answer.headers["stream-next-offset"] == offset(2)
    assert answer.headers["stream-up-to-date"] == "true"
    assert answer.headers["stream-cursor"].isdigit()
    assert answer.headers["etag"]


def test_a_waiting_reader_gets_the_next_message_as_soon_as_it_is_published(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    say(storm, "wind")
    with ThreadPoolExecutor(2) as pool:
        waiting = [asked_aside(pool, http, logs.address(storm), offset=at, cursor="1") for at in (offset(1), "now")]
        until(lambda: logs.readers == 2)
        say(storm, "rain")
        answers = [one.result(60) for one in waiting]
    for answer in answers:
        assert (answer.status_code, words(answer.json())) == (200, ["rain"])
        assert answer.headers["stream-next-offset"] == offset(2)
    assert answers[0].headers["cache-control"] == "public, max-age=20"
    assert answers[1].headers["cache-control"] == "no-store"
    assert "etag" not in answers[1].headers
    until(lambda: logs.readers == 0)


def test_a_reader_waits_no_longer_than_the_time_and_asks_again_where_it_was(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client
) -> None:
    say(storm, "wind")
    logs = serve_logs(Pace(long_poll=0.2))
    answer = ask(http, logs.address(storm), offset=offset(1))
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["stream-next-offset"] == offset(1)
    assert answer.headers["stream-up-to-date"] == "true"
    assert answer.headers["cache-control"] == "no-store"
    again = ask(http, logs.address(storm), offset=offset(1), cursor=answer.headers["stream-cursor"])
    assert int(again.headers["stream-cursor"]) > int(answer.headers["stream-cursor"])


def test_a_closed_log_keeps_nobody_waiting(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    end(storm, "goodbye")
    for at in (offset(1), "now"):
        answer = ask(http, logs.address(storm), offset=at)
        assert answer.status_code == 204
        assert answer.headers["stream-closed"] == answer.headers["stream-up-to-date"] == "true"
        assert "stream-cursor" not in answer.headers
    last = ask(http, logs.address(storm), offset=offset(0))
    assert (last.status_code, words(last.json())) == (200, ["goodbye"])
    assert last.headers["stream-closed"] == "true"


def test_the_end_of_coverage_reaches_those_who_wait(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = asked_aside(pool, http, logs.address(storm), offset=offset(0))
        until(lambda: logs.readers == 1)
        end(storm, "goodbye")
        answer = waiting.result(60)
    assert (answer.status_code, words(answer.json())) == (200, ["goodbye"])
    assert answer.headers["stream-closed"] == "true"


def test_a_reader_far_behind_gets_one_chunk_at_a_time(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    fill(storm, 130)
    answer = ask(http, logs.address(storm), offset="-1")
    assert len(answer.json()) == 100
    assert "stream-up-to-date" not in answer.headers


def test_a_reader_who_goes_away_gives_the_place_back(logs: LogServer, storm: Log) -> None:
    question = f"GET /{storm.name}/log?offset=now&live=long-poll HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", logs.port), timeout=60) as reader:
        reader.sendall(question)
        until(lambda: logs.readers == 1)
    until(lambda: logs.readers == 0)


def test_cursors_number_intervals_of_twenty_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2024, 10, 9, 1, 0, 19, tzinfo=UTC))
    assert protocol.cursor_after(None) == 180
    assert protocol.cursor_after(179) == 180
    for asked in (180, 181, 10**15):
        assert all(asked < protocol.cursor_after(asked) <= asked + 180 for _ in range(50))
