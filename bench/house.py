"""The house under measurement: `python -m bench.house PORT ENTRIES`, with DATELINE_HOME in the environment.

Serves the live blog `/live/bench` with so many entries. A line on stdin writes one message of the size in it to its
log, as a view of the desk would: from another thread, in a transaction of its own. Prints "ready" once, and "sent" for
each.
"""

import dataclasses
import logging
import os
import random
import sys
import threading
import time
import uuid
from typing import ClassVar

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.config.settings"
django.setup()

import uvicorn  # noqa: E402 - Django must be set up first.
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from dateline.config import asgi  # noqa: E402
from dateline.coverage import actions  # noqa: E402
from dateline.coverage.body.markdown import body_from_markdown  # noqa: E402
from dateline.stream import log  # noqa: E402
from dateline.stream.transport import LendingProtocol  # noqa: E402

SLUG = "bench"
# Words of about a newspaper's length and variety, so that the page packs as a real one does.
SYLLABLES = "an ber cor dal en fi gor hal in ka la mor ne ost pre qui ra sal te un ver wes".split()
SENTENCES = 6
WORDS = 13
SECONDS_OF_LIFE = 600


def made_up(chance: random.Random) -> str:
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(SENTENCES * WORDS)]
    lines = (" ".join(words[at : at + WORDS]).capitalize() for at in range(0, len(words), WORDS))
    return f"{'. '.join(lines)}. *{words[0]} {words[1]}*, said [{words[2]}](https://{words[3]}.example/)."


@dataclasses.dataclass(frozen=True, slots=True)
class Sent:
    """A message that says when it was sent, by the monotonic clock, in nanoseconds."""

    kind: ClassVar[str] = "bench.sent"
    size: int

    def payload(self) -> dict[str, object]:
        return {"sent": time.monotonic_ns(), "html": "x" * self.size}


def publish_on_demand(server: uvicorn.Server, log_id: int) -> None:
    while not server.started:
        time.sleep(0.01)
    print("ready", flush=True)
    for line in sys.stdin:
        with transaction.atomic():
            log.append(log_id, Sent(int(line)))
        print("sent", flush=True)


def live_blog_with(entries: int, slug: str = SLUG) -> int:
    """Make the live blog and return its log's id."""
    blog = actions.begin_live_blog(headline="A storm between two coasts", slug=slug)
    chance = random.Random(entries)
    for number in range(entries):
        actions.publish_entry(
            blog,
            heading=f"Update {number + 1}: crossings remain suspended",
            body=body_from_markdown(made_up(chance)),
            byline="Nora Lind",
            by=None,
            request_id=str(uuid.uuid4()),
        )
    return blog.log_id


def keep_readers() -> None:
    """Hold any crowd, and let an SSE answer outlast a measurement: readers who come and go are another benchmark."""
    hub = asgi.application.hub
    hub.pace = dataclasses.replace(hub.pace, life=SECONDS_OF_LIFE)
    # The crowd has a few addresses of its own.
    hub.most_of_one_address = 0


def main(port: int, entries: int) -> None:
    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0, interactive=False)
    log_id = live_blog_with(entries)
    connection.close()
    keep_readers()
    config = uvicorn.Config(
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
    server = uvicorn.Server(config)
    threading.Thread(target=publish_on_demand, args=(server, log_id), daemon=True).start()
    server.run()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
