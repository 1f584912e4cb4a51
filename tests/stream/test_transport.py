"""Finished answers go out at once, and a reader cannot tell: over real connections, byte for byte."""

import asyncio
import contextlib
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import httptools
import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from dateline.stream import transport
from dateline.stream.transport import READY, LendingProtocol, Ready
from tests.postgres import free_port
from tests.waiting import until

PAGE = Ready(200, [(b"content-type", b"text/plain"), (b"content-length", b"6")], b"Storm\n")
HEAD = Ready(200, [(b"content-type", b"text/plain"), (b"content-length", b"6")])
UNCHANGED = Ready(304, [(b"etag", b'"7"')])
# More than the kernel takes for a reader who does not read.
LONG = Ready(200, [(b"content-length", b"200000")], b"x" * 200_000)
LATE = Ready(200, [(b"content-length", b"5")], b"late\n")

LAST = b"GET /unknown HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


class Paper:
    """An application with finished answers, and one that is late. It notes what it was asked as a callable."""

    def __init__(self, *, at_once: bool) -> None:
        self.at_once = at_once
        self.asked: list[str] = []
        self.given: list[str] = []
        """What was found ready."""
        self.may_answer = threading.Event()

    def look(self, method: str, target: bytes, headers: Mapping[bytes, bytes]) -> Ready | None:
        found = self.answer(method, target.decode(), headers)
        if found:
            self.given.append(target.decode())
        return found

    def answer(self, method: str, target: str, headers: Mapping[bytes, bytes]) -> Ready | None:
        if method not in ("GET", "HEAD") or target not in ("/page", "/long"):
            return None
        if headers.get(b"if-none-match") == b'"7"':
            return UNCHANGED
        return LONG if target == "/long" else PAGE if method == "GET" else HEAD

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            if self.at_once:
                scope["state"][READY] = self.look
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        self.asked.append(scope["path"])
        if scope["path"] == "/late":
            await asyncio.to_thread(self.may_answer.wait, 20)
            await LATE.send(send)
            return
        found = self.answer(scope["method"], scope["path"], dict(scope["headers"]))
        await (found or Ready(404, [(b"content-length", b"0")])).send(send)


class PaperServer:
    """uvicorn with the paper, in a thread."""

    def __init__(self, *, at_once: bool = True, **settings: Any) -> None:
        self.paper = Paper(at_once=at_once)
        self.port = free_port()
        usual = {"access_log": False, "log_config": None, "log_level": "critical", "date_header": False}
        config = uvicorn.Config(
            self.paper, interface="asgi3", port=self.port, http=LendingProtocol, lifespan="on", **(usual | settings)
        )
        self.server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self.server.run, name="paper", daemon=True)

    def __enter__(self) -> "PaperServer":
        self._thread.start()
        until(lambda: self.server.started or not self._thread.is_alive(), what="the server")
        assert self.server.started, "the server did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self.paper.may_answer.set()
        self.server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive(), "the server did not end"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def said(self, words: bytes) -> bytes:
        """Return all that the server says to these words, until it closes the connection."""
        with self.connect() as reader:
            reader.sendall(words)
            return b"".join(iter(lambda: reader.recv(65536), b""))

    @property
    def connections(self) -> list[Any]:
        return list(self.server.server_state.connections)


@pytest.fixture
def serve() -> Iterator[Any]:
    """Start servers at will."""
    with contextlib.ExitStack() as ending:
        yield lambda **settings: ending.enter_context(PaperServer(**settings))


@pytest.fixture
def paper(serve: Any) -> PaperServer:
    server: PaperServer = serve()
    return server


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for a request ends within a moment."""
    monkeypatch.setattr(transport, "SECONDS_TO_ASK", 0.4)


def ask(target: str = "/page", *headers: str, method: str = "GET", version: str = "1.1", body: str = "") -> bytes:
    return "\r\n".join([f"{method} {target} HTTP/{version}", "Host: x", *headers, "", body]).encode()


PLAIN = {
    "a page": ask(),
    "its head": ask(method="HEAD"),
    "one that the reader has": ask("/page", 'If-None-Match: "7"'),
    "several in one breath": ask() + ask(method="HEAD") + ask("/page", 'If-None-Match: "7"') + ask(),
    "with letters that no page looks at": ask("/page", "Cookie: a=b", "Range: bytes=0-1", "X-Name: \u00e9"),
    "kept open, as is usual": ask("/page", "Connection: keep-alive"),
}
ON_ITS_OWN_WAY = {
    "behind another that is still under way": ask("/unknown") + ask() + ask("/unknown"),
    "a body that no page expects": ask("/page", "Content-Length: 5", body="storm"),
    "a body in chunks": ask("/page", "Transfer-Encoding: chunked", body="5\r\nstorm\r\n0\r\n\r\n"),
    "a body that is announced and empty": ask("/page", "Content-Length: 0"),
    "a body that waits for a word": ask("/page", "Expect: 100-continue", "Content-Length: 5", body="storm"),
    "another protocol": ask("/page", "Connection: Upgrade", "Upgrade: h2c"),
    "a form": ask("/page", "Content-Length: 3", method="POST", body="a=b"),
    "another method": ask(method="DELETE"),
    "an address in full": ask("http://x/page"),
    "an address in other letters": ask("/%70age"),
}
CLOSED_AFTERWARDS = {
    "a last question": ask("/page", "Connection: close"),
    "an old version": ask(version="1.0"),
    "an old version that stays": ask("/page", "Connection: keep-alive", version="1.0"),
}


@pytest.mark.parametrize("name", [*PLAIN, *ON_ITS_OWN_WAY, *CLOSED_AFTERWARDS])
def test_an_answer_given_at_once_is_the_applications_own_byte_for_byte(serve: Any, name: str) -> None:
    words = CLOSED_AFTERWARDS.get(name) or (PLAIN | ON_ITS_OWN_WAY)[name] + LAST
    # What follows a request for another protocol is not HTTP to uvicorn: the connection closes when its time is up.
    settings = {"headers": [("Server", "paper")], "timeout_keep_alive": 1}
    at_once, asked = serve(**settings), serve(at_once=False, **settings)
    assert at_once.said(words) == asked.said(words)
    assert at_once.server.server_state.total_requests == asked.server.server_state.total_requests
    assert bool(at_once.paper.given) == (name in PLAIN)
    assert at_once.paper.given + at_once.paper.asked == asked.paper.asked


def test_an_answer_given_at_once_says_the_servers_time(serve: Any) -> None:
    server = serve(date_header=True)
    start = server.said(ask() + LAST).split(b"\r\n\r\n")[0]
    assert server.paper.given == ["/page"]
    assert re.search(rb"\r\ndate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n", start)


def test_nobody_is_answered_before_the_answer_that_was_asked_for_first(paper: PaperServer) -> None:
    with paper.connect() as reader:
        reader.sendall(ask("/late") + ask() + LAST)
        until(lambda: paper.paper.asked, what="the late answer's request")
        until(lambda: paper.connections[0].flow.read_paused, what="the second request's wait")
        paper.paper.may_answer.set()
        answers = b"".join(iter(lambda: reader.recv(65536), b""))
    assert re.findall(rb"late|Storm|404", answers) == [b"late", b"Storm", b"404"]
    assert paper.paper.given == []


def test_after_an_answer_of_the_application_the_next_may_be_given_at_once(paper: PaperServer) -> None:
    with paper.connect() as reader:
        reader.sendall(ask("/unknown"))
        assert b"404" in reader.recv(65536)
        reader.sendall(ask())
        assert b"200 OK" in reader.recv(65536)
        assert (paper.paper.asked, paper.paper.given) == (["/unknown"], ["/page"])


def test_a_reader_who_asks_and_does_not_read_costs_no_more_than_a_few_answers(paper: PaperServer) -> None:
    questions = 300
    with paper.connect() as reader:
        reader.sendall(ask("/long") * questions + LAST)
        until(lambda: any(one.flow.write_paused for one in paper.connections), what="the pause")
        until(lambda: any(one.flow.read_paused for one in paper.connections), what="no more reading")
        (connection,) = paper.connections
        assert connection.transport.get_write_buffer_size() < 2 * 200_000
        assert len(paper.paper.given) + len(paper.paper.asked) < questions
        answers = sum(len(part) for part in iter(lambda: reader.recv(1 << 20), b""))
    assert answers > questions * 200_000
    assert len(paper.paper.given) + len(paper.paper.asked) == questions + 1


def test_a_request_that_comes_in_pieces_is_answered_once_it_is_whole(paper: PaperServer) -> None:
    with paper.connect() as reader:
        reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for letter in ask():
            reader.sendall(bytes([letter]))
        reader.sendall(LAST)
        answers = b"".join(iter(lambda: reader.recv(65536), b""))
    assert answers.count(b"HTTP/1.1") == 2
    assert paper.paper.given == ["/page"]


def test_words_that_are_no_http_are_refused_after_an_answer_as_before_it(paper: PaperServer) -> None:
    assert b"400 Bad Request" in paper.said(ask() + b"storm\r\n\r\n")


def test_a_connection_that_is_idle_after_its_answer_is_closed_in_time(serve: Any) -> None:
    server = serve(timeout_keep_alive=1)
    answer = server.said(ask())
    assert answer.endswith(b"Storm\n")
    assert server.paper.given == ["/page"]


def test_a_connection_on_which_nothing_is_asked_is_closed(paper: PaperServer, soon: None) -> None:
    assert paper.said(b"") == b""
    assert paper.said(b"\r\n").startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("before", [b"", ask(), ask("/unknown")], ids=["at first", "at once", "of the application"])
def test_a_request_that_never_becomes_whole_is_told_so(paper: PaperServer, soon: None, before: bytes) -> None:
    with paper.connect() as reader:
        reader.sendall(before)
        if before:
            assert reader.recv(65536).startswith(b"HTTP/1.1 ")
        reader.sendall(ask()[:20])
        answer = b"".join(iter(lambda: reader.recv(65536), b""))
    head, body = answer.split(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 Request Timeout")
    assert body == b"The request did not arrive in time. Send it again.\n"


def test_a_trickle_of_letters_does_not_keep_a_connection(paper: PaperServer, soon: None) -> None:
    with paper.connect() as reader, contextlib.suppress(ConnectionError, TimeoutError):
        reader.settimeout(0.05)
        for letter in ask("/" + "x" * 500):
            reader.sendall(bytes([letter]))
            with contextlib.suppress(TimeoutError):
                reader.recv(65536)
                break
        else:
            pytest.fail("all letters were taken")
    until(lambda: not paper.connections, what="the end of the connection")


def test_a_body_that_stays_away_ends_its_request(paper: PaperServer, soon: None) -> None:
    assert paper.said(ask("/late", "Content-Length: 9", method="POST", body="half")) == b""


def test_whoever_waits_for_an_answer_is_left_alone(paper: PaperServer, soon: None) -> None:
    with paper.connect() as first, paper.connect() as second:
        first.sendall(ask("/late"))
        second.sendall(ask("/late") + ask()[:20])
        assert paper.said(b"") == b"", "as long as silence is allowed has gone by"
        paper.paper.may_answer.set()
        assert first.recv(65536).endswith(b"late\n")
        assert second.recv(65536).endswith(b"late\n")


def test_the_server_ends_although_an_answered_reader_stays(serve: Any) -> None:
    server = serve()
    reader = server.connect()
    reader.sendall(ask())
    assert reader.recv(65536).endswith(b"Storm\n")
    server.server.should_exit = True
    assert reader.recv(65536) == b""
    reader.close()


@pytest.mark.parametrize("settings", [{"access_log": True}, {"limit_concurrency": 50}, {"root_path": "/news"}])
def test_what_uvicorn_is_told_to_do_with_each_request_it_does(serve: Any, settings: dict[str, Any]) -> None:
    server = serve(**settings)
    server.said(ask() + LAST)
    assert (server.paper.given, len(server.paper.asked)) == ([], 2)


def test_a_server_is_stopped_after_the_requests_that_it_may_answer(serve: Any) -> None:
    server = serve(limit_max_requests=3)
    with server.connect() as reader:
        reader.sendall(ask() * 3)
        assert b"".join(iter(lambda: reader.recv(65536), b"")).count(b"Storm") == 3
    until(lambda: not server.server.server_state.connections, what="the end of the connections")


USED = {
    "methods that are overridden or called": [
        "connection_lost",
        "connection_made",
        "data_received",
        "on_headers_complete",
        "on_message_complete",
        "on_response_complete",
        "shutdown",
    ],
    "attributes that are read": [
        "app_state",
        "config",
        "cycle",
        "flow",
        "headers",
        "loop",
        "parser",
        "scope",
        "server_state",
        "transport",
        "url",
    ],
}


@pytest.mark.parametrize("kind", USED)
def test_uvicorn_has_what_our_protocol_builds_on(kind: str) -> None:
    async def made() -> HttpToolsProtocol:
        config = uvicorn.Config(Paper(at_once=True), interface="asgi3", log_config=None)
        connection = HttpToolsProtocol(config, ServerState(), {})
        connection.connection_made(asyncio.Transport())
        connection.on_message_begin()
        connection.on_url(b"/page")
        return connection

    missing = [name for name in USED[kind] if not hasattr(asyncio.run(made()), name)]
    assert not missing, f"uvicorn {uvicorn.__version__} changed {missing}: see dateline/stream/transport.py"
    assert not [
        name for name in ("get_http_version", "should_keep_alive") if not hasattr(httptools.HttpRequestParser, name)
    ]
