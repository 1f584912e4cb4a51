"""How the event loop reads the database: on a thread of its own, with a connection of its own."""

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connections

P = ParamSpec("P")
T = TypeVar("T")


class DatabaseThread:
    """One thread with one database connection, kept open between reads."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `read` returns. A connection that the database has dropped is made anew, once."""
        call = functools.partial(read, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._executor, twice, call)

    async def close(self) -> None:
        """Finish what is under way, close the connection and end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._executor, connections.close_all)
        self._executor.shutdown()


def twice(call: Callable[[], T]) -> T:
    """Return what a reading returns. A connection that the database has dropped is made anew, once."""
    try:
        return call()
    except (OperationalError, InterfaceError):
        connections.close_all()
        return call()
