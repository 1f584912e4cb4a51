"""A line in which threads wait for their turn: whoever came first goes first, and nobody asks again and again."""

import threading
from collections import deque


class Line:
    """Lets one at a time through, in the order in which they came.

    Unlike `threading.Lock` it hands the place on: nobody who comes later can be quicker than one who waits.
    """

    def __init__(self) -> None:
        self._look = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def enter(self, *, seconds: float) -> bool:
        """Wait so long for the place. False when it did not come free; then there is nothing to leave."""
        with self._look:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        try:
            turn.wait(seconds)
        except BaseException:
            # Interrupted while waiting: nobody would be there to leave.
            if not self._give_up(turn):
                self.leave()
            raise
        return not self._give_up(turn)

    def leave(self) -> None:
        """Hand the place to whoever has waited longest, if anybody has."""
        with self._look:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False

    def _give_up(self, turn: threading.Event) -> bool:
        """Step out of the line. False for one whose turn has come, maybe in the last moment."""
        with self._look:
            if turn.is_set():
                return False
            self._waiting.remove(turn)
            return True
