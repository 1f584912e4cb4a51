"""Readers who are cut off, and what their pages say of it."""

import json
import os
import re
import signal

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenPage
from tests.journeys.newsroom import Newsroom, desk_beside
from tests.journeys.reading import LIVE, headings, open_live, wait_for_headings, wait_until_served
from tests.servers import Server
from tests.waiting import until

pytestmark = pytest.mark.console_errors  # A browser reports every request that fails.

SINCE = r"since \d\d:\d\d\.$"
RECONNECTING = re.compile(r"^Reconnecting\. (Last update |No updates yet\.)")


@pytest.mark.parametrize("leave", ["stop", "kill"])
def test_a_reader_whose_server_was_away_catches_up_once(own_server: Server, open_page: OpenPage, leave: str) -> None:
    own_server.start()
    with desk_beside(own_server) as desk:
        newsroom = desk.begin()
        newsroom.publish("Before")
        page = open_page()
        open_live(page, newsroom.url)
        getattr(own_server, leave)()
        expect(page.locator("#wire")).to_have_text(RECONNECTING)
        assert page.locator("body").get_attribute("data-wire") == "reconnecting"
        for number in range(1, 6):
            newsroom.publish(f"Meanwhile {number}")
        own_server.start()
        expect(page.locator("#wire")).to_have_text(LIVE, timeout=30_000)
        wait_for_headings(page, *(f"Meanwhile {number}" for number in range(5, 0, -1)), "Before")
        newsroom.publish("After")
        expect(page.locator("#entries h3").first).to_have_text("After")
        assert len(headings(page)) == 7


def test_a_page_that_a_cache_has_held_heals_itself(page: Page, newsroom: Newsroom) -> None:
    first = newsroom.publish("Update 1")
    newsroom.publish("Update 2")
    wait_until_served(page, newsroom.url, 2)
    kept = page.request.get(newsroom.url)
    newsroom.publish("Update 3")
    newsroom.do("revise", entry_id=first, text="Better words.", heading="Update 1, better")
    newsroom.do("change_headline", headline="Ferry safe")
    wait_until_served(page, newsroom.url, 5)
    headers = {name: text for name, text in kept.headers.items() if name != "content-encoding"}
    page.route(newsroom.url, lambda route: route.fulfill(status=200, headers=headers, body=kept.body()))
    page.goto(newsroom.url)
    wait_for_headings(page, "Update 3", "Update 2", "Update 1, better")
    expect(page.locator("h1")).to_have_text("Ferry safe")
    expect(page).to_have_title("Ferry safe | Dateline")


def test_a_reader_without_a_network_is_told_since_when(page: Page, newsroom: Newsroom) -> None:
    newsroom.publish("Before")
    open_live(page, newsroom.url)
    page.context.set_offline(True)
    expect(page.locator("#wire")).to_have_text(re.compile(f"^Offline {SINCE}"))
    expect(page.get_by_role("status")).to_have_text(re.compile("^Offline"))
    newsroom.publish("Meanwhile")
    page.context.set_offline(False)
    expect(page.locator("#wire")).to_have_text(LIVE)
    wait_for_headings(page, "Meanwhile", "Before")


def test_a_connection_that_has_fallen_silent_is_not_called_live(page: Page, newsroom: Newsroom) -> None:
    """A server that hears and says nothing, as when a router has forgotten the connection."""
    page.clock.install()
    silent: list[str] = []
    page.route("**/log?*", lambda route: silent.append(route.request.url))
    page.goto(newsroom.url)
    expect(page.locator("#wire")).to_have_text(re.compile("^Connecting"))
    page.clock.run_for(9_000)
    assert len(silent) > 0
    page.clock.run_for(9_000)
    expect(page.locator("#wire")).to_have_text(RECONNECTING)
    page.unroute("**/log?*")
    page.clock.run_for(20_000)
    expect(page.locator("#wire")).to_have_text(LIVE)


def test_a_page_that_was_live_says_so_no_longer_when_nothing_has_come(own_server: Server, open_page: OpenPage) -> None:
    own_server.start()
    with desk_beside(own_server) as desk:
        newsroom = desk.begin()
        page = open_page()
        page.clock.install()
        open_live(page, newsroom.url)
        os.kill(own_server.pid, signal.SIGSTOP)
        page.clock.run_for(40_000)
        expect(page.locator("#wire")).to_have_text(RECONNECTING)
        os.kill(own_server.pid, signal.SIGCONT)
        page.clock.run_for(40_000)
        expect(page.locator("#wire")).to_have_text(LIVE)


def test_behind_a_proxy_that_holds_streams_back_entries_come_by_long_poll(page: Page, newsroom: Newsroom) -> None:
    page.route("**/log?*live=sse*", lambda route: route.abort())
    page.goto(newsroom.url)
    expect(page.locator("#wire")).to_have_text(LIVE, timeout=40_000)
    newsroom.publish("By long-poll")
    wait_for_headings(page, "By long-poll")
    entry = newsroom.publish("Another")
    wait_for_headings(page, "Another", "By long-poll")
    newsroom.do("withdraw", entry_id=entry)
    wait_for_headings(page, "This update was withdrawn", "By long-poll")


def test_a_newsroom_behind_a_cache_has_its_readers_long_poll_from_the_start(
    own_server: Server, open_page: OpenPage
) -> None:
    own_server.start(DATELINE_LIVE="long-poll")
    with desk_beside(own_server) as desk:
        newsroom = desk.begin()
        newsroom.publish("Before")
        page = open_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        open_live(page, newsroom.url)
        newsroom.publish("After")
        wait_for_headings(page, "After", "Before")
        until(lambda: any("live=long-poll" in url for url in asked), what="a long-poll")
        assert not any("live=sse" in url for url in asked)


def test_a_reader_by_long_poll_hears_of_the_end(page: Page, newsroom: Newsroom) -> None:
    page.route("**/log?*live=sse*", lambda route: route.abort())
    page.goto(newsroom.url)
    expect(page.locator("#wire")).to_have_text(LIVE, timeout=40_000)
    newsroom.do("end")
    expect(page.locator("#wire")).to_have_text("Coverage has ended; corrections still follow.")
    expect(page.locator(".badge")).to_have_text("Ended")


def test_a_page_that_the_log_does_not_know_says_that_it_cannot_go_on(page: Page, newsroom: Newsroom) -> None:
    """As when a database was restored from an older copy: the page is ahead of its log."""
    newsroom.publish("Before")
    wait_until_served(page, newsroom.url, 1)
    kept = page.request.get(newsroom.url)
    ahead = kept.text().replace('data-offset="0000000000000001"', 'data-offset="0000000000000007"')
    page.route(newsroom.url, lambda route: route.fulfill(status=200, content_type="text/html", body=ahead))
    page.goto(newsroom.url)
    expect(page.locator("#wire")).to_have_text("This page cannot be kept up to date. Load it again.", timeout=40_000)


def test_a_message_that_the_page_cannot_take_in_is_not_passed_over_in_silence(page: Page, newsroom: Newsroom) -> None:
    newsroom.publish("Before")
    wait_until_served(page, newsroom.url, 1)
    messages = [{"n": n, "kind": "entry.published", "at": "2031-03-04T10:42:00.120Z", "html": "torn"} for n in (2, 3)]
    body = f"event: data\ndata: {json.dumps(messages)}\n\n"
    page.route("**/log?*", lambda route: route.fulfill(status=200, content_type="text/event-stream", body=body))
    page.goto(newsroom.url)
    expect(page.locator("#wire")).to_have_text("This page cannot be kept up to date. Load it again.")
    assert int(page.locator("body").get_attribute("data-offset") or "") == 1


def test_a_tab_that_nobody_looks_at_does_not_ask_for_late_corrections_until_it_is_shown(
    page: Page, newsroom: Newsroom
) -> None:
    page.clock.install()
    newsroom.do("end")
    wait_until_served(page, newsroom.url, 1)
    page.goto(newsroom.url)
    expect(page.locator("body")).to_have_attribute("data-wire", "ended")
    with page.expect_response("**/log?*"):
        page.clock.run_for(46_000)
    page.evaluate(HIDE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(50_000)
    assert asked == []
    with page.expect_request("**/log?*"):
        page.evaluate(SHOW)


def test_a_reader_who_comes_back_from_another_tab_is_caught_up_at_once(page: Page, newsroom: Newsroom) -> None:
    page.clock.install()
    newsroom.publish("Before")
    open_live(page, newsroom.url)
    page.evaluate(HIDE)
    page.clock.run_for(70_000)
    newsroom.publish("Meanwhile")
    page.evaluate(SHOW)
    page.clock.run_for(1_000)
    wait_for_headings(page, "Meanwhile", "Before")


def test_a_reader_who_comes_back_to_a_dead_network_is_not_told_that_it_lives(page: Page, newsroom: Newsroom) -> None:
    page.clock.install()
    open_live(page, newsroom.url)
    page.evaluate(HIDE)
    page.clock.run_for(70_000)
    page.route("**/log?*", lambda route: None)  # Never answered.
    page.evaluate(SHOW)
    expect(page.locator("#wire")).to_have_text(re.compile("^Connecting"))


def test_entries_that_come_while_the_tab_is_hidden_wait_and_are_marked(page: Page, newsroom: Newsroom) -> None:
    before = newsroom.publish("Before")
    open_live(page, newsroom.url)
    page.evaluate(HIDE)
    newsroom.publish("Meanwhile")
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    assert headings(page) == ["Before"]
    page.evaluate(SHOW)
    wait_for_headings(page, "Meanwhile", "Before")
    expect(page.locator(f"#entry-{before}")).to_have_attribute("data-line", re.compile("You had read"))


HIDE = """() => {
  Object.defineProperty(document, "hidden", { configurable: true, value: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
SHOW = """() => {
  delete document.hidden;
  document.dispatchEvent(new Event("visibilitychange"));
}"""
