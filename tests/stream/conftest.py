"""A hub and its logs in a real server, in a thread of the test's process: the test writes, the ring is heard."""

import asyncio
import contextlib
import functools
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import httpx
import pytest
import uvicorn

from dateline.stream import log
from dateline.stream.http import LogApp
from dateline.stream.hub import Hub, Pace
from dateline.stream.models import Log
from dateline.stream.transport import LendingProtocol
from tests.waiting import until

T = TypeVar("T")


class LogServer:
    """uvicorn with nothing but the logs. It stops as it does for an operator: waiting for every open answer."""

    def __init__(self, pace: Pace, *, http: Any) -> None:
        self.hub = Hub(pace)
        self.log_app = LogApp(self.hub)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(self._app, interface="asgi3", http=http, proxy_headers=False, log_config=None)
        self._server = uvicorn.Server(config)
        run = functools.partial(self._server.run, sockets=[self.listener])
        self._thread = threading.Thread(target=run, name="log server", daemon=True)
        self.asked: list[str] = []
        """The query of every request so far."""
        self.loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        self._thread.start()
        until(lambda: self._server.started or not self._thread.is_alive(), what="the log server")
        assert self._server.started, "the log server did not start"

    def stop(self, seconds: float = 60) -> None:
        """Stop it and wait for its end. Fails the test when an open stream keeps it from ending."""
        self._server.should_exit = True
        self._thread.join(seconds)
        assert not self._thread.is_alive(), "the log server did not end"

    def address(self, of: Log) -> str:
        return f"{self.url}/{of.name}/log"

    def in_loop(self, act: Callable[[], T]) -> T:
        """Do something where the hub lives and return what it returned."""

        async def acting() -> T:
            return act()

        return self.wait_for(acting())

    def wait_for(self, doing: Coroutine[Any, Any, T]) -> T:
        """Do something where the hub lives, wait for it and return what it returned."""
        assert self.loop
        return asyncio.run_coroutine_threadsafe(doing, self.loop).result(60)

    @property
    def readers(self) -> int:
        """How many live answers are open."""
        return self.hub.seats

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and not self.log_app.matches(scope["path"]):
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
            await send({"type": "http.response.body", "body": b"<!doctype html><title>A page</title>"})
            return
        if scope["type"] == "http":
            self.asked.append(scope["query_string"].decode())
            await self.log_app(scope, receive, send)
            return
        await receive()
        self.loop = asyncio.get_running_loop()
        await self.hub.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.hub.stop()
        await send({"type": "lifespan.shutdown.complete"})


ServeLogs = Callable[..., LogServer]


@pytest.fixture
def serve_logs(transactional_db: None) -> Iterator[ServeLogs]:
    """Start servers at will: `serve_logs(Pace(life=1))`, `serve_logs(http="h11")`."""
    with contextlib.ExitStack() as ending:

        def serve(pace: Pace | None = None, *, http: Any = LendingProtocol) -> LogServer:
            server = LogServer(pace or Pace(), http=http)
            server.start()
            ending.callback(server.stop)
            return server

        yield serve


@pytest.fixture
def logs(serve_logs: ServeLogs) -> LogServer:
    """A running server of logs."""
    return serve_logs()


@pytest.fixture
def storm(transactional_db: None) -> Log:
    """An open, empty log."""
    return log.open_log("live/storm-maren")


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    """A client without the machine's proxies, and not patient."""
    with httpx.Client(trust_env=False, timeout=60) as client:
        yield client
