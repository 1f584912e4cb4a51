"""What the journeys share: people in their seats at the desk, newsrooms that write beside readers, and patience."""

from playwright.sync_api import expect

from tests.journeys.newsroom import desk, newsroom
from tests.journeys.seats import seats, staff

# Fixtures: `desk` and `newsroom` for the readers' journeys (test_reader_*), `seats` and `staff` for the desk's.
__all__ = ["desk", "newsroom", "seats", "staff"]

# As long as `tests.browser` waits for everything else.
expect.set_options(timeout=30_000)
