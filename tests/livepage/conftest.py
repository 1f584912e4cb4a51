"""A newsroom, and the whole house in a real server in a thread of the test's process, so that its rings are heard."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import httpx
import pytest
import uvicorn

from dateline.config.asgi import House
from dateline.stream.transport import LendingProtocol
from tests.livepage.newsroom import Newsroom, begin
from tests.postgres import free_port
from tests.waiting import until


@pytest.fixture
def newsroom(transactional_db: None) -> Newsroom:
    return begin()


class HouseServer:
    """The house on a port of its own, served as `dateline serve` does, and a reader's client for it."""

    def __init__(self, *, http: Any = LendingProtocol) -> None:
        self.house = House()
        self.port = port = free_port()
        config = uvicorn.Config(
            self.house, interface="asgi3", port=port, http=http, lifespan="on", access_log=False, log_config=None
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="house", daemon=True)
        self._reader = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=20)

    def start(self) -> None:
        self._thread.start()
        until(lambda: self._server.started or not self._thread.is_alive(), what="the house")
        assert self._server.started, "the house did not start"

    def stop(self) -> None:
        self._reader.close()
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive(), "the house did not end"

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.ask("GET", path, **headers)

    def stream(self, path: str, **headers: str) -> AbstractContextManager[httpx.Response]:
        return self._reader.stream("GET", path, headers=_named(headers))

    def ask(self, method: str, path: str, **headers: str) -> httpx.Response:
        return self._reader.request(method, path, headers=_named(headers))


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): text for name, text in headers.items()}


@pytest.fixture
def house(transactional_db: None) -> Iterator[HouseServer]:
    serving = HouseServer()
    serving.start()
    yield serving
    serving.stop()
