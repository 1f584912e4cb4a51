"""What search engines read: schema.org's `LiveBlogPosting`, each update with its own times and address."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from dateline.coverage import body as bodies
from dateline.coverage import fragments
from dateline.coverage.models import Entry, EntryVersion, LiveBlog
from dateline.kit import clock

UPDATES = 10
"""How many of the newest are told. Each has a page with all its words, and the page itself has them too."""
BODY_LIMIT = 200


def told(entries: Sequence[Entry]) -> list[Entry]:
    """Return those of a page's entries that are told, the newest first."""
    return [entry for entry in entries if not entry.withdrawn][:UPDATES]


def live_blog_posting(blog: LiveBlog, entries: Sequence[Entry], versions: dict[str, EntryVersion]) -> str:
    """Return the live page as JSON-LD, safe to stand in a `<script>`."""
    address = f"{settings.SITE_URL}{blog.url}"
    started = _started(blog)
    posting: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": address,
        "url": address,
        "headline": blog.headline,
        "datePublished": started,
        "dateModified": clock.iso(blog.changed),
        "coverageStartTime": started,
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": settings.SITE_URL},
        "liveBlogUpdate": [_update(entry, versions[entry.id], address) for entry in told(entries)],
    }
    if blog.standfirst:
        posting["description"] = blog.standfirst
    if blog.contributors:
        posting["author"] = [_person(name) for name in blog.contributors]
    # Only once it is true: while coverage goes on, nobody knows its end.
    if blog.ended:
        posting["coverageEndTime"] = clock.iso(blog.ended)
    return _script_safe(posting)


def entry_posting(entry: Entry, version: EntryVersion) -> str:
    """Return one entry's page as JSON-LD, safe to stand in a `<script>`."""
    address = f"{settings.SITE_URL}{entry.live_blog.url}"
    part_of = {"@type": "LiveBlogPosting", "@id": address, "headline": entry.live_blog.headline}
    return _script_safe({"@context": "https://schema.org"} | _update(entry, version, address) | {"isPartOf": part_of})


def _update(entry: Entry, version: EntryVersion, address: str) -> dict[str, Any]:
    update: dict[str, Any] = {
        "@type": "BlogPosting",
        "@id": f"{address}#entry-{entry.id}",
        "url": f"{settings.SITE_URL}{entry.url}",
        "headline": fragments.label_of(entry, version),
        "datePublished": _moment(entry.published, day_only=entry.published_day_only),
        "articleBody": cut(plain(version), BODY_LIMIT),
    }
    if entry.updated:
        update["dateModified"] = clock.iso(entry.updated)
    if entry.byline:
        update["author"] = _person(entry.byline)
    return update


def _started(blog: LiveBlog) -> str:
    """Return when the coverage began: a day alone where it began with an entry of which no more is known."""
    day_only = blog.entries.filter(published=blog.started, published_day_only=True).exists()
    return _moment(blog.started, day_only=day_only)


def _moment(at: datetime, *, day_only: bool) -> str:
    # The day is kept as UTC's, as `when` shows it: no zone moves it to another.
    return f"{at.astimezone(UTC):%Y-%m-%d}" if day_only else clock.iso(at)


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def plain(version: EntryVersion) -> str:
    """Return a version's words in one line."""
    return " ".join(bodies.text_of(version.body).split())


def cut(text: str, limit: int) -> str:
    """Return the text, cut between words where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _script_safe(posting: dict[str, Any]) -> str:
    # "<" is the only letter with which a text could end the element it stands in.
    return json.dumps(posting, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
