"""The server is gone, and readers still get the page that a cache has."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import httpx
import pytest

from tests.caches import fronts
from tests.caches.conftest import begin_coverage
from tests.caches.fronts import Front
from tests.servers import Server
from tests.waiting import until


class Start(Protocol):
    def __call__(self, folder: Path, server: Server) -> AbstractContextManager[Front]: ...


@pytest.mark.parametrize("start", [fronts.varnish, fronts.nginx])
def test_a_page_outlives_the_server_that_made_it_and_is_fresh_again_when_that_is_back(
    own_server: Server, tmp_path: Path, start: Start
) -> None:
    own_server.start()
    storm = begin_coverage(own_server)
    (tmp_path / "front").mkdir()
    with (
        start(tmp_path / "front", own_server) as front,
        httpx.Client(base_url=front.url, trust_env=False, timeout=20) as reader,
    ):
        page = reader.get(storm.path)
        own_server.kill()

        def is_old() -> bool:
            answer = reader.get(storm.path)
            assert answer.content == page.content
            # Its five seconds are over. Varnish tells its age, nginx that it is stale.
            return answer.headers["x-cache"] == "STALE" or int(answer.headers.get("age", 0)) > 6

        until(is_old, seconds=20, what="an old page")
        storm.publish_unheard("The wind turns")
        own_server.start()
        until(lambda: "The wind turns" in reader.get(storm.path).text, seconds=20, what="the new page")
