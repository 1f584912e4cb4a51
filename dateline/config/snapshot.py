"""One moment of the database, held still for a reader while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Between two portions a slow disk may take its time. Nobody waits for this transaction, so it may rest for longer than
# the settings allow to one that holds locks.
REST = "SET LOCAL idle_in_transaction_session_timeout = '10min'"


@contextmanager
def snapshot() -> Iterator[None]:
    """Every read in the block sees the same committed state; writers are not held up. Nothing may be written in it.

    Not inside another transaction.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute(REST)
            yield
        return
    # `atomic` would begin as a writer does and wait in line. In WAL mode a reader needs no turn.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
