"""Publish an entry: from the desk, the command line or the wire."""

from datetime import datetime

from dateline.accounts.models import Staff
from dateline.coverage import events, fragments, rules
from dateline.coverage.actions.drafts import use_up_draft
from dateline.coverage.actions.once import Change, Outcome, carry_out, check_live
from dateline.coverage.models import Entry, EntryVersion, LiveBlog
from dateline.kit import clock


def publish_entry(
    blog: LiveBlog,
    *,
    heading: str,
    body: object,
    byline: str,
    by: Staff | None,
    request_id: str,
    key: bool = False,
    draft_id: str | None = None,
) -> Outcome:
    """Put a new entry before readers, at the top of the page. A draft that it came from is gone with the same stroke.

    Refuses what `rules.check_publishable` refuses, `not_allowed`, `ended`, and `draft_gone`.
    """
    rules.check_may_publish(by)
    words = rules.check_publishable(heading=heading, byline=byline, body=body)

    def change(blog: LiveBlog) -> Change:
        check_live(blog)
        use_up_draft(blog, draft_id, by=by)
        return insert_entry(blog, words, by=by, published=clock.now(), key=key)

    return carry_out(blog, "publish", request_id=request_id, change=change)


def insert_entry(
    blog: LiveBlog,
    words: rules.Words,
    *,
    by: Staff | None,
    published: datetime,
    key: bool = False,
    published_day_only: bool = False,
) -> Change:
    """Write a new entry on a locked live blog and return what to tell readers."""
    blog.last_position += 1
    blog.changed = clock.now()
    new_name = bool(words.byline) and words.byline not in blog.contributors
    if new_name:
        blog.contributors = [*blog.contributors, words.byline]
    blog.save(update_fields=["last_position", "changed", "contributors"])
    entry = Entry(
        live_blog=blog,
        position=blog.last_position,
        heading=words.heading,
        byline=words.byline,
        published=published,
        published_day_only=published_day_only,
        key=key,
    )
    version = EntryVersion(
        entry=entry,
        number=1,
        act=EntryVersion.Act.PUBLISHED,
        heading=words.heading,
        byline=words.byline,
        body=words.body,
        at=clock.now(),
        by=by,
    )
    entry.html = fragments.entry_article(entry, version, [])
    entry.save(force_insert=True)
    version.save(force_insert=True)
    regions: events.Regions = {}
    if new_name:
        regions["lead"] = fragments.lead(blog)
    if key:
        regions["key-events"] = fragments.key_events(blog)
    return Change(events.EntryPublished(fragments.entry_meta(entry, pinned=False), entry.html, regions), entry)
