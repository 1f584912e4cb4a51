"""Writing at the desk: what is typed is formed, kept, published once, and changed afterwards."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.seats import Seat, Seats


@pytest.fixture
def nora(seats: Seats) -> Seat:
    return seats.take("nora")


def test_an_entry_published_with_ctrl_enter_stands_on_the_timeline_and_on_an_open_readers_page(
    seats: Seats, nora: Seat
) -> None:
    reader = seats.reader()
    nora.write("Tugs leave port", "Two of them.")
    nora.page.keyboard.press("Control+Enter")
    expect(nora.entry("Tugs leave port")).to_have_count(1)
    expect(nora.entry("Tugs leave port")).to_contain_text("Two of them.")
    expect(reader.get_by_role("heading", name="Tugs leave port")).to_be_visible()
    nora.says("Published")
    expect(nora.heading).to_be_focused()
    expect(nora.heading).to_have_value("")
    expect(nora.text).to_have_text("")


def test_beginnings_of_lines_and_keys_give_the_text_its_form(nora: Seat) -> None:
    nora.write("Forms", "Plain")
    keys = nora.page.keyboard
    for line in ("- one", "two", "", "## Under", "1. first", "", "> said so"):
        keys.press("Enter")
        keys.type(line)
    keys.press("Control+b")
    keys.type(" boldly")
    keys.press("Control+b")
    keys.press("Control+i")
    keys.type(" and aslant")
    nora.publish()
    html = nora.entry("Forms").locator(".body").inner_html()
    assert html == (
        "<p>Plain</p><ul><li><p>one</p></li><li><p>two</p></li></ul><h4>Under</h4><ol><li><p>first</p></li></ol>"
        '<figure class="quote"><blockquote><p>said so<strong> boldly</strong><em> and aslant</em></p></blockquote>'
        "</figure>"
    )


def test_a_link_is_asked_for_and_one_that_a_browser_would_run_is_refused(nora: Seat) -> None:
    nora.write("Links", "The notice")
    nora.page.keyboard.press("Control+a")
    nora.page.keyboard.press("Control+k")
    nora.answer("Add link", Address="javascript:alert(1)")
    expect(nora.page.get_by_role("dialog")).to_contain_text("This cannot be a link.")
    nora.answer("Add link", Address="harbour.example/notice")
    nora.publish()
    link = nora.entry("Links").get_by_role("link", name="The notice")
    expect(link).to_have_attribute("href", "https://harbour.example/notice")


def test_a_quote_a_card_a_picture_and_an_embed_are_put_in_from_the_toolbar(nora: Seat) -> None:
    tool = nora.page.get_by_role("toolbar").get_by_role("button", name=re.compile("."))
    nora.write("Cards", "We are safe.")
    tool.and_(nora.page.get_by_label("Quote with source")).click()
    nora.answer("Make it a quote", **{"Who says it": "Captain Born"})
    nora.page.keyboard.press("Enter")
    nora.page.keyboard.press("Enter")
    for label, button, fields in (
        ("Related coverage", "Add card", {"Headline": "The storm so far", "Address": "https://example.org/so-far"}),
        ("Picture", "Hold its place", {"What it shows": "A ferry in fog"}),
        ("Embed", "Add embed", {"Address": "https://video.example/1"}),
    ):
        nora.page.get_by_role("toolbar").get_by_role("button", name=label, exact=True).click()
        nora.answer(button, **fields)
        nora.page.keyboard.press("ArrowRight")
    nora.publish()
    entry = nora.entry("Cards")
    expect(entry.locator("figure.quote figcaption")).to_have_text("Captain Born")
    expect(entry.get_by_role("link", name="The storm so far")).to_be_visible()
    expect(entry).to_contain_text("A ferry in fog")
    expect(entry.get_by_role("link", name="https://video.example/1")).to_be_visible()


def test_undo_takes_back_what_the_toolbar_did(nora: Seat) -> None:
    nora.write("", "one two")
    nora.page.keyboard.press("Control+a")
    bold = nora.page.get_by_role("button", name="Bold")
    bold.click()
    expect(bold).to_have_attribute("aria-pressed", "true")
    nora.page.get_by_role("button", name="Undo").click()
    expect(nora.text.locator("strong")).to_have_count(0)
    nora.page.get_by_role("button", name="Redo").click()
    expect(nora.text.locator("strong")).to_have_text("one two")


def test_the_toolbar_is_one_stop_of_the_tab_key_and_the_arrows_move_within(nora: Seat) -> None:
    nora.heading.focus()
    nora.page.keyboard.press("Tab")
    expect(nora.page.get_by_role("button", name="Bold")).to_be_focused()
    nora.page.keyboard.press("ArrowRight")
    expect(nora.page.get_by_role("button", name="Italic")).to_be_focused()
    nora.page.keyboard.press("Tab")
    expect(nora.text).to_be_focused()
    nora.page.keyboard.press("Tab")
    expect(nora.page.get_by_label("Byline")).to_be_focused()


def test_an_empty_entry_is_refused_in_a_sentence_next_to_the_text(nora: Seat) -> None:
    nora.publish()
    expect(nora.page.locator("#body-sentence")).to_have_text("Write a heading or some text first.")


def test_a_heading_that_grows_too_long_says_so_while_one_types_and_is_not_sent(seats: Seats, nora: Seat) -> None:
    nora.write("x" * 5_000)
    expect(nora.page.locator("#heading-sentence")).to_contain_text("at most 200 characters fit")
    expect(nora.composer).to_contain_text("5000 of 200")
    nora.publish()
    expect(nora.heading).to_be_focused()
    assert seats.entries() == []
    nora.heading.fill("Short")
    expect(nora.page.locator("#heading-sentence")).to_have_text("")


def test_an_entry_is_edited_corrected_pinned_marked_and_withdrawn(nora: Seat) -> None:
    nora.published("Tugs leave port", "Two of them.")
    nora.does("Edit", "Tugs leave port")
    nora.says("Editing: Tugs leave port")
    nora.type(" They are quick.")
    nora.press("Publish changes")
    expect(nora.entry("Tugs leave port")).to_contain_text("They are quick.")
    nora.does("Correct", "Tugs leave port")
    nora.says("Editing: Tugs leave port")
    nora.type(" A third follows.")
    nora.press("Publish changes")
    expect(nora.page.locator("#reason-sentence")).to_have_text("Say why: readers see the reason.")
    nora.page.get_by_label("Reason for the correction").fill("There are three.")
    nora.press("Publish changes")
    expect(nora.entry("Tugs leave port").locator(".correction")).to_contain_text("There are three.")
    for verb, opposite in (("Pin", "Unpin"), ("Mark key event", "Unmark key event")):
        nora.does(verb, "Tugs leave port")
        button = nora.entry("Tugs leave port").get_by_role("button", name=opposite)
        expect(button).to_be_focused()
    nora.does("Withdraw", "Tugs leave port")
    nora.answer("Withdraw", Reason="It was an exercise.")
    expect(nora.page.locator("article.withdrawn")).to_contain_text("It was an exercise.")
    expect(nora.page.locator("article.withdrawn").get_by_role("button")).to_have_count(0)


@pytest.mark.console_errors
def test_a_withdrawal_without_a_reason_is_refused_in_the_dialog(nora: Seat) -> None:
    nora.published("Tugs leave port")
    nora.does("Withdraw", "Tugs leave port")
    nora.answer("Withdraw")
    expect(nora.page.get_by_role("dialog").get_by_role("alert")).to_have_text("Say why: readers see the reason.")
    nora.answer("Cancel")
    expect(nora.entry("Tugs leave port")).to_be_visible()


def test_the_headline_is_changed_and_coverage_ended(seats: Seats, nora: Seat) -> None:
    following = seats.staff.begins("Day two")
    nora.published("Tugs leave port")
    nora.open()
    nora.page.get_by_role("button", name="Edit headline").click()
    nora.answer("Change", Headline="Ferry safe", Standfirst="All are ashore.")
    expect(nora.page.get_by_role("heading", level=1)).to_have_text("Ferry safe")
    nora.page.get_by_role("button", name="End coverage").click()
    nora.page.get_by_role("dialog").get_by_role("combobox").select_option(following)
    nora.answer("End coverage")
    nora.says("Coverage has ended.")
    expect(nora.heading).to_be_hidden()
    expect(nora.page.get_by_role("button", name="End coverage")).to_be_hidden()
    nora.does("Correct", "Tugs leave port")
    nora.type("Late, but right.")
    nora.page.get_by_label("Reason for the correction").fill("Miscounted.")
    nora.press("Publish changes")
    expect(nora.entry("Tugs leave port")).to_contain_text("Late, but right.")


def test_writing_is_put_aside_for_an_edit_and_comes_back(nora: Seat) -> None:
    nora.published("Tugs leave port")
    nora.write("Half a", "thought")
    nora.does("Edit", "Tugs leave port")
    nora.says("Editing: Tugs leave port")
    nora.type("More.")
    nora.press("Publish changes")
    expect(nora.entry("Tugs leave port")).to_contain_text("More.")
    expect(nora.heading).to_have_value("Half a")
    expect(nora.text).to_have_text("thought")


def test_a_change_that_is_left_stays_under_the_drafts(nora: Seat) -> None:
    nora.published("Tugs leave port", "Two.")
    nora.does("Edit", "Tugs leave port")
    nora.says("Editing: Tugs leave port")
    nora.type(" Or three?")
    nora.press("Cancel")
    nora.says("New entry")
    expect(nora.drafts).to_contain_text("Tugs leave port")
    nora.does("Edit", "Tugs leave port")
    nora.says("You had begun to change this entry.")
    expect(nora.text).to_have_text("Two. Or three?")


def test_a_draft_is_discarded_only_after_a_question(nora: Seat) -> None:
    nora.write("Never mind", "at all")
    nora.says("Draft saved")
    nora.press("Discard")
    nora.answer("Cancel")
    expect(nora.heading).to_have_value("Never mind")
    nora.press("Discard")
    nora.answer("Discard")
    expect(nora.heading).to_have_value("")
    nora.page.reload()
    expect(nora.heading).to_have_value("")
    expect(nora.drafts).to_be_hidden()


def test_older_entries_are_shown_on_demand_with_what_can_be_done_to_them(seats: Seats, nora: Seat) -> None:
    for number in range(1, 54):
        post(nora.page, seats.slug, f"Update {number}")
    nora.open()
    expect(nora.page.locator("#entries article")).to_have_count(50)
    nora.page.get_by_role("button", name="Show older entries").click()
    expect(nora.page.locator("#entries article")).to_have_count(53)
    expect(nora.page.get_by_role("button", name="Show older entries")).to_have_count(0)
    nora.does("Pin", "Update 1")
    expect(nora.entry("Update 1").get_by_role("button", name="Unpin")).to_be_visible()


def post(page: Page, slug: str, heading: str) -> None:
    """Publish as the page's own script would."""
    words = {
        "heading": heading,
        "byline": "",
        "body": {"type": "doc", "content": [{"type": "paragraph"}]},
        "request_id": f"request-{heading.replace(' ', '-')}",
    }
    token = page.locator("#live-blog").get_attribute("data-token") or ""
    headers = {"Accept": "application/json", "X-CSRFToken": token}
    answer = page.request.post(f"/desk/{slug}/entries", data=words, headers=headers)
    assert answer.ok, answer.text()
