"""Reads of coverage. Whatever is read for a person takes that person as `viewer`; there is no other door."""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet

from dateline.accounts.models import Staff
from dateline.coverage.models import Draft, Entry, EntryVersion, LiveBlog, Story
from dateline.coverage.refusals import refusal


def live_blogs_now() -> QuerySet[LiveBlog]:
    """Return the live blogs whose coverage goes on, the one that changed last first."""
    return LiveBlog.objects.filter(ended=None).select_related("story").order_by("-changed")


def live_blogs_ended() -> QuerySet[LiveBlog]:
    """Return the live blogs whose coverage has ended, the latest end first."""
    return LiveBlog.objects.exclude(ended=None).select_related("story").order_by("-ended")


def public_live_blog(slug: str) -> LiveBlog:
    """Return a live blog for anybody. Refuses `not_found`."""
    blog = LiveBlog.objects.select_related("story", "log", "successor").filter(slug=slug).first()
    if blog is None:
        raise refusal("not_found")
    return blog


def public_story(slug: str) -> Story:
    """Return a story for anybody. Refuses `not_found`."""
    story = Story.objects.filter(slug=slug).first()
    if story is None:
        raise refusal("not_found")
    return story


def public_entry(slug: str, entry_id: str) -> Entry:
    """Return a published entry, or its tombstone, for anybody. Refuses `not_found`."""
    entry = Entry.objects.select_related("live_blog").filter(live_blog__slug=slug, pk=entry_id).first()
    if entry is None:
        raise refusal("not_found")
    return entry


def entries_before(blog: LiveBlog, position: int | None, *, limit: int) -> list[Entry]:
    """Return up to `limit` entries below `position` (from the top where it is None), the newest first."""
    # Positions have no gaps, so where the portion ends is known. Postgres, which knows nothing yet of a live blog that
    # was just brought in, would read all of it to find the newest.
    top = blog.last_position if position is None else min(position - 1, blog.last_position)
    return list(blog.entries.filter(position__lte=top, position__gt=top - limit).order_by("-position"))


def latest_entries(blogs: Sequence[LiveBlog], *, limit: int) -> list[Entry]:
    """Return the last `limit` entries of each of these live blogs, the newest first, in one query."""
    newest = Entry.objects.filter(live_blog__in=blogs, position__gt=F("live_blog__last_position") - limit)
    return list(newest.select_related("live_blog").order_by("-position"))


def present_versions(entries: Sequence[Entry]) -> dict[str, EntryVersion]:
    """Return what each of these entries says now, by the entry's id, in one query."""
    versions = EntryVersion.objects.filter(entry__in=entries, number=F("entry__version"))
    return {version.entry_id: version for version in versions}


def versions_of(entry: Entry) -> list[EntryVersion]:
    """Return the entry's versions, the first one first."""
    return list(entry.versions.order_by("number"))


def live_blogs_of(story: Story) -> list[LiveBlog]:
    """Return the story's live blogs, the latest first."""
    return list(story.live_blogs.order_by("-started", "-pk"))


def live_blog_for(viewer: Staff, slug: str) -> LiveBlog:
    """Return a live blog for the desk. Refuses `not_found`."""
    return public_live_blog(slug)


def entry_for(viewer: Staff, slug: str, entry_id: str) -> Entry:
    """Return an entry for the desk. Refuses `not_found`."""
    return public_entry(slug, entry_id)


def present_words(entry: Entry) -> EntryVersion:
    """Return the version that readers see now."""
    return entry.versions.get(number=entry.version)


def drafts_for(viewer: Staff, blog: LiveBlog) -> list[Draft]:
    """Return the viewer's own drafts and, for those who publish, every submitted one, the latest saved first."""
    return list(_visible_drafts(viewer).filter(live_blog=blog).select_related("author", "entry").order_by("-saved"))


def draft_for(viewer: Staff, slug: str, draft_id: str) -> Draft:
    """Return a draft that the viewer may see. Refuses `not_found`, also when it is there but hidden."""
    drafts = _visible_drafts(viewer).select_related("author", "entry", "live_blog")
    draft = drafts.filter(live_blog__slug=slug, pk=draft_id).first()
    if draft is None:
        raise refusal("not_found")
    return draft


def _visible_drafts(viewer: Staff) -> QuerySet[Draft]:
    mine = Q(author=viewer)
    return Draft.objects.filter(mine | Q(submitted__isnull=False) if viewer.publishes else mine)
