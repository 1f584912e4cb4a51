"""Reads of the log. Each is one query."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Max, Min, QuerySet

from dateline.stream.models import Log, Message


@dataclass(frozen=True, slots=True)
class Tail:
    """Where a log stands: its last number, whether more can come, and what tells copies of it that they are old."""

    log_id: int
    name: str
    n: int
    closed: bool
    redactions: int
    restored: int


def tail_of(name: str) -> Tail | None:
    """Return where the log stands, or None if there is none of that name."""
    return next(iter(tails_of([name])), None)


def tails_of(names: Iterable[str]) -> list[Tail]:
    """Return where each of these logs stands; unknown names are left out."""
    rows = Log.objects.filter(name__in=names).values_list("pk", "name", "tail", "closed", "redactions", "restored")
    return [Tail(*row) for row in rows]


def messages_after(log_id: int, n: int, limit: int) -> list[tuple[int, str]]:
    """Return up to `limit` messages after number `n`, in order, each as its number and its JSON."""
    rows = Message.objects.filter(log_id=log_id, n__gt=n).order_by("n").values_list("n", "text")
    return list(rows[:limit])


def texts_between(log_id: int, after: int, upto: int) -> list[bytes]:
    """Return the JSON of the messages after number `after` up to and including `upto`, in order, as UTF-8."""
    rows = Message.objects.filter(log_id=log_id, n__gt=after, n__lte=upto).order_by("n").values_list("text", flat=True)
    return [text.encode() for text in rows]


def messages_of(log_id: int) -> Iterator[tuple[int, str, str]]:
    """Give every message in order, as its number, kind and JSON, fetched in portions while it is being read."""
    return _portions(Message.objects.filter(log_id=log_id))


def messages_of_kinds(log_id: int, kinds: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """The same, of these kinds alone."""
    return _portions(Message.objects.filter(log_id=log_id, kind__in=kinds))


def _portions(messages: QuerySet[Message]) -> Iterator[tuple[int, str, str]]:
    return messages.order_by("n").values_list("n", "kind", "text").iterator(chunk_size=500)


def count_logs() -> int:
    """Return how many logs there are."""
    return Log.objects.count()


def gaps() -> list[tuple[str, str]]:
    """Return each damaged log by its name, with what is wrong: its messages are not the numbers 1 to its tail."""
    counted = Log.objects.annotate(there=Count("messages"), first=Min("messages__n"), last=Max("messages__n"))
    return [
        (log.name, f"its tail is {log.tail}, and it holds {log.there} messages from {log.first} to {log.last}")
        for log in counted.order_by("name")
        if (log.there, log.first or 0, log.last or 0) != (log.tail, min(log.tail, 1), log.tail)
    ]
