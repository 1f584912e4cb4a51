"""Readers who stop reading, and readers who vanish without a word: their place is free again, and memory is bounded."""

import asyncio
import functools
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from django.db import transaction

from dateline.config.workers import miss_the_dead
from dateline.stream import http as log_http
from dateline.stream import log, protocol, readers
from dateline.stream.hub import Pace
from dateline.stream.models import Log
from tests.faults.gate import PROGRAM, SO_ATTACH_FILTER
from tests.stream.conftest import LogServer, ServeLogs
from tests.stream.logs import Said, events, fill, messages, offset, say
from tests.waiting import until

NEVER = 3600
SERVERS = pytest.mark.parametrize("server", ["lending", "h11"])
"""Our own protocol class, and a server that does not lend its connections."""


@contextmanager
def reader(logs: LogServer, of: Log, after: str = "now", *, buffer: int = 0) -> Iterator[socket.socket]:
    """Somebody who asks for a stream. With `buffer`, the system takes no more than so many bytes for them."""
    with socket.socket() as one:
        if buffer:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        one.settimeout(30)
        one.connect(("127.0.0.1", logs.port))
        one.sendall(f"GET /{of.name}/log?offset={after}&live=sse HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        yield one


def held(logs: LogServer, of: Log) -> bool:
    followed = logs.hub._followed.get(of.name)
    return followed is not None and len(followed.readers) == 1


def stands_at(logs: LogServer, which: Log, n: int) -> bool:
    return logs.hub._followed[which.name].tail == n


def vanish(one: socket.socket) -> None:
    """From now on its system answers nothing, as after a power cut: no acknowledgement, no goodbye."""
    one.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM)


def shout(to: Log, size: int) -> None:
    with transaction.atomic():
        log.append(to.pk, Said("x" * size))


# --- vanished ---


@SERVERS
def test_a_reader_who_vanished_is_missed_by_the_system_long_before_the_answer_would_end(
    serve_logs: ServeLogs, storm: Log, server: str
) -> None:
    pace = Pace(heartbeat=1, life=NEVER, jitter=0)
    logs = serve_logs(pace) if server == "lending" else serve_logs(pace, http="h11")
    miss_the_dead(logs.listener, milliseconds=1000)
    with reader(logs, storm) as gone:
        until(lambda: held(logs, storm))
        vanish(gone)
        until(lambda: logs.readers == 0, what="a free place")


def test_a_vanished_readers_place_is_free_at_the_end_of_its_answer_even_if_the_system_misses_nobody(
    serve_logs: ServeLogs, storm: Log
) -> None:
    logs = serve_logs(Pace(life=2, jitter=0))
    with reader(logs, storm) as gone:
        until(lambda: held(logs, storm))
        vanish(gone)
        shout(storm, readers.MOST_UNREAD // 2)
        until(lambda: logs.readers == 0, what="a free place")


def test_every_connection_has_what_lets_the_system_miss_its_other_side() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        miss_the_dead(listener)
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 60
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 30_000


# --- not reading ---


@SERVERS
def test_a_reader_who_takes_nothing_does_not_outstay_its_answer(serve_logs: ServeLogs, storm: Log, server: str) -> None:
    pace = Pace(life=2, jitter=0)
    logs = serve_logs(pace) if server == "lending" else serve_logs(pace, http="h11")
    with reader(logs, storm, buffer=4096):
        until(lambda: held(logs, storm))
        # More than both systems take, less than a reader is dropped for.
        for _ in range(60):
            shout(storm, readers.MOST_UNREAD // 16)
        until(lambda: logs.readers == 0, what="a free place")


def test_a_reader_who_takes_nothing_while_it_catches_up_is_cut_off(
    logs: LogServer, storm: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_http, "CATCH_UP_SECONDS", 1)
    for _ in range(10):
        shout(storm, 1024 * 1024)
    with reader(logs, storm, "-1", buffer=4096):
        until(lambda: logs.readers == 1)
        until(lambda: logs.readers == 0, what="a free place")


def test_memory_for_a_reader_who_stopped_is_bounded_while_five_thousand_messages_are_published(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    count, at_once = 5000, 100
    unread: list[int] = []
    with reader(logs, storm, buffer=4096):
        until(lambda: held(logs, storm))
        [stopped] = logs.hub._followed[storm.name].readers
        assert isinstance(stopped, readers.ConnectionReader)
        kernel = stopped.transport.get_extra_info("socket")
        assert kernel.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 2 * readers.KERNEL_BUFFER
        for last in range(at_once, count + 1, at_once):
            with transaction.atomic():
                for _ in range(at_once):
                    log.append(storm.pk, Said("x" * 500))
            until(functools.partial(stands_at, logs, storm, last))
            unread.append(logs.in_loop(stopped.transport.get_write_buffer_size))
        until(lambda: logs.readers == 0, what="a free place")
    # A last write finds room, and may be as large as all that one commit brought.
    assert max(unread) <= readers.MOST_UNREAD + at_once * 1000
    assert unread[-1] == 0
    # Told to come back, it misses nothing.
    with http.stream("GET", logs.address(storm), params={"offset": offset(0), "live": "sse"}) as answer:
        read = messages(events(answer))
        assert [next(read)["n"] for _ in range(count)] == list(range(1, count + 1))


def test_what_was_missed_comes_in_parts_so_that_a_slow_reader_who_is_cut_off_keeps_what_it_has(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    fill(storm, 1)
    with http.stream("GET", logs.address(storm), params={"offset": offset(0), "live": "sse"}) as first:
        assert next(messages(events(first)))["n"] == 1
        for _ in range(40):
            shout(storm, 10_000)
        shout(storm, 3 * protocol.PART_BYTES)
        say(storm, "last")
        until(lambda: logs.hub._followed[storm.name].tail == 43)
        assert logs.hub._followed[storm.name].recent_between(1, 43), "this is to come from memory"
        seen: list[int] = []
        with http.stream("GET", logs.address(storm), params={"offset": offset(1), "live": "sse"}) as answer:
            read = events(answer)
            while seen[-1:] != [43]:
                data, control = next(read), next(read)
                assert (data.type, control.type) == ("data", "control")
                assert len(data.json) == 1 or len(data.data) < protocol.PART_BYTES + 1000
                seen += [message["n"] for message in data.json]
                assert control.json["streamNextOffset"] == offset(seen[-1])
                assert control.json.get("upToDate", False) is (seen[-1] == 43)
    assert seen == list(range(2, 44))


def test_parts_are_whole_messages_in_order() -> None:
    large, small = b"x" * protocol.PART_BYTES, b"y" * (protocol.PART_BYTES // 2)
    assert protocol.parts([]) == []
    assert protocol.parts([small]) == [[small]]
    assert protocol.parts([small, small, small]) == [[small, small], [small]]
    assert protocol.parts([large + b"x", small, large]) == [[large + b"x"], [small], [large]]


def test_a_server_without_connections_to_lend_does_not_wait_for_a_reader_who_takes_nothing() -> None:
    async def ending() -> bool:
        async def stuck(message: object) -> None:
            await asyncio.Event().wait()

        slow = readers.SendReader(address="", cursor=0)
        slow.sending = asyncio.create_task(slow.send_all(stuck))
        slow.write(protocol.Frame(b"event: data\ndata:[]\n\n"))
        slow.end()
        await asyncio.wait([slow.sending], timeout=30)
        return slow.sending.cancelled()

    assert asyncio.run(ending())
