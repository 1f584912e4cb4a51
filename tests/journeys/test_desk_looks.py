"""The desk can be used by everybody: without a mouse, on a phone, in the dark, read out aloud."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenPage
from tests.journeys.seats import Seat, Seats

AXE = (Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text()
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LOOKS: dict[str, dict[str, Any]] = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": PHONE}


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong, with the elements."""
    page.evaluate(AXE)
    violations = page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{fault['id']}: {[node['html'] for node in fault['nodes']]}" for fault in violations]


def is_wider_than_the_screen(page: Page) -> bool:
    wider: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wider


@pytest.mark.parametrize("look", LOOKS)
def test_signing_in_can_be_used_by_everybody(seats: Seats, open_page: OpenPage, look: str) -> None:
    page = open_page(**LOOKS[look])
    page.goto("/account/login/")
    assert faults(page) == []
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page) == []
    assert not is_wider_than_the_screen(page)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("key", ["nora", "ben"])
def test_the_list_can_be_used_by_everybody(seats: Seats, look: str, key: str) -> None:
    page = seats.take(key, **LOOKS[look]).page
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="Live now")).to_be_visible()
    assert faults(page) == []
    assert not is_wider_than_the_screen(page)


def writing(nora: Seat) -> None:
    nora.write("x" * 250, "Words")


def editing(nora: Seat) -> None:
    nora.does("Correct", "Tugs")
    nora.says("Editing: Tugs")


def withdrawing(nora: Seat) -> None:
    nora.does("Withdraw", "Tugs")
    expect(nora.page.get_by_role("dialog")).to_be_visible()


def ending(nora: Seat) -> None:
    nora.page.get_by_role("button", name="End coverage").click()
    expect(nora.page.get_by_role("dialog")).to_be_visible()


def signed_out(nora: Seat) -> None:
    nora.page.context.clear_cookies()
    nora.write("Tugs", "Two.")
    expect(nora.page.locator("#signed-out")).to_be_visible()


def with_drafts(nora: Seat) -> None:
    nora.write("Half a thought", "and more")
    nora.says("Draft saved")
    nora.does("Edit", "Tugs")
    expect(nora.drafts).to_contain_text("Half a thought")


STATES: tuple[Callable[[Seat], None], ...] = (writing, editing, withdrawing, ending, with_drafts, signed_out)


@pytest.mark.console_errors
@pytest.mark.parametrize("look", LOOKS)
def test_the_screen_of_a_live_blog_can_be_used_by_everybody(seats: Seats, look: str) -> None:
    nora = seats.take("nora", **LOOKS[look])
    nora.published("Tugs", "Two of them.")
    nora.published("Ferry", "Adrift.")
    for state in STATES:
        nora.page.evaluate("sessionStorage.clear()")
        nora.open()
        state(nora)
        assert faults(nora.page) == [], state.__name__
        assert not is_wider_than_the_screen(nora.page), state.__name__


def test_a_planted_fault_is_found(seats: Seats) -> None:
    page = seats.take("nora").page
    page.evaluate("document.querySelector('label[for=heading]').remove()")
    page.evaluate("document.querySelector('.bar .person').style.color = '#ccc'")
    assert {"color-contrast", "label"} <= {fault.split(":")[0] for fault in faults(page)}


@pytest.mark.console_errors
@pytest.mark.parametrize("look", LOOKS)
def test_a_conflict_can_be_solved_by_everybody(seats: Seats, look: str) -> None:
    nora, ada = seats.take("nora"), seats.take("ada", **LOOKS[look])
    nora.published("Tugs", "Two.")
    expect(ada.entry("Tugs")).to_be_visible()
    for seat in (ada, nora):
        seat.does("Edit", "Tugs")
        seat.says("Editing: Tugs")
        seat.type(f" {seat.person.name} was here.")
    nora.press("Publish changes")
    expect(nora.entry("Tugs")).to_contain_text("Nora Quill was here.")
    ada.press("Publish changes")
    expect(ada.page.get_by_role("region", name="Yours")).to_be_visible()
    assert faults(ada.page) == []
    assert not is_wider_than_the_screen(ada.page)


def test_a_thumb_can_press_every_button(seats: Seats) -> None:
    nora = seats.take("nora", **PHONE)
    nora.published("Tugs", "Two.")
    boxes = [button.bounding_box() for button in nora.page.get_by_role("button").all() if button.is_visible()]
    assert len(boxes) > 15
    assert [box for box in boxes if box and (box["height"] < 40 or box["width"] < 24)] == []


def test_the_publish_button_is_in_view_on_a_phone_while_one_writes(seats: Seats) -> None:
    nora = seats.take("nora", **PHONE)
    nora.write("Tugs", "Two.")
    expect(nora.composer.get_by_role("button", name="Publish", exact=True)).to_be_in_viewport(ratio=1)


def test_an_entry_is_published_without_a_mouse(seats: Seats) -> None:
    nora = seats.take("nora")
    keys = nora.page.keyboard
    nora.heading.focus()
    keys.type("By hand")
    keys.press("Enter")
    keys.type("Only keys.")
    for _ in range(3):
        keys.press("Tab")
    expect(nora.composer.get_by_role("button", name="Publish", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(nora.entry("By hand")).to_contain_text("Only keys.")


def test_a_dialog_gives_the_focus_back(seats: Seats) -> None:
    nora = seats.take("nora")
    nora.published("Tugs")
    withdraw = nora.entry("Tugs").get_by_role("button", name="Withdraw")
    withdraw.click()
    expect(nora.page.get_by_role("dialog").get_by_label("Reason")).to_be_focused()
    nora.page.keyboard.press("Escape")
    expect(nora.page.get_by_role("dialog")).to_have_count(0)
    expect(withdraw).to_be_focused()


def test_a_live_blog_is_started_without_javascript(seats: Seats, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    seats.sign_in(page, "nora")
    page.goto("/desk/")
    page.get_by_label("Headline", exact=True).fill("Begun without a script")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Begun without a script")
