"""`dateline backup`: write everything worth keeping to one file, also while a server is running."""

import argparse
import contextlib
import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

from dateline.config.backup import refusals
from dateline.config.backup.take import take_backup
from dateline.config.progress import progress
from dateline.kit import clock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        type=Path,
        default=None,
        metavar="FILE",
        help="the file, or a folder for one named by the time; a folder in DATELINE_HOME if left out",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    target = _target(arguments.to)
    with contextlib.ExitStack() as ending:

        def bar(total: int) -> Callable[[int], None]:
            return ending.enter_context(progress("Backing up", total))

        manifest = take_backup(target, database=connection.vendor, secret_key=_secret_key(), progress=bar)
    size = target.stat().st_size
    if arguments.json:
        print(json.dumps({"file": str(target), "bytes": size, "rows": manifest.rows, "logs": len(manifest.logs)}))
    else:
        print(f"{target}: {manifest.rows:,} rows, {len(manifest.logs):,} logs, {size / 1e6:.1f} MB. Keep it secret.")
    return 0


def _target(given: Path | None) -> Path:
    name = f"dateline-{clock.now():%Y%m%d-%H%M%S}.zip"
    if given is None:
        folder = settings.ENVIRONMENT.home / "backups"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise refusals.unwritable(folder, error.strerror or str(error)) from error
        return Path(folder / name)
    return given / name if given.is_dir() else given


def _secret_key() -> str | None:
    """Return the key that is kept in a file. One from the environment is kept by whoever gave it."""
    return None if settings.ENVIRONMENT.secret_key else str(settings.SECRET_KEY)
