"""The log's only writer: open, append, close, redact.

The laws kept here: a message is never visible before the one before it, there are no gaps, and a message is written in
the transaction of what it tells or not at all.
"""

import json
import logging
from typing import ClassVar, Protocol

from django.db import connection, transaction
from django.db.models import F

from dateline.kit import clock
from dateline.stream import listen
from dateline.stream.doorbell import bell
from dateline.stream.models import REDACTED, Log, Message
from dateline.stream.refusals import refusal

logger = logging.getLogger(__name__)

OURS = frozenset({"n", "kind", "at"})


class Event(Protocol):
    """What happened, as a room tells it: a frozen dataclass with the name of its kind and the rest of its message."""

    kind: ClassVar[str]

    def payload(self) -> dict[str, object]: ...


def open_log(name: str) -> Log:
    """Open a new, empty log. Its messages are answered at `/<name>/log`."""
    return Log.objects.create(name=name)


def append(log_id: int, event: Event) -> int:
    """Write the event as the log's next message and return its number.

    Belongs inside the transaction that writes what the event tells; readers hear of it after the commit.
    Refuses `log_closed`.
    """
    _needs_transaction()
    # The raised row stays locked until the commit, so the next writer waits: numbers become visible in their order.
    # A database sequence does not wait, and a tailing reader then misses the message that commits late.
    if not Log.objects.filter(pk=log_id, closed=False).update(tail=F("tail") + 1):
        raise refusal("log_closed")
    return _insert(log_id, event)


def append_last(log_id: int, event: Event) -> int:
    """Write the log's last message and close it: readers are told that no more will come. Refuses `log_closed`."""
    n = append(log_id, event)
    Log.objects.filter(pk=log_id).update(closed=True)
    return n


def append_late(log_id: int, event: Event) -> int:
    """As `append`, but on a closed log too, which stays closed: a correction found after the end of coverage.

    Whoever reads the log from now on gets it, a page from a cache included; a client that was told of the end does not
    come back for it by the protocol, so the reader's script looks once more when its page is shown again.
    """
    _needs_transaction()
    Log.objects.filter(pk=log_id).update(tail=F("tail") + 1)
    return _insert(log_id, event)


def _insert(log_id: int, event: Event) -> int:
    name, n = Log.objects.values_list("name", "tail").get(pk=log_id)
    at = clock.now()
    text = encode(n, event.kind, clock.iso(at), event.payload())
    Message.objects.create(log_id=log_id, n=n, kind=event.kind, at=at, text=text)
    if connection.vendor == "postgresql":
        listen.announce(name, n)
    # Robust: a listener's fault must not look like a publish that failed, for the message is committed.
    transaction.on_commit(lambda: bell.ring(name, n), robust=True)
    return n


def redact(log_id: int, n: int, *, reason: str) -> None:
    """Blank message `n` for good, keeping its number and time; the reason goes to the program's log.

    The only code that changes a written message. Appends nothing: the caller appends the message that tells readers of
    it, in the same transaction, and so wakes whoever holds a copy. Refuses `message_unknown`.
    """
    _needs_transaction()
    # The log's row first, as in `append`: two writers then always wait in the same order.
    Log.objects.filter(pk=log_id).update(redactions=F("redactions") + 1)
    message = Message.objects.filter(log_id=log_id, n=n).select_related("log").first()
    if message is None:
        raise refusal("message_unknown", n=n)
    text = encode(n, REDACTED, clock.iso(message.at), {})
    Message.objects.filter(pk=message.pk).update(kind=REDACTED, text=text)
    logger.warning("%s: message %d (%s) redacted: %s", message.log.name, n, message.kind, reason)


def encode(n: int, kind: str, at: str, payload: dict[str, object]) -> str:
    """Return a message as one line of JSON: number, kind and time first. A line break cannot occur in it."""
    if clash := OURS & payload.keys():
        raise ValueError(f"The payload of {kind} may not carry {sorted(clash)}: the log writes these itself.")
    message = {"n": n, "kind": kind, "at": at, **payload}
    return json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _needs_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("Write to a log inside transaction.atomic(), together with what the message tells.")
