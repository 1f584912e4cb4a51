"""The live page of 50 entries, against nginx serving the same bytes from disk; and of 10,000, against 50.

Requests a second, the server's time for each, and the time to make the page anew. One core for the servers, another for
wrk; the servers run at the same time and are measured in turn.
"""

import argparse
import contextlib
import gzip
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import machine, table
from tests.postgres import PostgresMissing, fresh_database, private_postgres

HOUSE, NGINX = "dateline", "nginx"
ENTRIES, MANY = 50, 10_000
PATH = "/live/bench"
CONNECTIONS = 32
MAKINGS = 25
# A server that had less of its core than this was kept waiting, by wrk or by the machine's other work.
BUSY = 0.9


@dataclass(frozen=True, slots=True)
class Server:
    """Who is measured: by its port, its path and its process."""

    port: int
    path: str
    pid: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: what wrk counted, and the processor time that the server took."""

    a_second: float
    microseconds: float

    @property
    def share(self) -> float:
        """How much of its core the server had."""
        return self.a_second * self.microseconds / 1e6


@dataclass(frozen=True, slots=True)
class Question:
    """One way of asking for the page, and what must come back."""

    name: str
    headers: Mapping[str, str]
    status: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each server, in turn (default 5)")
    parser.add_argument("--seconds", type=int, default=2, help="seconds of each measurement (default 2)")


def run(arguments: argparse.Namespace) -> None:
    if not 1 <= arguments.rounds <= 9 or not 1 <= arguments.seconds <= 10:
        raise machine.Missing("Give 1 to 9 rounds of 1 to 10 seconds.")
    before = machine.load()
    core = machine.cores()[0]
    with contextlib.ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="dateline-bench-")))
        # nginx's worker is another user when it is started by root.
        folder.chmod(0o755)
        port = machine.free_port()
        ours = Server(port, PATH, ending.enter_context(machine.house(port, folder, core=core, entries=ENTRIES)).pid)
        plain = asked(ours, {}).body
        servers = {HOUSE: ours, NGINX: ending.enter_context(nginx(folder, plain, core))}
        rows, idle = _compared(servers, arguments)
    conditions = {"bytes": len(plain), "cores": len(machine.cores()), "load_before": before}
    rounds = f"Median of {arguments.rounds} rounds of {arguments.seconds} s in turn. {machine.described(before)}"
    if arguments.json:
        table.show_json("page", rows, **conditions, not_busy=idle)
        table.show_json("page", _sizes(core, arguments), **conditions)
        return
    packed = f"{len(plain) / 1000:.0f} KB, {len(gzip.compress(plain, 6)) / 1000:.0f} KB with gzip"
    not_busy = [f"Had less than {BUSY:.0%} of its core, so it can do more: {', '.join(idle)}."] if idle else []
    table.show(f"page: the live page of {ENTRIES} entries ({packed}), on one core", rows, [*not_busy, rounds])
    # What follows makes ten thousand entries, which takes a while.
    print(flush=True)
    table.show(f"page: a live blog of {MANY:,} entries against one of {ENTRIES}", _sizes(core, arguments), [rounds])


def _compared(servers: Mapping[str, Server], arguments: argparse.Namespace) -> tuple[list[table.Row], list[str]]:
    """Return the rows of each question, and who did not have enough to do in which."""
    rows, idle = [], []
    for question in questions():
        rounds = _measured(question, servers, arguments)
        rows += _rows(question, rounds)
        idle += [
            f"{name} ({question.name})"
            for name, taken in rounds.items()
            if statistics.median(one.share for one in taken) < BUSY
        ]
    return rows, idle


def _rows(question: "Question", rounds: Mapping[str, list[Measured]]) -> list[table.Row]:
    return [
        table.Row(
            f"{question.name}: requests a second",
            {name: statistics.median(one.a_second for one in taken) for name, taken in rounds.items()},
        ),
        table.Row(
            f"{question.name}: CPU-µs a request",
            {name: statistics.median(one.microseconds for one in taken) for name, taken in rounds.items()},
        ),
    ]


def _sizes(core: int, arguments: argparse.Namespace) -> list[table.Row]:
    """Return what a page costs at two sizes of its live blog, to be made on each database and to be answered."""
    with sized(core, {}) as (taken, servers):
        rows = [_making("SQLite", taken)]
        rows += _rows(questions()[1], _measured(questions()[1], servers, arguments))
    try:
        with (
            private_postgres() as address,
            fresh_database(address, "bench") as database,
            sized(core, {"DATELINE_DATABASE_URL": database}) as (taken, _),
        ):
            rows.append(_making("Postgres", taken))
    except PostgresMissing as missing:
        print(missing, file=sys.stderr)
    return rows


def _making(database: str, taken: Mapping[str, list[float]]) -> table.Row:
    medians = {_named(entries): statistics.median(taken[str(entries)]) for entries in (MANY, ENTRIES)}
    return table.Row(f"{database}: ms to make the page", medians)


def _named(entries: int) -> str:
    return f"{entries:,} entries"


@contextlib.contextmanager
def sized(core: int, database: Mapping[str, str]) -> Iterator[tuple[dict[str, list[float]], dict[str, Server]]]:
    """Serve live blogs of both sizes. Give what it took to make their pages, and where they are."""
    port = machine.free_port()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as home:
        env = {name: text for name, text in os.environ.items() if not name.startswith("DATELINE_")}
        env |= {"DATELINE_HOME": home, "DATELINE_PORT": str(port), **database}
        command = [sys.executable, "-m", "bench.sizes", *map(str, (port, MAKINGS, MANY, ENTRIES))]
        with machine.started(command, core=core, env=env) as process:
            taken = json.loads(machine.answered(process))
            machine.listening(port, seconds=60)
            yield taken, {_named(n): Server(port, f"{PATH}-{n}", process.pid) for n in (MANY, ENTRIES)}


def questions() -> list[Question]:
    return [
        Question("plain", {}, 200),
        Question("gzip", {"Accept-Encoding": "gzip"}, 200),
        Question("unchanged (304)", {"Accept-Encoding": "gzip", "If-None-Match": ""}, 304),
    ]


def _measured(
    question: Question, servers: Mapping[str, Server], arguments: argparse.Namespace
) -> dict[str, list[Measured]]:
    headers = {name: _filled(question, server) for name, server in servers.items()}
    rounds: dict[str, list[Measured]] = {name: [] for name in servers}
    for _ in range(arguments.rounds):
        for name, server in servers.items():
            rounds[name].append(_measure(server, headers[name], arguments.seconds))
    return rounds


def _filled(question: Question, server: Server) -> dict[str, str]:
    """Return the headers with the server's own tag in place, having checked that they bring the answer they should."""
    headers = dict(question.headers)
    if "If-None-Match" in headers:
        headers["If-None-Match"] = asked(server, {"Accept-Encoding": "gzip"}).tag
    answer = asked(server, headers)
    coded = headers.get("Accept-Encoding", "") if question.status == 200 else ""
    assert (answer.status, answer.coding) == (question.status, coded), (
        f"port {server.port} answers {question.name}: {answer}"
    )
    return headers


def _measure(server: Server, headers: Mapping[str, str], seconds: int) -> Measured:
    command = [machine.program("wrk", package="wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    for name, text in headers.items():
        command += ["-H", f"{name}: {text}"]
    command.append(f"http://127.0.0.1:{server.port}{server.path}")
    pinned = ["taskset", "-c", str(machine.cores()[-1]), *command]
    before = machine.used_by(server.pid).cpu_seconds
    report = subprocess.run(pinned, check=True, capture_output=True, text=True, timeout=60).stdout
    used = machine.used_by(server.pid).cpu_seconds - before
    assert "Non-2xx" not in report, f"wrk was refused:\n{report}"
    speed, count = re.search(r"Requests/sec:\s+([\d.]+)", report), re.search(r"(\d+) requests in", report)
    if not speed or not count:
        raise AssertionError(f"wrk says:\n{report}")
    return Measured(float(speed[1]), used / int(count[1]) * 1e6)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    coding: str
    tag: str
    body: bytes

    def __str__(self) -> str:
        return f"{self.status}, coding “{self.coding}”, tag {self.tag}, {len(self.body)} bytes"


def asked(server: Server, headers: Mapping[str, str]) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", server.path, headers=dict(headers))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return Answer(answer.status, answer.getheader("content-encoding", ""), answer.getheader("etag", ""), body)


@contextlib.contextmanager
def nginx(folder: Path, page: bytes, core: int) -> Iterator[Server]:
    """Serve the same bytes from disk with one worker, as fast as nginx can be told to."""
    port = machine.free_port()
    file = folder / "site" / PATH.removeprefix("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(page)
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(page, 6))
    config = folder / "nginx.conf"
    config.write_text(f"""
        daemon off; master_process off; worker_processes 1;
        pid {folder}/nginx.pid; error_log {folder}/nginx.log crit;
        events {{ worker_connections 1024; }}
        http {{
          access_log off; default_type "text/html; charset=utf-8";
          sendfile on; tcp_nopush on; open_file_cache max=100 inactive=60s; keepalive_requests 100000000;
          client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
          uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
          server {{
            listen 127.0.0.1:{port} backlog=2048; root {folder}/site; gzip_static on; gzip_vary on;
            add_header Cache-Control "public, max-age=1";
          }}
        }}""")
    program = machine.program("nginx", package="nginx")
    with machine.started([program, "-e", folder / "nginx.log", "-c", config], core=core) as process:
        machine.listening(port)
        yield Server(port, PATH, process.pid)
