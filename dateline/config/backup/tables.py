"""The tables as a set of migrations leaves them, so that a backup of any older version can be read and written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import AutoField, Field, Model, QuerySet

from dateline.config.backup.archive import Key


@dataclass(frozen=True, slots=True)
class Kept:
    """A table that belongs into a backup."""

    name: str
    model: type[Model]
    fields: "tuple[Field[Any, Any], ...]"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(str(field.column) for field in self.fields)

    @property
    def numbered_by(self) -> str | None:
        """The column that the database numbers by itself, if there is one."""
        return next((str(field.column) for field in self.fields if isinstance(field, AutoField)), None)

    def rows(self) -> "QuerySet[Model]":
        return QuerySet(self.model)


def applied() -> frozenset[Key]:
    """Return the migrations that the database has been through: none where it has no tables yet."""
    return frozenset(Key(*key) for key in MigrationExecutor(connection).loader.applied_migrations)


def known() -> frozenset[Key]:
    """Return the migrations that this program has."""
    return frozenset(Key(*key) for key in MigrationExecutor(connection).loader.disk_migrations)


def after(migrations: Iterable[Key]) -> list[Kept]:
    """Return the tables as they are after these migrations, by name."""
    state = MigrationExecutor(connection).loader.project_state(sorted((key.app, key.name) for key in migrations))
    metas = [(model, model._meta) for model in state.apps.get_models(include_auto_created=True)]  # noqa: SLF001 - public
    kept = [
        Kept(meta.db_table, model, tuple(meta.local_concrete_fields))
        for model, meta in metas
        if meta.managed and not meta.proxy
    ]
    return sorted(kept, key=lambda table: table.name)
