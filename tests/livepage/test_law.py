"""The law of the page: an open page, with the log's messages applied, equals a freshly loaded one. After any verbs."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.kit.refusal import Refusal
from dateline.livepage import page as pages
from dateline.stream.queries import messages_after
from tests.livepage.newsroom import Newsroom, begin
from tests.livepage.reading import Page

# Few, so that a short random story is longer than the page.
ON_THE_PAGE = 4

Verb = Callable[[Newsroom, str, str], None]
VERBS: dict[str, Verb] = {
    "publish": lambda newsroom, entry, words: _publish(newsroom, words),
    "publish as key": lambda newsroom, entry, words: _publish(newsroom, words, key=True),
    "revise": lambda newsroom, entry, words: newsroom.revise(entry, words, heading=words[:20]),
    "correct": lambda newsroom, entry, words: newsroom.correct(entry, words, heading=words[:20]),
    "withdraw": lambda newsroom, entry, words: newsroom.withdraw(entry),
    "pin": lambda newsroom, entry, words: newsroom.pin(entry),
    "unpin": lambda newsroom, entry, words: newsroom.unpin(entry),
    "mark_key": lambda newsroom, entry, words: newsroom.mark_key(entry),
    "unmark_key": lambda newsroom, entry, words: newsroom.unmark_key(entry),
    "change_headline": lambda newsroom, entry, words: newsroom.change_headline(words or "Storm"),
    "end": lambda newsroom, entry, words: newsroom.end(),
}
# Publishing more often than ending, as newsrooms do.
OFTEN = st.sampled_from([*VERBS, "publish", "publish", "publish", "publish as key", "pin", "withdraw"])
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)
STEPS = st.lists(st.tuples(OFTEN, st.integers(0, 30), TEXT), max_size=20)


@pytest.fixture
def short_pages(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ENTRIES", ON_THE_PAGE)


# Every example has a live blog of its own, so they may share the database.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, opened=st.integers(0, 20))
def test_an_open_page_equals_a_fresh_one_after_every_verb(
    short_pages: None, steps: list[tuple[str, int, str]], opened: int
) -> None:
    """For a page opened before everything, one opened on the way, and one that claims an older number than it has."""
    newsroom = begin()
    first = fresh(newsroom)
    readers = [first]
    for number, (verb, which, words) in enumerate(steps):
        with contextlib.suppress(Refusal):
            VERBS[verb](newsroom, _pick(newsroom, which), words)
        for reader in readers:
            catch_up(reader, newsroom)
            assert reader.shown(ON_THE_PAGE) == fresh(newsroom).shown(ON_THE_PAGE), verb
        if number == opened:
            readers.append(fresh(newsroom))
            readers.append(replace(fresh(newsroom), n=max(0, readers[-1].n - which)))


def fresh(newsroom: Newsroom) -> Page:
    made = pages.live_page(newsroom.blog.slug)
    assert made
    return Page.of(made.html)


def catch_up(reader: Page, newsroom: Newsroom) -> None:
    for _, text in messages_after(newsroom.blog.log_id, reader.n, 1_000):
        message: dict[str, Any] = json.loads(text)
        reader.apply(message)


def _publish(newsroom: Newsroom, words: str, *, key: bool = False) -> None:
    newsroom.publish(words[:20], words, byline=words[:5], key=key)


def _pick(newsroom: Newsroom, which: int) -> str:
    ids = list(newsroom.blog.entries.order_by("position").values_list("pk", flat=True))
    if not ids:
        return newsroom.publish()
    return ids[which % len(ids)]


def test_a_page_with_a_message_left_out_is_not_the_fresh_one(short_pages: None) -> None:
    """The law's test can fail: each message that changes what is shown is needed."""
    newsroom = begin()
    stale = fresh(newsroom)
    newsroom.mark_key(newsroom.publish())
    stale.n = 1
    catch_up(stale, newsroom)
    assert stale.entries == fresh(newsroom).entries  # The article is sent whole every time, …
    newsroom.publish("Second")
    stale.n = 3
    assert stale.shown() != fresh(newsroom).shown()  # … but one that never came is missing.
