"""An entry changes, by whichever verb, and its claims are reviewed behind it: nobody has to remember that."""

import logging
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError

from dateline.coverage.models import Entry, LiveBlog
from dateline.facts import actions, queries
from dateline.facts.models import Claim
from dateline.facts.reviewer import Reviewer
from tests.facts.record.newsroom import Newsroom
from tests.waiting import until

CHANGES: dict[str, Callable[[Newsroom, Entry], object]] = {
    "revise": lambda newsroom, entry: newsroom.revise(entry, "The air force shot down 44 drones."),
    "correct": lambda newsroom, entry: newsroom.correct_entry(entry, "The air force shot down 44 drones."),
    "withdraw": lambda newsroom, entry: newsroom.withdraw(entry),
}


@pytest.fixture
def reviewer(transactional_db: None) -> Iterator[Reviewer]:
    """What every process connects when it is put together."""
    reviewer = Reviewer()
    reviewer.start()
    yield reviewer
    reviewer.stop()


def held(newsroom: Newsroom, claim: Claim) -> bool:
    return newsroom.fresh(claim).review != ""


@pytest.mark.parametrize("verb", CHANGES)
def test_every_verb_that_changes_an_entry_marks_its_claims(
    newsroom: Newsroom, reviewer: Reviewer, entry: Entry, claim: Claim, verb: str
) -> None:
    CHANGES[verb](newsroom, entry)
    until(lambda: held(newsroom, claim), what="the claim to be held")
    until(lambda: newsroom.kinds()[-1] == "claim.held", what="its message")
    assert newsroom.history(claim)[-1][2] in ("quote_gone", "entry_withdrawn")


def test_an_entry_corrected_after_the_end_of_coverage_is_reviewed_too(
    newsroom: Newsroom, reviewer: Reviewer, entry: Entry, claim: Claim
) -> None:
    newsroom.end()
    CHANGES["correct"](newsroom, entry)
    until(lambda: held(newsroom, claim), what="the claim to be held")


def test_words_that_only_moved_are_followed_and_nothing_is_told(
    newsroom: Newsroom, reviewer: Reviewer, entry: Entry, claim: Claim
) -> None:
    newsroom.revise(entry, "Late on Tuesday it began. The air force shot down 41 drones.")
    until(lambda: newsroom.fresh(claim).seen_version == 2, what="the claim to be moved")
    assert newsroom.kinds()[-1] == "entry.revised"


def test_a_program_that_ends_finishes_what_it_has_heard(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    reviewer = Reviewer()
    reviewer.start()
    CHANGES["revise"](newsroom, entry)
    reviewer.stop()
    assert held(newsroom, claim)
    CHANGES["withdraw"](newsroom, entry)
    assert newsroom.fresh(claim).review == "quote_gone", "it listens no more"


def test_a_review_that_hangs_delays_no_verb(
    newsroom: Newsroom, reviewer: Reviewer, entry: Entry, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, go_on = actions.review_what_changed, threading.Event()

    def hang(blog: LiveBlog) -> int:
        assert go_on.wait(30)
        return review(blog)

    monkeypatch.setattr(actions, "review_what_changed", hang)
    CHANGES["revise"](newsroom, entry)
    second = newsroom.publish("The governor denied it.")
    newsroom.revise(second, "The governor denied it twice.")
    assert newsroom.kinds()[-3:] == ["entry.revised", "entry.published", "entry.revised"]
    go_on.set()
    until(lambda: held(newsroom, claim), what="the claim to be held")


def test_a_review_that_fails_loses_no_verb_and_the_next_message_makes_it_good(
    newsroom: Newsroom,
    reviewer: Reviewer,
    entry: Entry,
    claim: Claim,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fails(monkeypatch)
    with caplog.at_level(logging.ERROR):
        assert CHANGES["revise"](newsroom, entry)
        until(lambda: "were not reviewed" in caplog.text, what="the fault in the program's log")
    assert f"live/{newsroom.blog.slug}" in caplog.text
    assert newsroom.kinds()[-1] == "entry.revised"
    assert queries.to_review_for(newsroom.nora, newsroom.blog.story) == [claim]
    monkeypatch.undo()
    newsroom.publish("The sirens have stopped.")
    until(lambda: held(newsroom, claim), what="the claim to be held")


def test_what_no_message_led_to_is_found_by_looking_everywhere(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    CHANGES["revise"](newsroom, entry)
    reviewer = Reviewer()
    reviewer.look_everywhere()
    reviewer.start()
    reviewer.look_everywhere()
    reviewer.stop()
    assert held(newsroom, claim)


def test_many_messages_at_once_cost_one_look(
    newsroom: Newsroom, reviewer: Reviewer, entry: Entry, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind, asked, go_on = queries.live_blogs_behind, [], threading.Event()

    def look(log: str = "") -> list[LiveBlog]:
        assert go_on.wait(30)
        asked.append(log)
        return behind(log)

    monkeypatch.setattr(queries, "live_blogs_behind", look)
    for number in range(20):
        newsroom.publish(f"Update {number}")
    go_on.set()
    reviewer.stop()
    assert 1 <= len(asked) <= 2, "the one under way, and one for all that came meanwhile"


@pytest.mark.parametrize("change", CHANGES.values())
def test_only_live_blogs_with_something_to_review_are_locked(
    newsroom: Newsroom, entry: Entry, claim: Claim, change: Callable[[Newsroom, Entry], object]
) -> None:
    look = partial(queries.live_blogs_behind, newsroom.blog.log.name)
    assert look() == queries.live_blogs_behind() == []
    change(newsroom, entry)
    assert look() == queries.live_blogs_behind() == [newsroom.blog]
    assert queries.live_blogs_behind("live/another") == []
    newsroom.review()
    assert look() == []


def fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> int:
        raise OperationalError("The disk is full.")

    monkeypatch.setattr(actions, "review_what_changed", fail)
