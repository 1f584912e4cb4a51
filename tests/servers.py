"""`dateline serve` in a process of its own, with a folder and a database of its own."""

import contextlib
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Generator, Iterator
from pathlib import Path

import httpx
import pytest

from tests import postgres, settings
from tests.waiting import until

HOUSE = Path(__file__).parent.parent
OURS = ("DATELINE_", "DJANGO_SETTINGS_MODULE")


class Server:
    """A newsroom's server under test. Commands run in other processes, in the same folder and on the same database."""

    def __init__(self, home: Path, *, database_url: str) -> None:
        self.home = home
        self.database_url = database_url
        self.port = postgres.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home / "serve.log"
        # Neither a developer's settings nor the tests' own: the server runs as it does for everybody.
        self._environment = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
        self._environment |= {"DATELINE_HOME": str(home), "DATELINE_PORT": str(self.port), "DATELINE_URL": self.url}
        if database_url:
            self._environment["DATELINE_DATABASE_URL"] = database_url
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process, "the server has not been started"
        return self._process.pid

    def start(self, *options: str, **more: str) -> None:
        """Start it, with `more` settings, and return when it is ready. Fails with its log when that does not come."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dateline", "serve", "--port", str(self.port), "--no-demo", *options],
                env=self._environment | more,
                cwd=HOUSE,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            until(self._ready, seconds=60, what=f"{self.url}/readyz")
        except AssertionError as error:
            self.kill()
            raise AssertionError(f"{error}\n{self.log_tail()}") from None

    def _ready(self) -> bool:
        assert self._process
        assert self._process.poll() is None, f"`dateline serve` ended with {self._process.returncode}"
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def workers(self) -> list[int]:
        """Return the process ids of its workers: none for a server of one process, which answers by itself."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []

    def stop(self) -> int:
        """Ask it to end, as an operator would, and return its exit code. Nothing happens when it has ended already."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End it with no chance to tidy up."""
        return self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> int:
        assert self._process, "the server has not been started"
        if self._process.poll() is None:
            self._process.send_signal(how)
        try:
            return self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"the server did not end in 60 seconds\n{self.log_tail()}") from None

    def run_command(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run `dateline WORDS…` beside the server, to its end. Its exit code is the caller's to judge."""
        return subprocess.run(
            [sys.executable, "-m", "dateline", *words],
            env=self._environment,
            cwd=HOUSE,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @contextlib.contextmanager
    def running_command(self, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
        """Run `dateline WORDS…` beside the server for as long as the block takes, then end it."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dateline", *words],
                env=self._environment,
                cwd=HOUSE,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)

    def log_tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-60:])


@contextlib.contextmanager
def own_server_in(home: Path) -> Iterator[Server]:
    """Give a server that is not started yet, on the kind of database this run tests; clear both away at the end."""
    with contextlib.ExitStack() as ending:
        address = settings.POSTGRES_URL
        if address:
            address = ending.enter_context(postgres.fresh_database(address, f"server_{uuid.uuid4().hex}"))
        server = Server(home, database_url=address)
        try:
            yield server
        finally:
            if server._process:
                server.kill()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server, shared by many tests: make live blogs of your own, and do not stop it."""
    with own_server_in(tmp_path_factory.mktemp("server")) as shared:
        shared.start()
        yield shared
        shared.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for one test, not started yet; it may be stopped, killed and started again."""
    with own_server_in(tmp_path) as own:
        yield own


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show a server's log under the failure of a test that used it."""
    report = yield
    if report.failed:
        for server in getattr(item, "funcargs", {}).values():
            if isinstance(server, Server) and server.log.exists():
                report.sections.append(("dateline serve", server.log_tail()))
    return report
