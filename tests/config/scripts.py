"""Programs of our own on a server's database: what a surface does that nobody has thought of yet."""

import secrets
import subprocess
import sys

from tests.servers import HOUSE, Server

BEGIN = """
import os, signal, sys
from decimal import Decimal
import django
django.setup()
from dateline.coverage.actions import correct_entry
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import EntryVersion
from dateline.facts.actions import record_claim, refuse_suggestion
from dateline.facts.rules import NewClaim, text_of
version = EntryVersion.objects.filter(entry__live_blog__slug=sys.argv[1]).latest("pk")
text = text_of(version.heading, version.body)
"""
RECORD = """
quote = text.split()[-1]
figure = NewClaim(
    kind="figure", quote=quote, start=text.rindex(quote), end=text.rindex(quote) + len(quote), status="reported",
    value=Decimal("41.5"), subject="drones", measure="shot down",
    rule="numbers.digits", confidence=0.65, changed="unit",
)
record_claim(version, figure, by=None, request_id=sys.argv[2])
refuse_suggestion(version, figure, by=None)
"""


def run_script(server: Server, script: str, slug: str) -> int:
    """Run a script about the newest version of a live blog, in a process of its own, and return its exit code."""
    return subprocess.run(
        [sys.executable, "-c", BEGIN + script, slug, secrets.token_hex(10)],
        env=server._environment | {"DJANGO_SETTINGS_MODULE": "dateline.config.settings"},
        cwd=HOUSE,
        check=False,
    ).returncode


def record(server: Server, slug: str) -> None:
    """Put the last word of the newest entry on the record as a figure, and refuse the suggestion of it as well."""
    assert run_script(server, RECORD, slug) == 0
