"""Caches in front of the shared server, and a live blog of its own for each test."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.caches import fronts
from tests.caches.fronts import Front, Nginx, Varnish
from tests.servers import Server
from tests.waiting import until


@pytest.fixture(scope="module")
def varnish(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[Varnish]:
    with fronts.varnish(tmp_path_factory.mktemp("varnish"), server) as running:
        yield running


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[Nginx]:
    with fronts.nginx(tmp_path_factory.mktemp("nginx"), server) as running:
        yield running


@pytest.fixture(params=["varnish", "nginx"])
def front(request: pytest.FixtureRequest) -> Front:
    """Each configuration in turn."""
    running: Front = request.getfixturevalue(request.param)
    return running


@pytest.fixture
def reader(front: Front) -> Iterator[httpx.Client]:
    """One reader behind the cache."""
    with httpx.Client(base_url=front.url, trust_env=False, timeout=40) as client:
        yield client


@dataclass(frozen=True, slots=True)
class Coverage:
    """A live blog on the server, and who writes it."""

    server: Server
    slug: str

    @property
    def path(self) -> str:
        return f"/live/{self.slug}"

    def publish(self, heading: str) -> int:
        """Publish an entry and return the number of its message, once the server has heard of it."""
        n = self.publish_unheard(heading)
        # The command is another process: on SQLite the server hears of what it did a tenth of a second later.
        until(lambda: self._tail() == f"{n:016d}", what=f"message {n} at the server")
        return n

    def publish_unheard(self, heading: str) -> int:
        """Publish an entry while the server may be down, and return the number of its message."""
        done = self.server.run_command("publish", self.slug, "--heading", heading, "--json")
        assert done.returncode == 0, done.stderr
        return int(json.loads(done.stdout)["n"])

    def _tail(self) -> str:
        answer = httpx.head(f"{self.server.url}{self.path}/log", trust_env=False)
        return str(answer.headers.get("stream-next-offset"))


def begin_coverage(server: Server) -> Coverage:
    done = server.run_command("new", "--headline", "Storm Maren reaches the coast", "--json")
    assert done.returncode == 0, done.stderr
    coverage = Coverage(server, str(json.loads(done.stdout)["slug"]))
    coverage.publish("Ferries stay in port")
    return coverage


@pytest.fixture
def storm(server: Server) -> Coverage:
    """A live blog with one entry."""
    return begin_coverage(server)
