"""A newsroom's verbs beside a running server: a line of JSON in, a line of JSON out. Started by `newsroom.Desk`."""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
django.setup()

from tests.livepage.newsroom import Newsroom, begin  # noqa: E402 - Django must be set up first.

NEWSROOMS: dict[str, Newsroom] = {}


def answer(verb: str, slug: str, words: dict[str, Any]) -> Any:
    """Carry the verb out on the live blog and return what it returns; `begin` returns the new live blog's slug."""
    if verb == "begin":
        newsroom = begin(**words)
        NEWSROOMS[newsroom.blog.slug] = newsroom
        return newsroom.blog.slug
    return getattr(NEWSROOMS[slug], verb)(**words)


for line in sys.stdin:
    sys.stdout.write(json.dumps(answer(**json.loads(line))) + "\n")
    sys.stdout.flush()
