"""Take an entry back; a tombstone with the reason stays."""

from dateline.accounts.models import Staff
from dateline.coverage import events, fragments, rules
from dateline.coverage.actions.change import contributors_after
from dateline.coverage.actions.once import Change, Outcome, carry_out
from dateline.coverage.models import Draft, Entry, LiveBlog
from dateline.coverage.refusals import refusal
from dateline.kit import clock
from dateline.stream import log


def withdraw_entry(entry: Entry, *, reason: str, by: Staff | None, request_id: str) -> Outcome:
    """Take an entry back for good, on every open page too. It loses its pin and its key mark. Also after the end.

    Refuses `reason_missing`, `withdrawn`, `not_allowed`.
    """
    rules.check_may_publish(by)
    checked_reason = rules.check_reason(reason)

    def change(blog: LiveBlog) -> Change:
        fresh = Entry.objects.select_related("live_blog").get(pk=entry.pk)
        if fresh.withdrawn:
            raise refusal("withdrawn")
        return _bury(blog, fresh, checked_reason)

    return carry_out(entry.live_blog, "withdraw", request_id=request_id, change=change, write=log.append_late)


def _bury(blog: LiveBlog, entry: Entry, reason: str) -> Change:
    was_key, entry.key = entry.key, False
    entry.withdrawn, entry.withdrawal_reason = clock.now(), reason
    entry.html = fragments.entry_article(entry, entry.versions.get(number=entry.version), [])
    entry.save(update_fields=["key", "withdrawn", "withdrawal_reason", "html"])
    Draft.objects.filter(entry=entry).delete()
    regions: events.Regions = {}
    blog.changed = clock.now()
    if blog.pinned_id == entry.id:
        blog.pinned = None
        regions["pinned"] = fragments.pinned(blog)
    names = contributors_after(blog, came="", went=entry.byline)
    if names != blog.contributors:
        blog.contributors = names
        regions["lead"] = fragments.lead(blog)
    blog.save(update_fields=["changed", "pinned", "contributors"])
    if was_key:
        regions["key-events"] = fragments.key_events(blog)
    return Change(events.EntryWithdrawn(fragments.entry_meta(entry, pinned=False), entry.html, regions), entry)
