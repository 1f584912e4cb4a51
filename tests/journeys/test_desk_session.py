"""A session that ends while somebody writes: the text survives, and publishing works again without a reload."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.seats import SESSION, Person, Seat, Seats, token_in

pytestmark = pytest.mark.console_errors


@pytest.fixture
def nora(seats: Seats) -> Seat:
    return seats.take("nora")


def sign_in(page: Page, person: Person) -> None:
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()


def test_an_expired_session_keeps_the_text_and_after_signing_in_elsewhere_it_is_published_once(
    seats: Seats, nora: Seat
) -> None:
    nora.write("Tugs leave port", "Two of them.")
    nora.page.context.clear_cookies(name=SESSION)
    nora.publish()
    banner = nora.page.locator("#signed-out")
    expect(banner).to_have_text(
        "You have been signed out. Sign in in another tab, then press Publish again; your text is kept here."
    )
    with nora.page.context.expect_page() as opened:
        banner.get_by_role("link").click()
    other = opened.value
    sign_in(other, nora.person)
    expect(other.get_by_role("heading", name="You are signed in")).to_be_visible()
    other.close()
    expect(nora.text).to_have_text("Two of them.")
    nora.publish()
    expect(nora.entry("Tugs leave port")).to_have_count(1)
    expect(banner).to_be_hidden()
    assert seats.entries() == ["Tugs leave port"]


def test_the_text_survives_a_reload_and_the_sign_in_page_in_the_same_tab(nora: Seat) -> None:
    nora.write("Tugs leave port", "Two of them.")
    nora.page.context.clear_cookies(name=SESSION)
    nora.page.reload()
    sign_in(nora.page, nora.person)
    expect(nora.heading).to_have_value("Tugs leave port")
    expect(nora.text).to_have_text("Two of them.")


def test_a_token_that_signing_in_elsewhere_has_changed_is_fetched_anew(nora: Seat) -> None:
    nora.write("Tugs leave port")
    nora.page.context.clear_cookies(name="dateline-csrf")
    other = nora.page.context.new_page()
    other.goto("/desk/")
    other.close()
    nora.publish()
    expect(nora.entry("Tugs leave port")).to_be_visible()


def test_coming_back_to_the_tab_after_signing_in_is_enough(seats: Seats, nora: Seat) -> None:
    nora.page.context.clear_cookies(name=SESSION)
    nora.write("Tugs leave port")
    expect(nora.page.locator("#signed-out")).to_be_visible()
    seats.sign_in(nora.page, "nora")
    nora.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(nora.page.locator("#signed-out")).to_be_hidden()
    nora.says("You are signed in again")
    nora.says("Draft saved")


def test_one_persons_text_is_not_published_by_another_who_signed_in_meanwhile(seats: Seats, nora: Seat) -> None:
    nora.write("Nora writes")
    nora.says("Draft saved")
    seats.sign_in(nora.page, "ada")
    nora.publish()
    expect(nora.page.locator("#signed-out")).to_contain_text(
        "Ada Brook is signed in now, and this text is Nora Quill’s."
    )
    expect(nora.heading).to_have_value("Nora writes")
    assert seats.entries() == []


def test_a_withdrawal_survives_an_expired_session_too(seats: Seats, nora: Seat) -> None:
    nora.published("Tugs leave port")
    nora.does("Withdraw", "Tugs leave port")
    nora.page.context.clear_cookies(name=SESSION)
    nora.answer("Withdraw", Reason="It was an exercise.")
    dialog = nora.page.get_by_role("dialog")
    expect(dialog.get_by_role("link", name="Sign in in another tab")).to_be_visible()
    expect(dialog.get_by_label("Reason")).to_have_value("It was an exercise.")
    seats.sign_in(nora.page, "nora")
    nora.answer("Withdraw")
    expect(nora.page.locator("article.withdrawn")).to_contain_text("It was an exercise.")


def test_signing_in_with_a_wrong_password_in_a_browser(seats: Seats, page: Page) -> None:
    page.goto(f"/desk/{seats.slug}/")
    nora = seats.staff.people["nora"]
    page.get_by_label("E-mail").fill(nora.email)
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "No account has this e-mail address and this password. Check both and try again."
    )
    expect(page.get_by_label("E-mail")).to_have_value(nora.email)
    expect(page.get_by_label("Password")).to_be_focused()
    page.get_by_label("Password").fill(nora.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New entry")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_session_cookie_is_out_of_reach_of_scripts(seats: Seats) -> None:
    with httpx.Client(base_url=seats.staff.url, trust_env=False) as client:
        words = {"csrfmiddlewaretoken": token_in(client.get("/account/login/").text)}
        person = seats.staff.people["ada"]
        answer = client.post("/account/login/", data={**words, "login": person.email, "password": person.password})
    cookies = [line for line in answer.headers.get_list("set-cookie") if line.startswith(SESSION)]
    assert ["HttpOnly" in line and "SameSite=Lax" in line for line in cookies] == [True]
