"""A private Postgres for one run of the tests: `python -m tests.postgres COMMAND…`.

Started in a temporary folder on a free port of 127.0.0.1; the command finds its address in DATELINE_DATABASE_URL;
stopped by its process id when the command ends.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import types
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg

from tests.waiting import until

# Nothing here outlives the run, so nothing here needs to survive a power cut.
LAYOUT = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
}
OPTIONS = [word for key, setting in SETTINGS.items() for word in ("-c", f"{key}={setting}")]


class PostgresMissing(Exception):
    """No Postgres server on this machine; the message says how to get one."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def programs() -> Path:
    """Return the folder of `initdb` and `postgres`. Debian keeps one for each version; the newest is taken."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0))
    if found := shutil.which("initdb"):
        return Path(found).parent
    raise PostgresMissing("Postgres is not installed. On Debian: sudo apt-get install -y postgresql")


class Cluster:
    """A Postgres server in a folder of its own. It may be killed and started again, as it was."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._folder = folder
        self._options = options
        self._server: subprocess.Popen[bytes] | None = None
        # Postgres refuses to run as root; Debian's package brings a user for it.
        self._owner = "postgres" if os.geteuid() == 0 else None
        if self._owner:
            shutil.chown(folder, self._owner, self._owner)
        self._run("initdb", "--pgdata", folder / "cluster", "--username=postgres", *LAYOUT).wait(60)
        # Late, for a port that is free now may be taken a second later.
        self.port = free_port()
        self.address = f"postgres://postgres@127.0.0.1:{self.port}/dateline"

    def start(self) -> None:
        """Start it and return when it answers."""
        try:
            until(self._started, seconds=60, what="a private Postgres")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{(self._folder / 'log').read_text()}") from None

    def _started(self) -> bool:
        """Start it, once. While it was away, somebody's connection may have been given its port for a moment."""
        server = self._run("postgres", "-D", self._folder / "cluster", "-p", str(self.port), *OPTIONS, *self._options)
        self._server = server
        until(lambda: server.poll() is not None or _answers(self.address), seconds=60, what="a private Postgres")
        return server.poll() is None

    def stop(self) -> None:
        """Stop it in good order."""
        if self._server:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(30)

    def kill(self) -> None:
        """Kill it and all its processes, with no chance to tidy up."""
        assert self._server, "Postgres has not been started"
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait(30)

    def _run(self, program: str, *words: str | Path) -> "subprocess.Popen[bytes]":
        with (self._folder / "log").open("a") as log:
            return subprocess.Popen(
                [programs() / program, *words],
                cwd=self._folder,
                stdout=log,
                stderr=log,
                # Ctrl+C is for the tests; the server stops after them.
                start_new_session=True,
                user=self._owner,
                group=self._owner,
                extra_groups=[] if self._owner else None,
            )


@contextlib.contextmanager
def private_cluster(*options: str) -> Iterator[Cluster]:
    """Start a Postgres server and give it; stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    try:
        cluster = Cluster(folder, *options)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def private_postgres() -> Iterator[str]:
    """Start a Postgres server and give its address; stop it at the end."""
    with private_cluster() as cluster:
        yield cluster.address


def _answers(address: str) -> bool:
    try:
        with _administration(address):
            return True
    except psycopg.OperationalError:
        return False


def _administration(address: str) -> psycopg.Connection:
    return psycopg.connect(address.rpartition("/")[0] + "/postgres", autocommit=True)


@contextlib.contextmanager
def fresh_database(address: str, name: str) -> Iterator[str]:
    """Make an empty database beside the one of this address and give its own; drop it at the end."""
    with _administration(address) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    try:
        yield address.rpartition("/")[0] + "/" + name
    finally:
        with _administration(address) as connection:
            connection.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(name)))


def _stop(number: int, _frame: types.FrameType | None) -> None:
    sys.exit(128 + number)


def main(command: Sequence[str]) -> int:
    signal.signal(signal.SIGTERM, _stop)
    try:
        with private_postgres() as address:
            return subprocess.run(command, env=os.environ | {"DATELINE_DATABASE_URL": address}, check=False).returncode
    except PostgresMissing as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
