"""The quiet settings of a benchmark, on the SQLite backend that BENCH_ENGINE names."""

import os

from bench.quiet_settings import *  # noqa: F403 - all of them, but for one
from bench.quiet_settings import DATABASES

DATABASES["default"]["ENGINE"] = os.environ["BENCH_ENGINE"]
