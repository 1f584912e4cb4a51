"""A worker that runs and answers nobody: it is missed, killed and replaced, and costs no entry. Postgres only."""

import contextlib
import os
import random
import signal
from collections.abc import Iterator

import pytest

from tests import settings
from tests.faults.run import Run
from tests.waiting import until

ON_POSTGRES = pytest.mark.skipif(not settings.POSTGRES_URL, reason="SQLite is served by one process")


@contextlib.contextmanager
def stopped(pid: int) -> Iterator[None]:
    """Let the process run no more, as one that waits for something that never comes."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        # Where the test has failed it still stands, and is to end with its parent.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


@ON_POSTGRES
def test_a_worker_that_answers_nobody_is_replaced_and_costs_no_entry(run_of_two: Run) -> None:
    run = run_of_two
    # The editor's script gives up on an answer that does not come, and asks again.
    run.editor.browser.timeout = 5
    run.publish(5)
    before = until(lambda: run.server.workers() if len(run.server.workers()) == 2 else None, what="two workers")
    hung = random.choice(before)
    with stopped(hung):
        run.publish(5)
        until(lambda: hung not in run.server.workers(), seconds=180, what="the hung worker's end")
    until(lambda: len(run.server.workers()) == 2, seconds=60, what="another worker")
    assert set(before) - {hung} <= set(run.server.workers()), "a worker that answered was replaced"
    assert f"Worker {hung} has not answered for 20 seconds and is killed." in run.server.log.read_text()
    run.publish(5)
    run.check()
