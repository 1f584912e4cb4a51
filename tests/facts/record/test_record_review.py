"""An edited or withdrawn entry marks its claims for review, unless their words still stand exactly once."""

from decimal import Decimal
from typing import Any

import pytest

from dateline.coverage.models import Entry
from dateline.facts import queries, rules
from dateline.facts.models import Claim
from dateline.kit.refusal import Refusal
from dateline.stream import log
from tests.facts.record.newsroom import Newsroom
from tests.stream.logs import Aside

NIGHT = "The air force shot down 41 drones overnight."


@pytest.fixture
def entry(newsroom: Newsroom) -> Entry:
    return newsroom.publish(NIGHT, heading="Drones")


@pytest.fixture
def claim(newsroom: Newsroom, entry: Entry) -> Claim:
    return newsroom.record(entry, "41 drones")


def standing(newsroom: Newsroom, claim: Claim) -> str:
    """The words of the entry's present version at which the claim stands."""
    claim = newsroom.fresh(claim)
    version = claim.entry.versions.get(number=claim.seen_version)
    return rules.text_of(version.heading, version.body)[claim.present_start : claim.present_end]


def test_a_quote_that_still_stands_once_is_moved_and_nobody_asked(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    newsroom.revise(entry, "Late on Tuesday it began.\n\n" + NIGHT)
    told = newsroom.kinds()
    assert newsroom.review() == 0
    moved = newsroom.fresh(claim)
    assert (moved.review, moved.seen_version) == ("", 2)
    assert moved.present_start == claim.start + len("Late on Tuesday it began.\n")
    assert standing(newsroom, claim) == "41 drones"
    assert (moved.start, moved.version.number) == (claim.start, 1), "what was recorded never changes"
    assert newsroom.kinds() == told
    assert len(newsroom.history(claim)) == 1


@pytest.mark.parametrize(
    "text,reason",
    [
        ("The air force shot down 44 drones overnight.", "quote_gone"),
        ("The air force shot down 141 drones overnight.", "quote_gone"),
        (NIGHT + " Nobody counted the 41 drones twice.", "quote_twice"),
    ],
)
def test_a_quote_that_is_gone_or_stands_twice_waits_for_a_person(
    newsroom: Newsroom, entry: Entry, claim: Claim, text: str, reason: str
) -> None:
    newsroom.correct_entry(entry, text)
    assert newsroom.review() == 1
    held = newsroom.fresh(claim)
    assert (held.review, held.status, held.value) == (reason, "claimed", Decimal(41))
    assert newsroom.history(claim)[-1] == ("claimed", "claimed", reason)
    told = newsroom.messages()[-1]
    assert (told["kind"], told["claim"]["review"]) == ("claim.held", reason)


def test_the_claims_of_a_withdrawn_entry_wait_for_a_person(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    newsroom.withdraw(entry)
    assert newsroom.review() == 1
    assert newsroom.fresh(claim).review == "entry_withdrawn"
    with pytest.raises(Refusal, match="withdrawn"):
        newsroom.keep(claim, "41 drones")
    newsroom.retract(claim)
    assert queries.to_review_for(newsroom.nora, newsroom.blog.story) == []


def test_an_entry_that_was_changed_and_then_withdrawn_is_reviewed_again(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    newsroom.revise(entry, "Nothing is certain.")
    newsroom.review()
    newsroom.withdraw(entry)
    newsroom.review()
    reasons = [reason for _, _, reason in newsroom.history(claim)]
    assert reasons == ["", "quote_gone", "entry_withdrawn"]


def test_a_review_does_nothing_twice(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    newsroom.correct_entry(entry, "The air force shot down 44 drones.")
    assert [newsroom.review(), newsroom.review()] == [1, 0]
    assert newsroom.kinds().count("claim.held") == 1
    newsroom.revise(entry, "The air force shot down 44 drones, it says.")
    newsroom.review()
    assert newsroom.kinds().count("claim.held") == 1, "it waits already, and for the same reason"


def test_what_no_review_has_reached_is_shown_to_the_desk_all_the_same(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    assert queries.to_review_for(newsroom.nora, newsroom.blog.story) == []
    newsroom.revise(entry, "The air force shot down 44 drones.")
    assert queries.to_review_for(newsroom.nora, newsroom.blog.story) == [claim]


def test_words_that_come_back_take_their_claim_back(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    newsroom.revise(entry, "Nothing is certain.")
    newsroom.review()
    newsroom.revise(entry, NIGHT)
    assert newsroom.review() == 0
    assert newsroom.fresh(claim).review == ""
    assert standing(newsroom, claim) == "41 drones"
    assert newsroom.kinds()[-1] == "claim.kept"


def test_a_person_keeps_a_claim_at_other_words_and_it_moves_with_them(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    newsroom.revise(entry, "The air force shot down forty-one drones.")
    newsroom.review()
    newsroom.keep(claim, "forty-one drones")
    assert standing(newsroom, claim) == "forty-one drones"
    assert newsroom.fresh(claim).quote == "41 drones", "what was recorded never changes"
    newsroom.revise(entry, "Overnight, the air force shot down forty-one drones.")
    assert newsroom.review() == 0
    assert standing(newsroom, claim) == "forty-one drones"
    with pytest.raises(Refusal, match="look at this claim"):
        newsroom.keep(claim, "forty-one drones")


def test_a_person_chooses_where_a_quote_that_stands_twice_is_meant(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    newsroom.revise(entry, "41 drones, then again 41 drones.")
    newsroom.review()
    kept = newsroom.keep(claim, "41 drones")
    assert (kept.review, standing(newsroom, claim)) == ("", "41 drones")


def test_a_correction_of_the_record_answers_a_correction_of_the_entry(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    newsroom.correct_entry(entry, "The air force shot down 44 drones.")
    newsroom.review()
    new = newsroom.correct(claim, entry, "44 drones")
    assert newsroom.fresh(claim).review == ""
    assert queries.to_review_for(newsroom.nora, newsroom.blog.story) == []
    newsroom.revise(entry, "Nothing is certain.")
    assert newsroom.review() == 1, "only the new one: the old one quotes an older version by its nature"
    assert newsroom.fresh(new).review == "quote_gone"


def test_a_review_that_breaks_off_leaves_nothing_half_done(
    newsroom: Newsroom, entry: Entry, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.record(newsroom.entry(entry.pk), "overnight", kind="event")
    newsroom.revise(entry, "Nothing is certain.")
    before = newsroom.messages()
    write, written = log.append_late, []

    def write_one_only(log_id: int, event: Any) -> int:
        written.append(event)
        if len(written) > 1:
            raise ConnectionError("The database went away.")
        return write(log_id, event)

    monkeypatch.setattr(log, "append_late", write_one_only)
    with pytest.raises(ConnectionError):
        newsroom.review()
    monkeypatch.undo()
    assert newsroom.messages() == before
    assert newsroom.fresh(claim).review == ""
    assert newsroom.review() == 2


def test_reviews_at_the_same_moment_tell_it_once(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    newsroom.correct_entry(entry, "The air force shot down 44 drones.")
    desks = [Aside(target=newsroom.review, name=f"desk {number}") for number in range(4)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join_well()
    assert newsroom.kinds().count("claim.held") == 1
    assert [reason for _, _, reason in newsroom.history(claim)] == ["", "quote_gone"]


def test_a_claim_recorded_while_its_entry_changes_is_refused_or_reviewed(newsroom: Newsroom, entry: Entry) -> None:
    recorded: list[Claim] = []
    codes: list[str] = []

    def record() -> None:
        try:
            recorded.append(newsroom.record(entry, "41 drones"))
        except Refusal as refused:
            codes.append(refused.code)

    def revise() -> None:
        newsroom.revise(entry, "The air force shot down 44 drones.")

    beside = [Aside(target=record, name="the record"), Aside(target=revise, name="the composer")]
    for desk in beside:
        desk.start()
    for desk in beside:
        desk.join_well()
    newsroom.review()
    assert [*(newsroom.fresh(claim).review for claim in recorded), *codes] in (["quote_gone"], ["stale_version"])
