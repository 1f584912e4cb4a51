"""A reporter drafts and submits; an editor opens, edits, publishes or hands back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.seats import Seat, Seats


@pytest.fixture
def ben(seats: Seats) -> Seat:
    return seats.take("ben")


@pytest.fixture
def nora(seats: Seats) -> Seat:
    return seats.take("nora")


def looks_again(seat: Seat) -> None:
    """Come back to the tab, which looks for drafts at once."""
    seat.page.evaluate("window.dispatchEvent(new Event('focus'))")


def submits(ben: Seat, heading: str, text: str) -> None:
    ben.write(heading, text)
    ben.press("Submit to editors")
    ben.says("Submitted")


def opens(nora: Seat, heading: str) -> None:
    looks_again(nora)
    row = nora.drafts.get_by_role("listitem").filter(has_text=heading)
    row.get_by_role("button", name="Open").click()


def test_a_reporter_submits_and_an_editor_publishes_under_the_reporters_name(ben: Seat, nora: Seat) -> None:
    submits(ben, "Line for families", "Call at any hour.")
    expect(ben.heading).to_have_value("")
    expect(ben.drafts).to_contain_text("submitted")
    opens(nora, "Line for families")
    nora.says("Submission, by Ben Sato")
    expect(nora.page.get_by_label("Byline")).to_have_value("Ben Sato")
    nora.type(" It is free.")
    nora.publish()
    expect(ben.entry("Line for families")).to_contain_text("Call at any hour. It is free.")
    expect(ben.entry("Line for families").locator(".byline")).to_have_text("Ben Sato")
    looks_again(ben)
    expect(ben.drafts).to_contain_text("An editor has published or discarded “Line for families”.")
    expect(nora.drafts).to_be_hidden()


def test_a_submission_is_listed_without_any_doing_of_the_editor(ben: Seat, nora: Seat) -> None:
    submits(ben, "Line for families", "Call at any hour.")
    expect(nora.drafts).to_contain_text("Line for families")
    expect(nora.drafts).to_contain_text("Ben Sato, submitted")


def test_a_submission_is_handed_back_with_what_the_editor_changed(ben: Seat, nora: Seat) -> None:
    submits(ben, "Line for families", "Call at any hour.")
    opens(nora, "Line for families")
    nora.says("Submission, by Ben Sato")
    nora.type(" Who says so?")
    nora.press("Hand back")
    nora.says("Handed back to Ben Sato.")
    looks_again(ben)
    expect(ben.drafts).to_contain_text("An editor has handed back “Line for families”.")
    ben.drafts.get_by_role("button", name="Open").click()
    expect(ben.text).to_have_text("Call at any hour. Who says so?")


def test_a_submission_is_taken_back_by_its_reporter(ben: Seat, nora: Seat) -> None:
    submits(ben, "Line for families", "Call at any hour.")
    ben.drafts.get_by_role("button", name="Take back").click()
    expect(ben.text).to_have_text("Call at any hour.")
    looks_again(nora)
    expect(nora.drafts).to_be_hidden()


def test_a_reporter_proposes_a_change_and_an_editor_publishes_it(ben: Seat, nora: Seat) -> None:
    nora.published("Tugs", "Two.")
    ben.does("Propose a change", "Tugs")
    ben.says("Proposing a change: Tugs")
    ben.type(" Now three.")
    ben.press("Submit change to editors")
    ben.says("Submitted")
    opens(nora, "Tugs")
    nora.says("Editing: Tugs, by Ben Sato")
    nora.press("Publish changes")
    expect(ben.entry("Tugs")).to_contain_text("Two. Now three.")
    looks_again(nora)
    expect(nora.drafts).to_be_hidden()


@pytest.mark.console_errors
def test_two_editors_on_one_submission_publish_it_once(seats: Seats, ben: Seat, nora: Seat) -> None:
    submits(ben, "Line for families", "Call at any hour.")
    ada = seats.take("ada")
    for editor in (nora, ada):
        opens(editor, "Line for families")
        editor.says("Submission, by Ben Sato")
    nora.publish()
    nora.says("Published")
    ada.publish()
    ada.says("Somebody published or discarded this draft in the meantime.")
    expect(ada.text).to_have_text("Call at any hour.")
    assert seats.entries() == ["Line for families"]


def test_a_reporter_finds_nothing_to_publish_withdraw_or_end_with(ben: Seat, nora: Seat) -> None:
    nora.published("Tugs")
    expect(ben.entry("Tugs")).to_be_visible()
    names = ben.page.get_by_role("button").all_inner_texts()
    assert not {"Publish", "Edit", "Correct", "Withdraw", "Pin", "End coverage", "Edit headline"} & set(names)


def test_ctrl_enter_submits_for_a_reporter(seats: Seats, ben: Seat) -> None:
    ben.write("Line for families", "Call at any hour.")
    ben.page.keyboard.press("Control+Enter")
    ben.says("Submitted")
    assert seats.entries() == []
