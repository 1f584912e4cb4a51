"""`dateline check`: verify the settings, the database, the built front end, every log against its page and its record.

Changes nothing, and holds nobody up: it looks at one moment of each live blog, also while a server is publishing.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dateline.config import database
from dateline.config.progress import progress
from dateline.config.snapshot import snapshot
from dateline.coverage.models import LiveBlog
from dateline.facts import replay as record
from dateline.kit.findings import Finding
from dateline.livepage import replay as pages
from dateline.stream import queries


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object for each finding, nothing when all is well"
    )


def run(arguments: argparse.Namespace) -> int:
    found = 0
    for finding in _findings():
        found += 1
        print(json.dumps(finding, ensure_ascii=False) if arguments.json else finding["sentence"])
    if not found and not arguments.json:
        logs = queries.count_logs()
        print(
            f"All is well: settings, database, front end, {logs} logs without a gap,"
            " each equal to its page and its record."
        )
    return 1 if found else 0


def _findings() -> Iterator[dict[str, Any]]:
    if database.is_old(MigrationExecutor(connection)):
        yield {
            "code": "not_migrated",
            "sentence": "The database is older than the program. Start it once: dateline serve.",
        }
        return
    if not (settings.ASSETS / "manifest.json").is_file():
        yield {"code": "not_built", "sentence": "The front end has not been built. Start it once: bin/serve."}
    for name, numbers in queries.gaps():
        sentence = f"The log {name} is damaged: {numbers}. Restore the database from its last backup."
        yield {"code": "log_gap", "sentence": sentence, "log": name}
    slugs = list(LiveBlog.objects.order_by("pk").values_list("slug", flat=True))
    with progress("Replaying", len(slugs)) as count:
        for slug in slugs:
            with snapshot():
                blog = LiveBlog.objects.select_related("log", "story", "successor").filter(slug=slug).first()
                for finding in _differences(blog) if blog else ():
                    yield {name: part for name, part in asdict(finding).items() if part is not None}
            count(1)


def _differences(blog: LiveBlog) -> Iterator[Finding]:
    yield from pages.differences(blog)
    yield from record.differences(blog)
