"""One log as this process knows it: where it stands, its last messages, and who waits for the next."""

import asyncio
import itertools
from collections import deque
from collections.abc import Sequence

from dateline.stream import protocol
from dateline.stream.protocol import Frame
from dateline.stream.queries import Tail
from dateline.stream.readers import Reader

# What is kept in memory for readers who come back after a short absence. Older messages are read from the database.
RECENT_MESSAGES = 500
RECENT_BYTES = 1024 * 1024


class Followed:
    """Belongs to the hub, and so to the event loop. `known` is False until the database has been asked once."""

    def __init__(self, name: str, *, life: int = 0) -> None:
        self.name = name
        self.life = life
        """How often this process had seen a database go back: the same number may name other words since."""
        self.hash = protocol.name_hash(name)
        self.known = False
        self.log_id = 0
        self.tail = 0
        self.closed = False
        self.redactions = 0
        self.restored = 0
        self.recent: deque[bytes] = deque()
        """The messages up to the tail, without a gap."""
        self.recent_bytes = 0
        self.readers: set[Reader] = set()
        self.waiting: set[asyncio.Future[None]] = set()
        """Long-polls that wait for the next message."""
        self.seats = 0
        """Answers under way that need this object to stay the log's one and only."""
        self.used = 0.0
        self.stale = False
        self.reading: asyncio.Task[None] | None = None
        self.fault: Exception | None = None

    def differs_from(self, tail: Tail | None) -> bool:
        if tail is None or self.is_before(tail):
            return True
        return (self.tail, self.closed, self.redactions) != (tail.n, tail.closed, tail.redactions)

    def is_before(self, tail: Tail) -> bool:
        """Tell whether the log went back since it was known, so that all that is known of it is to be forgotten."""
        return tail.n < self.tail or tail.restored != self.restored

    def recent_between(self, after: int, upto: int) -> list[bytes] | None:
        """Return the messages after `after` up to `upto`, or None if memory does not reach that far back."""
        first = self.tail - len(self.recent)
        if after < first:
            return None
        return list(itertools.islice(self.recent, after - first, upto - first))

    def take(self, tail: Tail, texts: Sequence[bytes]) -> None:
        """Note what the database said: where the log stands, and the messages that follow the known ones."""
        if tail.redactions != self.redactions:
            # An old message was blanked; the copies here may still hold what had to go.
            self.recent.clear()
            self.recent_bytes = 0
        self.known, self.log_id = True, tail.log_id
        self.redactions, self.restored = tail.redactions, tail.restored
        self.tail += len(texts)
        self.closed = tail.closed and self.tail == tail.n
        self.recent.extend(texts)
        self.recent_bytes += sum(map(len, texts))
        while len(self.recent) > RECENT_MESSAGES or self.recent_bytes > RECENT_BYTES:
            self.recent_bytes -= len(self.recent.popleft())

    def end_event(self, n: int, *, cursor: int) -> bytes:
        """Return the control event that belongs after message `n`."""
        if n < self.tail:
            return protocol.more_event(n, cursor=cursor)
        return protocol.closed_event(n) if self.closed else protocol.tail_event(n, cursor=cursor)

    def frame(self, texts: Sequence[bytes], last: int, *, cursor: int) -> Frame:
        """Return the messages up to number `last`, and what to say after them, ready to send."""
        data = protocol.data_event(texts, last=last) if texts else b""
        return Frame(data + self.end_event(last, cursor=cursor))

    def broadcast(self, texts: Sequence[bytes]) -> None:
        """Write the newest messages to every reader, and wake every long-poll."""
        cursor = protocol.cursor_after(None)
        frame = self.frame(texts, self.tail, cursor=cursor)
        for reader in self.readers:
            if reader.cursor > cursor:
                # A cursor never goes back, and this reader was told a greater one when it came (section 8.1).
                reader.write(self.frame(texts, self.tail, cursor=reader.cursor))
            else:
                reader.cursor = cursor
                reader.write(frame)
        self.wake()
        if self.closed:
            for reader in self.readers:
                reader.end()

    def wake(self) -> None:
        """Let every long-poll look again."""
        for waiter in self.waiting:
            if not waiter.done():
                waiter.set_result(None)

    def let_go(self) -> None:
        """End every open answer: SSE readers come back, long-polls hear that there is no news."""
        for reader in self.readers:
            reader.end()
        self.wake()
