"""Who wants to know that a log has grown, in this process. A ring is a hint: the log itself is the truth."""

import threading
from collections.abc import Callable

Listener = Callable[[str, int], None]


class Doorbell:
    """Calls its listeners with a log's name and number. Safe to ring and to subscribe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(name, n)` on every ring, on the ringing thread: it must return at once. Return how to stop."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._lock:
                self._listeners = tuple(kept for kept in self._listeners if kept is not listener)

        return stop

    def ring(self, name: str, n: int) -> None:
        """Tell every listener that message `n` of the log `name` is committed."""
        for listener in self._listeners:
            listener(name, n)


bell = Doorbell()
"""The process's one doorbell: `log.append` rings it, the hub listens."""
