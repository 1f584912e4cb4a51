"""Django's SQLite backend, whose transactions wait in line: named in the settings as `dateline.config.sqlite`.

SQLite has one writer at a time. Its own way to wait is to sleep up to a tenth of a second and try again, so with eight
writers each waits for far longer than the others take, in no order. Here a transaction goes to the end of a line.
SQLite's own lock stays what keeps the database whole; other processes meet only that one.
"""

import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from dateline.config.sqlite.line import Line

WRITERS = Line()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its place in the line at BEGIN and leaves it when the transaction has ended.

    `OperationalError` when that takes longer than the `timeout` of the settings, in seconds, with the time that SQLite
    waits for another process counted in. A statement on its own, outside of a transaction, waits as SQLite does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_line = False

    def _start_transaction_under_autocommit(self) -> None:
        patience = self.settings_dict["OPTIONS"]["timeout"]
        end = time.monotonic() + patience
        if not WRITERS.enter(seconds=patience):
            raise OperationalError(f"other writers have not finished within {patience} seconds")
        self._in_line = True
        try:
            self._have_sqlite_wait(max(0.0, end - time.monotonic()))
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # unknown to django-stubs
        except BaseException:
            self._leave()
            raise
        finally:
            self._have_sqlite_wait(patience)

    def _have_sqlite_wait(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # unknown to django-stubs
        # A commit that failed has not ended the transaction; Django takes it back next.
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # unknown to django-stubs
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # unknown to django-stubs
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._in_line:
            self._in_line = False
            WRITERS.leave()
