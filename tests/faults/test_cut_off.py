"""The way to Postgres loses every packet, at a random moment of a publishing run: nobody waits for ever."""

from contextlib import closing
from pathlib import Path

import httpx
import psycopg
import pytest

from tests import settings
from tests.faults.conftest import begun
from tests.faults.gate import gate_to
from tests.faults.moments import ENTRIES, JOIN_SECONDS, moments, wait_for
from tests.faults.run import whole_log
from tests.servers import Server
from tests.waiting import until

LOCKS_THE_LOG = """
    SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE relation = 'stream_log'::regclass AND mode = 'RowExclusiveLock' AND datname = current_database()
"""


@pytest.mark.skipif(not settings.POSTGRES_URL, reason="SQLite is in the same process")
def test_cut_off_from_its_database_a_server_answers_everybody_and_goes_on_when_it_is_back(
    own_server: Server, tmp_path: Path
) -> None:
    with gate_to(own_server.database_url) as gate:
        server = Server(tmp_path, database_url=gate.address)
        server.start("--workers", "2")
        with begun(server) as run, closing(psycopg.connect(own_server.database_url, autocommit=True)) as beyond:
            editor = run.publishing(ENTRIES)
            for moment in moments(1):
                wait_for(run, moment)
                gate.cut()
                until(lambda: run.refused, seconds=60, what="an answer to the desk")
                assert httpx.get(f"{server.url}/healthz", trust_env=False, timeout=60).status_code == 200
                assert httpx.get(f"{server.url}/readyz", trust_env=False, timeout=60).status_code == 503
                # A transaction that was cut in the middle does not keep its lock from those who can reach the database.
                until(lambda: not beyond.execute(LOCKS_THE_LOG).fetchall(), seconds=90, what="the end of the lock")
                gate.heal()
            editor.join_well(JOIN_SECONDS)
            run.check()
            assert run.refused == {(503, "database_unavailable")}
            assert len(whole_log(server, run.slug)) == ENTRIES
