"""Live blogs of different sizes for `bin/bench page`: `python -m bench.sizes PORT ROUNDS ENTRIES…`.

Brings in the live blogs `/live/bench-<entries>` on the database that the environment names, each by the verb that
brings coverage in. Then publishes to them in turn, makes each one's page anew, prints one JSON object, the milliseconds
of each making by size, and serves them.
"""

import json
import logging
import os
import random
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.config.settings"
django.setup()

import uvicorn  # noqa: E402 - Django must be set up first.
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.house import made_up  # noqa: E402
from dateline.coverage import actions  # noqa: E402
from dateline.coverage.actions.bring_in import Incoming, IncomingLiveBlog  # noqa: E402
from dateline.coverage.body.markdown import body_from_markdown  # noqa: E402
from dateline.coverage.models import LiveBlog  # noqa: E402
from dateline.livepage import hot, page  # noqa: E402
from dateline.stream.transport import LendingProtocol  # noqa: E402

BEGUN = datetime(2031, 3, 4, 6, 0, tzinfo=UTC)
# Bodies that are told again and again: reading ten thousand of them from Markdown would take as long as all the rest.
BODIES = 50


def updates(chance: random.Random) -> Iterator[Incoming]:
    bodies = [body_from_markdown(made_up(chance)) for _ in range(BODIES)]
    published = BEGUN
    while True:
        published += timedelta(minutes=1)
        heading = f"Update at {published:%d %H:%M}: crossings remain suspended"
        yield Incoming(heading=heading, byline="Nora Lind", body=chance.choice(bodies), published=published)


def slug_of(entries: int) -> str:
    return f"bench-{entries}"


def bring_in(entries: int) -> None:
    # The same page at every size: the newest entries are the same, for each begins with the same letters.
    incoming = IncomingLiveBlog(
        headline="A storm between two coasts",
        entries=list(islice(updates(random.Random(1)), entries)),
        slug=slug_of(entries),
    )
    actions.bring_in_live_blogs([incoming])


def milliseconds_to_make(entries: int) -> float:
    """Publish an entry and return how long the page then takes to be made, in every encoding."""
    blog = LiveBlog.objects.get(slug=slug_of(entries))
    actions.publish_entry(
        blog,
        heading="One more update: crossings remain suspended",
        body=body_from_markdown(made_up(random.Random(2))),
        byline="Nora Lind",
        by=None,
        request_id=str(uuid.uuid4()),
    )
    before = time.perf_counter()
    made = page.live_page(blog.slug)
    assert made is not None
    hot.Finished(made)
    return (time.perf_counter() - before) * 1000


def main(port: int, rounds: int, *sizes: int) -> None:
    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0, interactive=False)
    for entries in sizes:
        bring_in(entries)
    taken: dict[int, list[float]] = {entries: [] for entries in sizes}
    for _ in range(rounds):
        for entries in sizes:
            taken[entries].append(milliseconds_to_make(entries))
    connection.close()
    print(json.dumps(taken), flush=True)
    uvicorn.run(
        "dateline.config.asgi:application",
        port=port,
        http=LendingProtocol,
        loop="uvloop",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
