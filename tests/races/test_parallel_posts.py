"""Many posts at the same moment to one live blog, over HTTP: by one process on SQLite, by two on Postgres."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests import settings
from tests.faults.conftest import begun
from tests.faults.run import Run, whole_log
from tests.servers import Server
from tests.waiting import until

MANY = 40


@pytest.fixture
def run(own_server: Server) -> Iterator[Run]:
    own_server.start(*(["--workers", "2"] if settings.POSTGRES_URL else []))
    with begun(own_server) as going:
        yield going


def test_forty_parallel_posts_lose_none(run: Run) -> None:
    def post(number: int) -> httpx.Response:
        return run.editor.post(f"Update {number}", request_id=secrets.token_hex(8))

    with ThreadPoolExecutor(MANY) as desks:
        answers = list(desks.map(post, range(MANY)))
    assert [answer.status_code for answer in answers] == [200] * MANY
    for number, answer in enumerate(answers):
        run.acknowledged[f"Update {number}"] = answer.json()
    run.check()


def test_one_request_sent_many_times_at_once_publishes_once(run: Run) -> None:
    def post(_: int) -> httpx.Response:
        return run.editor.post("Once", request_id="the-same-request")

    with ThreadPoolExecutor(MANY) as desks:
        answers = [answer.json() for answer in desks.map(post, range(MANY))]
    assert sorted(answer["repeated"] for answer in answers) == [False] + [True] * (MANY - 1)
    assert {(answer["n"], answer["entry"]) for answer in answers} == {(1, answers[0]["entry"])}
    assert len(until(lambda: whole_log(run.server, run.slug))) == 1
