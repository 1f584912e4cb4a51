"""A reader's connection is lent for good: the server keeps nothing of the request that began the answer."""

import socket

import httpx
import pytest

from dateline.stream.models import Log
from dateline.stream.readers import ConnectionReader
from tests.stream.conftest import LogServer
from tests.stream.logs import events, say, words
from tests.waiting import until

NOW = {"live": "sse", "offset": "now"}


def test_of_a_reader_who_only_listens_the_server_keeps_no_more_than_its_connection(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    state = logs._server.server_state
    with http.stream("GET", logs.address(storm), params=NOW) as answer:
        read = events(answer)
        next(read)
        until(lambda: not state.tasks and {type(each) for each in set(state.connections)} == {ConnectionReader})
        say(storm, "calm")
        assert words(next(each for each in read if each.type == "data").json) == ["calm"]
    until(lambda: logs.readers == 0 and not state.connections)


def test_what_a_reader_sends_after_its_request_changes_nothing(logs: LogServer, storm: Log) -> None:
    question = f"GET /{storm.name}/log?offset=now&live=sse HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", logs.port), timeout=30) as reader:
        reader.sendall(question)
        got = b""
        while b"upToDate" not in got:
            got += reader.recv(65536)
        reader.sendall(b"no request at all\r\n\r\n" + question)
        say(storm, "calm")
        while b"calm" not in got:
            part = reader.recv(65536)
            assert part, "the connection was closed"
            got += part
        assert logs.readers == 1
        assert got.count(b"HTTP/1.1") == 1
    until(lambda: logs.readers == 0)


def test_a_request_sent_behind_that_of_a_stream_leaves_the_stream_alone(
    logs: LogServer, storm: Log, caplog: pytest.LogCaptureFixture
) -> None:
    question = f"GET /{storm.name}/log?offset=now&live=sse HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", logs.port), timeout=30) as reader:
        reader.sendall(question + question)
        got = b""
        while b"upToDate" not in got:
            part = reader.recv(65536)
            assert part, "the connection was closed"
            got += part
        say(storm, "calm")
        while b"calm" not in got:
            part = reader.recv(65536)
            assert part, "the connection was closed"
            got += part
        assert (logs.readers, got.count(b"HTTP/1.1")) == (1, 1)
    # That it has gone is heard, though the server had stopped reading before.
    until(lambda: logs.readers == 0)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
