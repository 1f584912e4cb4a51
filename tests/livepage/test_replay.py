"""`dateline check` replays every log: each kind of damage is found, and what is as it should be is not."""

import json
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from dateline.config.snapshot import snapshot
from dateline.coverage.models import Entry, LiveBlog
from dateline.kit.findings import Finding
from dateline.livepage import replay
from dateline.stream import log
from dateline.stream.models import Log, Message
from tests.livepage.newsroom import Newsroom, begin
from tests.stream.logs import Aside


def findings(newsroom: Newsroom) -> list[Finding]:
    with snapshot():
        blog = LiveBlog.objects.select_related("log", "story", "successor").get(pk=newsroom.blog.pk)
        return list(replay.differences(blog))


def told(newsroom: Newsroom) -> list[tuple[str, int | None, str | None]]:
    return [(finding.code, finding.n, finding.entry) for finding in findings(newsroom)]


@pytest.fixture
def busy(newsroom: Newsroom) -> Newsroom:
    """A live blog on which every verb was used."""
    first, second, third = newsroom.publish_many(3)
    newsroom.record(first, "happened")
    newsroom.publish("Key", byline="Teo Marsh", key=True)
    newsroom.revise(first, "Better words.")
    newsroom.correct(second, "Two tugs.")
    newsroom.mark_key(second)
    newsroom.pin(third)
    newsroom.pin(first)
    newsroom.mark_key(first)
    newsroom.withdraw(first)
    newsroom.pin(second)
    newsroom.unmark_key(second)
    newsroom.change_headline("Storm Ada: all safe", "Both coasts breathe.")
    newsroom.unpin(second)
    newsroom.pin(third)
    newsroom.end(successor=begin("The day after").blog.slug)
    newsroom.withdraw(second)
    return newsroom


def test_after_every_verb_the_log_says_what_the_page_shows(busy: Newsroom) -> None:
    assert findings(busy) == []


def test_an_empty_live_blog_is_well(newsroom: Newsroom) -> None:
    assert findings(newsroom) == []


def test_a_fragment_that_was_changed_is_found_by_entry_and_number(newsroom: Newsroom) -> None:
    first, _ = newsroom.publish_many(2)
    Entry.objects.filter(pk=first).update(html=newsroom.entry(first).html.replace("happened", "occurred"))
    [finding] = findings(newsroom)
    assert (finding.code, finding.entry, finding.n) == ("entry_differs", first, 1)
    for named in (newsroom.blog.slug, first, "message 1", "Restore"):
        assert named in finding.sentence


def test_a_message_that_was_changed_is_found(newsroom: Newsroom) -> None:
    _, second = newsroom.publish_many(2)
    message = Message.objects.get(log=newsroom.blog.log_id, n=2)
    Message.objects.filter(pk=message.pk).update(text=message.text.replace("happened", "occurred"))
    assert told(newsroom) == [("entry_differs", 2, second)]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"n": 2', '{"n": 9, "kind": "entry.published"}', '{"n": 2}'])
def test_a_message_that_cannot_be_read_is_found(newsroom: Newsroom, text: str) -> None:
    newsroom.publish_many(2)
    Message.objects.filter(log=newsroom.blog.log_id, n=2).update(text=text)
    assert ("message_damaged", 2, None) in told(newsroom)


def test_an_entry_that_is_gone_is_found(newsroom: Newsroom) -> None:
    first, _ = newsroom.publish_many(2)
    run_sql("DELETE FROM coverage_donerequest")
    run_sql("DELETE FROM coverage_entryversion WHERE entry_id = %s", first)
    run_sql("DELETE FROM coverage_entry WHERE id = %s", first)
    assert told(newsroom) == [("entry_missing", 1, first)]


def test_an_entry_that_no_message_told_is_found(newsroom: Newsroom) -> None:
    _, second = newsroom.publish_many(2)
    Message.objects.filter(log=newsroom.blog.log_id, n=2).delete()
    assert told(newsroom) == [("entry_not_in_log", None, second)]


def move(newsroom: Newsroom) -> None:
    Entry.objects.filter(live_blog=newsroom.blog, position=1).update(position=7)


def retitle(newsroom: Newsroom) -> None:
    LiveBlog.objects.filter(pk=newsroom.blog.pk).update(headline="Another one")


def unmark(newsroom: Newsroom) -> None:
    Entry.objects.filter(live_blog=newsroom.blog, key=True).update(key=False)


def unpin(newsroom: Newsroom) -> None:
    LiveBlog.objects.filter(pk=newsroom.blog.pk).update(pinned=None)


def go_on(newsroom: Newsroom) -> None:
    LiveBlog.objects.filter(pk=newsroom.blog.pk).update(ended=None)


def reopen(newsroom: Newsroom) -> None:
    Log.objects.filter(pk=newsroom.blog.log_id).update(closed=False)


@pytest.mark.parametrize("damage", [move, retitle, unmark, unpin, go_on, reopen])
def test_a_row_that_was_changed_behind_the_log_is_found(busy: Newsroom, damage: Callable[[Newsroom], None]) -> None:
    damage(busy)
    assert findings(busy) != []


def test_a_region_of_a_message_that_was_changed_is_found(newsroom: Newsroom) -> None:
    newsroom.publish(byline="Teo Marsh")
    message = Message.objects.get(log=newsroom.blog.log_id, n=1)
    changed = json.loads(message.text)
    changed["regions"]["lead"] = changed["regions"]["lead"].replace("Teo", "Leo")
    Message.objects.filter(pk=message.pk).update(text=json.dumps(changed))
    assert told(newsroom) == [("region_differs", 1, None)]


def test_what_was_redacted_is_no_finding(newsroom: Newsroom) -> None:
    first, _ = newsroom.publish_many(2)
    newsroom.pin(first)
    for n in (1, 3):
        with transaction.atomic():
            log.redact(newsroom.blog.log_id, n, reason="A court's order.")
    assert findings(newsroom) == []


def test_publishing_meanwhile_is_no_finding(newsroom: Newsroom) -> None:
    newsroom.publish_many(5)
    writer = Aside(target=lambda: newsroom.publish_many(40), name="writer")
    writer.start()
    looked = 0
    while writer.is_alive() or looked < 3:
        assert findings(newsroom) == []
        looked += 1
    writer.join_well()
    assert findings(newsroom) == []


def run_sql(statement: str, *values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
