"""The configurations of `deploy/`, as they are, in caches that run in front of a server under test.

Only addresses and folders are replaced: those of the machine by those of the test.
"""

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from tests.postgres import free_port
from tests.programs import program
from tests.servers import Server
from tests.waiting import until

DEPLOY = Path(__file__).parent.parent.parent / "deploy"


class Front(Protocol):
    """A cache in front of a server."""

    @property
    def url(self) -> str: ...

    @property
    def program(self) -> "Program": ...

    def asked(self) -> int:
        """Return how many requests the cache has made to the server for its readers."""


@dataclass(frozen=True, slots=True)
class Varnish:
    url: str
    folder: Path
    program: "Program"

    def asked(self) -> int:
        return self._counted("MAIN.backend_req") + self._counted("MAIN.s_pipe")

    def _counted(self, name: str) -> int:
        command: list[str | Path] = [program("varnishstat"), "-n", self.folder, "-1", "-j", "-f", name]
        told = subprocess.run(command, capture_output=True, check=True).stdout
        return int(json.loads(told)["counters"][name]["value"])

    def forget(self, slug: str) -> None:
        """Purge all that is kept of a live blog, as the documentation says."""
        command: list[str | Path] = [
            program("varnishadm"),
            "-n",
            self.folder,
            "ban",
            "req.url",
            "~",
            f"^/live/{slug}([/?]|$)",
        ]
        subprocess.run(command, capture_output=True, check=True)


@dataclass(frozen=True, slots=True)
class Nginx:
    url: str
    folder: Path
    program: "Program"

    def asked(self) -> int:
        # A line is written when its request is over, a moment after the reader has the answer. There is one worker, so
        # it has written the line by the time it answers this. "-" stands for what the server was not asked for.
        assert httpx.get(f"{self.url}/written", trust_env=False).status_code == 204
        lines = (self.folder / "asked.log").read_text().splitlines()
        return sum(line != "-" for line in lines)


@contextlib.contextmanager
def varnish(folder: Path, server: Server) -> Iterator[Varnish]:
    """Run varnishd with `deploy/varnish/dateline.vcl`, as whoever runs the tests."""
    vcl = folder / "dateline.vcl"
    vcl.write_text(_with((DEPLOY / "varnish" / "dateline.vcl").read_text(), {'"8000"': f'"{server.port}"'}))
    port = free_port()
    work = folder / "work"
    command: list[str | Path] = [program("varnishd"), "-F", "-n", work, "-a", f"127.0.0.1:{port}", "-f", vcl]
    # No jail: it changes to a user who may not enter the folder of the test.
    command += ["-j", "none", "-s", "malloc,64m", "-p", "thread_pool_min=20"]
    with _running(command, folder, port) as running:
        yield Varnish(f"http://127.0.0.1:{port}", work, running)


@contextlib.contextmanager
def nginx(folder: Path, server: Server) -> Iterator[Nginx]:
    """Run nginx with `deploy/nginx/dateline.conf`, as whoever runs the tests."""
    port = free_port()
    ours = {
        "/var/cache/nginx/dateline": f"{folder}/kept",
        "127.0.0.1:8000": f"127.0.0.1:{server.port}",
        "listen 80 ": f"location = /written {{ access_log off; return 204; }} listen 127.0.0.1:{port} ",
    }
    (folder / "dateline.conf").write_text(_with((DEPLOY / "nginx" / "dateline.conf").read_text(), ours))
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in TEMPORARY)
    owner = "user root;" if os.geteuid() == 0 else ""
    around = folder / "nginx.conf"
    around.write_text(f"""
        {owner} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors.log warn;
        events {{ worker_connections 2048; }}
        http {{
            log_format asked "$upstream_addr"; access_log {folder}/asked.log asked;
            {temporary}
            include {folder}/dateline.conf;
        }}""")
    with _running([program("nginx"), "-e", folder / "errors.log", "-c", around], folder, port) as running:
        yield Nginx(f"http://127.0.0.1:{port}", folder, running)


TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]


def _with(text: str, replaced: dict[str, str]) -> str:
    for old, new in replaced.items():
        assert old in text, f"the configuration has no {old}: look after the test"
        text = text.replace(old, new)
    return text


class Program:
    """A cache's program. It may be killed and started again, at the same address and in the same folder."""

    def __init__(self, command: Sequence[str | Path], folder: Path, port: int) -> None:
        self._command = command
        self._log = folder / "front.log"
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and return when it passes on what the server answers."""
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        until(self._ready, seconds=60, what=f"{self._command[0]} in front of the server")

    def _ready(self) -> bool:
        assert self._process
        assert self._process.poll() is None, f"{self._command[0]} ended:\n{self._log.read_text()}"
        try:
            return httpx.get(f"http://127.0.0.1:{self._port}/readyz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """Kill it and all its processes, with no chance to tidy up."""
        assert self._process
        family = _family(self._process.pid)
        for pid in family:
            # A child that hears of its parent's death ends by itself.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        until(lambda: not any(_is_running(pid) for pid in family), what=f"the end of {self._command[0]}")

    def stop(self) -> None:
        """Stop it in good order. Nothing happens when it has ended already."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()


def _family(pid: int) -> list[int]:
    """Return the process and all that came of it, the oldest first."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@contextlib.contextmanager
def _running(command: Sequence[str | Path], folder: Path, port: int) -> Iterator[Program]:
    running = Program(command, folder, port)
    try:
        running.start()
        yield running
    finally:
        running.stop()
