"""What an open page would show if it had read the whole log, compared with what a fresh page is made of.

Both are told apart by what they are: a fragment that differs by one letter is a finding. The regions (top, pinned, key
events) are rendered anew, and compared by their words: a new version of the program may mark them up in another way.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from dateline.coverage import fragments
from dateline.coverage.models import Entry, LiveBlog
from dateline.kit import clock
from dateline.kit.findings import WAY_OUT, Finding
from dateline.stream import queries
from dateline.stream.models import REDACTED

TAG = re.compile(r"<[^>]*>")
KEPT = {"version", "heading", "byline", "published", "updated", "withdrawn", "key", "position"}
"""What a message says of an entry that the entry's own row says too."""
AT_ONCE = 500
"""Entries that are fetched together."""


@dataclass(slots=True)
class _Told:
    """What the log said last of an entry."""

    n: int
    html: bytes
    """A digest: the fragments of a long live blog are not kept."""
    meta: tuple[Any, ...]


@dataclass(slots=True)
class _Open:
    """What a page has that began empty and applied every message."""

    tail: int = 0
    redacted: int = 0
    """The number of the last message that was blanked. It may have said anything of what was told before it."""
    entries: dict[str, _Told] = field(default_factory=dict)
    regions: dict[str, tuple[int, str]] = field(default_factory=dict)
    pinned: str | None = None
    facts: dict[str, tuple[int, Any]] = field(default_factory=dict)


def differences(blog: LiveBlog) -> Iterator[Finding]:
    """Give every difference between the live blog's page and its log. Nothing may be written to it meanwhile.

    Reads the log and the entries in portions; keeps about half a kilobyte an entry.
    """
    shown = _Open()
    yield from _replay(blog, shown)
    yield from _entries(blog, shown)
    yield from _live_blog(blog, shown)
    yield from _regions(blog, shown)


def _replay(blog: LiveBlog, shown: _Open) -> Iterator[Finding]:
    for n, kind, text in queries.messages_of(blog.log_id):
        shown.tail = n
        try:
            message = json.loads(text)
            if (message["n"], message["kind"]) != (n, kind):
                raise ValueError("another number or kind")  # noqa: TRY301 - one answer to all that may be wrong
            if kind == REDACTED:
                shown.redacted = n
                continue
            _apply(shown, message)
        except (ValueError, KeyError, TypeError, AttributeError):
            yield Finding(
                "message_damaged",
                f"Live blog {blog.slug}: message {n} of its log cannot be read as what it was. {WAY_OUT}",
                blog.slug,
                n,
            )


def _apply(shown: _Open, message: dict[str, Any]) -> None:
    n = message["n"]
    for name, html in message.get("regions", {}).items():
        shown.regions[name] = (n, _words(html))
    for fact in ("headline", "standfirst", "ended"):
        if fact in message:
            shown.facts[fact] = (n, message[fact])
    if "entry" not in message:
        return
    entry = message["entry"]
    shown.entries[entry["id"]] = _Told(n, _digest(message["html"]), _meta(entry))
    if entry["pinned"]:
        shown.pinned = entry["id"]
    elif shown.pinned == entry["id"]:
        shown.pinned = None


def _entries(blog: LiveBlog, shown: _Open) -> Iterator[Finding]:
    left = dict(shown.entries)
    for entry in Entry.objects.filter(live_blog=blog).order_by("position").iterator(chunk_size=AT_ONCE):
        entry.live_blog = blog
        told = left.pop(entry.id, None)
        if told is None:
            if not shown.redacted:
                yield _of_entry("entry_not_in_log", "is on the page and not in the log", blog, entry.id, None)
        elif told.n < shown.redacted:
            continue
        elif told.html != _digest(entry.html):
            yield _of_entry("entry_differs", "is not on the page as message {n} says", blog, entry.id, told.n)
        elif told.meta != _meta(fragments.entry_meta(entry, pinned=False)):
            yield _of_entry("entry_differs", "is kept with other marks than message {n} says", blog, entry.id, told.n)
    for entry_id, told in left.items():
        yield _of_entry("entry_missing", "was told by message {n} and is not there", blog, entry_id, told.n)


def _live_blog(blog: LiveBlog, shown: _Open) -> Iterator[Finding]:
    kept = {
        "headline": blog.headline,
        "standfirst": blog.standfirst,
        "ended": clock.iso(blog.ended) if blog.ended else None,
    }
    for fact, (n, said) in shown.facts.items():
        if said != kept[fact] and n > shown.redacted:
            yield _of_blog("live_blog_differs", f"its {fact} is not what message {n} of its log says", blog, n)
    if bool(blog.ended) != blog.log.closed:
        yield _of_blog(
            "live_blog_differs", "its coverage has ended and its log goes on, or the reverse", blog, shown.tail
        )
    if shown.pinned != blog.pinned_id and not shown.redacted:
        said = f"entry {shown.pinned}" if shown.pinned else "no entry"
        yield _of_blog("live_blog_differs", f"by its log {said} is pinned, and by its page another", blog, shown.tail)


def _regions(blog: LiveBlog, shown: _Open) -> Iterator[Finding]:
    fresh = {"lead": fragments.lead, "pinned": fragments.pinned, "key-events": fragments.key_events}
    for name, (n, words) in shown.regions.items():
        if n < shown.redacted or name not in fresh:
            continue
        if words != _words(fresh[name](blog)):
            yield _of_blog("region_differs", f"the part “{name}” of its page is not what message {n} says", blog, n)


def _of_entry(code: str, what: str, blog: LiveBlog, entry_id: str, n: int | None) -> Finding:
    sentence = f"Live blog {blog.slug}: entry {entry_id} {what.format(n=n)}. {WAY_OUT}"
    return Finding(code, sentence, blog.slug, n, entry=entry_id)


def _of_blog(code: str, what: str, blog: LiveBlog, n: int) -> Finding:
    return Finding(code, f"Live blog {blog.slug}: {what}. {WAY_OUT}", blog.slug, n)


def _meta(entry: dict[str, Any]) -> tuple[Any, ...]:
    # Not what is held at the top: that is the live blog's, and no message says that it was another's turn.
    return tuple(part for name, part in sorted(entry.items()) if name in KEPT)


def _digest(html: str) -> bytes:
    return hashlib.blake2b(html.encode(), digest_size=16).digest()


def _words(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())
