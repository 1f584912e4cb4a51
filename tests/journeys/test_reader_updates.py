"""What happens on a reader's page while the newsroom writes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenPage
from tests.journeys.newsroom import Desk, Newsroom
from tests.journeys.reading import (
    TWO_FRAMES,
    count_shifts,
    headings,
    open_live,
    scroll_to,
    shifts,
    top_of,
    wait_for_headings,
    wait_for_number,
    wait_until_served,
)
from tests.waiting import until

PHONE = {"viewport": {"width": 360, "height": 740}}
LONG = "\n\n".join(["The gusts came in from the south-west shortly before dawn and have not let up since."] * 6)


def fill(newsroom: Newsroom, count: int = 12) -> list[str]:
    return newsroom.fill(count, LONG)


@pytest.mark.parametrize("width", [360, 1280])
def test_an_entry_appears_at_the_top_before_a_reader_who_is_there(
    open_page: OpenPage, newsroom: Newsroom, width: int
) -> None:
    fill(newsroom, 3)
    page = open_page(viewport={"width": width, "height": 900})
    count_shifts(page)
    open_live(page, newsroom.url)
    for heading in ("Update 4", "Update 5", "Update 6"):
        newsroom.publish(heading)
        expect(page.locator("#entries > article h3").first).to_have_text(heading)
    assert headings(page) == [f"Update {number}" for number in range(6, 0, -1)]
    expect(page.locator("#held")).to_be_hidden()
    assert shifts(page) == []


def test_the_first_entry_of_all_appears_too(page: Page, newsroom: Newsroom) -> None:
    count_shifts(page)
    open_live(page, newsroom.url)
    expect(page.get_by_text("No updates yet.")).to_be_visible()
    newsroom.publish("First")
    wait_for_headings(page, "First")
    expect(page.get_by_text("No updates yet.")).to_be_hidden()
    assert shifts(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_new_entries_wait_for_a_reader_who_has_scrolled_away_and_nothing_moves(
    open_page: OpenPage, newsroom: Newsroom, width: int
) -> None:
    ids = fill(newsroom)
    page = open_page(viewport={"width": width, "height": 800})
    count_shifts(page)
    open_live(page, newsroom.url)
    scroll_to(page, ids[5])
    before = top_of(page, ids[5])
    for heading in ("Thirteen", "Fourteen", "Fifteen"):
        newsroom.publish(heading)
    expect(page.get_by_role("button", name="3 new updates")).to_be_in_viewport()
    expect(page).to_have_title(re.compile(r"^\(3\) Storm Ada"))
    assert top_of(page, ids[5]) == before
    assert headings(page)[0] == "Update 12"
    assert shifts(page) == []


def test_the_button_shows_what_has_waited_and_marks_where_the_reader_was(page: Page, newsroom: Newsroom) -> None:
    ids = fill(newsroom)
    open_live(page, newsroom.url)
    scroll_to(page, ids[5])
    newsroom.publish("Thirteen")
    newest = newsroom.publish("Fourteen")
    page.get_by_role("button", name="2 new updates").click()
    assert headings(page)[:3] == ["Fourteen", "Thirteen", "Update 12"]
    expect(page.locator(f"#entry-{newest}")).to_be_focused()
    expect(page.locator(f"#entry-{newest}")).to_be_in_viewport()
    expect(page.locator("[data-line]")).to_have_id(f"entry-{ids[-1]}")
    expect(page.locator("#held")).to_be_hidden()
    expect(page).to_have_title(re.compile("^Storm Ada"))


def test_the_home_key_shows_what_has_waited(page: Page, newsroom: Newsroom) -> None:
    ids = fill(newsroom)
    open_live(page, newsroom.url)
    scroll_to(page, ids[5])
    newsroom.publish("Thirteen")
    expect(page.get_by_role("button", name="1 new update")).to_be_visible()
    page.keyboard.press("Home")
    expect(page.locator("#entries > article h3").first).to_have_text("Thirteen")


def test_an_entry_that_waits_is_shown_as_it_has_become_meanwhile(page: Page, newsroom: Newsroom) -> None:
    ids = fill(newsroom)
    open_live(page, newsroom.url)
    scroll_to(page, ids[5])
    revised, withdrawn = newsroom.publish("Thirteen"), newsroom.publish("Fourteen")
    newsroom.do("revise", entry_id=revised, text="Better words.", heading="Thirteen, revised")
    newsroom.do("withdraw", entry_id=withdrawn)
    newsroom.publish("Fifteen")
    page.get_by_role("button", name="3 new updates").click()
    assert headings(page)[:3] == ["Fifteen", "This update was withdrawn", "Thirteen, revised"]


@pytest.mark.parametrize("anchoring", ["auto", "none"], ids=["as in Chrome", "as in Safari"])
@pytest.mark.parametrize("width", [360, 1280])
def test_changes_above_do_not_move_what_is_being_read(
    open_page: OpenPage, newsroom: Newsroom, width: int, anchoring: str
) -> None:
    """Whether the browser keeps the reader's place itself (`overflow-anchor`) or leaves it to the script."""
    ids = fill(newsroom)
    page = open_page(viewport={"width": width, "height": 740})
    count_shifts(page)
    open_live(page, newsroom.url)
    page.evaluate("anchoring => { document.documentElement.style.overflowAnchor = anchoring }", anchoring)
    scroll_to(page, ids[5])
    before = top_of(page, ids[5])
    changes: list[tuple[str, dict[str, str]]] = [
        ("revise", {"entry_id": ids[10], "text": "Shorter.", "heading": "Update 11, shorter"}),
        ("revise", {"entry_id": ids[9], "text": LONG * 3, "heading": "Update 10, longer"}),
        ("pin", {"entry_id": ids[8]}),
        ("mark_key", {"entry_id": ids[7]}),
        ("change_headline", {"headline": "A headline that is much longer and takes several lines on a telephone"}),
        ("withdraw", {"entry_id": ids[9]}),
    ]
    # One after the other: of several in one frame the browser counts a shift, though nothing in sight moves.
    for n, (verb, words) in enumerate(changes, start=len(ids) + 1):
        newsroom.do(verb, **words)
        wait_for_number(page, n)
        page.evaluate(TWO_FRAMES)
        # Windows scroll by whole pixels.
        before, was = top_of(page, ids[5]), before
        assert abs(before - was) < 1, verb
        assert shifts(page) == [], verb


def test_what_the_reader_opened_stays_open_and_focused_when_its_entry_changes(page: Page, newsroom: Newsroom) -> None:
    entry = newsroom.publish("Rescue", "Eleven were taken off.")
    newsroom.do("correct", entry_id=entry, text="Twelve were taken off.", heading="Rescue")
    open_live(page, newsroom.url)
    summary = page.locator(f"#entry-{entry} summary")
    summary.click()
    newsroom.do("mark_key", entry_id=entry)
    expect(page.locator(f"#entry-{entry} .mark")).to_have_text("Key event")
    expect(page.locator(f"#entry-{entry} del")).to_be_visible()
    expect(summary).to_be_focused()


def test_news_is_announced_politely_and_together(page: Page, newsroom: Newsroom) -> None:
    open_live(page, newsroom.url)
    newsroom.publish("First tug")
    newsroom.publish("Second tug")
    expect(page.get_by_role("status")).to_have_text("2 new updates: Second tug")


def test_a_reader_may_have_new_entries_wait_always_and_it_is_remembered(page: Page, newsroom: Newsroom) -> None:
    fill(newsroom, 2)
    open_live(page, newsroom.url)
    page.get_by_label("New updates").select_option("wait for me")
    newsroom.publish("Update 3")
    expect(page.get_by_role("button", name="1 new update")).to_be_visible()
    assert headings(page) == ["Update 2", "Update 1"]
    open_live(page, newsroom.url)
    expect(page.get_by_label("New updates")).to_have_value("hold")


def test_a_reader_may_pause_the_page_and_go_on_without_a_gap(page: Page, newsroom: Newsroom) -> None:
    entry = newsroom.publish("Update 1")
    open_live(page, newsroom.url)
    page.get_by_label("New updates").select_option("are paused")
    expect(page.locator("#wire")).to_have_text(re.compile(r"^Paused since \d\d:\d\d\.$"))
    newsroom.do("revise", entry_id=entry, text="Other words.", heading="Update 1, revised")
    newsroom.publish("Update 2")
    page.get_by_label("New updates").select_option("appear by themselves")
    wait_for_headings(page, "Update 2", "Update 1, revised")


def test_the_keys_j_and_k_go_from_entry_to_entry(page: Page, newsroom: Newsroom) -> None:
    ids = fill(newsroom, 4)[::-1]
    open_live(page, newsroom.url)
    visited = []
    for key in "jjjk":
        page.keyboard.press(key)
        visited.append(page.evaluate("document.activeElement.dataset.entry"))
    assert visited == [ids[0], ids[1], ids[2], ids[1]]
    expect(page.locator(f"#entry-{ids[1]}")).to_be_in_viewport()


def test_the_keys_can_be_switched_off(page: Page, newsroom: Newsroom) -> None:
    fill(newsroom, 2)
    open_live(page, newsroom.url)
    page.get_by_label("The keys j and k").uncheck()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    open_live(page, newsroom.url)
    expect(page.get_by_label("The keys j and k")).not_to_be_checked()


def test_a_focused_entry_is_not_hidden_under_the_button(open_page: OpenPage, newsroom: Newsroom) -> None:
    ids = fill(newsroom)
    page = open_page(**PHONE)
    open_live(page, newsroom.url)
    scroll_to(page, ids[5])
    newsroom.publish("Thirteen")
    button = page.get_by_role("button", name="1 new update")
    expect(button).to_be_visible()
    page.keyboard.press("j")
    box = button.bounding_box()
    assert box
    focused: float = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert focused >= box["y"] + box["height"]


def test_a_reader_who_comes_back_finds_a_line_where_they_had_been(page: Page, newsroom: Newsroom) -> None:
    ids = fill(newsroom, 3)
    open_live(page, newsroom.url)
    expect(page.locator("[data-line]")).to_have_count(0)
    page.goto("/")
    newsroom.publish("Update 4")
    newsroom.publish("Update 5")
    wait_until_served(page, newsroom.url, 5)
    open_live(page, newsroom.url)
    expect(page.locator(f"#entry-{ids[-1]}")).to_have_attribute("data-line", "2 new updates since your last visit")


def test_readers_of_other_live_blogs_hear_nothing_of_it(page: Page, desk: Desk, newsroom: Newsroom) -> None:
    other = desk.begin("Elsewhere")
    open_live(page, newsroom.url)
    other.publish("Elsewhere it is dry")
    newsroom.publish("Here it rains")
    wait_for_headings(page, "Here it rains")


def test_the_page_is_told_apart_from_one_that_has_ended(page: Page, desk: Desk, newsroom: Newsroom) -> None:
    following = desk.begin("Storm Ada, day two")
    entry = newsroom.publish("Last words")
    open_live(page, newsroom.url)
    newsroom.do("end", successor=following.slug)
    expect(page.locator("#wire")).to_have_text("Coverage has ended; corrections still follow.")
    expect(page.locator(".badge")).to_have_text("Ended")
    expect(page.get_by_label("New updates")).to_be_hidden()
    newsroom.do("correct", entry_id=entry, text="Other last words.", heading="Corrected last words")
    assert headings(page) == ["Last words"]

    def looks_again() -> bool:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        return headings(page) == ["Corrected last words"]

    until(looks_again, what="the late correction")
    page.get_by_role("link", name="It goes on in a new live blog").click()
    expect(page.locator("h1")).to_have_text("Storm Ada, day two")
