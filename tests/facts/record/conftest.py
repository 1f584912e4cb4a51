"""The people whose record the tests speak of."""

import pytest

from dateline.accounts.actions import add_staff
from dateline.coverage.actions import begin_live_blog
from dateline.coverage.models import Entry
from dateline.facts.models import Claim
from tests.facts.record.newsroom import NIGHT, Newsroom


@pytest.fixture
def newsroom(transactional_db: None) -> Newsroom:
    return Newsroom(
        ada=add_staff("ada@example.org", name="Ada Brook", role="admin", password="an admin of long standing"),
        nora=add_staff("nora@example.org", name="Nora Quill", role="editor", password="an editor of long standing"),
        ben=add_staff("ben@example.org", name="Ben Sato", role="reporter", password="a reporter of long standing"),
        blog=begin_live_blog(headline="A night of drones over the coast"),
    )


@pytest.fixture
def entry(newsroom: Newsroom) -> Entry:
    return newsroom.publish(NIGHT, heading="Drones over the coast")


@pytest.fixture
def claim(newsroom: Newsroom, entry: Entry) -> Claim:
    return newsroom.record(entry, "41 drones")
