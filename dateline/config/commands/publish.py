"""`dateline publish`: publish an entry from a file or standard input, also while a server is running."""

import argparse
import json
import secrets
import sys
from pathlib import Path

from django.conf import settings

from dateline.config import database
from dateline.coverage import queries
from dateline.coverage.actions import publish_entry
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.refusals import refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", help="the live blog, as in its address")
    parser.add_argument(
        "file", nargs="?", default="-", help="plain text or Markdown; - or nothing reads standard input"
    )
    parser.add_argument("--heading", default="")
    parser.add_argument("--byline", default="")
    parser.add_argument("--key", action="store_true", help="mark it as a key event")
    parser.add_argument("--request-id", default="", help="the same id twice publishes once; 8 to 64 letters and digits")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    database.make_ready()
    blog = queries.public_live_blog(arguments.slug)
    outcome = publish_entry(
        blog,
        heading=arguments.heading,
        body=body_from_markdown(_read(arguments.file)),
        byline=arguments.byline,
        by=None,
        request_id=arguments.request_id or secrets.token_hex(16),
        key=arguments.key,
    )
    url = f"{settings.SITE_URL}{blog.url}/entry/{outcome.entry_id}"
    if arguments.json:
        print(json.dumps({"n": outcome.n, "entry": outcome.entry_id, "url": url, "repeated": outcome.repeated}))
    else:
        print(f"{url} is message {outcome.n}" + (" (published before; not again)" if outcome.repeated else ""))
    return 0


def _read(file: str) -> str:
    try:
        if file == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(file).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise refusal("file_unreadable", file=file, why=error.strerror or "unreadable") from error
    except UnicodeDecodeError as error:
        raise refusal("file_unreadable", file=file, why="it is not UTF-8 text") from error
