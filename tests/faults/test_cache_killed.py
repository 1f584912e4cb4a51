"""`kill -9` of the cache in front, in the middle of a publishing run that goes through it, as its readers do."""

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import expect

from tests.browser import OpenPage
from tests.caches import fronts
from tests.caches.fronts import Front
from tests.faults.moments import ENTRIES, JOIN_SECONDS, moments, wait_for
from tests.faults.run import Reader, Run
from tests.journeys.reading import LIVE, open_live, show_held, shown, wait_for_number
from tests.servers import Server
from tests.waiting import until

pytestmark = pytest.mark.console_errors  # A browser reports every request that fails.

RECONNECTING = re.compile(r"^Reconnecting\. ")


class Start(Protocol):
    def __call__(self, folder: Path, server: Server) -> AbstractContextManager[Front]: ...


@pytest.mark.parametrize("start", [fronts.varnish, fronts.nginx])
def test_a_killed_cache_costs_no_entry_and_an_open_page_says_so_and_heals(
    run: Run, tmp_path: Path, start: Start, open_page: OpenPage
) -> None:
    (tmp_path / "front").mkdir()
    with start(tmp_path / "front", run.server) as front:
        run.editor.browser.base_url = front.url
        for live in ("sse", "long-poll", "long-poll"):
            run.joined_by(Reader(front.url, run.slug, live=live))
        page = open_page(base_url=front.url)
        open_live(page, f"/live/{run.slug}")
        editor = run.publishing(ENTRIES)
        for moment in moments(3):
            wait_for(run, moment)
            front.program.kill()
            expect(page.locator("#wire")).to_have_text(RECONNECTING)
            front.program.start()
        editor.join_well(JOIN_SECONDS)
        run.check()
        expect(page.locator("#wire")).to_have_text(LIVE, timeout=90_000)
        wait_for_number(page, ENTRIES)
        show_held(page)
        fresh = open_page(base_url=run.server.url)
        open_live(fresh, f"/live/{run.slug}")
        until(lambda: shown(page) == shown(fresh), what="an open page that equals a fresh one")
