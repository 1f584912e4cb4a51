"""The pieces of a live page, rendered once by the verb that changes them, then stored and sent as they are."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from django.template.loader import render_to_string

from dateline.coverage import body as bodies
from dateline.coverage import queries
from dateline.coverage.body import render
from dateline.coverage.models import Entry, EntryVersion, LiveBlog
from dateline.kit import clock

INTRODUCTION_SHOWN = 2
"""Paragraphs of an introduction above the entries; the rest opens, so that the newest entry is not pushed away."""
KEY_EVENTS_SHOWN = 20
"""How many key events the page lists. A bound, so that publishing costs the same whatever came before."""


def entry_article(entry: Entry, version: EntryVersion, corrections: Sequence[EntryVersion]) -> str:
    """Return the entry's `<article>` as readers get it, a tombstone if it was withdrawn."""
    template = "coverage/tombstone.html" if entry.withdrawn else "coverage/entry.html"
    return _squeezed(
        template,
        {
            "entry": entry,
            "label": label_of(entry, version),
            "body": render.html(version.body),
            "corrections": corrections,
        },
    )


def label_of(entry: Entry, version: EntryVersion) -> str:
    """Return the entry's name in lists: its heading, or its first words where it has none."""
    if entry.heading:
        return entry.heading
    words = " ".join(bodies.text_of(version.body).split())
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + "…"


def lead(blog: LiveBlog) -> str:
    """Return the page's top: status, headline, standfirst, contributors, introduction."""
    blocks = blog.introduction.get("content", [])
    opening, rest = blocks[:INTRODUCTION_SHOWN], blocks[INTRODUCTION_SHOWN:]
    introduction = {"opening": render.html({"content": opening}), "rest": render.html({"content": rest})}
    return _squeezed("coverage/lead.html", {"blog": blog, "introduction": introduction})


def pinned(blog: LiveBlog) -> str:
    """Return the pinned entry's copy, or the hidden empty place for one."""
    entry = blog.pinned
    version = entry.versions.get(number=entry.version) if entry else None
    return _squeezed(
        "coverage/pinned.html",
        {
            "entry": entry,
            "label": label_of(entry, version) if entry and version else "",
            "body": render.html(version.body) if version else "",
        },
    )


def key_events(blog: LiveBlog) -> str:
    """Return the list of key events, newest first, or the hidden empty place for it."""
    entries = list(blog.entries.filter(key=True).order_by("-position")[:KEY_EVENTS_SHOWN])
    versions = queries.present_versions(entries)
    labelled = [(entry, label_of(entry, versions[entry.id])) for entry in entries]
    return _squeezed("coverage/key_events.html", {"labelled": labelled})


def entry_meta(entry: Entry, *, pinned: bool) -> dict[str, Any]:
    """Return what the log says of an entry besides its HTML."""
    return {
        "id": entry.id,
        "version": entry.version,
        "url": entry.url,
        "heading": "" if entry.withdrawn else entry.heading,
        "byline": entry.byline,
        "published": _published(entry),
        "updated": clock.iso(entry.updated) if entry.updated else None,
        "withdrawn": clock.iso(entry.withdrawn) if entry.withdrawn else None,
        "key": entry.key,
        "pinned": pinned,
        "position": entry.position,
    }


def _published(entry: Entry) -> str:
    """Return the moment, or the day alone where no clock time is known: none is invented."""
    if entry.published_day_only:
        return f"{entry.published.astimezone(UTC):%Y-%m-%d}"
    return clock.iso(entry.published)


def _squeezed(template: str, context: dict[str, Any]) -> str:
    # Leading space on each line is for the template's reader; 50 entries of it are kilobytes for the page's.
    return "".join(
        line.strip() + "\n" for line in render_to_string(template, context).splitlines() if line.strip()
    ).strip()
