"""The connections that stay open. The hub writes ready bytes to each; one that does not keep up is let go.

A reader that was let go comes back with the number of the last message it has and misses nothing: the log keeps it.
"""

import asyncio
import socket
from collections.abc import Callable
from typing import Any, Protocol

from dateline.stream.protocol import Frame
from dateline.stream.transport import Borrower

# What one reader may leave unread in this process. Over a hundred entries: nobody who still reads lies so far behind.
MOST_UNREAD = 256 * 1024
# The kernel doubles it. Left alone it buffers up to 4 MB for a reader that has stopped reading.
KERNEL_BUFFER = 64 * 1024
SECONDS_TO_LEAVE = 2
LAST_CHUNK = b"0\r\n\r\n"


class Reader(Protocol):
    """One open SSE answer. `cursor` is the greatest that it was told; `deadline` the tick in which it is ended.

    `address` is where its place is counted.
    """

    address: str
    cursor: int
    deadline: int

    def write(self, frame: Frame) -> None:
        """Send the frame. Never waits."""

    def end(self) -> None:
        """Let what was written go out, then close."""


class ConnectionReader(Borrower):
    """Writes straight to the connection's transport: the same bytes object for everyone, no task, no queue.

    Calls `left` with itself once the connection is lost.
    """

    __slots__ = ("_ending", "_left", "address", "cursor", "deadline", "transport")

    def __init__(
        self, transport: asyncio.Transport, *, address: str, cursor: int, left: "Callable[[ConnectionReader], None]"
    ) -> None:
        self.transport = transport
        self.address = address
        self._left = left
        self.cursor = cursor
        self.deadline = 0
        self._ending = False
        held: socket.socket | None = transport.get_extra_info("socket")
        if held is not None:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BUFFER)

    def write(self, frame: Frame) -> None:
        transport = self.transport
        if transport.get_write_buffer_size() > MOST_UNREAD:
            transport.abort()
        elif not self._ending:
            transport.write(frame.chunk)

    def end(self) -> None:
        if self._ending:
            return
        self._ending = True
        self.transport.write(LAST_CHUNK)
        self.transport.close()
        # A transport closes once its bytes are taken, and somebody who does not read never takes them.
        asyncio.get_running_loop().call_later(SECONDS_TO_LEAVE, self.transport.abort)

    def shutdown(self) -> None:
        self.end()

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._left(self)


class SendReader:
    """Writes through the server's own `send`, for a server that does not lend its connections."""

    __slots__ = ("_ended", "_unread", "_waiting", "address", "cursor", "deadline", "sending")

    def __init__(self, *, address: str, cursor: int) -> None:
        self.address = address
        self.cursor = cursor
        self.deadline = 0
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._unread = 0
        self._ended = False
        self.sending: asyncio.Task[None] | None = None
        """The task that is in `send_all`."""

    def write(self, frame: Frame) -> None:
        self._unread += len(frame.events)
        if self._unread > MOST_UNREAD:
            self.end()
        elif not self._ended:
            self._waiting.put_nowait(frame.events)

    def end(self) -> None:
        if self._ended:
            return
        self._ended = True
        self._waiting.put_nowait(b"")
        if self.sending is not None:
            asyncio.get_running_loop().call_later(SECONDS_TO_LEAVE, self.sending.cancel)

    async def send_all(self, send: Any) -> None:
        """Send what is written until the end."""
        while part := await self._waiting.get():
            await send({"type": "http.response.body", "body": part, "more_body": True})
            self._unread -= len(part)
        await send({"type": "http.response.body", "body": b"", "more_body": False})
