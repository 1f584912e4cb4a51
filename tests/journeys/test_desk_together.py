"""Several people at once on one live blog."""

import pytest
from playwright.sync_api import expect

from tests.journeys.seats import Seat, Seats


def changing(seat: Seat, heading: str, text: str) -> None:
    """Open an entry and type after its text, without publishing."""
    seat.does("Edit", heading)
    seat.says(f"Editing: {heading}")
    seat.type(text)


def test_two_editors_see_one_anothers_entries_arrive_and_can_work_on_them(seats: Seats) -> None:
    nora, ada = seats.take("nora"), seats.take("ada")
    nora.published("From Nora")
    ada.published("From Ada")
    expect(nora.entry("From Ada")).to_be_visible()
    assert nora.headings() == ada.headings() == ["From Ada", "From Nora"]
    nora.does("Withdraw", "From Ada")
    nora.answer("Withdraw", Reason="Ada was wrong.")
    expect(ada.page.locator("article.withdrawn")).to_contain_text("Ada was wrong.")


def test_an_entry_that_arrives_while_one_types_moves_nothing_one_types_in(seats: Seats) -> None:
    nora, ada = seats.take("nora"), seats.take("ada")
    nora.write("Half a", "thought")
    before = nora.text.bounding_box()
    ada.published("From Ada", "Several words. " * 40)
    expect(nora.entry("From Ada")).to_be_visible()
    nora.page.keyboard.type(" more")
    expect(nora.text).to_have_text("thought more")
    assert nora.text.bounding_box() == before


def test_a_pin_moves_from_one_entry_to_another_on_every_screen(seats: Seats) -> None:
    nora, ada = seats.take("nora"), seats.take("ada")
    nora.published("One")
    nora.published("Two")
    nora.does("Pin", "One")
    expect(ada.entry("One").get_by_role("button", name="Unpin")).to_be_visible()
    nora.does("Pin", "Two")
    for seat in (nora, ada):
        expect(seat.entry("Two").get_by_role("button", name="Unpin")).to_be_visible()
        expect(seat.entry("One").get_by_role("button", name="Pin", exact=True)).to_be_visible()


def test_a_headline_and_the_end_reach_the_colleagues_screen(seats: Seats) -> None:
    nora, ada = seats.take("nora"), seats.take("ada")
    ada.write("Almost ready")
    nora.page.get_by_role("button", name="Edit headline").click()
    nora.answer("Change", Headline="Ferry safe")
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Ferry safe")
    nora.page.get_by_role("button", name="End coverage").click()
    nora.answer("End coverage")
    ada.says("Coverage has ended.")
    expect(ada.page.locator("#connection")).to_contain_text("Coverage has ended.")
    expect(ada.heading).to_have_value("Almost ready")
    expect(ada.composer.get_by_role("button", name="Publish", exact=True)).to_be_hidden()


@pytest.mark.console_errors
def test_a_stale_change_shows_both_texts_and_mine_can_be_published_over_theirs(seats: Seats) -> None:
    nora, ada = seats.take("nora"), seats.take("ada")
    nora.published("Tugs", "Two.")
    expect(ada.entry("Tugs")).to_be_visible()
    changing(ada, "Tugs", " Ada’s words.")
    changing(nora, "Tugs", " Nora’s words.")
    nora.press("Publish changes")
    expect(ada.entry("Tugs")).to_contain_text("Nora’s words.")
    ada.press("Publish changes")
    expect(ada.page.get_by_role("region", name="Theirs: Nora Quill")).to_contain_text("Two. Nora’s words.")
    expect(ada.page.get_by_role("region", name="Yours")).to_contain_text("Two. Ada’s words.")
    ada.press("Keep mine and publish over theirs")
    expect(nora.entry("Tugs")).to_contain_text("Two. Ada’s words.")
    expect(nora.entry("Tugs")).not_to_contain_text("Nora’s words.")
    ada.says("New entry")


@pytest.mark.console_errors
def test_theirs_can_be_taken_and_mine_put_back(seats: Seats) -> None:
    nora, ada = seats.take("nora"), seats.take("ada")
    nora.published("Tugs", "Two.")
    expect(ada.entry("Tugs")).to_be_visible()
    changing(ada, "Tugs", " Ada’s words.")
    changing(nora, "Tugs", " Nora’s words.")
    nora.press("Publish changes")
    ada.heading.fill("Ada’s tugs")
    expect(ada.entry("Tugs")).to_contain_text("Nora’s words.")
    ada.press("Publish changes")
    ada.press("Take theirs")
    expect(ada.text).to_have_text("Two. Nora’s words.")
    expect(ada.heading).to_have_value("Tugs")
    ada.page.get_by_role("button", name="Undo").click()
    expect(ada.text).to_have_text("Two. Ada’s words.")
    ada.page.get_by_role("button", name="Redo").click()
    ada.page.get_by_text("Theirs stand in the composer now").click()
    ada.press("Put mine back")
    expect(ada.heading).to_have_value("Ada’s tugs")
    expect(ada.text).to_have_text("Two. Ada’s words.")
    ada.press("Publish changes")
    expect(nora.entry("Ada’s tugs")).to_contain_text("Two. Ada’s words.")


@pytest.mark.console_errors
def test_a_conflict_survives_a_reload(seats: Seats) -> None:
    nora, ada = seats.take("nora"), seats.take("ada")
    nora.published("Tugs", "Two.")
    expect(ada.entry("Tugs")).to_be_visible()
    changing(ada, "Tugs", " Ada’s words.")
    changing(nora, "Tugs", " Nora’s words.")
    nora.press("Publish changes")
    expect(ada.entry("Tugs")).to_contain_text("Nora’s words.")
    ada.press("Publish changes")
    expect(ada.page.get_by_role("region", name="Yours")).to_be_visible()
    ada.open()
    ada.says("Editing: Tugs")
    expect(ada.text).to_have_text("Two. Ada’s words.")
    ada.press("Publish changes")
    expect(ada.page.get_by_role("region", name="Theirs: Nora Quill")).to_be_visible()


@pytest.mark.console_errors
def test_an_entry_withdrawn_while_somebody_changes_it_keeps_their_words(seats: Seats) -> None:
    nora, ada = seats.take("nora"), seats.take("ada")
    nora.published("Tugs", "Two.")
    expect(ada.entry("Tugs")).to_be_visible()
    changing(ada, "Tugs", " Ada’s words.")
    nora.does("Withdraw", "Tugs")
    nora.answer("Withdraw", Reason="It was an exercise.")
    expect(ada.page.locator("article.withdrawn")).to_be_visible()
    ada.press("Publish changes")
    ada.says("This entry has been withdrawn and cannot be changed.")
    expect(ada.text).to_have_text("Two. Ada’s words.")
