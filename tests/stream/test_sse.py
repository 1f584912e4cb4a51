"""SSE, the open answer: everything after the offset, in order, once, each with a control event, and an end."""

import contextlib
import itertools
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.db import transaction

from dateline.stream import log, readers
from dateline.stream.hub import Pace
from dateline.stream.models import Log
from tests.stream.conftest import LogServer, ServeLogs
from tests.stream.logs import Aside, Said, end, events, fill, messages, offset, say, words
from tests.waiting import until

SERVERS = pytest.mark.parametrize("server", ["lending", "h11"])
"""Our own protocol class, and a server that does not lend its connections."""


def start(serve_logs: ServeLogs, server: str, pace: Pace | None = None) -> LogServer:
    return serve_logs(pace) if server == "lending" else serve_logs(pace, http="h11")


@contextlib.contextmanager
def stuck_reader(logs: LogServer, of: Log, after: str) -> Iterator[None]:
    """Somebody who asks for everything and takes almost nothing."""
    with socket.socket() as stuck:
        stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stuck.connect(("127.0.0.1", logs.port))
        stuck.sendall(f"GET /{of.name}/log?offset={after}&live=sse HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        yield


def at(n: int | str) -> dict[str, str]:
    return {"live": "sse", "offset": offset(n) if isinstance(n, int) else n}


@SERVERS
def test_a_reader_gets_what_was_and_then_what_comes(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, server: str
) -> None:
    logs = start(serve_logs, server)
    say(storm, "wind", "rain")
    with http.stream("GET", logs.address(storm), params=at("-1")) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/event-stream"
        assert answer.headers["cache-control"] == "no-cache, no-store"
        read = events(answer)
        data, control = next(read), next(read)
        assert (data.type, words(data.json), data.id) == ("data", ["wind", "rain"], offset(2))
        assert control.type == "control"
        assert control.json["streamNextOffset"] == offset(2)
        assert control.json["upToDate"] is True
        assert control.json["streamCursor"].isdigit()
        say(storm, "calm")
        data, control = next(read), next(read)
        assert (words(data.json), data.id) == (["calm"], offset(3))
        assert control.json["streamNextOffset"] == offset(3)
    until(lambda: logs.readers == 0)


@SERVERS
def test_at_the_tail_a_control_event_comes_first(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, server: str
) -> None:
    logs = start(serve_logs, server)
    say(storm, "wind")
    for where in (offset(1), "now"):
        with http.stream("GET", logs.address(storm), params=at(where)) as answer:
            control = next(events(answer))
            assert (control.type, control.id) == ("control", offset(1))
            assert control.json["upToDate"] is True


def test_the_browser_is_told_when_to_come_back_and_not_everyone_at_once(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    told = set()
    for _ in range(5):
        with http.stream("GET", logs.address(storm), params=at("now")) as answer:
            line = next(answer.iter_lines())
            assert line.startswith("retry: ")
            told.add(int(line.removeprefix("retry: ")))
    assert len(told) > 1
    assert all(500 <= milliseconds <= 2500 for milliseconds in told)


def test_the_last_event_id_counts_more_than_the_address(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    say(storm, "one", "two", "three")
    with http.stream("GET", logs.address(storm), params=at(0), headers={"last-event-id": offset(2)}) as answer:
        assert words(next(events(answer)).json) == ["three"]
    refused = http.get(logs.address(storm), params=at(0), headers={"last-event-id": "17"})
    assert refused.json()["code"] == "offset_malformed"


@SERVERS
def test_a_long_absence_is_caught_up_in_chunks_in_order_and_once(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, server: str
) -> None:
    logs = start(serve_logs, server)
    fill(storm, 730)
    with http.stream("GET", logs.address(storm), params=at(20)) as answer:
        read = messages(events(answer))
        assert [next(read)["n"] for _ in range(710)] == list(range(21, 731))
        say(storm, "new")
        assert next(read)["n"] == 731


def test_every_data_event_is_followed_by_its_control_event(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    fill(storm, 350)
    end(storm, "goodbye")
    with http.stream("GET", logs.address(storm), params=at("-1")) as answer:
        seen = list(events(answer))
    assert [event.type for event in seen] == ["data", "control"] * (len(seen) // 2)
    for data, control in zip(seen[::2], seen[1::2], strict=True):
        assert control.json["streamNextOffset"] == data.id == offset(data.json[-1]["n"])
    assert ["upToDate" in control.json for control in seen[1::2]] == [False] * (len(seen) // 2 - 1) + [True]


@SERVERS
def test_the_end_of_coverage_ends_the_answer(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, server: str
) -> None:
    logs = start(serve_logs, server)
    with http.stream("GET", logs.address(storm), params=at("now")) as answer:
        read = events(answer)
        next(read)
        end(storm, "goodbye")
        assert words(next(read).json) == ["goodbye"]
        control = next(read)
        assert control.json == {"streamNextOffset": offset(1), "upToDate": True, "streamClosed": True}
        assert next(read, None) is None
    with http.stream("GET", logs.address(storm), params=at(0)) as again:
        assert [event.type for event in events(again)] == ["data", "control"]
    with http.stream("GET", logs.address(storm), params=at(1)) as again:
        assert [event.json["streamClosed"] for event in events(again)] == [True]


@SERVERS
def test_an_answer_ends_after_a_while_and_the_reader_resumes_exactly_once(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, server: str
) -> None:
    logs = start(serve_logs, server, Pace(life=1, jitter=0))
    writing = Aside(target=lambda: say(storm, *(str(n) for n in range(1, 400))), name="writer")
    writing.start()
    seen: list[int] = []
    endings = 0
    last = offset(0)
    while last != offset(399) or endings < 2:
        with http.stream("GET", logs.address(storm), params=at(0), headers={"last-event-id": last}) as answer:
            for event in events(answer):
                if event.type == "data":
                    seen += [message["n"] for message in event.json]
                    last = event.id
        endings += 1
    writing.join_well()
    assert seen == list(range(1, 400))


@SERVERS
def test_a_quiet_connection_is_kept_awake(serve_logs: ServeLogs, storm: Log, http: httpx.Client, server: str) -> None:
    logs = start(serve_logs, server, Pace(heartbeat=1, life=5, jitter=0))
    with http.stream("GET", logs.address(storm), params=at("now")) as answer:
        types = [event.type for event in itertools.islice(events(answer), 3)]
    assert types == ["control", "heartbeat", "heartbeat"]


def test_a_reader_never_hears_an_older_cursor_than_it_was_told(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    say(storm, "wind")
    ahead = str(10**12)
    with http.stream("GET", logs.address(storm), params=at(0) | {"cursor": ahead}) as answer:
        read = (event.json["streamCursor"] for event in events(answer) if event.type == "control")
        first = int(next(read))
        assert first > int(ahead)
        say(storm, "rain")
        assert int(next(read)) >= first


def test_a_message_published_while_readers_connect_reaches_each_of_them_once(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client
) -> None:
    logs = serve_logs(Pace(life=8, jitter=0))
    last = 60

    def read_all(start_at: int) -> list[int]:
        seen: list[int] = []
        with (
            httpx.Client(trust_env=False, timeout=20) as own,
            own.stream("GET", logs.address(storm), params=at(start_at)) as answer,
        ):
            for message in messages(events(answer)):
                seen.append(message["n"])
                if message["n"] == last:
                    break
        return seen

    say(storm, "first")
    writing = Aside(target=lambda: say(storm, *(str(n) for n in range(2, last + 1))), name="writer")
    with ThreadPoolExecutor(12) as pool:
        writing.start()
        reading = [pool.submit(read_all, n % 2) for n in range(12)]
        results = [one.result(30) for one in reading]
    writing.join_well()
    for n, seen in enumerate(results):
        assert seen == list(range(n % 2 + 1, last + 1))


def test_a_reader_who_stops_reading_is_let_go_and_nobody_else_waits(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    with stuck_reader(logs, storm, "now"), http.stream("GET", logs.address(storm), params=at("now")) as answer:
        read = messages(events(answer))
        until(lambda: logs.readers == 2)
        sent = 0
        while logs.readers == 2:
            assert sent < 50, "the stuck reader is still held"
            with transaction.atomic():
                log.append(storm.pk, Said("x" * (readers.MOST_UNREAD // 4)))
            sent += 1
            assert next(read)["n"] == sent


@SERVERS
def test_the_server_ends_open_answers_when_it_is_told_to_stop(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, server: str
) -> None:
    logs = start(serve_logs, server)
    with ThreadPoolExecutor(1) as pool, http.stream("GET", logs.address(storm), params=at("now")) as answer:
        read = events(answer)
        next(read)
        waiting = pool.submit(http.get, logs.address(storm), params={"offset": "now", "live": "long-poll"})
        until(lambda: logs.readers == 2)
        if server == "h11":
            logs.in_loop(logs.hub.drain)
        logs.stop(seconds=60)
        assert next(read, None) is None
        assert waiting.result(60).status_code == 204


def test_a_stuck_reader_does_not_keep_the_server_from_stopping(logs: LogServer, storm: Log) -> None:
    say(storm, *(str(n) + "x" * 100_000 for n in range(150)))
    with stuck_reader(logs, storm, "-1"), stuck_reader(logs, storm, offset(146)):
        # One is held while it catches up, the other after.
        until(lambda: logs.readers == 2 and logs.hub._followed[storm.name].readers)
        logs.stop(seconds=60)


@SERVERS
def test_no_more_readers_are_taken_than_there_are_places(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, server: str
) -> None:
    logs = start(serve_logs, server)
    logs.hub.most_seats = 1
    with http.stream("GET", logs.address(storm), params=at("now")) as answer:
        read = events(answer)
        next(read)
        for live in ("sse", "long-poll"):
            refused = http.get(logs.address(storm), params={"offset": "now", "live": live})
            assert (refused.status_code, refused.json()["code"]) == (503, "readers_full")
            assert 2 <= int(refused.headers["retry-after"]) <= 10
        assert http.get(logs.address(storm)).status_code == 200
    until(lambda: logs.readers == 0)
    with http.stream("GET", logs.address(storm), params=at("now")) as answer:
        assert answer.status_code == 200
