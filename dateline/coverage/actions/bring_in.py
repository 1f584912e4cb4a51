"""Bring a whole live blog in from elsewhere, in one stroke: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dateline.accounts.models import Staff
from dateline.coverage import rules
from dateline.coverage.actions.begin import insert_live_blog
from dateline.coverage.actions.publish import insert_entry
from dateline.coverage.body import Body
from dateline.coverage.models import LiveBlog
from dateline.stream import log


@dataclass(frozen=True, slots=True)
class Incoming:
    """One entry as it came, its body not yet checked."""

    heading: str
    byline: str
    body: Body
    published: datetime
    published_day_only: bool = False
    key: bool = False


@dataclass(frozen=True, slots=True)
class IncomingLiveBlog:
    """A whole live blog as it came, its entries the oldest first."""

    headline: str
    entries: Sequence[Incoming]
    standfirst: str = ""
    introduction: object = None
    slug: str = ""
    story: str = ""


def bring_in_live_blogs(incoming: Sequence[IncomingLiveBlog], *, by: Staff | None = None) -> list[LiveBlog]:
    """Begin these live blogs, each entry a message on its log, all of them or none. Refuses as the verbs do."""
    with transaction.atomic(durable=True):
        return [_bring_in(one, by) for one in incoming]


def _bring_in(incoming: IncomingLiveBlog, by: Staff | None) -> LiveBlog:
    blog = insert_live_blog(
        headline=incoming.headline,
        standfirst=incoming.standfirst,
        introduction=incoming.introduction,
        slug=incoming.slug,
        story=incoming.story,
        by=by,
        started=min((entry.published for entry in incoming.entries), default=None),
    )
    for entry in incoming.entries:
        words = rules.check_publishable(heading=entry.heading, byline=entry.byline, body=entry.body)
        change = insert_entry(
            blog,
            words,
            by=by,
            published=entry.published,
            published_day_only=entry.published_day_only,
            key=entry.key,
        )
        log.append(blog.log_id, change.event)
    if incoming.entries:
        # Readers are told when the coverage was last updated, not when it was brought in.
        blog.changed = max(entry.published for entry in incoming.entries)
        blog.save(update_fields=["changed"])
    return blog
