"""The house over several processes, under measurement: `python -m bench.workers PORT WORKERS`, on Postgres.

The workers answer as those of `dateline serve --workers` do, on one shared socket. This process writes: a line on stdin
puts one message of the size in it into the log of `/live/bench`. Prints "ready" once, and "sent" for each.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import time

from django.core.management import call_command
from django.db import connection, transaction

from bench.house import Sent, keep_readers, live_blog_with
from dateline.config import workers
from dateline.stream import log
from dateline.stream.listen import CHANNEL

SECONDS_TO_START = 120


def begin(port: int, count: int) -> None:
    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0, interactive=False)
    log_id = live_blog_with(0)
    listener = socket.create_server(("127.0.0.1", port), backlog=2048)
    command = [sys.executable, "-m", "bench.workers", str(listener.fileno())]
    # Told to end, it ends its workers first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    started = [subprocess.Popen(command, pass_fds=[listener.fileno()]) for _ in range(count)]
    try:
        _wait_until_all_listen(count)
        print("ready", flush=True)
        for line in sys.stdin:
            with transaction.atomic():
                log.append(log_id, Sent(int(line)))
            print("sent", flush=True)
    finally:
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.wait()


def _wait_until_all_listen(count: int) -> None:
    """Return when so many workers have told Postgres that they listen for one another's rings."""
    end = time.monotonic() + SECONDS_TO_START
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query = %s", [f"LISTEN {CHANNEL}"])
            if cursor.fetchone() == (count,):
                return
        assert time.monotonic() < end, "the workers do not start"
        time.sleep(0.1)


def work(descriptor: int) -> None:
    keep_readers()
    workers.answer(socket.socket(fileno=descriptor))


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    assert os.environ.get("DATELINE_DATABASE_URL"), "several processes need Postgres"
    begin(*numbers) if len(numbers) == 2 else work(*numbers)
