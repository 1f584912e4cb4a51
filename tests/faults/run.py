"""A publishing run over HTTP: an editor who sends each entry until it is acknowledged, and readers who follow."""

import contextlib
import itertools
import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx

from dateline.coverage.body.markdown import body_from_markdown
from tests.livepage.reading import Page
from tests.servers import Server
from tests.stream.logs import Aside
from tests.waiting import until


def new_live_blog(server: Server) -> str:
    """Begin a live blog and return its slug."""
    finished = server.run_command("new", "--headline", "Storm Ada", "--slug", f"storm-{secrets.token_hex(4)}", "--json")
    assert finished.returncode == 0, finished.stderr
    return str(json.loads(finished.stdout)["slug"])


AWAY = (502, 503, 504)
"""What a reader hears while the database or the server behind a cache is away."""


class Editor:
    """Nora at her desk, whose script sends the same request again until the server has taken or refused it."""

    def __init__(self, server: Server, slug: str) -> None:
        self._server = server
        self._slug = slug
        self.browser = httpx.Client(base_url=server.url, trust_env=False, timeout=60)
        self.acknowledged: dict[str, dict[str, Any]] = {}
        """The server's answer to every entry that it took, by the entry's heading."""
        self.refusals: set[tuple[int, str]] = set()
        """The status and code of every answer on the way that was none."""

    def sign_in(self) -> None:
        email = f"nora@{self._slug}.example.org"
        finished = self._server.run_command("user", email, "--name", "Nora Quill", "--role", "editor", "--json")
        assert finished.returncode == 0, finished.stderr
        self.browser.get("/account/login/")
        form = {"login": email, "password": json.loads(finished.stdout)["password"]}
        form["csrfmiddlewaretoken"] = self.browser.cookies["dateline-csrf"]
        answer = self.browser.post("/account/login/", data=form, headers={"Referer": self._server.url})
        assert answer.status_code == 302, answer.text

    def post(self, heading: str, *, request_id: str, text: str = "A line is aboard.") -> httpx.Response:
        """Send an entry, once."""
        words = {
            "heading": heading,
            "byline": "Nora Quill",
            "body": body_from_markdown(text),
            "request_id": request_id,
        }
        headers = {"Accept": "application/json", "X-CSRFToken": self.browser.cookies["dateline-csrf"]}
        return self.browser.post(f"/desk/{self._slug}/entries", json=words, headers=headers)

    def publish(self, heading: str, *, text: str = "A line is aboard.") -> None:
        """Send an entry until it is acknowledged, always as the same request."""
        request_id = secrets.token_hex(8)

        def taken() -> bool:
            try:
                answer = self.post(heading, request_id=request_id, text=text)
            except httpx.TransportError:
                return False
            if answer.status_code == 200:
                self.acknowledged[heading] = answer.json()
                return True
            self.refusals.add((answer.status_code, answer.json()["code"]))
            return False

        until(taken, seconds=90, what=f"the acknowledgement of “{heading}”")


class Reader(threading.Thread):
    """An open page: loaded once, then kept by the log's messages; comes back whenever it is cut off.

    Its messages come by `live`, which is "sse" or "long-poll".
    """

    def __init__(self, url: str, slug: str, *, live: str = "sse") -> None:
        super().__init__(name=f"reader by {live}", daemon=True)
        self._address = f"{url}/live/{slug}"
        self._follow = {"sse": self._follow_stream, "long-poll": self._ask_once}[live]
        self.page = page_at(url, slug)
        self.numbers: list[int] = []
        """Of the messages, in the order in which they came."""
        self.faults: list[BaseException] = []
        self._left = threading.Event()

    def run(self) -> None:
        try:
            while not self._left.is_set():
                with contextlib.suppress(httpx.TransportError):
                    self._follow()
                self._left.wait(0.05)
        except BaseException as fault:  # noqa: BLE001 - raised again by `leave`
            self.faults.append(fault)

    def has(self, n: int) -> bool:
        """Tell whether the message has come. Fails the test with whatever went wrong here."""
        if self.faults:
            raise self.faults[0]
        return self.page.n >= n

    def _follow_stream(self) -> None:
        asked = {"offset": f"{self.page.n:016d}", "live": "sse"}
        with httpx.stream("GET", f"{self._address}/log", params=asked, trust_env=False, timeout=20) as answer:
            assert answer.status_code in (200, *AWAY), answer.status_code
            for line in answer.iter_lines():
                if line.startswith("data:["):
                    self._take(json.loads(line.removeprefix("data:")))
                if self._left.is_set():
                    return

    def _ask_once(self) -> None:
        asked = {"offset": f"{self.page.n:016d}", "live": "long-poll"}
        answer = httpx.get(f"{self._address}/log", params=asked, trust_env=False, timeout=40)
        assert answer.status_code in (200, 204, *AWAY), answer.status_code
        if answer.status_code == 200:
            self._take(answer.json())

    def _take(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            self.numbers.append(message["n"])
            # Fails when a number is missing. One that came before leaves the page alone.
            self.page.apply(message)

    def leave(self) -> None:
        """Stop reading, at the next line."""
        self._left.set()


def fresh_page(server: Server, slug: str) -> Page:
    return page_at(server.url, slug)


def page_at(url: str, slug: str) -> Page:
    """Load the page, from the server or from a cache in front."""
    return Page.of(httpx.get(f"{url}/live/{slug}", trust_env=False, timeout=30).text)


def whole_log(server: Server, slug: str) -> list[dict[str, Any]]:
    """Read the log from the beginning to its tail, chunk by chunk."""
    messages: list[dict[str, Any]] = []
    while True:
        asked = {"offset": f"{len(messages):016d}"}
        answer = httpx.get(f"{server.url}/live/{slug}/log", params=asked, trust_env=False, timeout=60)
        assert answer.status_code == 200, answer.text
        messages += answer.json()
        if "stream-up-to-date" in answer.headers:
            return messages


@dataclass
class Run:
    """One editor who publishes, two readers who follow, and what must be true in the end, whatever happened."""

    server: Server
    slug: str = ""
    editor: Editor = field(init=False)
    readers: list[Reader] = field(default_factory=list)
    _headings: "Iterator[int]" = field(default_factory=lambda: itertools.count(1))

    def begin(self) -> None:
        self.slug = new_live_blog(self.server)
        self.editor = Editor(self.server, self.slug)
        self.editor.sign_in()
        for _ in range(2):
            self.joined_by(Reader(self.server.url, self.slug))

    def joined_by(self, reader: Reader) -> None:
        """Let one more reader follow, who must have everything in the end as the others."""
        self.readers.append(reader)
        reader.start()

    def end(self) -> None:
        """Let everybody go home, the server first, for a reader leaves at the next line."""
        self.server.kill()
        for reader in self.readers:
            reader.leave()
            reader.join(10)
        self.editor.browser.close()

    @property
    def acknowledged(self) -> dict[str, dict[str, Any]]:
        return self.editor.acknowledged

    @property
    def refused(self) -> set[tuple[int, str]]:
        return self.editor.refusals

    def publish(self, count: int, *, text: str = "A line is aboard.") -> None:
        """Publish so many more entries, one after the other."""
        for _ in range(count):
            self.editor.publish(f"Update {next(self._headings)}", text=text)

    def publishing(self, count: int) -> Aside:
        """Publish so many more entries beside the test. Join it well."""
        aside = Aside(target=self.publish, args=(count,), name="editor")
        aside.start()
        return aside

    def check(self) -> None:
        """Every acknowledged entry is there, each once and at its number; every open page equals a fresh one."""
        log = until(self._whole_log, what="the whole log")
        assert [message["n"] for message in log] == list(range(1, len(log) + 1))
        told = {message["entry"]["heading"]: (message["n"], message["entry"]["id"]) for message in log}
        assert len(told) == len(log), "an entry is there twice"
        assert told == {heading: (answer["n"], answer["entry"]) for heading, answer in self.acknowledged.items()}
        fresh = until(self._fresh_page, what="the page at the log's number")
        for reader in self.readers:
            until(partial(reader.has, fresh.n), seconds=60, what="a reader who has it all")
            assert reader.numbers == list(range(1, len(log) + 1))
            assert reader.page.shown() == fresh.shown()

    # A process that has just lost its ear for the others may be a second behind, and says so by its number.

    def _whole_log(self) -> list[dict[str, Any]] | None:
        log = whole_log(self.server, self.slug)
        return log if len(log) >= len(self.acknowledged) else None

    def _fresh_page(self) -> Page | None:
        page = fresh_page(self.server, self.slug)
        return page if page.n >= len(self.acknowledged) else None
