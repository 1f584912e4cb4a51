"""Entries are read in portions, from the newest down: together they are all there are, each once."""

import pytest

from dateline.coverage import queries
from dateline.coverage.actions.bring_in import Incoming, IncomingLiveBlog, bring_in_live_blogs
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import LiveBlog
from dateline.kit import clock

ENTRIES = 23


@pytest.fixture
def storm(transactional_db: None) -> LiveBlog:
    """A live blog that has just been brought in."""
    body = body_from_markdown("The ferry is under tow.")
    entries = [Incoming(f"Update {number}", "Nora Lind", body, clock.now()) for number in range(1, ENTRIES + 1)]
    bring_in_live_blogs([IncomingLiveBlog(headline="Storm Ada", entries=entries, slug="storm-in-portions")])
    return queries.public_live_blog("storm-in-portions")


@pytest.mark.parametrize("limit", [1, 5, ENTRIES - 1, ENTRIES, ENTRIES + 1, 1000])
def test_portion_after_portion_gives_every_entry_once(storm: LiveBlog, limit: int) -> None:
    read: list[int] = []
    while portion := queries.entries_before(storm, read[-1] if read else None, limit=limit):
        assert len(portion) <= limit
        read += [entry.position for entry in portion]
    assert read == list(range(ENTRIES, 0, -1))


@pytest.mark.parametrize("position", [ENTRIES + 1, 10**15])
def test_above_the_newest_is_the_newest(storm: LiveBlog, position: int) -> None:
    assert [entry.heading for entry in queries.entries_before(storm, position, limit=2)] == ["Update 23", "Update 22"]


@pytest.mark.parametrize("position", [1, 0, -5])
def test_below_the_first_is_nothing(storm: LiveBlog, position: int) -> None:
    assert queries.entries_before(storm, position, limit=2) == []
