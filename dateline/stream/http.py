"""The log's way out: the read side of the Durable Streams protocol, as a plain ASGI callable.

Catch-up answers what is there, in chunks that end at fixed numbers; long-poll answers once there is more; SSE stays
open and lets the hub write. Sections are those of the protocol's PROTOCOL.md.
"""

import asyncio
import contextlib
import functools
import gzip
import json
import logging
import random
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import Error

from dateline.kit.refusal import Refusal
from dateline.stream import address, protocol
from dateline.stream.followed import Followed
from dateline.stream.hub import Hub
from dateline.stream.protocol import Ask, token
from dateline.stream.readers import ConnectionReader, SendReader
from dateline.stream.refusals import refusal
from dateline.stream.transport import LendingProtocol, connection_of

logger = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = dict[str, str]

PATH = re.compile(r"/([\w/-]{1,200})/log")
ALLOWED = "GET, HEAD, OPTIONS"

# On every answer. Other sites may embed coverage: the log holds nothing that is not on the public page (section 10.7).
COMMON: Headers = {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": (
        "ETag, Retry-After, Stream-Next-Offset, Stream-Up-To-Date, Stream-Closed, Stream-Cursor"
    ),
}
NO_STORE = "no-store"
# A chunk with more after it never changes, except when a court has a message blanked: then purge its address.
FOREVER = "public, max-age=31536000, immutable"
# A moment is enough for a cache to answer a crowd with one question.
A_MOMENT = "public, max-age=1"
# Correct however old, for the reader goes on from where the answer ends; as long as cursors stay the same.
AN_INTERVAL = f"public, max-age={protocol.CURSOR_SECONDS}"

WORTH_COMPRESSING = 1024
ZIPPED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))")
GZIP_MAGIC = b"\x1f\x8b"
# Finished catch-up answers in memory, each about 20 KB: a crowd that reads from the beginning asks the database once.
ON_THE_SHELF = 100
# The browser's own wait before it comes back, spread so that a crowd cut off together does not return together.
RETRY_MILLISECONDS = (500, 2500)
RETRY_AFTER_SECONDS = (2, 10)
# A reader who takes longer than this over its catch-up is let go, and resumes where it was.
CATCH_UP_SECONDS = 60

STATUS = {
    "log_unknown": 404,
    "method_not_allowed": 405,
    "log_unavailable": 503,
    "readers_full": 503,
    "address_full": 503,
}
"""All other refusals are 400."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Headers = field(default_factory=dict)
    body: bytes = b""


class LogApp:
    """Answers `/<name>/log` for every log. Everything else is not its business: ask `matches` first."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._shelf: OrderedDict[str, bytes] = OrderedDict()
        """Catch-up answers by their entity tag, which names all that they could differ by."""

    @staticmethod
    def matches(path: str) -> bool:
        """Tell whether the path has the form of a log's address; whether there is such a log is answered with 404."""
        return PATH.fullmatch(path) is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._answer(scope, receive, send)
        except Refusal as refused:
            await _send(send, _refused(refused))
        except Error:
            logger.exception("%s could not be read from the database", scope["path"])
            await _send(send, _refused(refusal("log_unavailable")))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]
        if method == "OPTIONS":
            await _send(send, PREFLIGHT)
            return
        if method not in ("GET", "HEAD"):
            raise refusal("method_not_allowed")
        found = PATH.fullmatch(scope["path"])
        log = await self.hub.follow(found[1]) if found else None
        if log is None:
            raise refusal("log_unknown")
        if method == "HEAD":
            await _send(send, _head(log))
            return
        ask = protocol.parse(scope["query_string"])
        if self.hub.blind:
            # What is known may be all there is or not, and every answer at the tail would say that it is.
            raise refusal("log_unavailable")
        if ask.live == protocol.SSE:
            await self._sse(scope, log, ask, receive, send)
        elif ask.live == protocol.LONG_POLL:
            await _send(send, await self._long_poll(log, ask, receive, scope))
        else:
            await _send(send, await self._catch_up(log, ask, scope))

    # --- catch-up (section 5.5) ---

    async def _catch_up(self, log: Followed, ask: Ask, scope: Scope) -> Answer:
        if ask.after is None:
            return Answer(200, _json(NO_STORE) | _position(log, log.tail), b"[]")
        after = await self._reached(log, ask.after)
        end = protocol.chunk_end(after, log.tail)
        zipped = ZIPPED.search(_header(scope, b"accept-encoding")) is not None
        tag = _tag(log, after, end, "z" if zipped else "")
        headers = _json(FOREVER if end < log.tail else A_MOMENT) | _position(log, end)
        headers |= {"etag": tag, "vary": "accept-encoding"}
        if _has_already(scope, tag):
            return Answer(304, headers)
        body = self._shelf.get(tag)
        if body is None:
            body = self._shelf[tag] = await self._body(log, after, end, zipped=zipped)
            if len(self._shelf) > ON_THE_SHELF:
                self._shelf.popitem(last=False)
        if body.startswith(GZIP_MAGIC):
            headers["content-encoding"] = "gzip"
        return Answer(200, headers, body)

    async def _body(self, log: Followed, after: int, end: int, *, zipped: bool) -> bytes:
        body = protocol.array(await self.hub.texts(log, after, end))
        if zipped and len(body) > WORTH_COMPRESSING:
            return await self.hub.past.run(gzip.compress, body, compresslevel=6, mtime=0)
        return body

    async def _reached(self, log: Followed, n: int) -> int:
        """Return the number, if the log has given it out. Refuses `offset_ahead`, for its reader would wait in vain."""
        if n > log.tail:
            # Another process may have told the reader before this one has heard.
            await self.hub.read_again(log)
        if n > log.tail:
            raise refusal("offset_ahead", offset=token(n))
        return n

    # --- long-poll (section 5.6) ---

    async def _long_poll(self, log: Followed, ask: Ask, receive: Receive, scope: Scope) -> Answer:
        after = log.tail if ask.after is None else await self._reached(log, ask.after)
        if after == log.tail and not log.closed:
            with self.hub.seat(log, _address(scope)):
                await self._wait_for_more(log, receive, connection_of(scope))
        if after == log.tail:
            if self.hub.blind:
                raise refusal("log_unavailable")
            return Answer(204, _position(log, after) | _cursor(log, ask) | {"cache-control": NO_STORE})
        end = protocol.chunk_end(after, log.tail)
        headers = _json(AN_INTERVAL) | _position(log, end) | _cursor(log, ask)
        if ask.after is None:
            # The address names no number, so its answers may not be kept.
            headers["cache-control"] = NO_STORE
        else:
            headers["etag"] = _tag(log, after, end, "")
        return Answer(200, headers, protocol.array(await self.hub.texts(log, after, end)))

    async def _wait_for_more(self, log: Followed, receive: Receive, connection: LendingProtocol | None) -> None:
        """Return on the log's next message, when the time is up, when the server stops, or when the reader has gone."""
        more: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        gone = asyncio.create_task(_until_gone(receive))
        log.waiting.add(more)
        try:
            with _told_of_shutdown(connection, gone.cancel):
                await asyncio.wait((more, gone), timeout=self.hub.pace.long_poll, return_when=asyncio.FIRST_COMPLETED)
        finally:
            log.waiting.discard(more)
            gone.cancel()

    # --- SSE (section 5.7) ---

    async def _sse(self, scope: Scope, log: Followed, ask: Ask, receive: Receive, send: Send) -> None:
        # The browser's own EventSource resumes with this header, while its address still has the first offset.
        resumed = _header(scope, b"last-event-id")
        wanted = protocol.number(resumed) if resumed else ask.after
        after = log.tail if wanted is None else await self._reached(log, wanted)
        cursor = protocol.cursor_after(ask.cursor)
        connection = connection_of(scope)
        counted_at = _address(scope)
        with self.hub.seat(log, counted_at):
            await _start(send, 200, _sse_headers(connection))
            await _part(send, b"retry: %d\n\n" % random.randint(*RETRY_MILLISECONDS))  # noqa: S311 - spreads load
            try:
                async with asyncio.timeout(CATCH_UP_SECONDS) as patience:
                    with _told_of_shutdown(connection, lambda: patience.reschedule(0)):
                        after = await self._catch_up_events(log, after, cursor, send)
            except (TimeoutError, Error) as error:
                logger.info("%s: a reader is cut off while catching up, to resume after its last: %r", log.name, error)
                await _cut(connection, receive)
                return
        if self.hub.blind:
            # It went blind during the catching up: the next word would be that this is all there is.
            await _cut(connection, receive)
            return
        # From here to `add` nothing may wait: a message between the two would be lost to this reader.
        rest = log.recent_between(after, log.tail) or []
        frame = log.frame(rest, log.tail, cursor=cursor)
        if log.closed:
            await send({"type": "http.response.body", "body": frame.events, "more_body": False})
        elif connection is None:
            await self._hold_send(log, SendReader(address=counted_at, cursor=cursor), frame, receive, send)
        else:
            left = functools.partial(self.hub.remove, log)
            reader = ConnectionReader(connection.transport, address=counted_at, cursor=cursor, left=left)
            if connection.lend(reader):
                reader.write(frame)
                self.hub.add(log, reader)

    async def _catch_up_events(self, log: Followed, after: int, cursor: int, send: Send) -> int:
        """Send what is more than one part, each when the reader has taken the last. Return the number it then has.

        A reader on a slow network so keeps every part that it got whole, and is never cut off for what it missed.
        """
        while True:
            rest = log.recent_between(after, log.tail)
            end = protocol.chunk_end(after, log.tail)
            parts = protocol.parts(await self.hub.texts(log, after, end) if rest is None else rest)
            if rest is not None:
                if len(parts) <= 1:
                    return after
                # The last goes out with what comes until then.
                parts.pop()
            for part in parts:
                after += len(part)
                await _part(send, log.frame(part, after, cursor=cursor).events)

    async def _hold_send(
        self, log: Followed, reader: SendReader, frame: protocol.Frame, receive: Receive, send: Send
    ) -> None:
        reader.write(frame)
        self.hub.add(log, reader)
        sending = reader.sending = asyncio.create_task(reader.send_all(send))
        gone = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait((sending, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.hub.remove(log, reader)
            sending.cancel()
            gone.cancel()


PREFLIGHT = Answer(
    204,
    {
        "allow": ALLOWED,
        "access-control-allow-methods": ALLOWED,
        "access-control-allow-headers": "If-None-Match, Last-Event-ID, Cache-Control",
        "access-control-max-age": "86400",
    },
)


def _refused(refused: Refusal) -> Answer:
    status = STATUS.get(refused.code, 400)
    headers = _json(NO_STORE)
    if status == 405:
        headers["allow"] = ALLOWED
    if status == 503:
        headers["retry-after"] = str(random.randint(*RETRY_AFTER_SECONDS))  # noqa: S311 - spreads load
    body = json.dumps({"code": refused.code, "sentence": refused.sentence}, ensure_ascii=False)
    return Answer(status, headers, body.encode())


def _head(log: Followed) -> Answer:
    headers = _json(NO_STORE) | {"stream-next-offset": token(log.tail)}
    if log.closed:
        headers["stream-closed"] = "true"
    return Answer(200, headers)


def _json(caching: str) -> Headers:
    return {"content-type": "application/json", "cache-control": caching}


def _position(log: Followed, end: int) -> Headers:
    """Return the headers that say where the answer ends and what that means."""
    headers = {"stream-next-offset": token(end)}
    if end == log.tail:
        headers["stream-up-to-date"] = "true"
        if log.closed:
            headers["stream-closed"] = "true"
    return headers


def _cursor(log: Followed, ask: Ask) -> Headers:
    return {} if log.closed else {"stream-cursor": str(protocol.cursor_after(ask.cursor))}


def _tag(log: Followed, after: int, end: int, coding: str) -> str:
    """Return the entity tag. Besides log, start and end it names all else that an answer with these could differ by."""
    standing = "" if end < log.tail else "c" if log.closed else "t"
    life = f":{log.life}.{log.restored}" if log.life or log.restored else ""
    return f'"{log.hash}:{after}:{end}:{standing}{log.redactions or ""}{coding}{life}"'


def _has_already(scope: Scope, tag: str) -> bool:
    kept = _header(scope, b"if-none-match")
    return kept == "*" or tag in (one.strip().removeprefix("W/") for one in kept.split(","))


def _header(scope: Scope, name: bytes) -> str:
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def _address(scope: Scope) -> str:
    """Return where the reader's place is counted."""
    peer = scope.get("client")
    forwarded = _header(scope, b"x-forwarded-for")
    return address.counted(peer[0] if peer else "", forwarded, proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT)


def _sse_headers(connection: LendingProtocol | None) -> Headers:
    headers = {
        "content-type": "text/event-stream",
        "cache-control": "no-cache, no-store",
        # nginx holds answers back to fill its buffers unless told otherwise.
        "x-accel-buffering": "no",
    }
    if connection is not None:
        # The hub writes the chunks itself, and closes the connection at the end.
        headers |= {"transfer-encoding": "chunked", "connection": "close"}
    return headers


@contextlib.contextmanager
def _told_of_shutdown(connection: LendingProtocol | None, leave: Callable[[], object]) -> Iterator[None]:
    if connection is not None:
        connection.on_shutdown = leave
    try:
        yield
    finally:
        if connection is not None:
            connection.on_shutdown = None


async def _cut(connection: LendingProtocol | None, receive: Receive) -> None:
    """Close an answer that has begun without an end, so that nobody takes it for whole.

    A server that does not lend its connections does it by itself when the answer returns.
    """
    if connection is not None:
        connection.transport.abort()
        await _until_gone(receive)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, answer: Answer) -> None:
    headers = answer.headers
    if answer.body:
        headers = headers | {"content-length": str(len(answer.body))}
    await _start(send, answer.status, headers)
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})


async def _start(send: Send, status: int, headers: Headers) -> None:
    raw = [(name.encode(), value.encode()) for name, value in (COMMON | headers).items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})


async def _part(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})
