"""What a benchmark needs of the machine: programs, ports, cores, and what a process has used."""

import contextlib
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


class Missing(Exception):
    """Something that the benchmark needs is not on this machine; the message says how to get it."""


def program(name: str, *, package: str) -> str:
    found = shutil.which(name, path=os.environ.get("PATH", os.defpath) + ":/usr/sbin")
    if not found:
        raise Missing(f"{name} is not installed. On Debian: sudo apt-get install -y {package}")
    return found


def compiled(source: Path, into: Path) -> Path:
    """Compile one C file and return the program."""
    made = into / source.stem
    compiler = program("gcc", package="gcc libc6-dev")
    subprocess.run([compiler, "-O2", "-Wall", "-Werror", "-o", made, source], check=True)
    return made


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def cores() -> list[int]:
    return sorted(os.sched_getaffinity(0))


def descriptors() -> int:
    """Return how many descriptors one process may open here."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1]


@contextlib.contextmanager
def started(
    command: Sequence[str | Path], *, core: int, env: dict[str, str] | None = None, ready: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """Run a program on one core, give it when it has said that it is ready, and end it by its process id."""
    process = subprocess.Popen(
        command,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),  # noqa: PLW1509 - one thread, and it only sets the core
    )
    try:
        if ready:
            line = answered(process)
            assert line == ready, f"{command[0]} said {line!r} instead of {ready!r}"
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def house(port: int, folder: Path, *, core: int, entries: int) -> Iterator[subprocess.Popen[str]]:
    """Start our own server with the live blog `/live/bench` of so many entries, on a database of its own."""
    with tempfile.TemporaryDirectory(dir=folder) as home:
        env = {name: text for name, text in os.environ.items() if not name.startswith("DATELINE_")}
        env |= {"DATELINE_HOME": home, "DATELINE_PORT": str(port)}
        command = [sys.executable, "-m", "bench.house", str(port), str(entries)]
        with started(command, core=core, env=env, ready="ready") as process:
            yield process


def answered(process: subprocess.Popen[str]) -> str:
    """Return the next line that the program prints."""
    assert process.stdout
    return process.stdout.readline().strip()


def told(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin
    process.stdin.write(line + "\n")
    process.stdin.flush()


@dataclass(frozen=True, slots=True)
class Used:
    """What processes, with all their threads, have used so far. Memory that several share is counted once."""

    cpu_seconds: float
    kilobytes: int


def used_by(*pids: int) -> Used:
    """Return what these processes and their children have used."""
    seconds, kilobytes = 0.0, 0
    for pid in family(*pids):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                seconds += int((task / "schedstat").read_text().split()[0]) / 1e9
            shares = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            kilobytes += next(int(line.split()[1]) for line in shares if line.startswith("Pss:"))
    return Used(seconds, kilobytes)


def family(*pids: int) -> list[int]:
    """Return these processes and all below them."""
    found = list(pids)
    for pid in found:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def connections_of(pid: int) -> int:
    """Return how many sockets the process holds."""
    count = 0
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            count += descriptor.readlink().name.startswith("socket:")
    return count


def load() -> float:
    """Return how busy the machine was over the last minute: before a run, with other things only."""
    return round(os.getloadavg()[0], 2)


def described(before: float) -> str:
    """Say on what machine, and how busy with other things, a run was made."""
    busy = " Busy with other things: measure again." if before > 1 else ""
    return f"{len(cores())} cores; load average before the run {before}, after {load()}.{busy}"


def listening(port: int, seconds: float = 10) -> None:
    """Return when something listens on the port."""
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end, f"nothing listens on port {port}"
            time.sleep(0.02)
        else:
            return
