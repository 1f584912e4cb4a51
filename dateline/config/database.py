"""Bring the database to the program's own state, or say in a sentence why it cannot be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor

from dateline.kit.refusal import Refusal


def bring_up_to_date() -> None:
    """Make or change the tables as this version needs them. Refuses `database_unusable`."""
    with said_clearly():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        connection.close()


def make_ready() -> None:
    """Make the tables of a database that has none. Refuses `database_old` for one that an older version made.

    Only the start of the server changes tables that hold something, so that no small command does it by surprise.
    """
    with said_clearly():
        executor = MigrationExecutor(connection)
        if not executor.loader.applied_migrations:
            bring_up_to_date()
        elif is_old(executor):
            raise Refusal("database_old", "The database is older than this program. Start it once: dateline serve.")


def is_old(executor: MigrationExecutor) -> bool:
    """Return whether tables are missing or not yet as this version needs them."""
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def said_clearly() -> Iterator[None]:
    """Turn a fault of the database into the refusal `database_unusable`, or `database_busy` where only others write."""
    try:
        yield
    # Postgres calls it an internal error when it may only be read.
    except (OperationalError, InterfaceError, InternalError, ProgrammingError) as error:
        if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise Refusal(
                "database_busy",
                "Another program is writing to the database and has not finished. Let it finish, then do this again.",
            ) from error
        raise Refusal(
            "database_unusable",
            f"The database cannot be used: {str(error).strip().splitlines()[0]}."
            " See that it is running and has room, and check DATELINE_DATABASE_URL or DATELINE_HOME.",
        ) from error
