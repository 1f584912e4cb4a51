"""Several processes on one port: the parent holds the socket, its workers answer, and one that ends is replaced.

A worker is a fresh program, `python -m dateline.config.workers FD`, and no fork: the parent may run threads. Its
standard input is a line to the parent, on which the worker's event loop says every second that it runs. The parent
replaces one that is silent for long, and says nothing itself: when the line ends it is gone, and so the worker goes.
"""

import asyncio
import contextlib
import functools
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable

import uvicorn

from dateline.stream.transport import LendingProtocol

logger = logging.getLogger(__name__)

# A worker that cannot start is tried again and again, at this pace, and each time says why.
SECONDS_BEFORE_ANOTHER = 0.5
# uvicorn gives open answers ten seconds; whoever takes longer than this is stuck.
SECONDS_TO_END = 15
# A start takes seconds, on a busy machine half a minute. One that hangs, as on a disk without answer, never speaks.
SECONDS_TO_START = 180
# A worker that has begun to speak, and is silent so often one after the other, answers nobody any more. One silence may
# be the parent's own, as when the machine was asleep.
SILENCE_SECONDS = 5
SILENCES = 4
TICKS_A_SECOND = 10
"""uvicorn's."""

# A reader whose power or radio is gone acknowledges nothing. Without these its connection would stay for a quarter of
# an hour, or for good where nothing is to be sent.
UNACKNOWLEDGED_MILLISECONDS = 30_000
SECONDS_BEFORE_PROBES = 60
SECONDS_BETWEEN_PROBES = 10
PROBES = 3


class Serving(uvicorn.Server):
    """uvicorn's server, which calls `beat` every second from its event loop."""

    def __init__(self, config: uvicorn.Config, beat: Callable[[], None]) -> None:
        super().__init__(config)
        self._beat = beat

    async def on_tick(self, counter: int) -> bool:
        if counter % TICKS_A_SECOND == 0:
            self._beat()
        return await super().on_tick(counter)


def answer(listener: socket.socket, *, beat: Callable[[], None] = lambda: None) -> None:
    """Answer what comes in on the socket, in this process, until SIGTERM or Ctrl-C. Readers are told to come back.

    `beat` is called every second, for as long as the event loop runs.
    """
    miss_the_dead(listener)
    config = uvicorn.Config(
        "dateline.config.asgi:application",
        http=LendingProtocol,
        loop="uvloop",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
    )
    Serving(config, beat).run(sockets=[listener])


def miss_the_dead(listener: socket.socket, *, milliseconds: int = UNACKNOWLEDGED_MILLISECONDS) -> None:
    """Let the system end every connection of this socket whose other side has vanished without a word."""
    # Connections inherit all this from the socket that they came in on.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (
        ("TCP_KEEPIDLE", SECONDS_BEFORE_PROBES),
        ("TCP_KEEPINTVL", SECONDS_BETWEEN_PROBES),
        ("TCP_KEEPCNT", PROBES),
        ("TCP_USER_TIMEOUT", milliseconds),
    ):
        # Not every system has them all.
        if hasattr(socket, name):
            listener.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def keep_answering(listener: socket.socket, *, workers: int) -> None:
    """Keep so many workers answering on the socket until SIGTERM or Ctrl-C, then end them all."""
    asyncio.run(_keep_all(listener, workers))


async def _keep_all(listener: socket.socket, workers: int) -> None:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    keeping = [asyncio.create_task(_keep_one(listener)) for _ in range(workers)]
    await told.wait()
    for task in keeping:
        task.cancel()
    await asyncio.gather(*keeping, return_exceptions=True)


async def _keep_one(listener: socket.socket) -> None:
    while True:
        try:
            worker, line = await _start(listener)
        except OSError as error:
            logger.error("A worker cannot be started, trying again: %s", error)  # noqa: TRY400 - no fault of the code
        else:
            missing = asyncio.create_task(_kill_when_silent(worker, line))
            try:
                code = await worker.wait()
            except asyncio.CancelledError:
                await _end(worker)
                raise
            finally:
                missing.cancel()
                line.close()
            logger.error("Worker %d ended (%s); another takes its place.", worker.pid, _how(code))
        await asyncio.sleep(SECONDS_BEFORE_ANOTHER)


async def _start(listener: socket.socket) -> tuple[asyncio.subprocess.Process, socket.socket]:
    """Return a new worker, and the line on which it speaks."""
    line, of_worker = socket.socketpair()
    line.settimeout(0)
    with of_worker:
        try:
            worker = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                __name__,
                str(listener.fileno()),
                stdin=of_worker.fileno(),
                pass_fds=[listener.fileno()],
                # Ctrl-C in a terminal goes to a whole session: the parent hears it and ends its workers in good order.
                start_new_session=True,
            )
        except OSError:
            line.close()
            raise
    return worker, line


async def _kill_when_silent(worker: asyncio.subprocess.Process, line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        heard = await _hear(line, SECONDS_TO_START)
        if heard is None:
            logger.error("Worker %d has not started in %d seconds and is killed.", worker.pid, SECONDS_TO_START)
            worker.kill()
            return
        silences = 0
        while heard != b"" and silences < SILENCES:
            heard = await _hear(line, SILENCE_SECONDS)
            silences = silences + 1 if heard is None else 0
        if silences:
            logger.error(
                "Worker %d has not answered for %d seconds and is killed.", worker.pid, SILENCES * SILENCE_SECONDS
            )
            worker.kill()


async def _hear(line: socket.socket, seconds: float) -> bytes | None:
    """Return what came, nothing at the line's end, and None after so long a silence."""
    try:
        return await asyncio.wait_for(asyncio.get_running_loop().sock_recv(line, 100), seconds)
    except TimeoutError:
        return None


async def _end(worker: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        worker.terminate()
    try:
        await asyncio.wait_for(worker.wait(), SECONDS_TO_END)
    except TimeoutError:
        logger.error("Worker %d does not end and is killed.", worker.pid)  # noqa: TRY400 - no fault of the code
        worker.kill()
        await worker.wait()


def _how(code: int) -> str:
    return f"with code {code}" if code >= 0 else f"by {signal.Signals(-code).name}"


def _end_with_parent(line: socket.socket) -> None:
    # The end is an error where the parent had not listened to the last.
    with contextlib.suppress(OSError):
        line.recv(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _say_alive(line: socket.socket) -> None:
    # A parent that does not listen just now is no reason to wait.
    with contextlib.suppress(OSError):
        line.send(b".", socket.MSG_DONTWAIT)


def main(descriptor: str) -> None:
    """Be a worker on the socket that the parent has handed down."""
    line = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    threading.Thread(target=_end_with_parent, args=(line,), name="parent", daemon=True).start()
    answer(socket.socket(fileno=int(descriptor)), beat=functools.partial(_say_alive, line))


if __name__ == "__main__":
    main(*sys.argv[1:])
