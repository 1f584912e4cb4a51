"""Nothing typed is lost and nothing published twice: reloads, lost answers, double clicks, a server that is down."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.seats import Seat, Seats

PUBLISH = "**/entries"
SAVE = "**/drafts/*"


@pytest.fixture
def nora(seats: Seats) -> Seat:
    return seats.take("nora")


def times(count: int, act: Callable[[Route], None]) -> Callable[[Route], None]:
    """Do this to the first requests of the person, and let the later ones through."""
    left = [count]

    def handle(route: Route) -> None:
        if route.request.method == "GET" or left[0] == 0:
            route.continue_()
            return
        left[0] -= 1
        act(route)

    return handle


def lose_answer(route: Route) -> None:
    """The server does what it is asked, and nobody hears of it."""
    route.fetch()
    route.abort()


def held(seat: Seat) -> list[Route]:
    """Hold every request to publish until the test lets it go."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    seat.page.route(PUBLISH, hold)
    return waiting


def test_a_double_click_publishes_once(seats: Seats, nora: Seat) -> None:
    nora.write("Tugs leave port")
    nora.composer.get_by_role("button", name="Publish", exact=True).dblclick()
    expect(nora.entry("Tugs leave port")).to_have_count(1)
    nora.publish()
    expect(nora.page.locator("#body-sentence")).to_have_text("Write a heading or some text first.")
    assert seats.entries() == ["Tugs leave port"]


def test_publish_is_out_of_use_while_it_is_under_way(nora: Seat) -> None:
    waiting = held(nora)
    nora.write("Tugs leave port")
    nora.publish()
    button = nora.composer.get_by_role("button", name="Publish", exact=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    nora.page.keyboard.press("Control+Enter")
    nora.page.keyboard.press("Control+Enter")
    waiting[0].continue_()
    expect(nora.entry("Tugs leave port")).to_be_visible()
    expect(button).not_to_have_attribute("aria-disabled", "true")
    assert len(waiting) == 1


@pytest.mark.console_errors
def test_a_lost_answer_is_asked_for_again_and_publishes_once(seats: Seats, nora: Seat) -> None:
    nora.page.route(PUBLISH, times(1, lose_answer))
    nora.write("Tugs leave port")
    nora.publish()
    nora.says("Published")
    expect(nora.entry("Tugs leave port")).to_have_count(1)
    assert seats.entries() == ["Tugs leave port"]


@pytest.mark.console_errors
def test_a_person_who_tries_again_after_lost_answers_publishes_once(seats: Seats, nora: Seat) -> None:
    nora.page.route(PUBLISH, times(2, lose_answer))
    nora.write("Tugs leave port")
    nora.publish()
    nora.says("The server cannot be reached.")
    expect(nora.heading).to_have_value("Tugs leave port")
    nora.publish()
    nora.says("Published")
    expect(nora.entry("Tugs leave port")).to_have_count(1)
    assert seats.entries() == ["Tugs leave port"]


@pytest.mark.console_errors
def test_a_reload_after_lost_answers_publishes_once(seats: Seats, nora: Seat) -> None:
    nora.page.route(PUBLISH, times(2, lose_answer))
    nora.write("Tugs leave port")
    nora.publish()
    nora.says("The server cannot be reached.")
    nora.open()
    nora.says("Your text is back")
    nora.publish()
    nora.says("Published")
    assert seats.entries() == ["Tugs leave port"]


@pytest.mark.console_errors
def test_words_changed_after_a_lost_answer_become_a_change_of_what_was_published(seats: Seats, nora: Seat) -> None:
    nora.page.route(PUBLISH, times(2, lose_answer))
    nora.write("Tugs leave port")
    nora.publish()
    nora.says("The server cannot be reached.")
    nora.heading.fill("Two tugs leave port")
    nora.publish()
    nora.says("Editing: Tugs leave port")
    nora.says("What you have written since is here")
    nora.press("Publish changes")
    expect(nora.entry("Two tugs leave port")).to_be_visible()
    assert seats.entries() == ["Two tugs leave port"]


def test_what_is_typed_while_publishing_is_under_way_becomes_a_change(seats: Seats, nora: Seat) -> None:
    waiting = held(nora)
    nora.write("Tugs leave port", "Two.")
    nora.publish()
    expect(nora.composer.get_by_role("button", name="Publish", exact=True)).to_have_attribute("aria-disabled", "true")
    nora.type(" And a third.")
    waiting[0].continue_()
    nora.says("Editing: Tugs leave port")
    expect(nora.text).to_have_text("Two. And a third.")
    nora.press("Publish changes")
    expect(nora.entry("Tugs leave port")).to_contain_text("And a third.")
    assert seats.entries() == ["Tugs leave port"]


def test_a_reload_brings_the_text_back_at_once(nora: Seat) -> None:
    nora.write("Half a thought", "and the rest")
    nora.page.get_by_label("Key event").check()
    nora.open()
    nora.says("Your text is back")
    expect(nora.heading).to_have_value("Half a thought")
    expect(nora.text).to_have_text("and the rest")
    expect(nora.page.get_by_label("Key event")).to_be_checked()


def test_another_browser_finds_the_text_among_the_drafts(seats: Seats, nora: Seat) -> None:
    nora.write("Half a thought", "and the rest")
    nora.says("Draft saved")
    elsewhere = seats.take("nora")
    expect(elsewhere.drafts).to_contain_text("Half a thought")
    elsewhere.drafts.get_by_role("button", name="Open").click()
    expect(elsewhere.text).to_have_text("and the rest")


@pytest.mark.console_errors
def test_while_the_server_is_down_the_text_is_kept_here_and_saved_when_it_is_back(nora: Seat) -> None:
    nora.page.route(SAVE, lambda route: route.abort())
    nora.write("Storm", "at its height")
    nora.says("Kept in this browser; the server cannot be reached")
    nora.page.unroute(SAVE)
    nora.says("Draft saved")


def test_what_is_typed_while_a_save_is_under_way_is_saved_too(nora: Seat) -> None:
    waiting: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if waiting:
            route.continue_()
        else:
            waiting.append(route)

    nora.page.clock.install()
    nora.page.route(SAVE, hold_the_first)
    with nora.page.expect_request(SAVE):
        nora.write("Storm", "at its height")
        nora.page.clock.fast_forward(2_000)
    nora.type(", with hail")
    nora.page.clock.fast_forward(2_000)
    waiting[0].continue_()
    nora.says("Draft saved")
    with nora.page.expect_response(SAVE) as saved:
        nora.page.clock.fast_forward(2_000)
    assert saved.value.ok
    assert "at its height, with hail" in (saved.value.request.post_data or "")


@pytest.mark.console_errors
def test_a_tab_that_crashed_leaves_its_text_under_the_drafts_of_the_next(seats: Seats, nora: Seat) -> None:
    nora.page.route(SAVE, lambda route: route.abort())
    nora.write("Storm", "at its height")
    nora.says("Kept in this browser")
    after = Seat(nora.page.context.new_page(), nora.person, nora.slug)
    nora.page.close()
    after.open()
    expect(after.drafts).to_contain_text("only in this browser yet")
    after.drafts.get_by_role("button", name="Open").click()
    expect(after.text).to_have_text("at its height")
    after.says("Draft saved")


@pytest.mark.console_errors
def test_a_save_whose_answer_was_lost_does_not_make_a_second_draft(nora: Seat) -> None:
    nora.page.route(SAVE, times(1, lose_answer))
    nora.write("Storm", "at its height")
    nora.says("Kept in this browser; the server cannot be reached")
    nora.type(" now")
    nora.says("Draft saved")
    nora.press("Discard")
    nora.answer("Discard")
    expect(nora.heading).to_have_value("")
    assert told_drafts(nora) == []


@pytest.mark.console_errors
def test_two_tabs_on_one_draft_lose_neither_text(nora: Seat) -> None:
    nora.write("Storm", "first tab")
    nora.says("Draft saved")
    second = Seat(nora.page.context.new_page(), nora.person, nora.slug)
    second.open()
    second.drafts.get_by_role("button", name="Open").click()
    expect(second.text).to_have_text("first tab")
    # "Draft saved" stands there from before: only the answer says that this one is.
    with nora.page.expect_response(lambda answer: "/drafts/" in answer.url and answer.request.method != "GET"):
        nora.type(", more")
    nora.says("Draft saved")
    second.type(", and more in the second")
    second.says("This draft was saved elsewhere in the meantime.")
    expect(second.drafts).to_contain_text("Storm")
    expect(second.text).to_have_text("first tab, and more in the second")
    second.says("Draft saved")
    assert len(told_drafts(nora)) == 2


def test_a_colleague_at_the_same_machine_does_not_get_the_text(seats: Seats, nora: Seat) -> None:
    nora.write("For Nora's eyes", "only")
    seats.sign_in(nora.page, "ada")
    nora.open()
    expect(nora.heading).to_have_value("")
    expect(nora.page.get_by_label("Byline")).to_have_value("Ada Brook")


def told_drafts(seat: Seat) -> list[object]:
    answer = seat.page.request.get(f"/desk/{seat.slug}/drafts", headers={"Accept": "application/json"})
    drafts: list[object] = json.loads(answer.text())["drafts"]
    return drafts
