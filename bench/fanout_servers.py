"""The servers of `bin/bench fanout`: the house, the bare loop and nchan, each in one process or several."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import machine
from dateline.stream import protocol
from tests.postgres import PostgresMissing, fresh_database, private_cluster

HOUSE, BARE, NCHAN = "dateline", "bare loop", "nchan"
NCHAN_MODULE = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
# As stream.hub has it, with what it keeps for all else.
MOST_IN_ONE = 19_500
DESCRIPTORS = 20_000
PLACE_OF_TIME = "@" * 19
# As it runs in earnest: a message is safe before it is told.
DURABLE = ["-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A server that is ready: its processes, the address of its answer, and how to send one message."""

    name: str
    processes: tuple[int, ...]
    port: int
    path: str
    send: Callable[[], None]


@contextlib.contextmanager
def house(folder: Path, core: int, size: int, workers: int) -> Iterator[Standing]:
    path = "/live/bench/log?offset=now&live=sse"
    port = machine.free_port()
    if workers == 1:
        with machine.house(port, folder, core=core, entries=0) as process:
            yield Standing(HOUSE, (process.pid,), port, path, _by_line([process], lambda: str(size)))
        return
    with tempfile.TemporaryDirectory(dir=folder) as home, _postgres() as address:
        env = {name: text for name, text in os.environ.items() if not name.startswith("DATELINE_")}
        env |= {"DATELINE_HOME": home, "DATELINE_PORT": str(port), "DATELINE_DATABASE_URL": address}
        command = [sys.executable, "-m", "bench.workers", str(port), str(workers)]
        with machine.started(command, core=core, env=env, ready="ready") as process:
            yield Standing(HOUSE, (process.pid,), port, path, _by_line([process], lambda: str(size)))


@contextlib.contextmanager
def _postgres() -> Iterator[str]:
    try:
        with private_cluster(*DURABLE) as cluster, fresh_database(cluster.address, "bench") as address:
            yield address
    except PostgresMissing as missing:
        raise machine.Missing(str(missing)) from None


@contextlib.contextmanager
def bare_loops(program: Path, folder: Path, core: int, size: int, workers: int) -> Iterator[Standing]:
    port = machine.free_port()
    text = '{"n":1,"kind":"bench.sent","at":"2031-03-04T10:42:00.123Z","sent":' + PLACE_OF_TIME + ',"html":"'
    message = (text + "x" * size + '"}').encode()
    file = folder / "chunk"
    file.write_bytes(protocol.Frame(protocol.data_event([message], last=1) + protocol.tail_event(1, cursor=1)).chunk)
    command: list[str | Path] = [program, str(port), file]
    with contextlib.ExitStack() as ending:
        loops = [ending.enter_context(machine.started(command, core=core, ready="ready")) for _ in range(workers)]
        send = _by_line(loops, lambda: str(time.monotonic_ns()))
        yield Standing(BARE, tuple(process.pid for process in loops), port, "/", send)


@contextlib.contextmanager
def nchan(folder: Path, core: int, size: int, workers: int) -> Iterator[Standing]:
    port = machine.free_port()
    config = folder / "nchan.conf"
    config.write_text(f"""
        load_module {NCHAN_MODULE};
        daemon off; worker_processes {workers}; worker_rlimit_nofile {DESCRIPTORS};
        {"master_process off;" if workers == 1 else "user root;" if os.geteuid() == 0 else ""}
        pid {folder}/nchan.pid; error_log {folder}/nchan.log crit;
        events {{ worker_connections {2 * DESCRIPTORS}; }}
        http {{
          access_log off; nchan_shared_memory_size 256M;
          client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
          uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
          server {{
            listen 127.0.0.1:{port} backlog=2048{" reuseport" if workers > 1 else ""};
            location = /publish {{ nchan_publisher; nchan_channel_id bench; }}
            location = /follow {{
              nchan_subscriber eventsource; nchan_channel_id bench; nchan_subscriber_first_message newest;
            }}
          }}
        }}""")
    nginx = machine.program("nginx", package="nginx libnginx-mod-nchan")
    with machine.started([nginx, "-e", folder / "nchan.log", "-c", config], core=core) as process:

        def send() -> None:
            body = f'{{"sent":{time.monotonic_ns()},"html":"{"x" * size}"}}'.encode()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/publish", data=body) as answer:
                assert answer.status in (201, 202)

        machine.listening(port)
        while len(machine.family(process.pid)) < (workers + 1 if workers > 1 else 1):
            time.sleep(0.1)
        # Its workers find one another after they have begun to listen, and say nothing of it.
        time.sleep(1)
        yield Standing(NCHAN, (process.pid,), port, "/follow", send)


def _by_line(processes: "list[subprocess.Popen[str]]", line: Callable[[], str]) -> Callable[[], None]:
    def send() -> None:
        words = line()
        for process in processes:
            machine.told(process, words)
        for process in processes:
            answer = machine.answered(process)
            assert answer == "sent", f"the server said {answer!r}"

    return send
