"""People at the desk in real browsers, and what each of them does there."""

import json
import re
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import OpenPage
from tests.servers import Server

SESSION = "dateline-session"
PEOPLE = {"ada": ("Ada Brook", "admin"), "nora": ("Nora Quill", "editor"), "ben": ("Ben Sato", "reporter")}


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    password: str
    session: str
    """The session's cookie. Signing in for each test would run into the limit on tries."""


class Seat:
    """One person's browser, on the screen of one live blog."""

    def __init__(self, page: Page, person: Person, slug: str) -> None:
        self.page = page
        self.person = person
        self.slug = slug

    @property
    def text(self) -> Locator:
        return self.page.get_by_role("textbox", name="Text")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("textbox", name="Heading")

    @property
    def composer(self) -> Locator:
        return self.page.locator("#composer")

    @property
    def drafts(self) -> Locator:
        return self.page.locator("#drafts")

    def open(self) -> None:
        """Open the screen and wait until it is connected: what happens from now on arrives by the log."""
        self.page.goto(f"/desk/{self.slug}/")
        expect(self.page.locator("#connection[data-state]")).to_be_visible()

    def write(self, heading: str, text: str = "") -> None:
        """Put a heading in, and type a text after what is there."""
        self.heading.fill(heading)
        self.type(text)

    def type(self, text: str) -> None:
        self.text.focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)

    def press(self, name: str) -> None:
        """Press a button of the composer."""
        self.composer.get_by_role("button", name=name, exact=True).click()

    def publish(self) -> None:
        self.press("Publish")

    def published(self, heading: str, text: str = "") -> Locator:
        """Publish an entry and return it as it stands on the timeline, once the composer is free for the next one.

        The entry may arrive by the log before the answer does, and what is typed until then is a change to it.
        """
        self.write(heading, text)
        self.publish()
        expect(self.entry(heading)).to_be_visible()
        expect(self.heading).to_have_value("")
        return self.entry(heading)

    def entry(self, heading: str) -> Locator:
        there = self.page.get_by_role("heading", level=3, name=heading, exact=True)
        return self.page.locator("#entries article").filter(has=there)

    def headings(self) -> list[str]:
        """Return the headings on the timeline, the newest first."""
        return self.page.locator("#entries article h3").all_inner_texts()

    def does(self, verb: str, heading: str) -> None:
        """Press a button of an entry."""
        self.entry(heading).get_by_role("button", name=verb, exact=True).click()

    def answer(self, button: str, **fields: str) -> None:
        """Fill in the open dialog and press its button."""
        dialog = self.page.get_by_role("dialog")
        for label, value in fields.items():
            dialog.get_by_label(re.compile(f"^{label}")).fill(value)
        dialog.get_by_role("button", name=button, exact=True).click()

    def says(self, sentence: str) -> None:
        """Wait for a sentence in the composer."""
        expect(self.composer).to_contain_text(sentence)


class Staff:
    """Ada is an admin, Nora an editor, Ben a reporter."""

    def __init__(self, server: Server) -> None:
        self.url = server.url
        self.people = {key: self._person(server, key) for key in PEOPLE}

    def _person(self, server: Server, key: str) -> Person:
        name, role = PEOPLE[key]
        email = f"{key}@example.org"
        made = server.run_command("user", email, "--name", name, "--role", role, "--json")
        assert made.returncode == 0, made.stderr
        password = json.loads(made.stdout)["password"]
        return Person(email, name, password, self._session(email, password))

    def _session(self, email: str, password: str) -> str:
        with httpx.Client(base_url=self.url, trust_env=False) as client:
            page = client.get("/account/login/").text
            words = {"login": email, "password": password, "csrfmiddlewaretoken": token_in(page)}
            answer = client.post("/account/login/", data=words)
            assert answer.status_code == 302, answer.text
            return client.cookies[SESSION]

    def begins(self, headline: str = "Storm Maren: ferry adrift") -> str:
        """Nora starts a live blog at an address that no other test has. Return its slug."""
        with httpx.Client(base_url=self.url, trust_env=False) as client:
            client.cookies.set(SESSION, self.people["nora"].session)
            words = {"headline": headline, "csrfmiddlewaretoken": token_in(client.get("/desk/").text)}
            return client.post("/desk/", data=words).headers["location"].split("/")[2]

    def entries(self, slug: str) -> list[str]:
        """Return the headings of what readers have, the newest first, from a freshly loaded page."""
        page = httpx.get(f"{self.url}/live/{slug}", trust_env=False).text
        return re.findall(r'<h3 id="label-\w+">(.*?)</h3>', page)


def token_in(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found, page
    return found[1]


class Seats:
    """Where people sit to cover one live blog, each in a browser of their own."""

    def __init__(self, staff: Staff, open_page: OpenPage) -> None:
        self.staff = staff
        self.slug = staff.begins()
        self._open_page = open_page

    def take(self, key: str, **options: object) -> Seat:
        page = self._open_page(**options)
        self.sign_in(page, key)
        seat = Seat(page, self.staff.people[key], self.slug)
        seat.open()
        return seat

    def sign_in(self, page: Page, key: str) -> None:
        """Give the browser this person's session, and no other; as signing in does, it ends the token of before."""
        page.context.clear_cookies()
        page.context.add_cookies([{"name": SESSION, "value": self.staff.people[key].session, "url": self.staff.url}])

    def reader(self) -> Page:
        """Open the live page as a reader has it."""
        page = self._open_page()
        page.goto(f"/live/{self.slug}")
        return page

    def entries(self) -> list[str]:
        return self.staff.entries(self.slug)


@pytest.fixture(scope="session")
def staff(server: Server) -> Staff:
    return Staff(server)


@pytest.fixture
def seats(staff: Staff, open_page: OpenPage) -> Seats:
    return Seats(staff, open_page)
