"""A real browser: the system's Chromium. An error on a page's console fails the test that opened the page."""

from collections.abc import Iterator
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.programs import program

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # The house's pages need nobody else: every other name does not exist here.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
LOCAL = {"127.0.0.1", "localhost"}


class OpenPage(Protocol):
    """Opens a page for one more person: a context of its own, so nobody shares cookies."""

    def __call__(self, **options: Any) -> Page:
        """Options are those of Playwright's `new_context`: `viewport`, `color_scheme`, `java_script_enabled` …"""


# One browser a module and not a session: while Playwright is at work its event loop counts as running in this thread,
# and neither Django's database layer nor `asyncio.run` would serve another module's tests beside it.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = program("chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield running
        running.close()


class Errors(list[str]):
    """What the pages of one test complained of, and whom they asked that is not of the house."""

    def watch(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.append(message.text)

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOCAL:
            self.append(f"asked for {request.url}")


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open pages at will; addresses are relative to the server where the test has one."""
    contexts: list[BrowserContext] = []
    errors = Errors()

    def open_one(**options: Any) -> Page:
        for name in ("server", "own_server"):
            if name in request.fixturenames:
                options.setdefault("base_url", request.getfixturevalue(name).url)
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(30_000)
        context.on("page", errors.watch)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    if request.node.get_closest_marker("console_errors") is None:
        assert not errors, "pages wrote errors:\n" + "\n".join(errors)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A reader's page at a desk's width."""
    return open_page()
