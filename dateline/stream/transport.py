"""The server's side of a connection: uvicorn's HTTP/1.1 protocol, with two doors of our own, and an end to waiting.

Start uvicorn with `http=LendingProtocol`. A long answer may borrow its connection, write to the transport itself, and
hear of the server's shutdown, for uvicorn waits for every open answer before it exits. And a finished answer goes out
at once, without all that uvicorn prepares for an answer that is still to be found: three quarters of what it costs.

And nobody keeps a connection without asking anything on it: uvicorn alone would wait for a first request, and for the
rest of one that has begun, for ever, so that a few thousand silent connections leave no room for readers.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

Message = MutableMapping[str, Any]
Header = tuple[bytes, bytes]

EXTENSION = "dateline.connection"
READY = "dateline.ready"
"""Where an application leaves its `Lookup`, in the state that ASGI's lifespan hands to the server."""

SECONDS_TO_ASK = 30.0
"""In which a new connection's first request, or one that has begun, is whole but for its body. Of a body, the longest
silence."""
_TOO_SLOW = b"The request did not arrive in time. Send it again.\n"

# A request with one of these has a body, or wants another word before the answer.
ASKS_FOR_MORE = frozenset({b"content-length", b"transfer-encoding", b"expect", b"upgrade"})


class Ready:
    """A finished answer: the same bytes whichever way it goes out.

    Its headers have their names in lower case, and say the body's length unless the status allows no body.
    """

    __slots__ = ("_body", "_head", "_messages", "_status_line")

    def __init__(self, status: int, headers: Sequence[Header], body: bytes = b"") -> None:
        self._messages: tuple[Message, Message] = (
            {"type": "http.response.start", "status": status, "headers": list(headers)},
            {"type": "http.response.body", "body": body},
        )
        self._status_line = STATUS_LINE[status]
        self._head = _lines(headers) + b"\r\n"
        self._body = body

    async def send(self, send: Callable[[Message], Awaitable[None]]) -> None:
        """Send it as an ASGI callable does."""
        for message in self._messages:
            await send(message)

    def write(self, transport: asyncio.Transport, default_headers: Sequence[Header]) -> None:
        """Write it as uvicorn does what was sent: the server's own headers, `Date` among them, stand first."""
        transport.write(self._status_line + _lines(default_headers) + self._head)
        if self._body:
            transport.write(self._body)


Lookup = Callable[[str, bytes, Mapping[bytes, bytes]], Ready | None]
"""Given method, target and headers (the last of each name), the answer that is ready, or None: then the application is
asked. It answers within microseconds, and what it returns is what the application would send."""


class Borrower(asyncio.Protocol):
    """Has a connection for good. The server counts it among its own, and waits for its end before it exits.

    What a reader still sends is read, so that its going away is noticed, and means nothing.
    """

    __slots__ = ("connections",)
    connections: set[Any]

    def connection_lost(self, error: Exception | None) -> None:
        self.connections.discard(self)

    def shutdown(self) -> None:
        """End the answer: the server wants to exit."""
        raise NotImplementedError


class LendingProtocol(HttpToolsProtocol):
    """Puts itself into each request's scope, as the extension `dateline.connection`, and writes what is ready itself.

    Only what it fully understands: a plain request on an idle connection whose reader keeps up. Everything else goes
    uvicorn's way to the application, which is the truth: a reader cannot tell the two apart.
    """

    on_shutdown: Callable[[], object] | None = None
    """Called when the server wants to exit while this connection's answer is still open."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # What uvicorn is told to write down, to limit or to put before each path, it does on its own way.
        told = self.config.access_log or self.config.limit_concurrency is not None or self.config.root_path
        self._lookup: Lookup | None = None if told else self.app_state.get(READY)
        self._answering: Any = None
        """uvicorn's cycle of the answer under way. Where requests come several at once, `cycle` is the last one's."""
        self._waiting: asyncio.TimerHandle | None = None
        self._arriving = self._head_is_there = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_request()

    def data_received(self, data: bytes) -> None:
        self._arriving = True
        super().data_received(data)
        if not self._arriving:
            self._stop_waiting()
        elif self._waiting is None or self._head_is_there:
            self._wait_for_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def on_headers_complete(self) -> None:
        self._head_is_there = True
        ready = self._ready()
        if ready is None:
            self.scope["extensions"] = {EXTENSION: {"connection": self}}
            super().on_headers_complete()
            return
        ready.write(self.transport, self.server_state.default_headers)
        # Counts the request and sets the time after which an idle connection is closed.
        self.on_response_complete()

    def on_message_complete(self) -> None:
        self._arriving = self._head_is_there = False
        # On a connection that has had ready answers only, uvicorn has no cycle to tell of the end.
        if self.cycle is not None:
            super().on_message_complete()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def lend(self, to: Borrower) -> bool:
        """Give the connection away for good, as uvicorn itself does for a WebSocket, or return False if it is closing.

        Either way the answer is over for the application: it returns, and all that was kept for the request goes, six
        sevenths of the memory that an open answer would take.
        """
        # Else uvicorn takes an answer without an end for a fault.
        self._answering.disconnected = True
        if self.transport.is_closing():
            return False
        # Requests that were sent behind this one would wait for its end for ever; what comes is read, see `Borrower`.
        self.pipeline.clear()
        self.flow.resume_reading()
        self._unset_keepalive_if_required()
        self._stop_waiting()
        connections: set[Any] = self.connections
        connections.discard(self)
        connections.add(to)
        to.connections = connections
        self.transport.set_protocol(to)
        # These point back to the protocol, and would wait for the garbage collector.
        self.parser = self.cycle = self._answering = self.scope = None  # type: ignore[assignment]
        return True

    def shutdown(self) -> None:
        super().shutdown()
        if self.on_shutdown is not None:
            self.on_shutdown()

    def _wait_for_request(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(SECONDS_TO_ASK, self._waited)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _waited(self) -> None:
        self._waiting = None
        answering = not getattr(self.cycle, "response_complete", True)
        if self.flow.read_paused or (answering and not self._head_is_there):
            # It is the server that is slow: it reads no further, or owes the answer to the request before.
            self._wait_for_request()
            return
        if self._arriving and not self._head_is_there and not self.transport.is_closing():
            self._say_too_slow()
        self.transport.close()

    def _say_too_slow(self) -> None:
        """As RFC 9110, 15.5.9, has it."""
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", b"%d" % len(_TOO_SLOW)),
            (b"connection", b"close"),
        ]
        Ready(408, headers, _TOO_SLOW).write(self.transport, self.server_state.default_headers)

    def _ready(self) -> Ready | None:
        if (
            self._lookup is None
            # An earlier answer on this connection is still under way. On a new connection there is no cycle.
            or not getattr(self.cycle, "response_complete", True)
            # Its reader does not keep up. uvicorn waits for that, and reads no further requests.
            or self.flow.write_paused
            or self.transport.is_closing()
            # These close the connection after their answer.
            or self.parser.get_http_version() != "1.1"
            or not self.parser.should_keep_alive()
        ):
            return None
        headers = dict(self.headers)
        if not ASKS_FOR_MORE.isdisjoint(headers):
            return None
        return self._lookup(self.parser.get_method().decode("ascii"), self.url, headers)


def connection_of(scope: MutableMapping[str, Any]) -> LendingProtocol | None:
    """Return the connection that the server lends, or None: then `send` is the only way to write."""
    extension = scope.get("extensions", {}).get(EXTENSION)
    connection = extension["connection"] if extension else None
    return connection if isinstance(connection, LendingProtocol) else None


def _lines(headers: Sequence[Header]) -> bytes:
    return b"".join([b"%b: %b\r\n" % header for header in headers])
