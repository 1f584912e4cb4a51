"""Bring coverage in from the wire."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from dateline.accounts.models import Staff
from dateline.coverage import body as bodies
from dateline.coverage.actions.bring_in import Incoming, IncomingLiveBlog, bring_in_live_blogs
from dateline.coverage.body import Body
from dateline.coverage.models import LiveBlog
from dateline.wire.captures.capture import Capture, CapturedEntry
from dateline.wire.refusals import date_needed, headline_unknown, slug_for_one

DAY_LENGTH = len("2031-03-04")


def import_captures(
    captures: Sequence[Capture], *, story: str = "", slug: str = "", by: Staff | None = None
) -> list[LiveBlog]:
    """Make a live blog of each capture, all of them or none. Times stay what the page said: a day alone stays a day.

    Refuses `headline_unknown` for a capture that has no headline, `slug_for_one` where one address is given for
    several, and what the coverage room refuses: a heading of over 200 characters, say, or an address that is taken.
    """
    if slug and len(captures) > 1:
        raise slug_for_one()
    incoming = [_incoming_live_blog(capture, story=story, slug=slug) for capture in captures]
    return bring_in_live_blogs(incoming, by=by)


def _incoming_live_blog(capture: Capture, *, story: str, slug: str) -> IncomingLiveBlog:
    if not capture.headline:
        raise headline_unknown()
    return IncomingLiveBlog(
        headline=capture.headline,
        entries=[_incoming(entry, published) for entry, published in reversed(list(_dated(capture.entries)))],
        standfirst=capture.standfirst or "",
        introduction=_body(capture.introduction) if capture.introduction else None,
        slug=slug,
        story=story,
    )


def _dated(entries: Iterable[CapturedEntry]) -> Iterator[tuple[CapturedEntry, str]]:
    """Yield each entry with its time. One that was cut off before its time gets the day of the entry above it."""
    day = None
    for entry in entries:
        if entry.published is None and day is None:
            raise date_needed()
        published = entry.published or str(day)
        day = published[:DAY_LENGTH]
        yield entry, published


def _incoming(entry: CapturedEntry, published: str) -> Incoming:
    moment = datetime.fromisoformat(published)
    cards = [{"type": "related", "attrs": _card(card.headline, card.standfirst)} for card in entry.related]
    return Incoming(
        heading=entry.heading or "",
        byline=entry.byline or "",
        body=_body(entry.body, *cards),
        published=moment if moment.tzinfo else moment.replace(tzinfo=UTC),
        published_day_only=len(published) == DAY_LENGTH,
    )


def _card(headline: str, standfirst: str | None) -> dict[str, str]:
    return {"headline": headline, "standfirst": standfirst or "", "url": ""}


def _body(paragraphs: tuple[str, ...], *cards: Body) -> Body:
    return bodies.document(*(bodies.paragraph(text) for text in paragraphs), *cards)
