"""The one place where a test waits: for a condition, never for a while."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def until(condition: Callable[[], Answer | None], *, seconds: float = 30, what: str = "the condition") -> Answer:
    """Return the condition's first true answer. Fails the test when there is none in time."""
    end = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come true in {seconds:g} seconds")
        time.sleep(0.01)
    return answer
