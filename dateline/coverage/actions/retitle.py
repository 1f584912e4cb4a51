"""Change what the whole live blog is called, or end it."""

from dateline.accounts.models import Staff
from dateline.coverage import events, fragments, rules
from dateline.coverage.actions.once import Change, Outcome, carry_out, check_live
from dateline.coverage.models import LiveBlog
from dateline.coverage.refusals import refusal
from dateline.kit import clock
from dateline.stream import log


def change_headline(blog: LiveBlog, *, headline: str, standfirst: str, by: Staff | None, request_id: str) -> Outcome:
    """Give the live blog another headline and standfirst. Its address stays.

    Refuses `headline_missing`, `headline_too_long`, `standfirst_too_long`, `nothing_changed`, `ended`, `not_allowed`.
    """
    rules.check_may_publish(by)
    headline, standfirst = rules.check_headline(headline, standfirst)

    def change(blog: LiveBlog) -> Change:
        check_live(blog)
        if (blog.headline, blog.standfirst) == (headline, standfirst):
            raise refusal("nothing_changed")
        blog.headline, blog.standfirst, blog.changed = headline, standfirst, clock.now()
        blog.save(update_fields=["headline", "standfirst", "changed"])
        return Change(events.HeadlineChanged(headline, standfirst, {"lead": fragments.lead(blog)}))

    return carry_out(blog, "change_headline", request_id=request_id, change=change)


def end_coverage(blog: LiveBlog, *, successor: LiveBlog | None = None, by: Staff | None, request_id: str) -> Outcome:
    """Say that coverage has ended, and where it goes on if it does. The log is closed: readers' pages stop listening.

    Refuses `ended`, `not_allowed`, and a live blog as its own successor.
    """
    rules.check_may_publish(by)

    def change(blog: LiveBlog) -> Change:
        check_live(blog)
        if successor is not None and successor.pk == blog.pk:
            raise refusal("successor_odd")
        blog.ended = blog.changed = clock.now()
        blog.successor = successor
        blog.save(update_fields=["ended", "changed", "successor"])
        regions = {"lead": fragments.lead(blog)}
        return Change(events.CoverageEnded(clock.iso(blog.ended), successor.url if successor else None, regions))

    return carry_out(blog, "end", request_id=request_id, change=change, write=log.append_last)
