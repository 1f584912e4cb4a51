"""The whole way: an editor at the desk, by clicks and keys, and readers whose pages equal a fresh one after each."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.reading import open_live, scroll_to, show_held, shown, wait_for_number
from tests.journeys.seats import Seat, Seats
from tests.waiting import until

LONG = "The gusts came in from the south-west shortly before dawn and have not let up since. " * 6


class Readers:
    """One who has been there from the beginning, one who reads further down, and whoever comes now."""

    def __init__(self, seats: Seats) -> None:
        self.url = f"/live/{seats.slug}"
        self.n = 0
        self.early, self.scrolled, self.fresh = seats.reader(), seats.reader(), seats.reader()
        open_live(self.early, self.url)

    def settle(self) -> None:
        """Have the second one read further down."""
        open_live(self.scrolled, self.url)
        wait_for_number(self.scrolled, self.n)
        last = self.scrolled.locator("#entries > article").last.get_attribute("data-entry")
        assert last
        scroll_to(self.scrolled, last)

    def all_see_the_same_after(self, act: Callable[[Seat], None], editor: Seat) -> None:
        """Carry the act out at the desk, which is one message on the log, and compare every reader's page."""
        act(editor)
        self.n += 1
        for page in (self.early, self.scrolled):
            wait_for_number(page, self.n)
        show_held(self.scrolled)
        self.fresh.goto(self.url)
        wait_for_number(self.fresh, self.n)
        until(self._equal, what=f"open pages that equal a fresh one after message {self.n}")

    def _equal(self) -> bool:
        return bool(shown(self.early) == shown(self.scrolled) == shown(self.fresh))


def test_whatever_an_editor_does_every_open_page_equals_a_fresh_one(seats: Seats) -> None:
    nora = seats.take("nora")
    readers = Readers(seats)
    for number in range(1, 4):
        nora.published(f"Update {number}", LONG)
        readers.n += 1
    readers.settle()
    for act in (publish, revise, correct, pin, mark_key, change_the_headline, withdraw, end):
        readers.all_see_the_same_after(act, nora)
    text = readers.early.locator("main")
    for words in ("Ferry safe", "This update was withdrawn", "There are three.", "Ended"):
        expect(text).to_contain_text(words)


def publish(nora: Seat) -> None:
    nora.write("Tugs leave port", "Two of them.")
    nora.page.keyboard.press("Control+Enter")
    expect(nora.entry("Tugs leave port")).to_be_visible()


def revise(nora: Seat) -> None:
    _change(nora, "Edit", "Tugs leave port", " They are quick.")
    nora.press("Publish changes")
    expect(nora.entry("Tugs leave port")).to_contain_text("They are quick.")


def correct(nora: Seat) -> None:
    _change(nora, "Correct", "Tugs leave port", " A third follows.")
    nora.page.get_by_label("Reason for the correction").fill("There are three.")
    nora.press("Publish changes")
    expect(nora.entry("Tugs leave port").locator(".correction")).to_contain_text("There are three.")


def _change(nora: Seat, verb: str, heading: str, words: str) -> None:
    nora.does(verb, heading)
    nora.says(f"Editing: {heading}")
    nora.type(words)


def pin(nora: Seat) -> None:
    nora.does("Pin", "Tugs leave port")
    expect(nora.entry("Tugs leave port").get_by_role("button", name="Unpin")).to_be_visible()


def mark_key(nora: Seat) -> None:
    nora.does("Mark key event", "Update 2")
    expect(nora.entry("Update 2").get_by_role("button", name="Unmark key event")).to_be_visible()


def change_the_headline(nora: Seat) -> None:
    nora.page.get_by_role("button", name="Edit headline").click()
    nora.answer("Change", Headline="Ferry safe", Standfirst="All are ashore.")
    expect(nora.page.get_by_role("heading", level=1)).to_have_text("Ferry safe")


def withdraw(nora: Seat) -> None:
    nora.does("Withdraw", "Update 2")
    nora.answer("Withdraw", Reason="It was an exercise.")
    expect(nora.page.locator("article.withdrawn")).to_contain_text("It was an exercise.")


def end(nora: Seat) -> None:
    nora.page.get_by_role("button", name="End coverage").click()
    nora.answer("End coverage")
    nora.says("Coverage has ended.")
