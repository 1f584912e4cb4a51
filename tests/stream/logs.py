"""What a test writes to a log, and how it reads what comes out."""

import dataclasses
import json
import threading
from collections.abc import Iterator
from typing import Any, ClassVar

import httpx
from django.db import connections, transaction

from dateline.stream import log
from dateline.stream.models import Log, Message


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """Somebody said something."""

    kind: ClassVar[str] = "test.said"
    words: str

    def payload(self) -> dict[str, object]:
        return {"words": self.words}


def say(to: Log, *words: str) -> int:
    """Append one message for each of the words, each in a transaction of its own. Return the last number."""
    n = 0
    for word in words:
        with transaction.atomic():
            n = log.append(to.pk, Said(word))
    return n


def fill(to: Log, count: int) -> int:
    """Append so many messages at once. Return the last number."""
    n = 0
    with transaction.atomic():
        for number in range(1, count + 1):
            n = log.append(to.pk, Said(f"filler {number}"))
    return n


def end(which: Log, word: str) -> int:
    """Append the last message and close the log."""
    with transaction.atomic():
        return log.append_last(which.pk, Said(word))


def go_back(which: Log, tail: int) -> None:
    """Put the log back to a number, as the restore of a backup does."""
    with transaction.atomic():
        Message.objects.filter(log=which, n__gt=tail).delete()
        Log.objects.filter(pk=which.pk).update(tail=tail, closed=False)


def offset(n: int) -> str:
    return f"{n:016d}"


def words(messages: list[dict[str, Any]]) -> list[str]:
    return [message["words"] for message in messages]


class Aside(threading.Thread):
    """A thread that writes to the database beside the test, and closes its connection. Its fault is the test's."""

    fault: BaseException | None = None

    def run(self) -> None:
        try:
            super().run()
        except BaseException as error:  # noqa: BLE001 - raised again in the test's own thread
            self.fault = error
        finally:
            connections.close_all()

    def join_well(self, seconds: float = 60) -> None:
        """Wait for its end, and fail if it failed."""
        self.join(seconds)
        assert not self.is_alive(), f"{self.name} has not ended"
        if self.fault:
            raise self.fault


@dataclasses.dataclass(frozen=True, slots=True)
class Event:
    """One event as an SSE reader gets it."""

    type: str
    data: str
    id: str

    @property
    def json(self) -> Any:
        return json.loads(self.data)


def events(response: httpx.Response) -> Iterator[Event]:
    """Read an open SSE answer, event by event. Comments appear as events of type `:`."""
    fields = {"event": "", "data": "", "id": ""}
    for line in response.iter_lines():
        name, _, text = line.partition(":")
        if line.startswith(":"):
            yield Event(":", text.strip(), "")
        elif name in fields:
            fields[name] += text.removeprefix(" ")
        elif not line and fields["event"]:
            yield Event(fields["event"], fields["data"], fields["id"])
            fields = {"event": "", "data": "", "id": ""}


def messages(read: Iterator[Event]) -> Iterator[dict[str, Any]]:
    """Read an open SSE answer, message by message."""
    for event in read:
        if event.type == "data":
            yield from event.json
