"""The caches of `bin/bench crowd`: each started with the configuration in `deploy/`, in front of one server."""

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import machine

DEPLOY = Path(__file__).parent.parent / "deploy"
# What one process may open on many machines, the one of the first figures among them.
DESCRIPTORS = 20_000


@dataclass(frozen=True, slots=True)
class Cache:
    """A cache that is ready: a port for each part of the crowd, and how many requests it has made to the server."""

    ports: tuple[int, ...]
    asked: Callable[[], int]


@contextlib.contextmanager
def varnish(folder: Path, origin: int, *, core: int, parts: int) -> Iterator[Cache]:
    """Start a Varnish for each part: it is one process, and has no descriptors for more readers."""
    program = machine.program("varnishd", package="varnish")
    text = (DEPLOY / "varnish" / "dateline.vcl").read_text()
    file = folder / "dateline.vcl"
    file.write_text(_replaced(text, '"8000"', f'"{origin}"'))
    ports, works = [], []
    with contextlib.ExitStack() as ending:
        for _ in range(parts):
            port, work = machine.free_port(), Path(tempfile.mkdtemp(dir=folder))
            # No jail: it changes to a user who may not enter the benchmark's folder.
            options = ["-j", "none", "-s", "malloc,128m"]
            command: list[str | Path] = [program, "-F", "-n", work, "-a", f"127.0.0.1:{port}", "-f", file, *options]
            # It tells on stderr that it starts and ends.
            quietly: list[str | Path] = ["sh", "-c", f'exec "$0" "$@" 2>{work}/log']
            ending.enter_context(machine.started([*quietly, *command], core=core))
            machine.listening(port, seconds=60)
            ports.append(port)
            works.append(work)
        yield Cache(tuple(ports), lambda: sum(map(_asked_by_varnish, works)))


def _asked_by_varnish(work: Path) -> int:
    command: list[str | Path] = ["varnishstat", "-n", work, "-1", "-j", "-f", "MAIN.backend_req"]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    return int(json.loads(told)["counters"]["MAIN.backend_req"]["value"])


@contextlib.contextmanager
def nginx(folder: Path, origin: int, *, core: int, parts: int) -> Iterator[Cache]:
    """Start one nginx with a worker for each part. They share what they keep."""
    program = machine.program("nginx", package="nginx")
    work = Path(tempfile.mkdtemp(dir=folder))
    port = machine.free_port()
    text = (DEPLOY / "nginx" / "dateline.conf").read_text()
    text = _replaced(text, "127.0.0.1:8000", f"127.0.0.1:{origin}")
    text = _replaced(text, "listen 80 backlog=2048;", f"listen 127.0.0.1:{port} backlog=2048 reuseport;")
    text = _replaced(text, "/var/cache/nginx/dateline", f"{work}/kept")
    config = work / "nginx.conf"
    config.write_text(f"""
        daemon off; worker_processes {parts}; worker_rlimit_nofile {DESCRIPTORS};
        {"user root;" if os.geteuid() == 0 else ""}
        pid {work}/pid; error_log {work}/log crit;
        events {{ worker_connections {DESCRIPTORS}; }}
        http {{
          client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi;
          uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
          map $upstream_cache_status $asked {{ HIT 0; default 1; }}
          log_format asked "$request $upstream_cache_status";
          access_log {work}/asked asked if=$asked;
          {text}
        }}""")
    with machine.started([program, "-e", work / "log", "-c", config], core=core):
        machine.listening(port)
        yield Cache((port,) * parts, lambda: len((work / "asked").read_bytes().splitlines()))


def _replaced(text: str, old: str, new: str) -> str:
    assert old in text, f"the configuration has no {old}: look after the benchmark"
    return text.replace(old, new)


CACHES = {"varnish": varnish, "nginx": nginx}
