"""A server whose database may be taken from it, and the ways in which that is done."""

import contextlib
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg

from tests import postgres, settings
from tests.faults.gate import Gate, gate_to
from tests.journeys.seats import Staff
from tests.servers import Server

ON_FULL_DISK = """
    CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER disk_full BEFORE INSERT ON stream_message EXECUTE FUNCTION disk_full();
"""


@dataclass
class Exposed:
    """A running server of one process. On Postgres the database is its own, behind a gate; on SQLite there is none."""

    server: Server
    staff: Staff
    cluster: postgres.Cluster | None
    gate: Gate | None
    address: str
    """Of the database, past the gate."""

    def asked(self, path: str) -> int:
        """Return the status of a server's answer."""
        return httpx.get(f"{self.server.url}{path}", trust_env=False, timeout=60).status_code

    def log_asked(self, slug: str) -> int:
        return self.asked(f"/live/{slug}/log?offset=now")


Fault = Callable[[Exposed], AbstractContextManager[None]]


@contextlib.contextmanager
def killed(exposed: Exposed) -> Iterator[None]:
    """Postgres is killed, and refuses everybody until it is started again."""
    assert exposed.cluster
    exposed.cluster.kill()
    try:
        yield
    finally:
        exposed.cluster.start()


@contextlib.contextmanager
def cut_off(exposed: Exposed) -> Iterator[None]:
    """Every packet to Postgres and from it is lost."""
    assert exposed.gate
    exposed.gate.cut()
    try:
        yield
    finally:
        exposed.gate.heal()


@contextlib.contextmanager
def read_only(exposed: Exposed) -> Iterator[None]:
    """As after a change to a standby that has not been promoted yet."""
    with psycopg.connect(exposed.address, autocommit=True) as administration:
        administration.execute("ALTER DATABASE exposed SET default_transaction_read_only = on")
    try:
        yield
    finally:
        with psycopg.connect(exposed.address, autocommit=True) as administration:
            administration.execute("SET default_transaction_read_only = off")
            administration.execute("ALTER DATABASE exposed RESET default_transaction_read_only")


@contextlib.contextmanager
def full_disk(exposed: Exposed) -> Iterator[None]:
    """The system lets SQLite write nothing more; Postgres fails where the message would be written."""
    if exposed.address:
        with psycopg.connect(exposed.address, autocommit=True) as administration:
            administration.execute(ON_FULL_DISK)
            try:
                yield
            finally:
                administration.execute("DROP FUNCTION disk_full CASCADE")
        return
    log = Path(f"{exposed.server.home}/dateline.sqlite3-wal")
    pid = exposed.server.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    # Every change of the database is first written to this file.
    assert log.exists()
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def exposed_in(home: Path) -> Iterator[Exposed]:
    with contextlib.ExitStack() as ending:
        cluster, gate, address = None, None, ""
        if settings.POSTGRES_URL:
            cluster = ending.enter_context(postgres.private_cluster("-c", "synchronous_commit=on"))
            address = ending.enter_context(postgres.fresh_database(cluster.address, "exposed"))
            gate = ending.enter_context(gate_to(address))
        server = Server(home, database_url=gate.address if gate else "")
        server.start()
        ending.callback(server.kill)
        yield Exposed(server, Staff(server), cluster, gate, address)
