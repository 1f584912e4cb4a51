"""Hold an entry at the top of the page, or mark it as a milestone."""

from dateline.accounts.models import Staff
from dateline.coverage import events, fragments, rules
from dateline.coverage.actions.change import corrections_of
from dateline.coverage.actions.once import Change, Outcome, carry_out, check_live
from dateline.coverage.models import Entry, LiveBlog
from dateline.coverage.refusals import refusal
from dateline.kit import clock


def pin_entry(entry: Entry, *, by: Staff | None, request_id: str) -> Outcome:
    """Hold the entry at the top; one that was held there before goes back to its place. Refuses `already`."""

    def change(blog: LiveBlog) -> Change:
        fresh = _fresh(blog, entry, by)
        if blog.pinned_id == fresh.id:
            raise refusal("already")
        _hold(blog, fresh)
        regions = {"pinned": fragments.pinned(blog)}
        return Change(events.EntryPinned(fragments.entry_meta(fresh, pinned=True), fresh.html, regions), fresh)

    return carry_out(entry.live_blog, "pin", request_id=request_id, change=change)


def unpin_entry(entry: Entry, *, by: Staff | None, request_id: str) -> Outcome:
    """Let the entry go from the top. Refuses `already` when it is not held there."""

    def change(blog: LiveBlog) -> Change:
        fresh = _fresh(blog, entry, by)
        if blog.pinned_id != fresh.id:
            raise refusal("already")
        _hold(blog, None)
        regions = {"pinned": fragments.pinned(blog)}
        return Change(events.EntryUnpinned(fragments.entry_meta(fresh, pinned=False), fresh.html, regions), fresh)

    return carry_out(entry.live_blog, "unpin", request_id=request_id, change=change)


def mark_key(entry: Entry, *, by: Staff | None, request_id: str) -> Outcome:
    """Mark the entry as a key event. Refuses `already`."""

    def change(blog: LiveBlog) -> Change:
        fresh = _fresh(blog, entry, by)
        if fresh.key:
            raise refusal("already")
        fresh.key = True
        return _rendered(blog, fresh, events.EntryMarkedKey)

    return carry_out(entry.live_blog, "mark_key", request_id=request_id, change=change)


def unmark_key(entry: Entry, *, by: Staff | None, request_id: str) -> Outcome:
    """Let the entry be an ordinary one again. Refuses `already`."""

    def change(blog: LiveBlog) -> Change:
        fresh = _fresh(blog, entry, by)
        if not fresh.key:
            raise refusal("already")
        fresh.key = False
        return _rendered(blog, fresh, events.EntryUnmarkedKey)

    return carry_out(entry.live_blog, "unmark_key", request_id=request_id, change=change)


def _fresh(blog: LiveBlog, entry: Entry, by: Staff | None) -> Entry:
    rules.check_may_publish(by)
    check_live(blog)
    fresh = Entry.objects.select_related("live_blog").get(pk=entry.pk)
    if fresh.withdrawn:
        raise refusal("withdrawn")
    return fresh


def _hold(blog: LiveBlog, entry: Entry | None) -> None:
    blog.pinned, blog.changed = entry, clock.now()
    blog.save(update_fields=["pinned", "changed"])


def _rendered(
    blog: LiveBlog, entry: Entry, tell: type[events.EntryMarkedKey] | type[events.EntryUnmarkedKey]
) -> Change:
    version = entry.versions.get(number=entry.version)
    entry.html = fragments.entry_article(entry, version, corrections_of(entry))
    entry.save(update_fields=["key", "html"])
    blog.changed = clock.now()
    blog.save(update_fields=["changed"])
    regions = {"key-events": fragments.key_events(blog)}
    return Change(tell(fragments.entry_meta(entry, pinned=blog.pinned_id == entry.id), entry.html, regions), entry)
