"""The database is away, cut off, full or read-only, seen in browsers: what the reader's and the desk's pages say."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests import settings
from tests.browser import OpenPage
from tests.faults import exposed as faults
from tests.faults.exposed import Exposed, Fault, exposed_in
from tests.journeys.reading import LIVE, open_live
from tests.journeys.seats import Seats
from tests.waiting import until

pytestmark = pytest.mark.console_errors  # A browser reports every request that fails.

RECONNECTING = re.compile(r"^Reconnecting\. ")
TEXT = "Two of them, with a line aboard."
ON_POSTGRES = pytest.mark.skipif(not settings.POSTGRES_URL, reason="SQLite has no server that could be away")
# Longer than a page waits for a word of its log, by the page's own clock.
A_SILENCE = 40_000


@pytest.fixture(scope="module")
def exposed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exposed]:
    with exposed_in(tmp_path_factory.mktemp("exposed")) as running:
        yield running


@ON_POSTGRES
@pytest.mark.parametrize("fault", [faults.killed, faults.cut_off])
def test_without_its_database_no_page_says_live_and_the_desk_keeps_the_text(
    exposed: Exposed, open_page: OpenPage, fault: Fault
) -> None:
    seats = Seats(exposed.staff, open_page)
    nora = seats.take("nora", base_url=exposed.server.url)
    reader = open_page(base_url=exposed.server.url)
    reader.clock.install()
    open_live(reader, f"/live/{seats.slug}")
    with fault(exposed):
        nora.write("Tugs leave port", TEXT)
        nora.publish()
        expect(nora.composer).to_contain_text("The database is not available just now", timeout=90_000)
        expect(nora.heading).to_have_value("Tugs leave port")
        expect(nora.text).to_have_text(TEXT)
        assert exposed.asked("/healthz") == 200
        assert exposed.asked("/readyz") == 503
        until(lambda: exposed.log_asked(seats.slug) == 503, seconds=60, what="a log that says that it cannot be read")
        # The connection is open, nothing comes on it, and whoever connects again is told no.
        for _ in range(3):
            reader.clock.run_for(A_SILENCE)
            expect(reader.locator("#wire")).to_have_text(RECONNECTING)
    until(lambda: exposed.asked("/readyz") == 200, seconds=90, what="a server that has its database again")
    until(lambda: exposed.log_asked(seats.slug) == 200, seconds=60, what="a log that can be read again")
    nora.open()
    nora.says("Your text is back")
    expect(nora.text).to_have_text(TEXT)
    nora.publish()
    nora.says("Published")
    reader.clock.run_for(A_SILENCE)
    expect(reader.locator("#wire")).to_have_text(LIVE, timeout=90_000)
    expect(reader.locator("#entries h3")).to_have_text(["Tugs leave port"])
    assert seats.entries() == ["Tugs leave port"]


@pytest.mark.parametrize("fault", [pytest.param(faults.read_only, marks=ON_POSTGRES), faults.full_disk])
def test_when_nothing_can_be_written_the_desk_says_so_keeps_the_text_over_a_reload_and_publishes_it_once(
    exposed: Exposed, open_page: OpenPage, fault: Fault
) -> None:
    """Readers have all that is published, so their pages may say "live"."""
    seats = Seats(exposed.staff, open_page)
    nora = seats.take("nora", base_url=exposed.server.url)
    reader = open_page(base_url=exposed.server.url)
    open_live(reader, f"/live/{seats.slug}")
    with fault(exposed):
        nora.write("Tugs leave port", TEXT)
        nora.publish()
        nora.says("The database is not available just now")
        nora.open()
        nora.says("Your text is back")
        expect(nora.heading).to_have_value("Tugs leave port")
        expect(nora.text).to_have_text(TEXT)
        nora.publish()
        nora.says("The database is not available just now")
        expect(reader.locator("#wire")).to_have_text(LIVE)
        assert seats.entries() == []
    nora.publish()
    nora.says("Published")
    expect(reader.locator("#entries h3")).to_have_text(["Tugs leave port"])
    assert seats.entries() == ["Tugs leave port"]
