"""Take a backup of the database, of either kind, while others go on writing."""

import contextlib
from collections.abc import Callable, Generator
from pathlib import Path

from dateline import __version__
from dateline.config.backup import archive, refusals, tables
from dateline.config.backup.archive import Manifest, Row, Table
from dateline.config.backup.tables import Kept
from dateline.config.snapshot import snapshot
from dateline.kit import clock
from dateline.stream.models import Log

AT_ONCE = 200
"""Rows that are fetched together."""


def take_backup(
    target: Path,
    *,
    database: str,
    secret_key: str | None,
    progress: Callable[[int], Callable[[int], None]] = lambda total: lambda more: None,
) -> Manifest:
    """Write everything worth keeping to `target`, as it was at one moment, and return what is in it.

    Not in it is what a restored house makes anew: Django's list of migrations (the manifest has it) and the table in
    which tries to sign in are counted. Refuses `backup_unwritable`, `database_empty`, `database_newer`.
    """
    with archive.writing(target) as writer, snapshot():
        at = clock.iso(clock.now())
        migrations = tables.applied()
        if not migrations:
            raise refusals.database_empty()
        if not migrations <= tables.known():
            raise refusals.database_newer()
        kept = tables.after(migrations)
        advance = progress(sum(table.rows().count() for table in kept))
        written = {table.name: _write(writer, table, advance) for table in kept}
        if secret_key is not None:
            writer.secret_key(secret_key)
        manifest = Manifest(
            program=__version__,
            database=database,
            at=at,
            migrations=migrations,
            tables=written,
            logs=dict(Log.objects.order_by("name").values_list("name", "tail")),
            secret_key=secret_key is not None,
        )
        writer.manifest(manifest)
    return manifest


def _write(writer: archive.Writer, table: Kept, advance: Callable[[int], None]) -> Table:
    rows = table.rows().order_by("pk").values_list(*(field.attname for field in table.fields))

    def told() -> Generator[Row, None, None]:
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield list(row)
            advance(1)

    # Where the writing fails, the query ends here and not whenever the garbage is collected.
    with contextlib.closing(told()) as written:
        return writer.table(table.name, table.columns, written)
