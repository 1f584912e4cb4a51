"""The line itself: who came first goes first, and whoever steps out holds nobody up."""

import threading
from types import SimpleNamespace

import pytest

from dateline.config.sqlite import line
from dateline.config.sqlite.line import Line
from tests.waiting import until


@pytest.fixture
def taken() -> Line:
    """A line whose place is taken."""
    of_writers = Line()
    assert of_writers.enter(seconds=0)
    return of_writers


def waiting(at: Line, who: int, passed: list[int]) -> threading.Thread:
    """Have somebody stand in line, and return when they do."""

    def stand() -> None:
        if at.enter(seconds=60):
            passed.append(who)
            at.leave()

    before = len(at._waiting)
    thread = threading.Thread(target=stand, daemon=True)
    thread.start()
    until(lambda: len(at._waiting) > before, what="a thread in line")
    return thread


def test_whoever_came_first_goes_first(taken: Line) -> None:
    passed: list[int] = []
    threads = [waiting(taken, who, passed) for who in range(8)]
    taken.leave()
    for thread in threads:
        thread.join(60)
    assert passed == list(range(8))
    assert taken.enter(seconds=0)


def test_nobody_who_comes_later_is_quicker_than_one_who_waits(taken: Line) -> None:
    waiter = threading.Event()
    taken._waiting.append(waiter)
    taken.leave()
    assert waiter.is_set()
    assert not taken.enter(seconds=0)


def test_one_who_gives_up_holds_nobody_up(taken: Line) -> None:
    assert not taken.enter(seconds=0.01)
    passed: list[int] = []
    behind = waiting(taken, 1, passed)
    assert not taken.enter(seconds=0.01)
    taken.leave()
    behind.join(60)
    assert passed == [1]
    assert taken.enter(seconds=0)


def test_a_turn_that_comes_in_the_last_moment_is_taken(taken: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    class TooLate(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            taken.leave()
            return False

    monkeypatch.setattr(line, "threading", SimpleNamespace(Event=TooLate))
    assert taken.enter(seconds=1)
    taken.leave()
    assert taken.enter(seconds=0)


@pytest.mark.parametrize("turn_has_come", [False, True])
def test_one_who_is_interrupted_holds_nobody_up(
    taken: Line, monkeypatch: pytest.MonkeyPatch, *, turn_has_come: bool
) -> None:
    class Interrupted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if turn_has_come:
                taken.leave()
            raise KeyboardInterrupt

    monkeypatch.setattr(line, "threading", SimpleNamespace(Event=Interrupted))
    with pytest.raises(KeyboardInterrupt):
        taken.enter(seconds=1)
    if not turn_has_come:
        taken.leave()
    assert taken.enter(seconds=0)
