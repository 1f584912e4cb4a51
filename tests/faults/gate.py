"""A way to Postgres that can be cut as a network is, or that brings the doorbell's rings late, twice and in any order.

Cut means that packets are lost: nothing is refused, nothing is closed, nothing is acknowledged, as when a switch dies.
"""

import contextlib
import ctypes
import random
import socket
import struct
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

# asm-generic/socket.h; Python's `socket` does not name them.
SO_ATTACH_FILTER, SO_DETACH_FILTER = 26, 27
# One instruction, "return 0": the kernel drops every packet to this socket, before it acknowledges it.
DROP_ALL = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
PROGRAM = struct.pack("HL", 1, ctypes.addressof(DROP_ALL))
NOTIFICATION = b"A"


class Gate:
    """Listens on a port of its own and forwards to Postgres, on as many connections as come."""

    def __init__(self, address: str, *, latest_ring_seconds: float = 0) -> None:
        """With `latest_ring_seconds`, every ring comes twice, each time after a while of its own, at most that long."""
        parts = urlsplit(address)
        self._beyond = (parts.hostname or "", parts.port or 0)
        self._latest_ring_seconds = latest_ring_seconds
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open = threading.Event()
        self._open.set()
        self._lock = threading.Lock()
        self._near: set[socket.socket] = set()
        """The ends that face the server under test."""
        self._ended = False
        self.rings = 0
        """How many rings have passed, each counted twice where it came twice."""
        port = self._listener.getsockname()[1]
        # Without encryption the gate can tell one message of Postgres' protocol from the next.
        self.address = parts._replace(
            netloc=f"{parts.username}@127.0.0.1:{port}", query="sslmode=disable&gssencmode=disable"
        ).geturl()
        threading.Thread(target=self._take_connections, name="gate", daemon=True).start()

    def cut(self) -> None:
        """Lose every packet from now on, also of those who connect."""
        with self._lock:
            self._open.clear()
            for end in (self._listener, *self._near):
                end.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM)

    def heal(self) -> None:
        """Let packets through again, to whoever still waits for them."""
        with self._lock:
            for end in (self._listener, *self._near):
                # One that was accepted while the filter came is without.
                with contextlib.suppress(FileNotFoundError):
                    end.setsockopt(socket.SOL_SOCKET, SO_DETACH_FILTER, 0)
            self._open.set()

    def end(self) -> None:
        self._ended = True
        self._open.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            near = list(self._near)
        for end in near:
            _shut(end)

    def _take_connections(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self._beyond)
            except OSError:
                near.close()
                continue
            for end in (near, far):
                # What is passed on in small pieces waits for nothing.
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._near.add(near)
                if not self._open.is_set():
                    near.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM)
            threading.Thread(target=self._carry_there, args=(near, far), daemon=True).start()
            threading.Thread(target=self._carry_back, args=(near, far), daemon=True).start()

    def _carry_there(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while some := near.recv(65536):
                self._open.wait()
                far.sendall(some)
        _shut(far)
        with self._lock:
            self._near.discard(near)
            near.close()

    def _carry_back(self, near: socket.socket, far: socket.socket) -> None:
        writing = threading.Lock()
        with contextlib.suppress(OSError), far, far.makefile("rb") as said:
            while len(head := said.read(5)) == 5:
                message = head + said.read(struct.unpack("!I", head[1:])[0] - 4)
                if head[:1] == NOTIFICATION and self._latest_ring_seconds:
                    for _ in range(2):
                        late = random.uniform(0, self._latest_ring_seconds)
                        threading.Timer(late, self._ring, (near, writing, message)).start()
                    continue
                self._open.wait()
                with writing:
                    near.sendall(message)
        # What Postgres closes while the way is cut, the other side hears of when it is whole again.
        self._open.wait()
        _shut(near)

    def _ring(self, near: socket.socket, writing: threading.Lock, message: bytes) -> None:
        with contextlib.suppress(OSError), writing:
            near.sendall(message)
            self.rings += 1


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def gate_to(address: str, *, latest_ring_seconds: float = 0) -> Iterator[Gate]:
    """Open a gate to the database at this address; end it and all that goes through it afterwards."""
    gate = Gate(address, latest_ring_seconds=latest_ring_seconds)
    try:
        yield gate
    finally:
        gate.end()
