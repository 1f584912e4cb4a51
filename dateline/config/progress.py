"""A bar for long work, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 30


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Give a function that takes how much more is done, and draw a bar on stderr where a person is looking."""
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    done, drawn = 0, -1

    def advance(more: int) -> None:
        nonlocal done, drawn
        done += more
        percent = 100 if total == 0 else min(100, done * 100 // total)
        if percent != drawn:
            drawn = percent
            bar = "█" * (percent * WIDTH // 100)
            sys.stderr.write(f"\r{what}  {bar:<{WIDTH}}  {percent:3} %")
            sys.stderr.flush()

    try:
        advance(0)
        yield advance
    finally:
        sys.stderr.write("\r\033[K")
