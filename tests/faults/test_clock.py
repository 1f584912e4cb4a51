"""The machine's clock jumps back an hour in mid-coverage: the order is the numbers', on the log and on every page."""

import datetime as dt
import json

import pytest

from dateline.kit import clock
from dateline.livepage.page import live_page
from dateline.stream.queries import messages_after
from tests.livepage.newsroom import Newsroom, begin
from tests.livepage.reading import Page, position


def fresh(newsroom: Newsroom) -> Page:
    page = live_page(newsroom.blog.slug)
    assert page
    return Page.of(page.html)


@pytest.mark.django_db(transaction=True)
def test_entries_stay_in_the_order_of_publishing_and_an_open_page_equals_a_fresh_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newsroom = begin()
    opened = fresh(newsroom)
    published = newsroom.publish_many(3)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() - dt.timedelta(hours=1))
    published += newsroom.publish_many(3)
    newsroom.correct(published[0], "Two tugs, not one.")

    messages = [json.loads(text) for _, text in messages_after(newsroom.blog.log_id, 0, 100)]
    assert [message["n"] for message in messages] == list(range(1, 8))
    assert [message["entry"]["id"] for message in messages[:6]] == published
    assert messages[3]["at"] < messages[2]["at"]
    for message in messages:
        opened.apply(message)
    assert opened.shown() == fresh(newsroom).shown()
    assert list(opened.entries) == [f"entry-{entry}" for entry in reversed(published)]
    assert [position(html) for html in opened.entries.values()] == [6, 5, 4, 3, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_what_is_asked_again_after_the_jump_is_still_known_as_done(monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = begin()
    entry = newsroom.publish()
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() - dt.timedelta(hours=1))
    newsroom.withdraw(entry, reason="It was an exercise.")
    [_, last] = messages_after(newsroom.blog.log_id, 0, 10)
    assert json.loads(last[1])["kind"] == "entry.withdrawn"
