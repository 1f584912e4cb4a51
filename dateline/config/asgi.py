"""The whole house as one ASGI callable: what must be fast is answered first, everything else goes to Django.

`/live/<slug>/log` by the stream room, `/live/<slug>` as finished bytes by the live page room, `/healthz` and `/readyz`
here, `/assets/…` from the front end's build, and the desk and the other pages by Django.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first.
from django.core.asgi import get_asgi_application  # noqa: E402
from django.db import Error, connection  # noqa: E402
from servestatic import ServeStaticASGI  # noqa: E402

from dateline.facts.reviewer import reviewer  # noqa: E402
from dateline.livepage.hot import HotPages  # noqa: E402
from dateline.stream.http import LogApp  # noqa: E402
from dateline.stream.hub import Hub  # noqa: E402
from dateline.stream.transport import READY  # noqa: E402

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# The build names a file by its content, as reader-4QK2ZN7A.js: it never changes, so a cache may keep it for good.
NAMED_BY_CONTENT = r"^.+-[0-9A-Z]{8}\.\w+$"
SECONDS_BETWEEN_REVIEWS = 60


class House:
    """The dispatcher. One for each process; its hub and pages live from the server's start to its end."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.log = LogApp(self.hub)
        self.rest = _rest()
        self.pages = HotPages(self.hub, beyond=self.rest)
        self.serving = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        if scope["type"] != "http":
            raise NotImplementedError(f"Dateline speaks HTTP, not {scope['type']}.")
        path = scope["path"]
        if self.log.matches(path):
            await self.log(scope, receive, send)
        elif self.pages.matches(scope):
            await self.pages(scope, receive, send)
        elif path == "/healthz":
            await _answer(send, 200, {"status": "ok"})
        elif path == "/readyz":
            await self._ready(send)
        else:
            await self.rest(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await self.hub.start()
        await self.pages.start()
        reviewing = asyncio.create_task(_keep_reviewing())
        if "state" in scope:
            scope["state"][READY] = self.pages.ready
        self.serving = True
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.serving = False
        reviewing.cancel()
        await self.pages.stop()
        await self.hub.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _ready(self, send: Send) -> None:
        """200 when a reader would be served: the hub runs and the database answers. Else 503, naming what does not."""
        if not self.serving:
            await _answer(send, 503, {"status": "starting or stopping"})
        elif await asyncio.to_thread(_database_answers):
            await _answer(send, 200, {"status": "ok"})
        else:
            await _answer(send, 503, {"status": "the database does not answer"})


async def _keep_reviewing() -> None:
    """Have what no message of this process led to reviewed: at the start, and then once a minute."""
    while True:
        reviewer.look_everywhere()
        await asyncio.sleep(SECONDS_BETWEEN_REVIEWS)


def _rest() -> App:
    """Return what answers all that need not be fast: the assets, else Django."""
    assets = ServeStaticASGI(
        get_asgi_application(),
        root=settings.ASSETS,
        prefix="assets",
        allow_all_origins=False,
        immutable_file_test=NAMED_BY_CONTENT,
        add_headers_function=_add_asset_headers,
    )
    return cast("App", assets)


def _add_asset_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM stream_log LIMIT 1")
    except Error:
        return False
    finally:
        connection.close()
    return True


async def _answer(send: Send, status: int, words: dict[str, str]) -> None:
    body = json.dumps(words).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


application = House()
