"""What backup and restore refuse. A code never changes its meaning; a sentence may be reworded."""

from pathlib import Path

from dateline.kit.refusal import Refusal


def unwritable(target: Path, why: str) -> Refusal:
    return Refusal(
        "backup_unwritable",
        f"The backup could not be written to {target}: {why}. Nothing was kept of it; what was there before still is."
        " Make room, or give another place with --to.",
    )


def unreadable(file: Path, why: str) -> Refusal:
    return Refusal("file_unreadable", f"The file {file} cannot be read: {why}. Give a backup made by dateline backup.")


def not_a_backup(file: Path) -> Refusal:
    return Refusal(
        "not_a_backup",
        f"{file} is not a backup of Dateline, or it is one that was cut off before its end. Give a whole file that"
        " dateline backup has made.",
    )


def damaged(file: Path, what: str) -> Refusal:
    return Refusal(
        "backup_damaged",
        f"The backup {file} is damaged: {what}. Nothing was changed. Fetch the file again, or give an older backup.",
    )


def newer(file: Path, version: str) -> Refusal:
    return Refusal(
        "backup_newer",
        f"The backup {file} was made by a newer program, Dateline {version}. Install that version, then restore.",
    )


def database_newer() -> Refusal:
    return Refusal(
        "database_newer",
        "The database was made by a newer program than this one. Use the version of Dateline that last served it.",
    )


def database_empty() -> Refusal:
    return Refusal("database_empty", "There is nothing to back up: this database has never been served from.")


def holds_something(rows: str) -> Refusal:
    return Refusal(
        "database_not_empty",
        f"The database holds something already ({rows}). Restoring puts the backup in its place and everything"
        " that is there now is gone: back it up first, then give --replace.",
    )


def does_not_fit(file: Path, why: str) -> Refusal:
    return Refusal(
        "backup_does_not_fit",
        f"The database does not take what is in {file}: {why}. Nothing was changed. Give an older backup, or restore"
        " into the kind of database that this one was made from.",
    )


def key_unwritable(home: Path, why: str) -> Refusal:
    return Refusal(
        "secret_key_unwritable",
        f"The database is restored, but its secret key could not be put into {home}: {why}. Make room or give the"
        " rights, then restore again with --replace; or leave it, and people must sign in again.",
    )
