"""The server of `bin/bench publish`: `python -m bench.two_live_blogs PORT ENTRIES ENTRIES`.

Serves the live blogs `/live/bench-<entries>` as `dateline serve` does, desk and all, on the database that the
environment names. Prints "ready" once.
"""

import logging
import socket
import sys

from django.db import connection

from bench.filled import filled_live_blog
from bench.house import keep_readers
from dateline.config import database, workers

# What is made before the measurement need not survive a power cut; what is measured does, on connections of its own.
HASTE = {"sqlite": "PRAGMA synchronous=OFF", "postgresql": "SET synchronous_commit = off"}


def main(port: int, sizes: list[int]) -> None:
    logging.disable(logging.INFO)
    database.bring_up_to_date()
    with connection.cursor() as cursor:
        cursor.execute(HASTE[connection.vendor])
    for entries in sizes:
        filled_live_blog(entries, slug=f"bench-{entries}")
    connection.close()
    keep_readers()
    listener = socket.create_server(("127.0.0.1", port), backlog=2048)
    print("ready", flush=True)
    workers.answer(listener)


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(word) for word in sys.argv[2:]])
