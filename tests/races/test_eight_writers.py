"""Eight writers, some of whose transactions fail or dawdle, beside three readers who go by the last number they saw."""

import contextlib
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from dateline.stream.log import open_log
from dateline.stream.models import Message
from tests.races.logs import Counted, Raced, Sequenced
from tests.stream.logs import Aside
from tests.waiting import until

WRITERS, EACH, READERS = 8, 10, 3


class TakenBack(Exception):
    """What the writer wrote is taken back."""


@dataclass
class Race:
    """One race, and what came of it."""

    log: Raced
    dawdle_seconds: float
    """How long the slow writer waits at most for readers to pass its number."""
    seen: list[list[int]] = field(default_factory=lambda: [[] for _ in range(READERS)])
    """The numbers that each reader got, in that order."""
    _first_is_writing: threading.Event = field(default_factory=threading.Event)
    _over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        reading = [Aside(target=self._read, args=(seen,), name="reader") for seen in self.seen]
        writing = [Aside(target=self._write_slowly, name="the slow writer")]
        writing += [Aside(target=self._write, args=(seed,), name="writer") for seed in range(1, WRITERS)]
        for thread in reading + writing:
            thread.start()
        for thread in writing:
            thread.join_well()
        self._over.set()
        for thread in reading:
            thread.join_well()

    def _write_slowly(self) -> None:
        """Hold the first transaction open until every reader has seen a later number, if they ever do."""

        def dawdle(n: int) -> None:
            self._first_is_writing.set()
            with contextlib.suppress(AssertionError):
                until(lambda: all(seen and seen[-1] > n for seen in self.seen), seconds=self.dawdle_seconds)

        self.log.write("slow", dawdle)

    def _write(self, seed: int) -> None:
        chance = random.Random(seed)

        def dawdle_or_fail(n: int) -> None:
            for _ in range(chance.randrange(4)):
                list(Message.objects.values_list())
            if chance.random() < 0.3:
                raise TakenBack

        self._first_is_writing.wait(10)
        for number in range(EACH):
            with contextlib.suppress(TakenBack):
                self.log.write(f"{seed}/{number}", dawdle_or_fail)

    def _read(self, seen: list[int]) -> None:
        while True:
            last_round = self._over.is_set()
            new = self.log.after(seen[-1] if seen else 0)
            seen += new
            if last_round and not new:
                return


def losses(race: Race) -> list[set[int]]:
    """Return what each reader missed. Fails when one got something twice, out of order, or that was taken back."""
    there = race.log.all()
    for seen in race.seen:
        assert seen == sorted(set(seen) & set(there))
    return [set(there) - set(seen) for seen in race.seen]


@pytest.fixture
def counted(transactional_db: None) -> Counted:
    return Counted(open_log("live/storm-maren"))


@pytest.fixture
def sequenced(transactional_db: None) -> Iterator[Sequenced]:
    log = Sequenced()
    yield log
    log.drop()


def test_no_reader_of_the_log_misses_anything_and_there_is_no_gap(counted: Counted) -> None:
    race = Race(counted, dawdle_seconds=0.7)
    race.run()
    assert losses(race) == [set()] * READERS
    there = counted.all()
    assert there == list(range(1, len(there) + 1))
    assert 1 < len(there) < 1 + (WRITERS - 1) * EACH


def test_the_same_readers_lose_messages_of_a_log_that_is_numbered_by_a_sequence(sequenced: Sequenced) -> None:
    """Not about the house: it shows that the test above would find the fault that it is there to find."""
    race = Race(sequenced, dawdle_seconds=20)
    race.run()
    assert all(losses(race))
