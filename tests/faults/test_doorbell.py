"""The doorbell between processes is cut again and again: messages come by the safety poll, and in order."""

from contextlib import closing

import psycopg
import pytest

from tests import settings
from tests.faults.run import Run
from tests.waiting import until

ON_POSTGRES = pytest.mark.skipif(not settings.POSTGRES_URL, reason="SQLite has no bell between processes")
LISTENING = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"


@ON_POSTGRES
def test_with_the_doorbell_cut_readers_of_every_process_get_every_entry(run_of_two: Run) -> None:
    run = run_of_two
    with closing(psycopg.connect(run.server.database_url, autocommit=True)) as administration:

        def ears() -> set[int]:
            return {pid for (pid,) in administration.execute(LISTENING)}

        for _ in range(3):
            until(lambda: len(ears()) == 2, what="an ear of each process")
            administration.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", [list(ears())])
            run.publish(5)
            # Before the ears have grown again, which takes a second: by the poll, on whichever process they are.
            until(lambda: all(reader.has(len(run.acknowledged)) for reader in run.readers), seconds=30)
    run.check()
