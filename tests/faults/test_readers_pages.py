"""The database is away: what is in memory is served on, and everything else says so."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests import postgres, settings
from tests.faults.run import new_live_blog
from tests.servers import Server
from tests.waiting import until

AWAY = "This page is not available just now"


@dataclass
class Newsroom:
    """A server whose database can be taken away, with a live blog of one entry."""

    server: Server
    take_away: Callable[[], None]
    bring_back: Callable[[], None]
    slug: str = ""

    def begin(self) -> None:
        self.server.start()
        self.slug = new_live_blog(self.server)
        self.publish("A line is aboard")

    def publish(self, heading: str) -> None:
        done = self.server.run_command("publish", self.slug, "--heading", heading, "--json")
        assert done.returncode == 0, done.stderr

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.server.url}{path}", trust_env=False, timeout=60)

    @property
    def page(self) -> str:
        return f"/live/{self.slug}"


@pytest.fixture
def newsroom(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Newsroom]:
    with contextlib.ExitStack() as ending:
        if settings.POSTGRES_URL:
            cluster: postgres.Cluster = request.getfixturevalue("own_cluster")
            address = ending.enter_context(postgres.fresh_database(cluster.address, "away"))
            at_desk = Newsroom(Server(tmp_path, database_url=address), cluster.kill, cluster.start)
        else:
            file, aside = tmp_path / "dateline.sqlite3", tmp_path / "aside.sqlite3"

            def take_away() -> None:
                file.rename(aside)
                # Or the next who opens it would make an empty one.
                file.mkdir()

            def bring_back() -> None:
                file.rmdir()
                aside.rename(file)

            at_desk = Newsroom(Server(tmp_path, database_url=""), take_away, bring_back)
        ending.callback(at_desk.server.kill)
        at_desk.begin()
        yield at_desk


def test_pages_say_that_the_database_is_away_and_what_is_in_memory_is_served_on(newsroom: Newsroom) -> None:
    kept = newsroom.get(newsroom.page)
    assert "A line is aboard" in kept.text
    newsroom.take_away()
    try:
        for path in ("/", f"{newsroom.page}/older?before=5", f"{newsroom.page}/entry/unknown", "/story/unknown"):
            answer = newsroom.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (503, "text/html; charset=utf-8"), path
            assert AWAY in answer.text
            assert int(answer.headers["retry-after"]) > 0
            assert answer.headers["cache-control"] == "no-store"
            assert "content-security-policy" in answer.headers
        assert newsroom.get(newsroom.page).text == kept.text
        assert newsroom.get("/healthz").status_code == 200
    finally:
        newsroom.bring_back()
    until(lambda: newsroom.get("/").status_code == 200, what="the front page when the database is back")
    newsroom.publish("The tow holds")
    until(lambda: "The tow holds" in newsroom.get(newsroom.page).text, what="the next entry on the page")


@pytest.mark.skipif(not settings.POSTGRES_URL, reason="an open SQLite file stays readable wherever it is moved")
def test_nobody_is_told_that_the_log_has_no_more_while_the_database_is_away(newsroom: Newsroom) -> None:
    log = f"{newsroom.page}/log?offset=now"
    ways = (log, f"{log}&live=long-poll", f"{log}&live=sse")
    assert newsroom.get(log).headers["stream-up-to-date"] == "true"
    newsroom.take_away()
    try:
        until(lambda: newsroom.get(log).status_code == 503, what="an answer of a server that knows")
        for way in ways:
            answer = newsroom.get(way)
            assert (answer.status_code, answer.json()["code"]) == (503, "log_unavailable")
            assert int(answer.headers["retry-after"]) > 0
            assert answer.headers["cache-control"] == "no-store"
            assert "stream-up-to-date" not in answer.headers
    finally:
        newsroom.bring_back()
    until(lambda: newsroom.get(log).status_code == 200, what="the log when the database is back")
    newsroom.publish("The tow holds")
    last = until(lambda: newsroom.get(f"{newsroom.page}/log?offset={1:016d}").json(), what="the next entry")
    assert [message["entry"]["heading"] for message in last] == ["The tow holds"]
