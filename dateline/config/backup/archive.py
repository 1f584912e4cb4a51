"""The form of a backup: a ZIP file of one JSON-lines file a table, the secret key, and `manifest.json`, written last.

Knows nothing of the database. A ZIP file is written in one go without knowing sizes in advance, and one that was cut
off has no table of contents, so it cannot be mistaken for a whole one.
"""

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from dateline.config.backup import refusals

FORMAT = 1
MANIFEST = "manifest.json"
SECRET_KEY = "secret-key"  # noqa: S105 - the name of a file
MOST_MANIFEST = 64 * 1024 * 1024
"""Bytes. What is announced as larger is no manifest of ours."""
# What reading a damaged file raises; a RuntimeError where it seems to be encrypted, or packed in an unknown way.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, RuntimeError)
Row = list[Any]


class Key(NamedTuple):
    """A migration, as Django names it."""

    app: str
    name: str


@dataclass(frozen=True, slots=True)
class Table:
    """What one file of a backup holds: the columns in the order of each row, how many rows, and their checksum."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    program: str
    database: str
    """`sqlite` or `postgresql`: where it was made. It can be restored into either."""
    at: str
    migrations: frozenset[Key]
    tables: dict[str, Table]
    logs: dict[str, int]
    """The tail of each log."""
    secret_key: bool
    """Whether the key is in it; one that is given by the environment is not."""

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


class Writer:
    """A backup in the making."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def table(self, name: str, columns: Iterable[str], rows: Iterable[Row]) -> Table:
        """Write a table's rows as they come, never holding more than one."""
        digest, count = hashlib.sha256(), 0
        with self._file.open(_member(name), "w", force_zip64=True) as member:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain).encode() + b"\n"
                digest.update(line)
                member.write(line)
                count += 1
        return Table(tuple(columns), count, digest.hexdigest())

    def secret_key(self, text: str) -> None:
        self._file.writestr(SECRET_KEY, text)

    def manifest(self, manifest: Manifest) -> None:
        """Write the table of what is there. Belongs last."""
        told = asdict(manifest) | {
            "dateline": "backup",
            "format": FORMAT,
            "migrations": sorted([key.app, key.name] for key in manifest.migrations),
        }
        self._file.writestr(MANIFEST, json.dumps(told, ensure_ascii=False))


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """Make the file, readable by its owner alone. It stands at `target` when it is whole and on the disk, not before.

    Refuses `backup_unwritable`; what was at `target` is then untouched.
    """
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".partial")  # Mode 0600.
        made = Path(name)
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        made.replace(target)
        _settle(target.parent)
    except OSError as error:
        raise refusals.unwritable(target, error.strerror or str(error)) from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems cannot; the file itself is on the disk.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Reader:
    """A backup that is read. The manifest was read when it was opened; the rest is verified by `verified`."""

    def __init__(self, path: Path, file: zipfile.ZipFile, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._file = file

    def verified(self) -> Iterator[int]:
        """Read everything once and give how many rows went by. Refuses `backup_damaged`."""
        for name, table in self.manifest.tables.items():
            digest, count = hashlib.sha256(), 0
            for line in self._lines(name):
                digest.update(line)
                count += 1
                yield 1
            if (count, digest.hexdigest()) != (table.rows, table.sha256):
                raise refusals.damaged(self.path, f"{name} is not what the manifest says")
        if self.manifest.secret_key:
            self.secret_key()

    def rows(self, name: str) -> Iterator[Row]:
        for line in self._lines(name):
            yield json.loads(line)

    def secret_key(self) -> str:
        with self._reading(SECRET_KEY):
            return self._file.read(SECRET_KEY).decode()

    def _lines(self, name: str) -> Iterator[bytes]:
        with self._reading(name), self._file.open(_member(name)) as member:
            yield from member

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        try:
            yield
        except DAMAGE as error:
            raise refusals.damaged(self.path, f"{name} cannot be read") from error


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a backup and read its manifest.

    Refuses `file_unreadable`, `not_a_backup`, `backup_newer`, `backup_damaged`.
    """
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        raise refusals.unreadable(path, error.strerror or str(error)) from error
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise refusals.not_a_backup(path) from error
    with file:
        yield Reader(path, file, _manifest(path, file))


def _manifest(path: Path, file: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in file.namelist() or file.getinfo(MANIFEST).file_size > MOST_MANIFEST:
        raise refusals.not_a_backup(path)
    try:
        told = json.loads(file.read(MANIFEST))
        if told.get("dateline") != "backup":
            raise refusals.not_a_backup(path)
        if told["format"] > FORMAT:
            raise refusals.newer(path, told["program"])
        return Manifest(
            program=told["program"],
            database=told["database"],
            at=told["at"],
            migrations=frozenset(Key(app, name) for app, name in told["migrations"]),
            tables={
                name: Table(tuple(table["columns"]), table["rows"], table["sha256"])
                for name, table in told["tables"].items()
            },
            logs=told["logs"],
            secret_key=told["secret_key"],
        )
    except (*DAMAGE, TypeError, AttributeError) as error:
        raise refusals.damaged(path, "its manifest cannot be read") from error


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _plain(column: Any) -> str:
    # Times with all their digits. What has no form here yet must be given one before it is lost.
    if hasattr(column, "isoformat"):
        return str(column.isoformat())
    if isinstance(column, Decimal):
        return str(column)
    raise TypeError(f"A backup has no form yet for {type(column).__name__}.")
