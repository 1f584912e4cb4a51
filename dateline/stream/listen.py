"""The doorbell between processes on Postgres: LISTEN and NOTIFY. A lost ring costs a second, for the hub also polls."""

import asyncio
import logging
from typing import Any

import psycopg
from django.db import connection

from dateline.stream.doorbell import Listener

logger = logging.getLogger(__name__)

CHANNEL = "dateline_log"
SECONDS_BETWEEN_TRIES = 1


def announce(name: str, n: int) -> None:
    """Ring in the other processes once the running transaction commits. Postgres only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{n} {name}"])


async def keep_listening(rung: Listener) -> None:
    """Call `rung(name, n)` for every announcement of any process, until cancelled; connect again when cut off."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**_address(), autocommit=True) as listening:
                await listening.execute(f"LISTEN {CHANNEL}")
                async for notice in listening.notifies():
                    n, _, name = notice.payload.partition(" ")
                    rung(name, int(n))
        except psycopg.Error as error:
            logger.warning("Not hearing other processes, messages may come a second late: %s", error)
        await asyncio.sleep(SECONDS_BETWEEN_TRIES)


def _address() -> dict[str, Any]:
    """Return where Django's own connection goes."""
    known = connection.get_connection_params()
    # What Django adds for its own, synchronous use.
    return {name: known[name] for name in known.keys() - {"context", "cursor_factory", "prepare_threshold"}}
