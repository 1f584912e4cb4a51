"""A live blog with thousands of entries, made in seconds: the rows that the verbs would write, many at a time."""

import json
import uuid

from django.db import transaction

from bench.house import live_blog_with
from dateline.coverage.models import DoneRequest, Entry, EntryVersion, LiveBlog
from dateline.kit import clock
from dateline.kit.tokens import public_id
from dateline.stream.log import encode
from dateline.stream.models import Log, Message

PUBLISHED = 50
AT_ONCE = 500


def filled_live_blog(entries: int, slug: str) -> None:
    """Make the live blog. The first 50 entries are published by the verb; the others are these again.

    Each has an id and a place of its own, and its version, its message and its request, as the verb writes them.
    """
    log_id = live_blog_with(min(entries, PUBLISHED), slug=slug)
    with transaction.atomic():
        _repeat(LiveBlog.objects.get(log_id=log_id), upto=entries)


def _repeat(blog: LiveBlog, upto: int) -> None:
    # Not the first: it brought its byline with it, which changed the top of the page.
    patterns = list(EntryVersion.objects.filter(entry__live_blog=blog, entry__position__gt=1).select_related("entry"))
    texts = {message.n: message.text for message in Message.objects.filter(log_id=blog.log_id)}
    entries: list[Entry] = []
    versions: list[EntryVersion] = []
    messages: list[Message] = []
    requests: list[DoneRequest] = []
    for n in range(blog.last_position + 1, upto + 1):
        pattern = patterns[n % len(patterns)]
        old, now, name = pattern.entry, clock.now(), public_id()
        html = old.html.replace(old.id, name).replace(f'data-position="{old.position}"', f'data-position="{n}"')
        told = json.loads(texts[old.position].replace(old.id, name))
        told = {field: told[field] for field in told if field not in ("n", "kind", "at")}
        told |= {"entry": told["entry"] | {"position": n}, "html": html}
        text = encode(n, "entry.published", clock.iso(now), told)
        words = {"heading": old.heading, "byline": old.byline}
        entry = Entry(id=name, live_blog=blog, position=n, published=old.published, html=html, **words)
        entries.append(entry)
        versions.append(EntryVersion(entry=entry, number=1, act=pattern.act, body=pattern.body, at=pattern.at, **words))
        messages.append(Message(log_id=blog.log_id, n=n, kind="entry.published", at=now, text=text))
        requests.append(
            DoneRequest(
                live_blog=blog, request_id=str(uuid.uuid4()), verb="publish", entry_id=name, version=1, n=n, at=now
            )
        )
    Entry.objects.bulk_create(entries, batch_size=AT_ONCE)
    EntryVersion.objects.bulk_create(versions, batch_size=AT_ONCE)
    Message.objects.bulk_create(messages, batch_size=AT_ONCE)
    DoneRequest.objects.bulk_create(requests, batch_size=AT_ONCE)
    LiveBlog.objects.filter(pk=blog.pk).update(last_position=upto)
    Log.objects.filter(pk=blog.log_id).update(tail=upto)
