"""A newsroom that writes while readers read: in a process of its own, beside the server.

Not in the test's own process: while a browser is driven, Django's database layer does not serve the same thread.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.servers import HOUSE, Server
from tests.waiting import until


class Newsroom:
    """One live blog on the server, and the verbs of `tests.livepage.newsroom.Newsroom`."""

    def __init__(self, desk: "Desk", slug: str) -> None:
        self._desk = desk
        self.slug = slug
        self.url = f"/live/{slug}"

    def publish(self, heading: str = "Ferry under tow", text: str = "A tug has a line aboard.", **more: Any) -> str:
        """Publish an entry and return its id."""
        entry_id: str = self.do("publish", heading=heading, text=text, **more)
        return entry_id

    def fill(self, count: int, text: str) -> list[str]:
        """Publish so many first entries and return their ids, once the server has heard of them all."""
        ids = [self.publish(f"Update {number}", text) for number in range(1, count + 1)]
        until(lambda: self._served() >= count, what=f"message {count} at the server")
        return ids

    def _served(self) -> int:
        answer = httpx.head(f"{self._desk.server.url}{self.url}/log", trust_env=False)
        return int(answer.headers["stream-next-offset"])

    def do(self, verb: str, **words: Any) -> Any:
        """Carry out any other verb, with its own words."""
        return self._desk.ask(verb, self.slug, words)


class Desk:
    """Where newsrooms begin their live blogs."""

    def __init__(self, process: "subprocess.Popen[str]", server: Server) -> None:
        self._process = process
        self.server = server

    def begin(self, headline: str = "Storm Ada: ferry adrift", **more: Any) -> Newsroom:
        return Newsroom(self, self.ask("begin", "", {"headline": headline, **more}))

    def ask(self, verb: str, slug: str, words: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"verb": verb, "slug": slug, "words": words}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"“{verb}” failed; the newsroom has ended"
        return json.loads(line)


@contextmanager
def desk_beside(server: Server) -> Iterator[Desk]:
    """Open a desk on the server's database; close it at the end."""
    # At its end `Popen` closes both pipes, so the desk hears that nothing more will come, and waits for it.
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.verbs"],
        env=server._environment,
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Desk(process, server)


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    """A desk on the shared server, for live blogs of one's own."""
    with desk_beside(server) as open_desk:
        yield open_desk


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    """A newsroom whose live blog has just begun."""
    return desk.begin()
