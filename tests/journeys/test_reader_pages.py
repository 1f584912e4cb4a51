"""The readers' pages in a real browser: without the script, in other zones, for everybody."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from dateline.coverage.body.markdown import body_from_markdown
from tests.browser import OpenPage
from tests.journeys.newsroom import Desk, Newsroom
from tests.journeys.reading import count_shifts, headings, open_live, shifts, top_of, wait_for_number, wait_until_served
from tests.servers import HOUSE

AXE = (HOUSE / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG = "\n\n".join(["The gusts came in from the south-west shortly before dawn and have not let up since."] * 4)
RICH = """\
#### On the water

Two tugs are *with* the ferry, **one** of them [in sight](https://example.org/tug).

> We would rather they were bored than brave.

- Nobody is hurt.
- Nobody is **afraid**.

1. First the children
2. Then everybody else
"""


@pytest.fixture(scope="module")
def story(desk: Desk) -> dict[str, str]:
    """Addresses of everything that readers can come upon."""
    newsroom = desk.begin("Storm Ada: ferry adrift", standfirst="Two coasts count the damage.")
    ids = [newsroom.publish(f"Update {number}", RICH, key=number % 10 == 0) for number in range(1, 61)]
    newsroom.do("pin", entry_id=ids[57])
    newsroom.do("correct", entry_id=ids[58], text="Twelve were taken off.", heading="Update 59")
    newsroom.do("withdraw", entry_id=ids[56])
    ended = desk.begin("Storm Ada, day one")
    ended.publish("Wind rises")
    ended.do("end", successor=newsroom.slug)
    return {
        "live": newsroom.url,
        "older": f"{newsroom.url}/older?before=11",
        "entry": f"{newsroom.url}/entry/{ids[58]}",
        "withdrawn": f"{newsroom.url}/entry/{ids[56]}",
        "ended": ended.url,
        "empty": desk.begin("Council votes").url,
        "front": "/",
        "nowhere": "/live/nowhere",
    }


PAGES = ["live", "older", "entry", "withdrawn", "ended", "empty", "front", "nowhere"]


@pytest.mark.console_errors  # The browser reports the page that is not there.
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_that_axe_knows(
    open_page: OpenPage, story: dict[str, str], name: str, scheme: str
) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(story[name])
    expect(page.locator("body")).not_to_have_attribute("data-wire", "connecting")
    for details in page.locator("details:visible").all():
        details.evaluate("details => (details.open = true)")
    assert barriers(page) == []


@pytest.mark.parametrize("name", ["live", "entry", "front"])
def test_a_page_has_no_barrier_on_a_telephone(open_page: OpenPage, story: dict[str, str], name: str) -> None:
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(story[name])
    assert barriers(page) == []


def barriers(page: Page) -> list[Any]:
    page.evaluate(AXE)
    found: list[Any] = page.evaluate(
        """async (rules) => (await axe.run({ runOnly: rules }))
          .violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 100))])""",
        RULES,
    )
    return found


@pytest.mark.console_errors
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_its_window(open_page: OpenPage, story: dict[str, str], name: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    page.goto(story[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_telephone_the_truth_and_the_newest_entry_are_on_the_first_screen(
    open_page: OpenPage, desk: Desk, scheme: str
) -> None:
    newsroom = desk.begin("Storm Maren: ferry adrift in the strait", introduction=body_from_markdown(LONG))
    ids = [newsroom.publish(f"Update {number}", LONG, key=True) for number in range(1, 6)]
    newsroom.do("pin", entry_id=ids[2])
    page = open_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    wait_until_served(page, newsroom.url, 6)
    count_shifts(page)
    open_live(page, newsroom.url)
    expect(page.locator("#wire")).to_be_in_viewport(ratio=1)
    assert top_of(page, ids[-1]) < 800 - 44
    pinned = page.get_by_role("region", name="Pinned")
    cut = pinned.locator(".body").bounding_box()
    pinned.get_by_text("Show all").click()
    whole = pinned.locator(".body").bounding_box()
    assert cut
    assert whole
    assert whole["height"] > 2 * cut["height"]
    assert barriers(page) == []
    assert shifts(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_the_page_loads(open_page: OpenPage, story: dict[str, str], width: int) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    count_shifts(page)
    open_live(page, story["live"])
    assert shifts(page) == []


def test_without_the_script_everything_can_be_read(open_page: OpenPage, story: dict[str, str]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(story["live"])
    assert len(headings(page)) == 50
    expect(page.get_by_role("link", name="Load the latest")).to_be_visible()
    expect(page.get_by_label("New updates")).to_be_hidden()
    expect(page.locator("#entries time").first).to_have_text(re.compile(r"^\d\d:\d\d \d+ \w+ \d{4}$"))
    expect(page.get_by_text("Times are those of UTC.")).to_be_visible()
    page.get_by_role("link", name="Older updates").click()
    assert headings(page)[-1] == "Update 1"
    page.get_by_role("link", name="Go to the latest").click()
    page.locator("#entries > article .when a").first.click()
    expect(page.get_by_role("heading", name="History of this update")).to_be_visible()
    page.get_by_role("link", name="Read it among the others").click()
    assert len(headings(page)) == 50


def test_a_correction_can_be_opened_without_the_script(open_page: OpenPage, story: dict[str, str]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(story["live"])
    page.get_by_text("Corrected").click()
    expect(page.locator("del")).to_be_visible()


def test_times_are_in_the_readers_zone_and_keep_the_newsrooms(open_page: OpenPage, newsroom: Newsroom) -> None:
    newsroom.publish()
    page = open_page(timezone_id="Asia/Kathmandu")
    open_live(page, newsroom.url)
    time = page.locator("#entries time").first
    given = time.get_attribute("datetime")
    title = time.get_attribute("title")
    shown = page.evaluate("t => new Date(t).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })", given)
    expect(time).to_have_text(re.compile(f"^{shown}"))
    assert title
    assert title.endswith(", UTC")
    assert title.startswith((given or "")[11:16])
    expect(page.get_by_text("Times are in your own zone.")).to_be_visible()


def test_the_day_is_shown_unless_it_is_today(page: Page, newsroom: Newsroom) -> None:
    newsroom.publish()
    page.clock.install()
    open_live(page, newsroom.url)
    day = page.locator("#entries time span").first
    expect(day).to_be_hidden()
    page.clock.fast_forward("24:00:00")
    expect(day).to_be_visible()


def test_the_line_says_how_long_ago_the_last_update_was(page: Page, newsroom: Newsroom) -> None:
    newsroom.publish()
    page.clock.install()
    open_live(page, newsroom.url)
    expect(page.locator("#wire")).to_have_text("Live. Last update just now.")
    page.clock.run_for("05:00")
    expect(page.locator("#wire")).to_have_text(re.compile("Last update 5 min ago."))


def test_a_claim_on_the_record_is_no_update_of_the_page(page: Page, newsroom: Newsroom) -> None:
    entry = newsroom.publish(text="A tug has a line aboard.")
    wait_until_served(page, newsroom.url, 1)

    def yesterdays(route: Route) -> None:
        html = route.fetch().text()
        route.fulfill(body=re.sub('data-changed="[^"]+"', 'data-changed="2020-01-01T12:00:00+00:00"', html))

    page.route(f"**{newsroom.url}", yesterdays)
    open_live(page, newsroom.url)
    expect(page.locator("#wire")).not_to_contain_text("just now")
    newsroom.do("record", entry_id=entry, quote="tug")
    wait_for_number(page, 2)
    expect(page.locator("#wire")).not_to_contain_text("just now")
    newsroom.publish("What readers see is one")
    expect(page.locator("#wire")).to_contain_text("just now")


def test_older_updates_are_loaded_in_place(page: Page, story: dict[str, str]) -> None:
    open_live(page, story["live"])
    with page.expect_request("**/older?*") as asked:
        page.get_by_role("link", name="Older updates").click()
    assert re.search(r"\?before=11&at=\d+$", asked.value.url)
    expect(page.locator("#entries > article")).to_have_count(60)
    expect(page.locator("#older")).to_have_count(0)
    expect(page.locator("#entries > article").nth(50)).to_be_focused()
    assert page.url.endswith(story["live"])


def test_when_older_updates_cannot_be_loaded_in_place_the_link_is_followed(page: Page, story: dict[str, str]) -> None:
    open_live(page, story["live"])
    page.route("**/older?*&at=*", lambda route: route.fulfill(body="<p>Sign in to this network</p>"))
    page.get_by_role("link", name="Older updates").click()
    expect(page.get_by_role("link", name="Go to the latest")).to_be_visible()


def test_a_key_event_on_the_page_is_gone_to_and_an_older_one_has_its_own_page(
    page: Page, story: dict[str, str]
) -> None:
    open_live(page, story["live"])
    events = page.get_by_role("navigation", name="Key events")
    events.get_by_role("link", name="Update 50").click()
    expect(page.locator("#entries > article", has_text="Update 50").first).to_be_focused()
    assert page.url.endswith(story["live"])
    events.get_by_role("link", name="Update 10", exact=True).click()
    expect(page.get_by_role("heading", name="History of this update")).to_be_visible()


def test_a_key_event_that_waits_is_shown_when_it_is_asked_for(page: Page, newsroom: Newsroom) -> None:
    open_live(page, newsroom.url)
    page.get_by_label("New updates").select_option("wait for me")
    newsroom.publish("First tug", key=True)
    page.get_by_role("navigation", name="Key events").get_by_role("link", name="First tug").click()
    expect(page.get_by_role("heading", name="First tug")).to_be_visible()


@pytest.mark.parametrize("form", ["#entry-{}", "?entry={}", "?entry={}#entry-{}"])
def test_a_link_to_an_entry_leads_to_it(page: Page, newsroom: Newsroom, form: str) -> None:
    ids = [newsroom.publish(f"Update {number}", RICH) for number in range(1, 8)]
    wait_until_served(page, newsroom.url, 7)
    page.goto(newsroom.url + form.format(ids[1], ids[1]))
    expect(page.locator(f"#entry-{ids[1]}")).to_be_in_viewport()


def test_a_link_to_an_entry_further_down_than_the_page_reaches_leads_to_its_own_page(
    page: Page, newsroom: Newsroom
) -> None:
    ids = [newsroom.publish(f"Update {number}") for number in range(1, 53)]
    wait_until_served(page, newsroom.url, 52)
    page.goto(f"{newsroom.url}#entry-{ids[0]}")
    expect(page).to_have_url(re.compile(f"{newsroom.url}/entry/{ids[0]}$"))
    expect(page.get_by_role("heading", name="Update 1", exact=True)).to_be_visible()


def test_on_a_telephone_many_key_events_are_a_line_until_they_are_asked_for(
    open_page: OpenPage, story: dict[str, str]
) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(story["live"])
    events = page.get_by_role("navigation", name="Key events").get_by_role("link")
    expect(page.get_by_role("heading", name="Key events")).to_be_visible()
    expect(events).to_have_count(0)
    page.get_by_text("More", exact=True).click()
    expect(events).to_have_count(6)
