"""Two logs to race on: the house's own, and one whose numbers come from a database sequence, as is often done."""

import itertools
from collections.abc import Callable
from typing import Protocol

from django.db import connection, transaction

from dateline.stream import log, queries
from dateline.stream.models import Log, Message
from tests.stream.logs import Said

Hold = Callable[[int], None]


class Raced(Protocol):
    """A log as its writers and its tailing readers use it."""

    def write(self, word: str, hold: Hold) -> None:
        """Write a message in a transaction of its own, open while `hold(n)` runs and taken back if that fails."""

    def after(self, n: int) -> list[int]:
        """Return the next numbers after `n`, as a reader does who goes by the last number seen."""

    def all(self) -> list[int]:
        """Return every number that is there."""


class Counted:
    """The house's: the counter's row stays locked until the commit."""

    def __init__(self, which: Log) -> None:
        self._log = which

    def write(self, word: str, hold: Hold) -> None:
        with transaction.atomic():
            hold(log.append(self._log.pk, Said(word)))

    def after(self, n: int) -> list[int]:
        return [number for number, _ in queries.messages_after(self._log.pk, n, 10)]

    def all(self) -> list[int]:
        return list(Message.objects.filter(log=self._log).order_by("n").values_list("n", flat=True))


class Sequenced:
    """Numbers from a sequence, which waits for nobody. Drop it at the end."""

    def __init__(self) -> None:
        self._ask("CREATE TABLE sequenced (n bigint PRIMARY KEY, word text)")
        self._sequence = itertools.count(1)
        if connection.vendor == "postgresql":
            self._ask("CREATE SEQUENCE sequenced_n")

    def drop(self) -> None:
        self._ask("DROP TABLE sequenced")
        if connection.vendor == "postgresql":
            self._ask("DROP SEQUENCE sequenced_n")

    def write(self, word: str, hold: Hold) -> None:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                [n] = self._ask("INSERT INTO sequenced VALUES (nextval('sequenced_n'), %s) RETURNING n", word)
                hold(n)
            return
        # SQLite has no sequences, so the program has one; the number is taken, and later comes the turn to write.
        n = next(self._sequence)
        hold(n)
        self._ask("INSERT INTO sequenced VALUES (%s, %s)", n, word)

    def after(self, n: int) -> list[int]:
        return self._ask("SELECT n FROM sequenced WHERE n > %s ORDER BY n LIMIT 10", n)

    def all(self) -> list[int]:
        return self._ask("SELECT n FROM sequenced ORDER BY n")

    @staticmethod
    def _ask(statement: str, *words: int | str) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(statement, words)
            return [n for (n,) in cursor.fetchall()] if cursor.description else []
