"""Revise or correct what an entry says. Both make a version; a correction also says what was wrong."""

from dateline.accounts.models import Staff
from dateline.coverage import events, fragments, rules
from dateline.coverage.actions.drafts import use_up_draft
from dateline.coverage.actions.once import Change, Outcome, carry_out, check_live
from dateline.coverage.models import Draft, Entry, EntryVersion, LiveBlog
from dateline.coverage.refusals import refusal
from dateline.kit import clock
from dateline.stream import log


def revise_entry(
    entry: Entry,
    *,
    heading: str,
    body: object,
    byline: str,
    base_version: int,
    by: Staff | None,
    request_id: str,
    draft_id: str | None = None,
) -> Outcome:
    """Improve an entry's words without a change of fact; readers see when it was updated.

    Refuses `stale_version` with the present words when `base_version` is not the present one, `nothing_changed`,
    `withdrawn`, `ended`, `not_allowed`, `draft_gone`, and what `rules.check_publishable` refuses.
    """
    rules.check_may_publish(by)
    words = rules.check_publishable(heading=heading, byline=byline, body=body)

    def change(blog: LiveBlog) -> Change:
        check_live(blog)
        fresh, present = _present(entry, base_version)
        use_up_draft(blog, draft_id, by=by)
        return _write_version(
            blog, fresh, present, words, act=EntryVersion.Act.REVISED, by=by, tell=events.EntryRevised, reason=""
        )

    return carry_out(entry.live_blog, "revise", request_id=request_id, change=change)


def correct_entry(
    entry: Entry,
    *,
    heading: str,
    body: object,
    byline: str,
    base_version: int,
    reason: str,
    by: Staff | None,
    request_id: str,
    draft_id: str | None = None,
) -> Outcome:
    """Change a fact, on the record: readers see the old words, the new, the reason and the time.

    Also after the end of coverage. Refuses as `revise_entry` does but for `ended`, and `reason_missing`.
    """
    rules.check_may_publish(by)
    words = rules.check_publishable(heading=heading, byline=byline, body=body)
    checked_reason = rules.check_reason(reason)

    def change(blog: LiveBlog) -> Change:
        fresh, present = _present(entry, base_version)
        use_up_draft(blog, draft_id, by=by)
        return _write_version(
            blog,
            fresh,
            present,
            words,
            act=EntryVersion.Act.CORRECTED,
            by=by,
            tell=events.EntryCorrected,
            reason=checked_reason,
        )

    return carry_out(entry.live_blog, "correct", request_id=request_id, change=change, write=log.append_late)


def _present(entry: Entry, base_version: int) -> tuple[Entry, EntryVersion]:
    fresh = Entry.objects.select_related("live_blog").get(pk=entry.pk)
    if fresh.withdrawn:
        raise refusal("withdrawn")
    present = fresh.versions.get(number=fresh.version)
    if base_version != fresh.version:
        raise refusal(
            "stale_version",
            version=fresh.version,
            heading=present.heading,
            byline=present.byline,
            body=present.body,
            by=present.by.name if present.by else "",
            at=clock.iso(present.at),
        )
    return fresh, present


def _write_version(
    blog: LiveBlog,
    entry: Entry,
    present: EntryVersion,
    words: rules.Words,
    *,
    act: EntryVersion.Act,
    by: Staff | None,
    tell: type[events.EntryRevised] | type[events.EntryCorrected],
    reason: str,
) -> Change:
    before = rules.Words(present.heading, present.byline, present.body)
    if before == words:
        raise refusal("nothing_changed")
    old_words, new_words = rules.changed_words(before, words) if reason else ("", "")
    at = clock.now()
    version = EntryVersion.objects.create(
        entry=entry,
        number=entry.version + 1,
        act=act,
        heading=words.heading,
        byline=words.byline,
        body=words.body,
        at=at,
        by=by,
        old_words=old_words,
        new_words=new_words,
        reason=reason,
    )
    entry.version, entry.heading, entry.byline, entry.updated = version.number, words.heading, words.byline, at
    entry.html = fragments.entry_article(entry, version, corrections_of(entry))
    entry.save(update_fields=["version", "heading", "byline", "updated", "html"])
    if by is not None:
        Draft.objects.filter(entry=entry, author=by).delete()
    pinned = blog.pinned_id == entry.id
    regions = regions_after_change(blog, entry, old_byline=before.byline)
    return Change(tell(fragments.entry_meta(entry, pinned=pinned), entry.html, regions), entry)


def corrections_of(entry: Entry) -> list[EntryVersion]:
    """Return the entry's corrections, oldest first."""
    return list(entry.versions.filter(act=EntryVersion.Act.CORRECTED).order_by("number"))


def regions_after_change(blog: LiveBlog, entry: Entry, *, old_byline: str) -> events.Regions:
    """Return the regions that show something of a changed entry, with the contributors as they are now."""
    regions: events.Regions = {}
    names = contributors_after(blog, came=entry.byline, went=old_byline)
    if names != blog.contributors:
        blog.contributors = names
        regions["lead"] = fragments.lead(blog)
    blog.changed = clock.now()
    blog.save(update_fields=["changed", "contributors"])
    if blog.pinned_id == entry.id:
        regions["pinned"] = fragments.pinned(blog)
    if entry.key:
        regions["key-events"] = fragments.key_events(blog)
    return regions


def contributors_after(blog: LiveBlog, *, came: str, went: str) -> list[str]:
    """Return the names on top: one that came is added, one that stands on no entry any more is gone."""
    names = list(blog.contributors)
    if went and went in names and not blog.entries.filter(byline=went, withdrawn=None).exists():
        names.remove(went)
    if came and came not in names:
        names.append(came)
    return names
