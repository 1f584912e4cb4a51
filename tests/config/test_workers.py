"""Several processes on one port, on Postgres: each is replaced when it dies, and all end with their parent."""

import asyncio
import os
import re
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest

from dateline.config import workers
from tests import settings
from tests.servers import Server
from tests.waiting import until

ON_POSTGRES = pytest.mark.skipif(not settings.POSTGRES_URL, reason="SQLite is served by one process")


@pytest.fixture
def pair(own_server: Server) -> Server:
    """A running server of two processes."""
    own_server.start("--workers", "2")
    until(lambda: len(own_server.workers()) == 2, what="two workers")
    return own_server


def alive(pid: int) -> bool:
    """Tell whether the process runs: one that has ended and waits to be noticed does not."""
    status = Path(f"/proc/{pid}/status")
    try:
        return not re.search(r"^State:\s+[ZX]", status.read_text(), re.MULTILINE)
    except (FileNotFoundError, ProcessLookupError):
        return False


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def test_one_process_answers_by_itself(server: Server) -> None:
    assert server.workers() == []


def test_more_than_one_process_on_the_embedded_database_is_refused(own_server: Server) -> None:
    if settings.POSTGRES_URL:
        pytest.skip("this is the other database")
    finished = own_server.run_command("serve", "--workers", "2")
    assert finished.returncode == 2
    assert "DATELINE_WORKERS is 2, and the embedded SQLite database serves one process." in finished.stderr


@ON_POSTGRES
def test_a_worker_that_dies_is_replaced(pair: Server) -> None:
    before = pair.workers()
    kill(before[0])
    until(lambda: len(set(pair.workers()) - {before[0]}) == 2, what="another worker")
    assert before[1] in pair.workers()
    assert f"Worker {before[0]} ended (by SIGKILL)" in pair.log.read_text()
    kill(before[1])
    until(lambda: answers(pair), seconds=60, what="an answer of the new worker")


def answers(server: Server) -> bool:
    try:
        return httpx.get(f"{server.url}/readyz", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


@ON_POSTGRES
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_end_of_the_parent_ends_all_within_seconds_and_readers_well(pair: Server, how: signal.Signals) -> None:
    pair.run_command("new", "--headline", "Storm", "--slug", "storm")
    pids = pair.workers()
    with httpx.stream("GET", f"{pair.url}/live/storm/log?offset=-1&live=sse", timeout=20, trust_env=False) as stream:
        lines = stream.iter_lines()
        while "upToDate" not in next(lines):
            pass
        began = time.monotonic()
        os.kill(pair.pid, how)
        # A cut in the middle of the answer would raise here; an end is what a browser comes back after.
        assert [line for line in lines if line.startswith("data") and "[" in line] == []
    assert pair.stop() == 0
    assert time.monotonic() - began < 8
    assert [pid for pid in pids if alive(pid)] == []


@ON_POSTGRES
def test_workers_end_when_their_parent_is_killed(pair: Server) -> None:
    pids = pair.workers()
    pair.kill()
    until(lambda: not any(alive(pid) for pid in pids), what="the end of the workers")
    pair.start()
    assert answers(pair)


@ON_POSTGRES
def test_tries_to_sign_in_are_counted_for_all_workers_together(pair: Server) -> None:
    for _ in range(5):
        assert "Too many tries" not in sign_in(pair, "wrong")
    before = pair.workers()
    for pid in before:
        kill(pid)
    until(lambda: len(set(pair.workers()) - set(before)) == 2, what="new workers, who have counted nothing")
    until(lambda: answers(pair), seconds=60, what="their answer")
    assert "Too many tries" in sign_in(pair, "wrong")


def sign_in(server: Server, password: str) -> str:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=20, follow_redirects=True) as browser:
        browser.get("/account/login/")
        token = browser.cookies["dateline-csrf"]
        form = {"login": "editor@dateline.example", "password": password, "csrfmiddlewaretoken": token}
        return browser.post("/account/login/", data=form, headers={"Referer": server.url}).text


def test_a_worker_that_has_spoken_and_is_silent_again_and_again_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SILENCE_SECONDS", 0.5)
    monkeypatch.setattr(workers, "SILENCES", 3)
    assert asyncio.run(missed(starts=True)) == (True, -signal.SIGKILL), "not begun: it may take its time"


def test_a_worker_that_never_speaks_is_killed_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SECONDS_TO_START", 3)
    assert asyncio.run(missed(starts=False)) == (True, -signal.SIGKILL)


async def missed(*, starts: bool) -> tuple[bool, int | None]:
    """Return whether a worker that says nothing for two seconds is left alone, and how it ended."""
    line, of_worker = socket.socketpair()
    line.settimeout(0)
    worker = await asyncio.create_subprocess_exec("sleep", "600")
    try:
        missing = asyncio.create_task(workers._kill_when_silent(worker, line))
        await asyncio.wait([missing], timeout=2)
        still = not missing.done()
        if starts:
            of_worker.send(b".")
        await missing
        return still, await asyncio.wait_for(worker.wait(), 30)
    finally:
        line.close()
        of_worker.close()
        if worker.returncode is None:
            worker.kill()


def test_a_worker_that_has_ended_by_itself_is_not_missed() -> None:
    async def ended() -> None:
        line, of_worker = socket.socketpair()
        line.settimeout(0)
        worker = await asyncio.create_subprocess_exec("true")
        await worker.wait()
        of_worker.send(b".")
        of_worker.close()
        await asyncio.wait_for(workers._kill_when_silent(worker, line), 30)
        line.close()

    asyncio.run(ended())
