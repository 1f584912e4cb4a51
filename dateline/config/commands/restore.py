"""`dateline restore`: put a backup in the place of what is there: all of it or nothing, into either database."""

import argparse
import json
from pathlib import Path

from django.conf import settings

from dateline.config import environment
from dateline.config.backup import archive, refusals, restore
from dateline.config.progress import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="made by dateline backup, of this or an older version")
    parser.add_argument(
        "--replace", action="store_true", help="even if the database holds something, which is then gone"
    )
    parser.add_argument("--dry-run", action="store_true", help="read and verify the whole file, change nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    with archive.reading(arguments.file) as backup:
        manifest = backup.manifest
        with progress("Verifying", manifest.rows) as count:
            restore.check_restorable(backup, count=count)
        new_key = False
        if not arguments.dry_run:
            with progress("Restoring", manifest.rows) as count:
                restore.put_back(
                    backup, replace=(lambda: None) if arguments.replace else restore.check_empty, count=count
                )
            new_key = _put_back_key(backup)
    told = {"rows": manifest.rows, "logs": len(manifest.logs), "at": manifest.at, "database": manifest.database}
    if arguments.json:
        print(json.dumps(told | {"restored": not arguments.dry_run, "restart": new_key}))
        return 0
    done = "is whole; nothing was changed" if arguments.dry_run else "is restored"
    print(f"The backup of {manifest.at} {done}: {manifest.rows:,} rows, {len(manifest.logs):,} logs.")
    if new_key:
        print("The secret key is that of the backup now. Restart running servers, or people must sign in again.")
    return 0


def _put_back_key(backup: archive.Reader) -> bool:
    """Return whether the key in `DATELINE_HOME` is another one now. One from the environment goes before."""
    if settings.ENVIRONMENT.secret_key or not backup.manifest.secret_key:
        return False
    key = backup.secret_key()
    if key == settings.SECRET_KEY:
        return False
    try:
        environment.keep_secret(settings.ENVIRONMENT.home, key)
    except OSError as error:
        raise refusals.key_unwritable(settings.ENVIRONMENT.home, error.strerror or str(error)) from error
    return True
