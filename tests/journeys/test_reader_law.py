"""The law of the page in a real browser: after every verb, an open page equals a freshly loaded one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import OpenPage
from tests.journeys.newsroom import Newsroom
from tests.journeys.reading import open_live, scroll_to, show_held, shown, wait_for_number, wait_until_served
from tests.waiting import until

LONG = "\n\n".join(["The gusts came in from the south-west shortly before dawn and have not let up since."] * 4)


class Story:
    """Four entries, of which the second is pinned and the third a key event, and what the newsroom does next."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.n = 0
        self.ids: list[str] = []

    def tell(self) -> None:
        for number in range(1, 5):
            self.publish(f"Update {number}")
        self.do("pin", entry_id=self.ids[1])
        self.do("mark_key", entry_id=self.ids[2])

    def publish(self, heading: str, byline: str = "Mira Castell", *, key: bool = False) -> None:
        self.ids.append(self.newsroom.publish(heading, LONG, byline=byline, key=key))
        self.n += 1

    def do(self, verb: str, **words: str) -> None:
        self.newsroom.do(verb, **words)
        self.n += 1


VERBS: dict[str, Callable[[Story], None]] = {
    "publish": lambda story: story.publish("Update 5"),
    "publish by a new reporter, as a key event": lambda story: story.publish("Update 5", "Ida Lund", key=True),
    "revise": lambda story: story.do("revise", entry_id=story.ids[0], text="Better.", heading="Update 1, better"),
    "revise the pinned one": lambda story: story.do("revise", entry_id=story.ids[1], text="Better.", heading="Pinned"),
    "correct": lambda story: story.do("correct", entry_id=story.ids[2], text="Twelve.", heading="Key, corrected"),
    "withdraw": lambda story: story.do("withdraw", entry_id=story.ids[0]),
    "withdraw the pinned one": lambda story: story.do("withdraw", entry_id=story.ids[1]),
    "withdraw the key event": lambda story: story.do("withdraw", entry_id=story.ids[2]),
    "pin another": lambda story: story.do("pin", entry_id=story.ids[3]),
    "unpin": lambda story: story.do("unpin", entry_id=story.ids[1]),
    "mark another as key": lambda story: story.do("mark_key", entry_id=story.ids[0]),
    "unmark the key event": lambda story: story.do("unmark_key", entry_id=story.ids[2]),
    "put a claim on the record": lambda story: story.do("record", entry_id=story.ids[0], quote="gusts"),
    "change the headline": lambda story: story.do("change_headline", headline="Ferry safe", standfirst="All is well."),
    "end": lambda story: story.do("end"),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS.keys())
def test_open_pages_equal_a_fresh_one_after(
    open_page: OpenPage, newsroom: Newsroom, verb: Callable[[Story], None]
) -> None:
    """One page opened before everything, one scrolled down whose reader then asks for what has waited."""
    story = Story(newsroom)
    early, scrolled, fresh = open_page(), open_page(), open_page()
    open_live(early, newsroom.url)
    story.tell()
    wait_until_served(fresh, newsroom.url, story.n)
    open_live(scrolled, newsroom.url)
    wait_for_number(scrolled, story.n)
    scroll_to(scrolled, story.ids[0])
    verb(story)
    for page in (early, scrolled):
        wait_for_number(page, story.n)
    show_held(scrolled)
    wait_until_served(fresh, newsroom.url, story.n)
    fresh.goto(newsroom.url)
    wait_for_number(fresh, story.n)
    # What was published arrives sliding: a page may have the message a moment before it shows the entry.
    until(lambda: shown(early) == shown(scrolled) == shown(fresh), what="open pages that equal a fresh one")


@pytest.mark.parametrize("verb", ["correct", "withdraw"])
def test_open_pages_equal_a_fresh_one_half_a_minute_after_a_late(
    open_page: OpenPage, newsroom: Newsroom, verb: str
) -> None:
    """After the end nothing is connected any more: pages that are looked at ask now and then."""
    story = Story(newsroom)
    early, scrolled, fresh = open_page(), open_page(), open_page()
    for page in (early, scrolled):
        page.clock.install()
    open_live(early, newsroom.url)
    story.tell()
    wait_until_served(fresh, newsroom.url, story.n)
    open_live(scrolled, newsroom.url)
    wait_for_number(scrolled, story.n)
    scroll_to(scrolled, story.ids[0])
    story.do("end")
    for page in (early, scrolled):
        wait_for_number(page, story.n)
        expect(page.locator("#wire")).to_have_text("Coverage has ended; corrections still follow.")
    VERBS[verb](story)
    wait_until_served(fresh, newsroom.url, story.n)
    for page in (early, scrolled):
        page.clock.run_for(46_000)
        wait_for_number(page, story.n)
    fresh.goto(newsroom.url)
    wait_for_number(fresh, story.n)
    until(lambda: shown(early) == shown(scrolled) == shown(fresh), what="open pages that equal a fresh one")


def test_a_page_of_a_long_story_equals_a_fresh_one_where_both_reach(open_page: OpenPage, newsroom: Newsroom) -> None:
    """A fresh page has the newest fifty and a link; one that was opened early has them all."""
    early, fresh = open_page(), open_page()
    open_live(early, newsroom.url)
    ids = [newsroom.publish(f"Update {number}") for number in range(1, 56)]
    newsroom.do("revise", entry_id=ids[0], text="Not on a fresh page.", heading="Update 1, better")
    newsroom.do("withdraw", entry_id=ids[-1])
    wait_until_served(fresh, newsroom.url, 57)
    wait_for_number(early, 57)
    fresh.goto(newsroom.url)
    wait_for_number(fresh, 57)
    until(lambda: shown(early) == shown(fresh), what="an open page that equals a fresh one")
    assert early.locator("#entries > article").count() == 55
    assert fresh.locator("#entries > article").count() == 50


def test_older_entries_that_were_loaded_equal_those_of_their_own_page(open_page: OpenPage, newsroom: Newsroom) -> None:
    ids = [newsroom.publish(f"Update {number}") for number in range(1, 61)]
    reader, fresh = open_page(), open_page()
    wait_until_served(fresh, newsroom.url, 60)
    open_live(reader, newsroom.url)
    # Once before the older ones are on the page, once after.
    newsroom.do("revise", entry_id=ids[3], text="Better.", heading="Update 4, better")
    wait_for_number(reader, 61)
    reader.get_by_role("link", name="Older updates").click()
    reader.locator(f"#entry-{ids[0]}").wait_for()
    newsroom.do("correct", entry_id=ids[2], text="Twelve.", heading="Update 3, corrected")
    wait_for_number(reader, 62)
    fresh.goto(f"{newsroom.url}/older?before=11")
    articles = "[...document.querySelectorAll('#entries>article')].slice(-10).map((article) => article.outerHTML)"
    assert reader.evaluate(articles) == fresh.evaluate(articles)
