"""What the verbs of the record do, and what they refuse."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from dateline.coverage.models import Entry
from dateline.coverage.queries import present_words
from dateline.facts import actions, queries, rules
from dateline.facts.models import Claim, HistoryLine
from dateline.kit.refusal import Refusal
from tests.facts.record.newsroom import NIGHT, Newsroom, claim_of, refused, request_id
from tests.stream.logs import Aside


def test_a_recorded_claim_quotes_the_words_of_its_version(newsroom: Newsroom, entry: Entry) -> None:
    claim = newsroom.record(entry, "41 drones", measure="Shot down", qualifier="exactly", side="Ukraine")
    text = rules.text_of(claim.version.heading, claim.version.body)
    assert text[claim.start : claim.end] == claim.quote == "41 drones"
    assert (claim.value, claim.measure, claim.status) == (Decimal(41), "shot_down", "claimed")
    told = queries.told([claim])[0]
    assert (told["claimant"], told["side"]) == ("the air force", "Ukraine")
    assert newsroom.history(claim) == [("", "claimed", "")]


def test_a_heading_is_quoted_as_well_as_the_body(newsroom: Newsroom) -> None:
    entry = newsroom.publish("It was 41 drones in all.", heading="41 drones shot down")
    heading = newsroom.record(entry, "41 drones", status="reported", claimant="")
    body = newsroom.record(entry, "41 drones in all")
    assert heading.start == 0
    assert body.start == len("41 drones shot down\n\nIt was ")


def test_all_that_a_claim_may_say_is_kept(newsroom: Newsroom, entry: Entry) -> None:
    night = datetime(2031, 3, 4, 19, 30, tzinfo=UTC)
    said: dict[str, Any] = {
        "value": None,
        "lower": Decimal("41.5"),
        "upper": Decimal(10**14),
        "basis": "period",
        "of": Decimal(64),
        "up_from": Decimal(30),
        "role": "spokesman",
        "cue": "said",
        "via": "the wire",
        "place": rules.Where("Chilia Veche", "relative", "15 km east", 683902, 45.42, 29.29),
        "event_start": night,
        "event_end": datetime(2031, 3, 5, 9, tzinfo=UTC),
        "event_precision": "part_of_day",
        "claimed_at": night,
        "claimed_precision": "hour",
        "rule": "numbers.digits > measure.behind",
        "confidence": 0.8,
    }
    claim = newsroom.record(entry, "41 drones", **said)
    recorded = queries.as_recorded(claim)
    said |= {"rule": "", "confidence": None}  # What suggested a claim is kept, and is no part of what it says.
    assert {name: getattr(recorded, name) for name in said} == said
    assert (claim.rule, claim.confidence) == ("numbers.digits > measure.behind", 0.8)


def test_one_claimant_side_and_place_serve_all_their_claims(newsroom: Newsroom, entry: Entry) -> None:
    place = rules.Where("Odesa", "settlement", gazetteer_id=698740, latitude=46.5, longitude=30.7)
    first = newsroom.record(entry, "41 drones", side="Ukraine", role="armed forces", place=place)
    second = newsroom.record(entry, "38 drones", claimant="The Air Force", place=place)
    assert second.claimant == first.claimant
    assert second.place == first.place
    assert (second.side, second.role) == (first.side, "armed forces"), "what is known of a claimant need not be said"


def test_an_editor_confirms_a_claim_for_a_reason(newsroom: Newsroom, claim: Claim) -> None:
    confirmed = newsroom.confirm(claim, reason="Our reporter counted them.")
    assert confirmed.status == "confirmed"
    assert newsroom.history(confirmed)[1:] == [("claimed", "confirmed", "Our reporter counted them.")]
    [first, second] = queries.history_of(claim)
    assert (first.by, second.by) == (newsroom.nora, newsroom.nora)
    assert newsroom.messages()[-1]["kind"] == "claim.confirmed"


def test_another_claim_confirms_without_a_word(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    other = newsroom.record(entry, "38 drones", claimant="the governor")
    newsroom.confirm(claim, because=other)
    told = newsroom.messages()[-1]
    assert told["claim"]["answers"] == [{"bond": "confirms", "claim": other.pk}]
    assert (told["reason"], told["other"]["claimant"]) == ("", "the governor")


def test_a_second_source_confirms_once_more(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    newsroom.confirm(claim)
    other = newsroom.record(entry, "38 drones", claimant="the governor")
    newsroom.confirm(claim, because=other)
    assert [line[:2] for line in newsroom.history(claim)[1:]] == [("claimed", "confirmed"), ("confirmed", "confirmed")]
    refused("related_already", partial(newsroom.confirm, claim, because=other))


def test_a_correction_makes_a_new_claim_and_marks_the_old_one(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    entry = newsroom.correct_entry(entry, NIGHT.replace("41", "44"))
    new = newsroom.correct(claim, entry, "44 drones")
    assert (newsroom.fresh(claim).status, newsroom.fresh(claim).value) == ("corrected", Decimal(41))
    assert (new.status, new.value, new.version.number) == ("claimed", Decimal(44), 2)
    told = newsroom.messages()[-1]
    assert told["claim"]["answers"] == [{"bond": "corrects", "claim": new.pk}]
    assert told["other"]["value"] == "44"


def test_a_correction_needs_a_later_version_of_the_same_entry(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    refused("version_not_newer", partial(newsroom.correct, claim, entry, "38 drones", value=Decimal(38)))
    other = newsroom.publish("It was 44 drones.")
    refused("other_entry", partial(newsroom.correct, claim, other, "44 drones"))
    revised = newsroom.revise(entry, NIGHT + " More follows.")
    refused("nothing_corrected", partial(newsroom.correct, claim, revised, "41 drones"))


def test_a_retracted_claim_leaves_a_tombstone_without_its_words(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.confirm(claim)
    newsroom.retract(claim, "It was another night.")
    [told] = queries.record_of(newsroom.blog)
    assert (told["id"], told["status"]) == (claim.pk, "retracted")
    assert "quote" not in told
    assert newsroom.messages()[-1]["reason"] == "It was another night."
    assert [line[1] for line in newsroom.history(claim)] == ["claimed", "confirmed", "retracted"]
    refused("already", partial(newsroom.retract, claim))


def test_a_reporter_may_not_change_the_record(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    newsroom.nora = newsroom.ben
    denial = partial(newsroom.record, entry, "The governor", kind="denial")
    verbs: list[Callable[[], object]] = [
        denial,
        partial(newsroom.confirm, claim),
        partial(newsroom.dispute, claim),
        partial(newsroom.deny, claim, claim),
        partial(newsroom.supersede, claim, claim),
        partial(newsroom.retract, claim),
        partial(newsroom.correct, claim, entry, "41 drones"),
        partial(newsroom.keep, claim, "41 drones"),
        partial(newsroom.unite, "the air force", "the air force"),
    ]
    for verb in verbs:
        refused("not_allowed", verb)


def test_the_record_is_kept_after_the_end_of_coverage(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    newsroom.end()
    late = newsroom.record(entry, "38 drones", claimant="the governor")
    newsroom.dispute(claim, because=late)
    newsroom.retract(late)
    assert newsroom.kinds()[-4:] == ["coverage.ended", "claim.recorded", "claim.disputed", "claim.retracted"]


def test_only_the_present_version_of_a_published_entry_is_recorded(newsroom: Newsroom, entry: Entry) -> None:
    old = present_words(entry)
    record = partial(actions.record_claim, old, claim_of(old, "41 drones"), by=newsroom.nora)
    newsroom.revise(entry, NIGHT + " More follows.")
    refused("stale_version", lambda: record(request_id=request_id()))
    newsroom.withdraw(entry)
    refused("withdrawn", lambda: record(request_id=request_id()))


def test_the_same_request_twice_is_carried_out_once(newsroom: Newsroom, entry: Entry) -> None:
    version = present_words(entry)
    record = partial(
        actions.record_claim, version, claim_of(version, "41 drones"), by=newsroom.nora, request_id="record-41"
    )
    first, second = record(), record()
    assert (second.claim_id, second.n, second.repeated) == (first.claim_id, first.n, True)
    claim = queries.claim_for(newsroom.nora, first.claim_id)
    confirm = partial(actions.confirm_claim, claim, reason="Counted.", by=newsroom.nora)
    assert confirm(request_id="confirm-41").n == confirm(request_id="confirm-41").n
    refused("request_id_used", lambda: confirm(request_id="record-41"))
    assert newsroom.kinds() == ["entry.published", "claim.recorded", "claim.confirmed"]
    assert HistoryLine.objects.count() == 2


def test_a_correction_that_is_repeated_answers_with_the_new_claim(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    version = present_words(newsroom.correct_entry(entry, NIGHT.replace("41", "44")))
    correct = partial(
        actions.correct_claim,
        claim,
        version=version,
        corrected=claim_of(version, "44 drones"),
        reason="Counted twice.",
        by=newsroom.nora,
        request_id="correct-41",
    )
    assert correct().claim_id == correct().claim_id != claim.pk


def test_a_reason_is_asked_for_where_no_claim_gives_one(newsroom: Newsroom, claim: Claim) -> None:
    refused("reason_missing", partial(newsroom.confirm, claim, reason=" "))
    refused("reason_missing", partial(newsroom.dispute, claim, reason=""))
    refused("reason_missing", partial(newsroom.retract, claim, reason=""))


def test_a_refused_verb_leaves_nothing_behind(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    other = newsroom.record(entry, "38 drones", claimant="the governor")
    newsroom.retract(claim)
    before = (newsroom.messages(), newsroom.history(claim), queries.record_of(newsroom.blog))
    refused("over", partial(newsroom.confirm, claim, because=other))
    assert (newsroom.messages(), newsroom.history(claim), queries.record_of(newsroom.blog)) == before


def test_two_editors_who_confirm_at_once_confirm_once(newsroom: Newsroom, claim: Claim) -> None:
    answers: list[str] = []

    def confirm() -> None:
        try:
            newsroom.confirm(claim)
            answers.append("confirmed")
        except Refusal as refused:
            answers.append(refused.code)

    editors = [Aside(target=confirm, name=f"editor {number}") for number in range(4)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join_well()
    assert sorted(answers) == ["already", "already", "already", "confirmed"]
    assert [line[1] for line in newsroom.history(claim)] == ["claimed", "confirmed"]
    assert newsroom.kinds().count("claim.confirmed") == 1


def test_a_claim_that_is_not_there_is_not_found(newsroom: Newsroom) -> None:
    refused("not_found", lambda: queries.claim_for(newsroom.nora, "nothing"))
