"""`dateline import`: turn text captures of live pages into live blogs."""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from django.conf import settings

from dateline.config import database
from dateline.coverage.refusals import refusal
from dateline.wire.actions import import_captures
from dateline.wire.captures import read_capture
from dateline.wire.captures.capture import Capture, as_json_lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="plain text of one live page each")
    parser.add_argument("--story", default="", help="slug of the running story; begun if it is not there")
    parser.add_argument("--slug", default="", help="last part of the address; made of the headline if left out")
    parser.add_argument("--headline", default=None, help="for a capture that has none, or another one")
    parser.add_argument(
        "--date", type=_date, default=None, metavar="YYYY-MM-DD", help="the day, for a capture without dates"
    )
    parser.add_argument("--dry-run", action="store_true", help="read and show, import nothing")
    parser.add_argument(
        "--json", action="store_true", help="print JSON: with --dry-run the live blog, then an entry a line"
    )


def run(arguments: argparse.Namespace) -> int:
    # All are read before any is brought in: a file that cannot be read refuses the whole command.
    captures = [_read(Path(file), arguments) for file in arguments.files]
    for warning in (warning for capture in captures for warning in capture.warnings):
        print(warning, file=sys.stderr)
    if arguments.dry_run:
        for capture in captures:
            _show(capture, as_json=arguments.json)
        return 0
    database.make_ready()
    blogs = import_captures(captures, story=arguments.story, slug=arguments.slug)
    for blog, capture in zip(blogs, captures, strict=True):
        url = settings.SITE_URL + blog.url
        told = {"slug": blog.slug, "url": url, "entries": len(capture.entries), "warnings": list(capture.warnings)}
        print(json.dumps(told, ensure_ascii=False) if arguments.json else f"{url}: {len(capture.entries)} entries")
    return 0


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day. Write it as 2031-03-04.") from error


def _read(path: Path, arguments: argparse.Namespace) -> Capture:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise refusal("file_unreadable", file=str(path), why=error.strerror or "unreadable") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal("file_unreadable", file=str(path), why="it is not UTF-8 text") from error
    return read_capture(text, date=arguments.date, headline=arguments.headline)


def _show(capture: Capture, *, as_json: bool) -> None:
    if as_json:
        for line in as_json_lines(capture):
            print(line)
        return
    print(capture.headline or "(no headline)")
    if capture.standfirst:
        print(capture.standfirst)
    for entry in capture.entries:
        print(f"\n{entry.published or '-'}  {entry.byline or '-'}\n{entry.heading or '(no heading)'}")
        for paragraph in entry.body:
            print(f"    {paragraph}")
        for card in entry.related:
            print(f"    related: {card.headline}")
