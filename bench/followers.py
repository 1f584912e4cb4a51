"""Readers that come back: `followers.c`, started and understood."""

import contextlib
import subprocess
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import machine

MOST_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Back:
    """All have had an answer again, at this time in nanoseconds of the monotonic clock."""

    at: int
    peak: int
    """Answers a second in the busiest tenth of a second."""
    failed: int
    """Attempts that were refused, cut off or not answered."""


@dataclass(frozen=True, slots=True)
class Heard:
    """All have a message. Times in nanoseconds of the monotonic clock."""

    n: int
    first: int
    last: int
    busy: int
    """Nanoseconds of processor time that the readers themselves spent since the message before."""


@dataclass(slots=True)
class Followers:
    """A crowd that follows one log."""

    process: "subprocess.Popen[str]"
    _unread: dict[str, deque[list[str]]] = field(default_factory=lambda: defaultdict(deque))
    """What was said while something else was waited for, by its first word."""

    def anew(self) -> None:
        """Count anew who has an answer: the server is about to go."""
        machine.told(self.process, "anew")

    def back(self) -> Back:
        at, peak, failed = map(int, self._said("back"))
        return Back(at, peak * 10, failed)

    def heard(self, n: int) -> Heard:
        """Wait until all have message `n`. Messages are told of in their order."""
        heard = Heard(*map(int, self._said("heard")))
        assert heard.n == n, f"message {heard.n} was told of instead of {n}"
        return heard

    def end(self) -> tuple[int, int]:
        """Let them go, and return how many deliveries are missing and how many came twice."""
        machine.told(self.process, "end")
        missed, doubled = map(int, self._said("end"))
        return missed, doubled

    def _said(self, word: str) -> list[str]:
        while not self._unread[word]:
            line = machine.answered(self.process)
            assert line, f"the readers ended and never said {word!r}"
            first, *rest = line.split()
            self._unread[first].append(rest)
        return self._unread[word].popleft()


@contextlib.contextmanager
def followers(program: Path, port: int, path: str, readers: int, *, after: int, last: int) -> Iterator[Followers]:
    """Let so many follow the log at `path`, from message `after` to message `last`, from the last core."""
    words = [port, path, readers, after, last, "127.0.0.2", MOST_SECONDS]
    with machine.started([program, *map(str, words)], core=machine.cores()[-1]) as process:
        yield Followers(process)
