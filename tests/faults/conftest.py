"""What the faults happen to: a publishing run on a server of its own."""

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests import postgres
from tests.faults.run import Run
from tests.servers import Server
from tests.stream.conftest import serve_logs, storm

__all__ = ["serve_logs", "storm"]

# As long as `tests.browser` waits for everything else.
expect.set_options(timeout=30_000)


@pytest.fixture
def run(own_server: Server) -> Iterator[Run]:
    """A run on a server of one process, begun."""
    own_server.start()
    with begun(own_server) as going:
        yield going


@pytest.fixture
def run_of_two(own_server: Server) -> Iterator[Run]:
    """A run on a server of two processes, begun. Postgres only."""
    own_server.start("--workers", "2")
    with begun(own_server) as going:
        yield going


@pytest.fixture
def own_cluster() -> Iterator[postgres.Cluster]:
    """A Postgres server for one test, which may be killed and started again."""
    # Committed means committed here: the one that other tests share may forget its last moment.
    with postgres.private_cluster("-c", "synchronous_commit=on") as cluster:
        yield cluster


@contextlib.contextmanager
def begun(server: Server) -> Iterator[Run]:
    run = Run(server)
    run.begin()
    try:
        yield run
    finally:
        run.end()
