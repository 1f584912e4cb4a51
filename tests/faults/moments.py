"""When the faults happen: at random moments of a publishing run, which can be had again by their seed."""

import os
import random
import sys

from tests.faults.run import Run
from tests.waiting import until

ENTRIES = 300
"""As many as a night's coverage."""
JOIN_SECONDS = 300
"""More than a run takes on a slow machine."""

SEED = int(os.environ.get("FAULTS_SEED") or random.randrange(10**6))
CHANCE = random.Random(SEED)


def moments(count: int) -> list[int]:
    """Return how many entries are to be acknowledged before each fault, other ones in every run of the tests."""
    chosen = sorted(CHANCE.sample(range(3, ENTRIES - 3), count))
    # Seen with a failure, whose moments these then are.
    sys.stderr.write(f"Faults after {chosen} entries; FAULTS_SEED={SEED}\n")
    return chosen


def wait_for(run: Run, acknowledged: int) -> None:
    until(lambda: len(run.acknowledged) >= acknowledged, seconds=120, what=f"{acknowledged} acknowledged entries")
