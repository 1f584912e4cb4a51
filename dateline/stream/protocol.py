"""The Durable Streams protocol's own words, as pure decisions: offsets, chunks, cursors, tags, events.

Sections are those of the protocol's PROTOCOL.md (repository durable-streams/durable-streams).
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import parse_qsl

from dateline.kit import clock
from dateline.stream.refusals import refusal

# A full chunk is what an HTTP cache keeps for good: small enough to load at once on a phone (about 20 KB compressed),
# large enough that a day's coverage is a handful of requests. Cached answers end at its multiples: never change it.
CHUNK = 100

# Section 8.1: cursors number these intervals, so that the addresses of a waiting crowd change together.
CURSOR_EPOCH = int(datetime(2024, 10, 9, tzinfo=UTC).timestamp())
CURSOR_SECONDS = 20
CURSOR_JITTER_SECONDS = 3600

# What a reader who was away gets in one go, about thirty entries.
PART_BYTES = 64 * 1024

LONG_POLL = "long-poll"
SSE = "sse"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reader asks for: the number after which, and how."""

    after: int | None
    """None means the tail, wherever it is: `offset=now`."""
    live: str
    cursor: int | None


def token(n: int) -> str:
    """Return the offset of number `n`: fixed width, so that offsets sort as their numbers do (section 6)."""
    return f"{n:016d}"


def number(offset: str) -> int | None:
    """Return the number an offset stands for, None for `now`. Refuses `offset_malformed`."""
    if offset == "-1":
        return 0
    if offset == "now":
        return None
    if not re.fullmatch("[0-9]{16}", offset):
        raise refusal("offset_malformed", offset=offset[:40])
    return int(offset)


def parse(query: bytes) -> Ask:
    """Return what the address's query asks for. Unknown names are left alone, as section 9.1 wants.

    Refuses `offset_malformed`, `offset_twice`, `offset_missing`, `live_unknown` and `cursor_malformed`.
    """
    given: dict[str, str] = {}
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        if name in given and name in ("offset", "live", "cursor"):
            raise refusal("offset_twice", name=name)
        given[name] = value
    live = given.get("live", "")
    if "live" in given and live not in (LONG_POLL, SSE):
        raise refusal("live_unknown", live=live[:40])
    if live and "offset" not in given:
        raise refusal("offset_missing")
    cursor = given.get("cursor")
    if cursor is not None and not re.fullmatch("[0-9]{1,18}", cursor):
        raise refusal("cursor_malformed", cursor=cursor[:40])
    return Ask(number(given.get("offset", "-1")), live, None if cursor is None else int(cursor))


def chunk_end(after: int, tail: int) -> int:
    """Return the last number of the answer to a reader who has `after`: the chunk's boundary, or the tail before it."""
    return max(after, min((after // CHUNK + 1) * CHUNK, tail))


def cursor_after(asked: int | None) -> int:
    """Return the cursor to answer: this interval's number, or a greater one than the reader has (section 8.1)."""
    current = (int(clock.now().timestamp()) - CURSOR_EPOCH) // CURSOR_SECONDS
    if asked is None or asked < current:
        return current
    return asked + 1 + secrets.randbelow(CURSOR_JITTER_SECONDS // CURSOR_SECONDS)


def name_hash(name: str) -> str:
    """Return the log's part of its entity tags."""
    return hashlib.blake2s(name.encode(), digest_size=6).hexdigest()


def array(texts: Iterable[bytes]) -> bytes:
    """Return the messages as one JSON array."""
    return b"[" + b",".join(texts) + b"]"


def parts(texts: Sequence[bytes]) -> list[Sequence[bytes]]:
    """Return the messages in parts of at most `PART_BYTES`, or of one message that is larger."""
    starts, size = [0], 0
    for at, text in enumerate(texts):
        size += len(text)
        if size > PART_BYTES and at > starts[-1]:
            starts.append(at)
            size = len(text)
    return [texts[start:end] for start, end in pairwise([*starts, len(texts)])] if texts else []


def data_event(texts: Sequence[bytes], *, last: int) -> bytes:
    """Return the SSE event with these messages. Its `id` lets a browser's own EventSource resume after `last`."""
    return b"id: %016d\nevent: data\ndata:%b\n\n" % (last, array(texts))


def more_event(n: int, *, cursor: int) -> bytes:
    """Return the SSE control event after messages, when more are there already (section 5.8)."""
    return b'event: control\ndata:{"streamNextOffset":"%016d","streamCursor":"%d"}\n\n' % (n, cursor)


def tail_event(n: int, *, cursor: int) -> bytes:
    """Return the SSE control event that says: this is all there is so far."""
    control = b'{"streamNextOffset":"%016d","streamCursor":"%d","upToDate":true}' % (n, cursor)
    return b"id: %016d\nevent: control\ndata:%b\n\n" % (n, control)


def closed_event(n: int) -> bytes:
    """Return the SSE control event that says: this is all there will ever be."""
    control = b'{"streamNextOffset":"%016d","upToDate":true,"streamClosed":true}' % n
    return b"id: %016d\nevent: control\ndata:%b\n\n" % (n, control)


class Frame:
    """SSE events made ready once for every reader: as they are, and as one chunk of an HTTP/1.1 answer."""

    __slots__ = ("chunk", "events")

    def __init__(self, events: bytes) -> None:
        self.events = events
        self.chunk = b"%x\r\n%b\r\n" % (len(events), events)
