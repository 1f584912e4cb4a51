"""`kill -9` in the middle of a publishing run, of the server, of a worker, of the database: nothing is lost."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests import postgres, settings
from tests.faults.conftest import begun
from tests.faults.moments import CHANCE, ENTRIES, JOIN_SECONDS, moments, wait_for
from tests.faults.run import Run, new_live_blog, whole_log
from tests.servers import Server
from tests.waiting import until

ON_POSTGRES = pytest.mark.skipif(not settings.POSTGRES_URL, reason="SQLite has neither workers nor a server")


def test_a_server_killed_and_started_again_has_every_acknowledged_entry_once(run: Run) -> None:
    editor = run.publishing(ENTRIES)
    for moment in moments(3):
        wait_for(run, moment)
        run.server.kill()
        run.server.start()
    editor.join_well(JOIN_SECONDS)
    run.check()


def test_a_publish_command_killed_at_any_moment_and_repeated_publishes_once(server: Server) -> None:
    slug = new_live_blog(server)
    for number in range(4):
        publish = ("publish", slug, "--heading", f"Update {number}", "--request-id", f"update-{number:04}", "--json")
        with server.running_command(*publish) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(CHANCE.uniform(0.3, 1.0))
            process.kill()
        assert server.run_command(*publish).returncode == 0
    assert [message["entry"]["heading"] for message in whole_log(server, slug)] == [f"Update {n}" for n in range(4)]


@ON_POSTGRES
def test_a_killed_worker_costs_no_entry_and_no_hand(run_of_two: Run) -> None:
    run = run_of_two
    editor = run.publishing(ENTRIES)
    for moment in moments(4):
        wait_for(run, moment)
        kill_a_worker(run.server)
    editor.join_well(JOIN_SECONDS)
    run.check()


def kill_a_worker(server: Server) -> None:
    until(lambda: len(server.workers()) == 2, seconds=60, what="two workers")
    worker = CHANCE.choice(server.workers())
    os.kill(worker, signal.SIGKILL)
    until(lambda: worker not in server.workers(), what="the worker's end")


@ON_POSTGRES
def test_a_database_killed_and_started_again_is_found_again_without_a_hand(
    tmp_path: Path, own_cluster: postgres.Cluster
) -> None:
    with postgres.fresh_database(own_cluster.address, "killed") as address:
        server = Server(tmp_path, database_url=address)
        server.start("--workers", "2")
        with begun(server) as run:
            editor = run.publishing(ENTRIES)
            for moment in moments(2):
                wait_for(run, moment)
                kill_the_database(run, own_cluster)
            editor.join_well(JOIN_SECONDS)
            run.check()


def kill_the_database(run: Run, cluster: postgres.Cluster) -> None:
    run.refused.clear()
    cluster.kill()
    until(lambda: run.refused, what="an answer to the desk while there is no database")
    cluster.start()
    assert run.refused == {(503, "database_unavailable")}
