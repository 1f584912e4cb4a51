"""The house's settings with a quiet log, for a benchmark that prints."""

from dateline.config.settings import *  # noqa: F403 - all of them, but for one
from dateline.config.settings import LOGGING

LOGGING["root"]["level"] = "WARNING"
