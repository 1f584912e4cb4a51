"""The law of the record: what the log tells adds up to what a fresh reading shows, after any verbs; the page's too."""

import contextlib
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.accounts.actions import add_staff
from dateline.accounts.models import Staff
from dateline.coverage.actions import begin_live_blog
from dateline.facts import events, queries, rules
from dateline.facts.models import Claim
from dateline.kit.refusal import Refusal
from dateline.livepage import page as pages
from dateline.stream.queries import messages_after
from tests.coverage.test_contract import SAMPLES
from tests.facts.record.newsroom import Newsroom
from tests.livepage.reading import Page

TEXT = "The air force shot down 41 drones of 64 launched. The governor denied it."
NOBODYS = {"repeats", "part_of", "other", "place", "event_time", "claimed_at"}
"""Fields that may be null."""


class Reader:
    """An open page with a record beside it, as the log has made them since it was loaded."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.blog = newsroom.blog
        self.page = fresh_page(newsroom)
        self.record = {claim["id"]: claim for claim in queries.record_of(newsroom.blog)}

    def catch_up(self) -> None:
        for n, text in messages_after(self.blog.log_id, self.page.n, 1_000):
            message: dict[str, Any] = json.loads(text)
            self.page.apply(message)
            for claim in (message.get("claim"), message.get("other")):
                if claim and claim["live_blog"] == self.blog.slug:
                    self.record[claim["id"]] = claim
            assert self.page.n == n

    def equals_a_fresh_one(self, newsroom: Newsroom) -> None:
        assert self.page.shown() == fresh_page(newsroom).shown()
        assert self.record == {claim["id"]: claim for claim in queries.record_of(newsroom.blog)}


def fresh_page(newsroom: Newsroom) -> Page:
    made = pages.live_page(newsroom.blog.slug)
    assert made
    return Page.of(made.html)


Verb = Callable[[Newsroom, Claim, Claim], object]
VERBS: dict[str, Verb] = {
    "record": lambda newsroom, one, other: newsroom.record(one.entry, "41 drones"),
    "record a part": lambda newsroom, one, other: newsroom.record(other.entry, "41 drones", part_of=one),
    "record a heading": lambda newsroom, one, other: newsroom.record(
        other.entry, "41", unit="drones", claimant="", status="reported", repeats=one
    ),
    "bind a part": lambda newsroom, one, other: newsroom.bind(newsroom.record(one.entry, "41 drones"), part_of=other),
    "bind a repetition": lambda newsroom, one, other: newsroom.bind(one, repeats=other),
    "confirm": lambda newsroom, one, other: newsroom.confirm(one),
    "confirm by another": lambda newsroom, one, other: newsroom.confirm(one, because=other),
    "dispute": lambda newsroom, one, other: newsroom.dispute(one, because=other),
    "deny": lambda newsroom, one, other: newsroom.deny(one, denial(newsroom, other)),
    "supersede": lambda newsroom, one, other: newsroom.supersede(one, other),
    "correct": lambda newsroom, one, other: newsroom.correct(
        one, newsroom.correct_entry(one.entry, TEXT.replace("41", "44")), "44 drones"
    ),
    "retract": lambda newsroom, one, other: newsroom.retract(one),
    "revise": lambda newsroom, one, other: newsroom.revise(one.entry, "Overnight. " + TEXT),
    "revise away": lambda newsroom, one, other: newsroom.revise(one.entry, "Nothing is certain of 41."),
    "withdraw": lambda newsroom, one, other: newsroom.withdraw(one.entry),
    "review": lambda newsroom, one, other: newsroom.review(),
    "keep": lambda newsroom, one, other: newsroom.keep(one, "41"),
    "publish": lambda newsroom, one, other: newsroom.record(newsroom.publish(TEXT), "41 drones", claimant="the mayor"),
    "end": lambda newsroom, one, other: newsroom.end(),
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 30), st.integers(0, 30)), max_size=15)


def denial(newsroom: Newsroom, claim: Claim) -> Claim:
    return newsroom.record(claim.entry, "The governor denied it", kind="denial", claimant="the governor")


@pytest.mark.parametrize("verb", VERBS)
def test_an_open_page_and_record_equal_fresh_ones_after_each_verb(newsroom: Newsroom, verb: str) -> None:
    first = newsroom.record(newsroom.publish(TEXT, heading="41 down"), "41 drones")
    second = newsroom.record(newsroom.publish(TEXT), "41 drones", claimant="the air force")
    third = newsroom.record(newsroom.publish(TEXT), "41 drones", claimant="the mayor")
    if verb in ("keep", "review"):
        newsroom.revise(first.entry, "Nothing is certain of 41.")
    if verb == "keep":
        newsroom.review()
    reader = Reader(newsroom)
    before = reader.page.n
    VERBS[verb](newsroom, first, second if verb == "supersede" else third)
    reader.catch_up()
    assert reader.page.n > before, "the verb told the log"
    reader.equals_a_fresh_one(newsroom)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_an_open_page_and_record_equal_fresh_ones_after_any_verbs(
    transactional_db: None, steps: list[tuple[str, int, int]]
) -> None:
    """Each example has a live blog and a story of its own, so they may share the database."""
    newsroom = begin()
    newsroom.record(newsroom.publish(TEXT, heading="41 down"), "41 drones")
    reader = Reader(newsroom)
    for verb, one, other in steps:
        claims = queries.claims_for(newsroom.nora, newsroom.blog.story)
        with contextlib.suppress(Refusal, ValueError):  # ValueError: the entry does not have the words any more.
            VERBS[verb](newsroom, claims[one % len(claims)], claims[other % len(claims)])
        reader.catch_up()
        reader.equals_a_fresh_one(newsroom)


def begin() -> Newsroom:
    nora = Staff.objects.filter(email="nora@example.org").first() or add_staff(
        "nora@example.org", name="Nora Quill", role="editor", password="an editor of long standing"
    )
    return Newsroom(nora, nora, nora, begin_live_blog(headline="A night of drones over the coast"))


def test_a_record_with_a_message_left_out_is_not_the_fresh_one(newsroom: Newsroom) -> None:
    """The law's test can fail."""
    claim = newsroom.record(newsroom.publish(TEXT), "41 drones")
    reader = Reader(newsroom)
    newsroom.confirm(claim)
    reader.page.n += 1
    reader.catch_up()
    with pytest.raises(AssertionError):
        reader.equals_a_fresh_one(newsroom)


def test_every_message_of_the_record_has_exactly_the_fields_of_its_sample(newsroom: Newsroom) -> None:
    play_every_verb(newsroom)
    told = [message for message in newsroom.messages() if message["kind"].startswith("claim.")]
    assert {message["kind"] for message in told} == set(events.KINDS)
    for message in told:
        fits(message, SAMPLES[message["kind"]])


def fits(told: dict[str, Any], sample: dict[str, Any]) -> None:
    """The same fields, of the same types where neither is null; a number is a string in both."""
    assert told.keys() == sample.keys()
    for name, value in told.items():
        like = sample[name]
        if isinstance(value, dict) and isinstance(like, dict):
            fits(value, like)
        elif value is not None and like is not None:
            assert type(value) is type(like), name


def play_every_verb(newsroom: Newsroom) -> None:
    entry = newsroom.publish(TEXT)
    place = rules.Where("Odesa", "settlement")
    one = newsroom.record(entry, "41 drones", place=place, of=Decimal(64))
    mayor = newsroom.record(entry, "41 drones", claimant="the mayor")
    newsroom.bind(one, part_of=mayor)
    newsroom.confirm(one)
    newsroom.confirm(one, because=mayor)
    newsroom.dispute(one, because=mayor)
    newsroom.deny(one, denial(newsroom, one))
    newsroom.supersede(one, newsroom.record(entry, "41 drones"))
    newsroom.revise(entry, "Nothing is certain of 41.")
    newsroom.review()
    newsroom.keep(one, "41")
    newsroom.correct_entry(entry, TEXT.replace("41", "44"))
    newsroom.correct(one, entry, "44 drones")
    newsroom.retract(one)
