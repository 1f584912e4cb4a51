"""A reader stops reading while a few hundred entries are published: nobody else waits, and in the end it has all."""

import contextlib
import json
import re
import socket

import httpx

from tests.faults.moments import ENTRIES
from tests.faults.run import Run
from tests.stream.logs import events, messages

# All entries together are several times what the server and the system hold back for one reader.
TEXT = "They had waited for the tide, and then for the wind to fall. " * 100
MESSAGES = re.compile(rb"^data:(\[.*\])\n", re.MULTILINE)


def test_a_reader_who_stops_reading_is_dropped_delays_nobody_and_is_complete_on_return(run: Run) -> None:
    with socket.socket() as stopped:
        stopped.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stopped.connect(("127.0.0.1", run.server.port))
        stopped.sendall(f"GET /live/{run.slug}/log?offset=-1&live=sse HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        stopped.settimeout(120)
        begun = stopped.recv(1)
        run.publish(ENTRIES, text=TEXT)
        # The others have it all, while this one has not read a byte more.
        run.check()
        received = begun + rest(stopped)
    numbers = [message["n"] for found in MESSAGES.findall(received) for message in json.loads(found)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) < ENTRIES, "nobody has dropped it"

    asked = {"offset": f"{len(numbers):016d}", "live": "sse"}
    address = f"{run.server.url}/live/{run.slug}/log"
    with httpx.stream("GET", address, params=asked, trust_env=False, timeout=60) as answer:
        for message in messages(events(answer)):
            numbers.append(message["n"])
            if message["n"] == ENTRIES:
                break
    assert numbers == list(range(1, ENTRIES + 1))


def rest(of: socket.socket) -> bytes:
    """Read to the end, whether the connection was closed or cut."""
    received = []
    with contextlib.suppress(ConnectionError):
        while some := of.recv(65536):
            received.append(some)
    return b"".join(received)
