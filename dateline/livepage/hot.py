"""Live pages as finished bytes, answered before Django: `GET /live/<slug>`.

A page is made once for each number of its log, plain and compressed, with its headers. A request then costs a look into
a dictionary, and our own server looks before it asks any callable. Whatever these pages do not answer, an unknown
address or `?entry=`, goes on to Django.
"""

import asyncio
import gzip
import hashlib
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

import brotli

from dateline.kit import policy
from dateline.kit.refusal import Refusal
from dateline.livepage import caching
from dateline.livepage.page import Page, live_page
from dateline.stream.doorbell import bell
from dateline.stream.hub import WENT_BACK, Hub
from dateline.stream.threads import DatabaseThread
from dateline.stream.transport import Header, Ready

logger = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATH = re.compile(r"/live/([a-z0-9-]{1,80})")
METHODS = ("GET", "HEAD")
# Of the query of an address that Django answers.
ENTRY = b"entry="
# About 100 KB each in all encodings.
MOST_KEPT = 200
# A build takes some ten milliseconds. When the database keeps it waiting, a page of a moment ago is the better answer.
PATIENCE_SECONDS = 2
REST_AFTER_FAULT_SECONDS = 1
# How long the server's end waits for pages that are being made. Nobody will ask for them any more.
LEAVE_SECONDS = 5
# Let the entry reach those who are reading before a page is made for those who are not here yet.
AFTER_THE_NEWS_SECONDS = 0.05
# Beyond these the bytes hardly shrink and the wait grows.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6

# Browsers send some thirty letters; what is remembered of a header must not be for a stranger to fill.
LONGEST_ACCEPT = 200


class Finished:
    """A page at one number, ready to send."""

    __slots__ = ("_answers", "_tag", "_unchanged", "n")

    def __init__(self, page: Page) -> None:
        plain = page.html.encode()
        self.n = page.n
        # Weak, for it is the same in every encoding; by content, for a new release makes another page at this number.
        self._tag = b'"%d-%s"' % (page.n, hashlib.blake2s(plain, digest_size=6).hexdigest().encode())
        self._unchanged = Ready(304, self._caching())
        self._answers: dict[tuple[str, str], Ready] = {}
        self._add("", plain)
        self._add("gzip", gzip.compress(plain, GZIP_LEVEL, mtime=0), (b"content-encoding", b"gzip"))
        self._add("br", brotli.compress(plain, quality=BROTLI_QUALITY), (b"content-encoding", b"br"))

    def answer(self, method: str, headers: Mapping[bytes, bytes]) -> Ready:
        """Return what a GET or HEAD with these headers gets."""
        if self._tag in headers.get(b"if-none-match", b""):
            return self._unchanged
        return self._answers[method, coding_for(headers.get(b"accept-encoding", b"")[:LONGEST_ACCEPT])]

    def _add(self, name: str, body: bytes, *coding: Header) -> None:
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            *coding,
            *self._caching(),
            *((name.lower().encode(), text.encode()) for name, text in policy.HEADERS.items()),
        ]
        self._answers["GET", name] = Ready(200, headers, body)
        self._answers["HEAD", name] = Ready(200, headers)

    def _caching(self) -> list[Header]:
        return [
            (b"etag", b"W/" + self._tag),
            (b"cache-control", caching.A_MOMENT.encode()),
            (b"vary", b"Accept-Encoding"),
        ]


class Kept:
    """What is known of one live blog's page."""

    __slots__ = ("asked", "building", "committed", "page", "rest_until", "wanted")

    def __init__(self) -> None:
        self.page: Finished | None = None
        self.wanted = 0
        """The greatest number heard of: a page of a lower one is no longer the newest."""
        self.committed = 0
        """The number that this process wrote last, noted before the loop hears of it."""
        self.asked = False
        """Whether anybody has asked since the page was made: only then is the next one made in advance."""
        self.building: asyncio.Task[None] | None = None
        self.rest_until = 0.0


class HotPages:
    """Belongs to the event loop that serves, as its hub does. Start it after the hub, stop it before."""

    def __init__(self, hub: Hub, beyond: App) -> None:
        self._hub = hub
        self._beyond = beyond
        self._thread = DatabaseThread("pages")
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._unsubscribe: Callable[[], None] = lambda: None

    async def start(self) -> None:
        """Begin to hear of news."""
        self._hub.subscribe(self._rung)
        self._unsubscribe = bell.subscribe(self._note)

    async def stop(self) -> None:
        """Finish the pages that are being made, and let go of the database."""
        self._unsubscribe()
        building = [kept.building for kept in self._kept.values() if kept.building]
        if building:
            _, late = await asyncio.wait(building, timeout=LEAVE_SECONDS)
            for task in late:
                task.cancel()
        await self._thread.close()

    def ready(self, method: str, target: bytes, headers: Mapping[bytes, bytes]) -> Ready | None:
        """Return the answer if the newest page is there. Our server asks this first (`stream/transport.py: Lookup`)."""
        path, _, query = target.partition(b"?")
        if method not in METHODS or ENTRY in query or not path.startswith(b"/live/"):
            return None
        page = self._newest(path[len("/live/") :].decode("latin-1"))
        return page.answer(method, headers) if page else None

    @staticmethod
    def matches(scope: Scope) -> bool:
        """Tell whether this is a live page's plain address. Whether there is such a live blog is found out later."""
        return (
            PATH.fullmatch(scope["path"]) is not None
            and scope["method"] in METHODS
            and ENTRY not in scope["query_string"]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        slug = scope["path"][len("/live/") :]
        page = self._newest(slug) or await self._made(slug)
        if page is None:
            await self._beyond(scope, receive, send)
            return
        await page.answer(scope["method"], dict(scope["headers"])).send(send)

    def _newest(self, slug: str) -> Finished | None:
        """Return the page if it is there and nothing newer has been heard of."""
        kept = self._kept.get(slug)
        tail = self._hub.tail(f"live/{slug}")
        if kept is None or kept.page is None or tail is None or kept.page.n < max(kept.wanted, kept.committed, tail):
            return None
        kept.asked = True
        self._kept.move_to_end(slug)
        return kept.page

    async def _made(self, slug: str) -> Finished | None:
        """Return the page at the newest number, or an older one where the database does not answer. None: not ours."""
        try:
            log = await self._hub.follow(f"live/{slug}")
        except Refusal:
            # The database is away. The last page known says how old it is; without one, Django says what is wrong.
            kept = self._kept.get(slug)
            return kept.page if kept else None
        if log is None:
            return None
        kept = self._keep(slug)
        kept.asked = True
        kept.wanted = max(kept.wanted, log.tail)
        if kept.page is None or kept.page.n < kept.wanted:
            if kept.page is not None and asyncio.get_running_loop().time() < kept.rest_until:
                return kept.page
            await asyncio.wait([self._build(slug, kept)], timeout=PATIENCE_SECONDS if kept.page else None)
        return kept.page

    def _keep(self, slug: str) -> Kept:
        kept = self._kept.setdefault(slug, Kept())
        self._kept.move_to_end(slug)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return kept

    # --- making pages ---

    def _note(self, name: str, n: int) -> None:
        # In the writer's thread. Whoever has just published and asks may be answered in the very turn of the loop that
        # has yet to hear the ring.
        kept = self._kept.get(name.removeprefix("live/"))
        if kept is not None:
            kept.committed = n

    def _rung(self, name: str, n: int) -> None:
        if n == WENT_BACK:
            self._kept.pop(name.removeprefix("live/"), None)
            return
        kept = self._kept.get(name.removeprefix("live/"))
        if kept is None or n <= kept.wanted:
            return
        kept.wanted = n
        if kept.asked:
            kept.asked = False
            asyncio.get_running_loop().call_later(AFTER_THE_NEWS_SECONDS, self._build, name.removeprefix("live/"), kept)

    def _build(self, slug: str, kept: Kept) -> asyncio.Task[None]:
        """Make the page unless that is under way: whoever asks meanwhile waits for the same one."""
        if kept.building is None:
            kept.building = asyncio.create_task(self._keep_building(slug, kept))
        return kept.building

    async def _keep_building(self, slug: str, kept: Kept) -> None:
        try:
            while kept.page is None or kept.page.n < kept.wanted:
                wanted = kept.wanted
                made = await self._thread.run(_finished, slug)
                if made is None:
                    return
                kept.page = made
                # What was heard of before this page was begun and is not on it is gone: the database went back.
                kept.wanted = made.n if kept.wanted == wanted else max(kept.wanted, made.n)
        except Exception:
            # Whatever it was, readers keep the last page, and the next request tries again.
            logger.exception("The page of %s at %d could not be made", slug, kept.wanted)
            kept.rest_until = asyncio.get_running_loop().time() + REST_AFTER_FAULT_SECONDS
        finally:
            kept.building = None


def _finished(slug: str) -> Finished | None:
    page = live_page(slug)
    return Finished(page) if page else None


@lru_cache(maxsize=256)
def coding_for(accepted: bytes) -> str:
    """Return the best encoding that an Accept-Encoding header allows: `br`, `gzip` or none. Browsers send few forms."""
    allowed: dict[str, bool] = {}
    for part in accepted.decode("latin-1").lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";")
        allowed[name] = not re.fullmatch(r"q=0(\.0*)?", weight)
    return next((coding for coding in ("br", "gzip") if allowed.get(coding, allowed.get("*", False))), "")
