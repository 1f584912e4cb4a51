"""A page as a reader's browser holds it, in Python: its regions and entries, and what the log's messages make of them.

Written from docs/contracts/log.md and not from the reader's script, so that each can be wrong alone.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"br", "hr", "img", "input", "link", "meta"}
POSITION = re.compile(r'data-position="(\d+)"')


@dataclass
class Page:
    """What an open page shows. Equal pages show the same."""

    n: int
    regions: dict[str, str]
    entries: dict[str, str]
    """Articles by element id, in the order of the page."""
    older: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, html: str) -> "Page":
        """Return the page that these bytes make."""
        found = _Finder(html)
        n = re.search(r'data-offset="(\d{16})"', html)
        assert n, "the page does not say its number"
        return cls(int(n[1]), found.regions, found.articles, 'id="older"' in html)

    def apply(self, message: dict[str, Any]) -> None:
        """Make of the page what the message says, by the contract."""
        if message["n"] <= self.n:
            return
        assert message["n"] == self.n + 1, "a message is missing"
        self.n = message["n"]
        self.regions |= message.get("regions", {})
        if "html" in message:
            self._place(f"entry-{message['entry']['id']}", message["html"])

    def _place(self, name: str, html: str) -> None:
        if name in self.entries:
            self.entries[name] = html
            return
        if self.older and position(html) < min(map(position, self.entries.values())):
            return
        newest_first = sorted([*self.entries.items(), (name, html)], key=lambda pair: -position(pair[1]))
        self.entries = dict(newest_first)

    def shown(self, limit: int = 50) -> tuple[dict[str, str], list[str]]:
        """Return what a freshly loaded page would show as well: the regions and the newest entries."""
        return self.regions, list(self.entries.values())[:limit]


def position(html: str) -> int:
    found = POSITION.search(html)
    assert found, html
    return int(found[1])


class _Finder(HTMLParser):
    """Cuts a page's regions and articles out of it, letter for letter."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.regions: dict[str, str] = {}
        self.articles: dict[str, str] = {}
        self._html = html
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._open: list[tuple[str, str, int, bool]] = []
        self.feed(html)
        self.close()
        assert self._open == [], f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        name = given.get("data-region") or (given.get("id") if tag == "article" else None) or ""
        self._open.append((tag, name, self._here(), "data-region" in given))

    def handle_endtag(self, tag: str) -> None:
        opened, name, start, is_region = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}> in line {self.getpos()[0]}"
        if name:
            cut = self._html[start : self._here() + len(f"</{tag}>")]
            (self.regions if is_region else self.articles)[name] = cut

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
