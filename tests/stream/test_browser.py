"""A browser's own EventSource on the log: no script of ours, no library."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from dateline.stream.hub import Pace
from dateline.stream.models import Log
from tests.browser import OpenPage
from tests.stream.conftest import LogServer, ServeLogs
from tests.stream.logs import end, fill, offset, say
from tests.waiting import until

FOLLOW = """
([address, offset]) => {
  window.seen = [];
  window.controls = [];
  window.opened = 0;
  window.source = new EventSource(`${address}?live=sse&offset=${offset}`);
  source.addEventListener("open", () => { opened += 1; });
  source.addEventListener("data", (event) => seen.push(...JSON.parse(event.data).map((message) => message.n)));
  source.addEventListener("control", (event) => {
    const control = JSON.parse(event.data);
    controls.push(control);
    if (control.streamClosed) source.close();
  });
}
"""


@pytest.fixture(scope="module", autouse=True)
def database_beside_the_browser() -> Iterator[None]:
    """Playwright's loop runs in the test's own thread, where Django would then refuse to touch the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


def seen(page: Page) -> list[int]:
    numbers: list[int] = page.evaluate("seen")
    return numbers


def test_an_event_source_that_the_server_drops_comes_back_and_has_each_message_once(
    serve_logs: ServeLogs, storm: Log, open_page: OpenPage
) -> None:
    logs = serve_logs(Pace(life=1, jitter=0))
    fill(storm, 3)
    page = open_page()
    page.goto(logs.url)
    page.evaluate(FOLLOW, [logs.address(storm), offset(2)])
    page.wait_for_function("opened >= 1")
    for n in range(4, 30, 3):
        # While it is connected, while it is away, while it comes back: whatever it meets.
        say(storm, "while it comes and goes")
        until((lambda: logs.readers == 1) if n % 2 else (lambda: logs.readers == 0))
        say(storm, "and again", "and again")
    page.wait_for_function("opened >= 3 && seen.at(-1) === 30", timeout=20_000)
    assert seen(page) == list(range(3, 31))
    assert page.evaluate("source.readyState") != 2


def test_an_event_source_is_told_that_it_is_up_to_date_and_of_the_end(
    logs: LogServer, storm: Log, open_page: OpenPage
) -> None:
    say(storm, "wind")
    page = open_page()
    page.goto(logs.url)
    page.evaluate(FOLLOW, [logs.address(storm), offset(1)])
    page.wait_for_function("controls.length === 1")
    assert page.evaluate("controls[0].upToDate")
    end(storm, "goodbye")
    page.wait_for_function("source.readyState === 2")
    assert seen(page) == [2]
    assert page.evaluate("controls.at(-1)") == {"streamNextOffset": offset(2), "upToDate": True, "streamClosed": True}


def test_a_page_hears_the_heartbeat_and_so_knows_that_the_wire_is_alive(
    serve_logs: ServeLogs, storm: Log, open_page: OpenPage
) -> None:
    logs = serve_logs(Pace(heartbeat=1, life=10, jitter=0))
    page = open_page()
    page.goto(logs.url)
    page.evaluate(FOLLOW, [logs.address(storm), "now"])
    page.evaluate("window.beats = 0; source.addEventListener('heartbeat', () => { beats += 1; })")
    page.wait_for_function("beats >= 2")
    assert page.evaluate("controls.length") == 1


def test_a_page_of_another_site_may_follow_too(logs: LogServer, storm: Log, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(logs.url.replace("127.0.0.1", "localhost"))
    page.evaluate(FOLLOW, [logs.address(storm), "now"])
    page.wait_for_function("controls.length === 1")
    say(storm, "heard next door")
    page.wait_for_function("seen.length === 1")
    answered = page.evaluate(
        "address => fetch(address).then((answer) => answer.headers.get('Stream-Next-Offset'))", logs.address(storm)
    )
    assert answered == offset(1)
