"""The live page's bytes, exactly as the live blog stands at one number of its log."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from dateline.coverage import fragments, queries
from dateline.coverage.models import Entry, EntryVersion, LiveBlog
from dateline.kit.refusal import Refusal
from dateline.livepage import structured
from dateline.stream.protocol import token
from dateline.stream.queries import Tail, tail_of

ENTRIES = 50
"""On the live page, and in each further portion of older ones."""
TRIES = 4
DESCRIPTION_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Page:
    """A finished live page. Whoever holds it is up to date after applying the log's messages from `n` on."""

    n: int
    html: str


@dataclass(frozen=True, slots=True)
class Sight:
    """All that the page shows, read while nothing changed."""

    blog: LiveBlog
    entries: list[Entry]
    more: bool
    regions: dict[str, str]
    versions: dict[str, EntryVersion]
    """The words of the newest entries, by entry."""


def live_page(slug: str, *, shared: str = "") -> Page | None:
    """Return the page as it stands now, or None if there is no such live blog.

    With `shared`, the id of an entry, the page introduces itself to other sites by that entry's words.
    """
    seen = _sight(slug)
    if seen is None:
        return None
    tail, sight = seen
    return Page(tail.n, _rendered(sight, tail.n, _shared_entry(slug, shared)))


def _sight(slug: str) -> tuple[Tail, Sight] | None:
    """Read the tail, the state and the tail again: if it has not moved, the state is the one at that number.

    On a log that never rests the first number is taken all the same. What follows it is then applied a second time,
    which changes nothing, for each message carries the whole of what it changed.
    """
    name = f"live/{slug}"
    tail = tail_of(name)
    if tail is None:
        return None
    sight = _look(slug)
    for _ in range(TRIES):
        again = tail_of(name)
        if again is None or again == tail:
            break
        tail, sight = again, _look(slug)
    return tail, sight


def _look(slug: str) -> Sight:
    blog = queries.public_live_blog(slug)
    entries = queries.entries_before(blog, None, limit=ENTRIES + 1)
    regions = {
        "lead": fragments.lead(blog),
        "pinned": fragments.pinned(blog),
        "key_events": fragments.key_events(blog),
    }
    return Sight(
        blog=blog,
        entries=entries[:ENTRIES],
        more=len(entries) > ENTRIES,
        regions=regions,
        versions=queries.present_versions(structured.told(entries)),
    )


def _shared_entry(slug: str, entry_id: str) -> Entry | None:
    """Return the entry that the address names. One that is unknown or withdrawn leaves the page as it is."""
    if not entry_id:
        return None
    try:
        entry = queries.public_entry(slug, entry_id)
    except Refusal:
        return None
    return None if entry.withdrawn else entry


def _rendered(sight: Sight, n: int, shared: Entry | None) -> str:
    blog = sight.blog
    address = f"{settings.SITE_URL}{blog.url}"
    context = {
        "site_name": settings.SITE_NAME,
        "site_zone": settings.TIME_ZONE,
        "blog": blog,
        "offset": token(n),
        "long_poll": settings.READERS_LONG_POLL,
        "title": blog.headline,
        "description": blog.standfirst,
        "address": address,
        "share_address": address,
        "regions": sight.regions,
        "entries": joined(sight.entries),
        "older": sight.entries[-1].position if sight.more else None,
        "structured": structured.live_blog_posting(blog, sight.entries, sight.versions),
    }
    if shared is not None:
        title, description = introduced(shared, queries.present_versions([shared])[shared.id])
        context |= {
            "title": title,
            "description": description or blog.headline,
            "share_address": f"{address}?entry={shared.id}",
        }
    return render_to_string("livepage/live.html", context)


def joined(entries: list[Entry]) -> str:
    """Return the entries' finished articles, one a line."""
    return "\n".join(entry.html for entry in entries)


def introduced(entry: Entry, version: EntryVersion) -> tuple[str, str]:
    """Return an entry's title and description, as search engines and other sites show them."""
    return fragments.label_of(entry, version), structured.cut(structured.plain(version), DESCRIPTION_LIMIT)
