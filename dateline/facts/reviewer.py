"""Has the record reviewed wherever an entry changes, whichever verb of whichever surface changed it, aside from it.

`docs/rooms/facts-record.md` says why it listens to the log's bell and keeps no cursor.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from dateline.facts import actions, queries
from dateline.stream.doorbell import bell
from dateline.stream.threads import twice

logger = logging.getLogger(__name__)

EVERYWHERE = ""
"""In a log's place: all of them."""


class Reviewer:
    """Reviews a live blog's claims after every message that this process writes on its log.

    On a thread and a connection of its own, so that no verb waits for it, and none fails with it. What it cannot do now
    is done after the next message, or by `look_everywhere`. Safe to call from any thread.
    """

    def __init__(self) -> None:
        self._look = threading.Lock()
        self._waiting: set[str] = set()
        """Names of logs: however many messages come at once, one review follows them."""
        self._aside: ThreadPoolExecutor | None = None
        self._stop_hearing: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin to listen. A program that ends finishes what it has heard of before."""
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="record-review")
        self._stop_hearing = bell.subscribe(lambda name, n: self._soon(name))

    def stop(self) -> None:
        """Listen no more, finish what was heard, and let go of the database."""
        self._stop_hearing()
        aside, self._aside = self._aside, None
        if aside is not None:
            aside.submit(connections.close_all)
            aside.shutdown()

    def look_everywhere(self) -> None:
        """Make good what no message led to: a process was killed in between, the database was away or put back.

        Does nothing where it was not started. Returns at once.
        """
        self._soon(EVERYWHERE)

    def _soon(self, name: str) -> None:
        with self._look:
            aside = self._aside
            if aside is None or name in self._waiting:
                return
            self._waiting.add(name)
        try:
            aside.submit(self._review, name)
        except RuntimeError:
            # The program is ending. Whoever serves next looks everywhere.
            self._forget(name)

    def _forget(self, name: str) -> None:
        with self._look:
            self._waiting.discard(name)

    def _review(self, name: str) -> None:
        # Forgotten first: a message that comes while this reads may be too late for it, and is heard anew.
        self._forget(name)
        try:
            for blog in twice(lambda: queries.live_blogs_behind(name)):
                actions.review_what_changed(blog)
        except Exception:
            logger.exception(
                "%s: the claims of changed entries were not reviewed. This is tried again after the next message, and"
                " once a minute by a running server; until then they stand in the desk's list.",
                name or "All logs",
            )


reviewer = Reviewer()
"""The process's one reviewer, started where the house is put together: `config/apps.py`."""
