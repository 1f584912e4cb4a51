"""Put a backup back: all of it in one transaction, or nothing."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from dateline.config.backup import refusals, tables
from dateline.config.backup.archive import Key, Reader, Row
from dateline.config.backup.tables import Kept
from dateline.stream.restored import mark_restored

AT_ONCE = 200
"""Rows that are inserted together."""
MADE_BY_ITSELF = {"django_content_type", "auth_permission"}
"""Tables that are filled when a database is made: rows there do not mean that it holds anything."""
FIRST_LOCKED = "coverage_liveblog"
"""Every verb of coverage locks its live blog first, so whoever has this table waits for those who have begun."""


def check_restorable(backup: Reader, *, count: Callable[[int], None]) -> None:
    """Read the whole backup. Refuses `backup_newer`, `backup_damaged`. Does not touch the database's tables."""
    if not backup.manifest.migrations <= tables.known():
        raise refusals.newer(backup.path, backup.manifest.program)
    expected = {table.name: table.columns for table in tables.after(backup.manifest.migrations)}
    if expected != {name: table.columns for name, table in backup.manifest.tables.items()}:
        raise refusals.damaged(backup.path, "its tables are not those of the version that it names")
    for rows in backup.verified():
        count(rows)


def check_replaceable() -> None:
    """Refuses `database_newer`."""
    if not tables.applied() <= tables.known():
        raise refusals.database_newer()


def check_empty() -> None:
    """Refuses `database_not_empty`, naming what there is."""
    counted = {
        table.name: table.rows().count()
        for table in _there(tables.after(tables.applied()))
        if table.name not in MADE_BY_ITSELF and table.rows().exists()
    }
    if counted:
        raise refusals.holds_something(", ".join(f"{name}: {rows}" for name, rows in counted.items()))


def put_back(backup: Reader, *, replace: Callable[[], None], count: Callable[[int], None]) -> None:
    """Make the database what the backup says, brought up to this program's version.

    `replace` is asked, with nobody else writing, whether what is there may go; it refuses. The backup has been
    verified. Every log is marked, so that running servers end their readers. Refuses `backup_does_not_fit`.
    """
    check_replaceable()
    try:
        # SQLite changes tables only while it does not check their references; all are checked before the end.
        with connection.constraint_checks_disabled(), transaction.atomic(durable=True):
            _hold_writers()
            replace()
            _make_tables(backup.manifest.migrations)
            kept = tables.after(backup.manifest.migrations)
            _empty(kept)
            for table in kept:
                _fill(table, backup, count)
            _go_on_counting(kept)
            connection.check_constraints()
            _migrate(tables.known())
            mark_restored()
    except (DataError, IntegrityError, ValidationError, ValueError, TypeError) as error:
        raise refusals.does_not_fit(backup.path, str(error).strip().splitlines()[0]) from error


def _hold_writers() -> None:
    """Let nobody else write until the end, and everybody read what was there. SQLite has but one writer anyway."""
    if connection.vendor != "postgresql":
        return
    names = [table.name for table in _there(tables.after(tables.applied()))]
    with connection.cursor() as cursor:
        for name in sorted(names, key=lambda name: (name != FIRST_LOCKED, name)):
            cursor.execute(f"LOCK TABLE {_quoted(name)} IN EXCLUSIVE MODE")


def _make_tables(wanted: frozenset[Key]) -> None:
    """Bring the tables to what these migrations make. Those of another version are dropped and made anew."""
    there = tables.applied()
    if there == wanted:
        return
    with connection.cursor() as cursor:
        for table in _there(tables.after(there)):
            cursor.execute(
                f"DROP TABLE {_quoted(table.name)}" + (" CASCADE" if connection.vendor == "postgresql" else "")
            )
    if there:
        MigrationExecutor(connection).recorder.flush()
    _migrate(wanted)


def _migrate(wanted: frozenset[Key]) -> None:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = [step for step in executor.migration_plan(leaves) if (step[0].app_label, step[0].name) in wanted]
    if plan:
        executor.migrate(leaves, plan=plan)


def _empty(kept: Iterable[Kept]) -> None:
    # Row by row and not TRUNCATE, which would hide the old rows from readers before the end. References are checked
    # at the end, so the order does not matter.
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A migration that adds a reference has it checked at once, for the rest of the transaction.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in kept:
            cursor.execute(f"DELETE FROM {_quoted(table.name)}")  # noqa: S608 - Django's names


def _fill(table: Kept, backup: Reader, count: Callable[[int], None]) -> None:
    columns = ", ".join(map(_quoted, table.columns))
    places = ", ".join(["%s"] * len(table.columns))
    insert = f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES ({places})"  # noqa: S608 - Django's names
    rows = backup.rows(table.name)
    with connection.cursor() as cursor:
        while portion := list(itertools.islice(rows, AT_ONCE)):
            cursor.executemany(insert, [_for_database(table, row) for row in portion])
            count(len(portion))


def _for_database(table: Kept, row: Row) -> list[Any]:
    return [
        field.get_db_prep_save(field.to_python(column), connection)
        for field, column in zip(table.fields, row, strict=True)
    ]


def _go_on_counting(kept: Iterable[Kept]) -> None:
    """Have new rows numbered after those that came. SQLite does by itself."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in kept:
            if table.numbered_by is None:
                continue
            name, column = _quoted(table.name), _quoted(table.numbered_by)
            cursor.execute(f"SELECT COALESCE(MAX({column}), 0) + 1 FROM {name}")  # noqa: S608 - Django's names
            [following] = cursor.fetchone()
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [name, table.numbered_by])
            [sequence] = cursor.fetchone()
            # Django's own way, setval, is not taken back when the transaction is.
            cursor.execute(f"ALTER SEQUENCE {sequence} RESTART WITH {following}")


def _there(kept: Sequence[Kept]) -> list[Kept]:
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    return [table for table in kept if table.name in present]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
