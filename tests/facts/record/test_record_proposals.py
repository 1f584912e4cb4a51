"""From a suggestion to a claim: all that the text says arrives, nothing else does, and refusals come first."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coverage.models import Entry
from dateline.coverage.queries import present_words
from dateline.facts import actions, proposals, queries, rules
from dateline.facts.extractor.claim import Repeat, Suggestion
from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.lookup import Gazetteer
from dateline.facts.models import Claim
from dateline.facts.proposals import Proposal, propose
from tests.facts.extractor.conftest import atlas
from tests.facts.record.newsroom import Newsroom, refused, request_id
from tests.facts.record.suggesting import DAY, OSLO, of, proposed

__all__ = ["atlas"]


# --- end to end ---


def record_all(newsroom: Newsroom, entry: Entry, atlas: Gazetteer) -> tuple[list[Proposal], dict[int, Claim]]:
    """Suggest on an entry's words, carry everything over and record it, as an editor does who agrees with all of it."""
    version = present_words(entry)
    text = rules.text_of(version.heading, version.body)
    made = propose(text, suggest(text, atlas, on=DAY), heading=version.heading, atlas=atlas, zone=OSLO)
    done: dict[int, Claim] = {}
    for place in proposals.recordable(made):
        one = made[place]
        outcome = actions.record_claim(
            version,
            proposals.taken(one.claim, one.claim),
            by=newsroom.nora,
            request_id=request_id(),
            repeats=done[one.repeats] if one.repeats is not None else None,
            part_of=done[one.part_of] if one.part_of is not None else None,
        )
        done[place] = queries.claim_for(newsroom.nora, outcome.claim_id)
    return made, done


def told(newsroom: Newsroom, *fields: str) -> list[tuple[Any, ...]]:
    """These fields of every claim as readers have it, in the order of the text."""
    return [tuple(claim[field] for field in fields) for claim in queries.record_of(newsroom.blog)]


def test_a_rescue_is_on_the_record_as_its_entry_tells_it(newsroom: Newsroom, atlas: Gazetteer) -> None:
    entry = newsroom.publish(
        "Twelve people were rescued from a ferry in Zadar overnight, the coastguard said.\n\n"
        "At least 41 of the 64 passengers were taken to Rijeka on Monday, the harbour master, Ana Petrova, said.",
        heading="Twelve rescued from ferry",
    )
    made, done = record_all(newsroom, entry, atlas)
    assert len(done) == len(made) == 4
    assert told(newsroom, "quote", "value", "lower", "qualifier", "of", "claimant", "status") == [
        ("Twelve rescued", "12", None, "", None, "", "reported"),
        ("Twelve people were rescued", "12", None, "", None, "coastguard", "claimed"),
        ("At least 41 of the 64 passengers were taken", None, "41", "at least", "64", "Ana Petrova", "claimed"),
        ("64 passengers", "64", None, "", None, "Ana Petrova", "claimed"),
    ]
    heading, twelve, part, whole = queries.record_of(newsroom.blog)
    assert (heading["repeats"], part["part_of"]) == (twelve["id"], whole["id"])
    assert (heading["place"], heading["event_time"], heading["cue"]) == (None, None, "")
    assert (twelve["measure"], twelve["unit"], twelve["basis"]) == ("rescued", "people", "period")
    assert twelve["event_time"] == {
        "start": "2031-03-02T23:00:00.000Z",
        "end": "2031-03-04T23:00:00.000Z",
        "precision": "day",
    }
    assert (part["place"]["name"], part["place"]["precision"]) == ("Rijeka, Croatia", "settlement")
    assert round(part["place"]["latitude"]) == 45
    assert newsroom.kinds() == ["entry.published", *["claim.recorded"] * 4]


def test_drones_of_which_some_are_not_accounted_for_are_parts_of_one_whole(
    newsroom: Newsroom, atlas: Gazetteer
) -> None:
    entry = newsroom.publish(
        "The air force shot down 41 of 64 drones over Odesa, its spokesman said. The other 22 were lost, he added."
    )
    made, done = record_all(newsroom, entry, atlas)
    assert len(done) == len(made) == 3
    by_value = {claim["value"]: claim for claim in queries.record_of(newsroom.blog)}
    assert {by_value["41"]["part_of"], by_value["22"]["part_of"]} == {by_value["64"]["id"]}
    assert by_value["64"]["part_of"] is None
    [finding] = queries.findings_for(newsroom.nora, newsroom.blog.story)
    assert finding.finding.amount == 1


def test_a_toll_that_rose_says_what_it_rose_from_and_the_old_one_is_said_to_be_refused(
    newsroom: Newsroom, atlas: Gazetteer
) -> None:
    entry = newsroom.publish("The death toll in Porto rose from 38 to 63, the health ministry said.")
    made, done = record_all(newsroom, entry, atlas)
    assert told(newsroom, "value", "up_from", "measure", "claimant") == [("63", "38", "killed", "health ministry")]
    [old] = [one for place, one in enumerate(made) if place not in done]
    assert old.claim.value == 38
    assert old.refusal
    assert old.refusal.code == "status_not_first"


def test_a_power_cut_with_a_range_a_denial_and_a_silence_is_on_the_record(newsroom: Newsroom, atlas: Gazetteer) -> None:
    entry = newsroom.publish(
        "Between 300 and 400 homes in Porto were without power, according to the grid operator.\n\n"
        "The company denied any fault. It did not mention any casualties."
    )
    record_all(newsroom, entry, atlas)
    assert told(newsroom, "kind", "value", "lower", "upper", "claimant", "cue", "status") == [
        ("figure", None, "300", "400", "grid operator", "according to", "claimed"),
        ("denial", None, None, None, "company", "denied", "claimed"),
        ("omission", None, None, None, "", "", "unverified"),
    ]


def test_shares_money_and_changes_keep_their_digits(newsroom: Newsroom, atlas: Gazetteer) -> None:
    entry = newsroom.publish("Sales grew 2.35% to $4.1bn in May 2030. About two-thirds of the 90 boats had left.")
    record_all(newsroom, entry, atlas)
    assert told(newsroom, "value", "unit", "qualifier", "basis") == [
        ("4100000000", "USD", "", "total"),
        ("2.35", "%", "", "change"),
        ("66.67", "%", "about", "share"),
        ("90", "boats", "", "total"),
    ]
    assert queries.record_of(newsroom.blog)[0]["event_time"]["precision"] == "month"


# --- numbers ---


@pytest.mark.parametrize(
    "value,kept",
    [
        (41, "41"),
        (4_100_000_000, "4100000000"),
        (2.35, "2.35"),
        (0.1 + 0.2, "0.3"),
        (66.67, "66.67"),
        (1.1 * 3, "3.3"),
        (2_299_999.9999999995, "2300000"),
    ],
)
def test_a_number_is_the_one_that_was_written(value: float, kept: str, atlas: Gazetteer) -> None:
    proposal = of("41 drones", atlas, value=value)
    assert proposal.refusal is None
    assert rules.plain(proposal.claim.value) == kept


@pytest.mark.parametrize("value", [1 / 3, 1e15, 1e300, float("inf"), float("nan"), 0.00001])
def test_a_number_that_the_record_cannot_keep_is_not_rounded_but_refused(value: float, atlas: Gazetteer) -> None:
    proposal = of("41 drones", atlas, value=value)
    assert proposal.refusal
    assert proposal.refusal.code == "number_odd"


@pytest.mark.parametrize(
    "numbers,kept",
    [
        ((12, 12, None), (None, 12, None)),
        ((400, None, 400), (None, None, 400)),
        ((41, None, None), (41, None, None)),
        ((41, 40, 42), (41, 40, 42)),
        ((None, 300, 400), (None, 300, 400)),
        ((7, 7, 7), (7, 7, 7)),
    ],
)
def test_a_bound_is_not_told_as_the_number(
    numbers: tuple[int | None, ...], kept: tuple[int | None, ...], atlas: Gazetteer
) -> None:
    claim = of("41 drones", atlas, **dict(zip(("value", "lower", "upper"), numbers, strict=True))).claim
    assert (claim.value, claim.lower, claim.upper) == kept


# --- what is said beforehand ---


@pytest.mark.parametrize(
    "said,code",
    [
        ({"value": None}, "number_missing"),
        ({"kind": "denial"}, "number_unasked"),
        ({"lower": 50, "upper": 40, "value": None}, "bounds_odd"),
        ({"claimant": "x" * 201, "status": "claimed"}, "field_too_long"),
        ({"status": "claimed"}, "claimant_missing"),
        ({"claimant": "the mayor"}, "claimant_unasked"),
        ({"status": "superseded"}, "status_not_first"),
        ({"quote": "42 d"}, "quote_odd"),
        ({"basis": "guess"}, "choice_odd"),
    ],
)
def test_what_the_verb_would_refuse_is_said_before(
    newsroom: Newsroom, atlas: Gazetteer, said: dict[str, Any], code: str
) -> None:
    entry = newsroom.publish("41 drones were seen.")
    proposal = of("41 drones were seen.", atlas, **said)
    assert proposal.refusal
    assert proposal.refusal.code == code
    assert list(proposals.recordable([proposal])) == []
    refused(
        code,
        lambda: actions.record_claim(present_words(entry), proposal.claim, by=newsroom.nora, request_id=request_id()),
    )


def test_the_first_steps_of_a_long_rule_are_kept(atlas: Gazetteer) -> None:
    rule = " > ".join(f"step.number_{number:03}" for number in range(40))
    kept = of("41 drones", atlas, rule=rule).claim.rule
    assert rule.startswith(kept + " > ")
    assert 270 < len(kept) <= 300


@pytest.mark.parametrize(
    "kind,status,claimant,kept",
    [
        ("denial", "denied", "the mayor", "claimed"),
        ("denial", "denied", None, "reported"),
        ("omission", "unverified", None, "unverified"),
        ("figure", "denied", "the mayor", "denied"),
        ("figure", "confirmed", "the mayor", "confirmed"),
    ],
)
def test_a_denial_is_what_somebody_claims(
    kind: str, status: str, claimant: str | None, kept: str, atlas: Gazetteer
) -> None:
    number = 41 if kind == "figure" else None
    claim = of("41 drones", atlas, kind=kind, status=status, claimant=claimant, value=number).claim
    assert claim.status == kept


# --- relations ---


def test_a_number_said_again_in_the_body_is_left_to_a_person(atlas: Gazetteer) -> None:
    text = "Police said 12 people died in Lisbon. The mayor also said 12 people died."
    [proposal] = proposed(text, atlas)
    assert [text[again.start : again.end] for again in proposal.said_again] == ["12 people died"]
    assert proposal.claim.claimant == "Police"


def test_a_heading_of_a_claim_that_is_refused_repeats_nothing(atlas: Gazetteer) -> None:
    text = "41 down\n\n41 drones"
    body = Suggestion("41 drones", 9, 18, "figure", value=41, status="superseded", repeats=(Repeat("41", 0, 2),))
    old, heading = propose(text, [body], heading="41 down", atlas=atlas, zone=OSLO)
    assert old.refusal
    assert (heading.refusal, heading.repeats) == (None, None)


@pytest.mark.parametrize(
    "numbers",
    [
        [(41, 64)],
        [(41, 64), (63, None)],
        [(64, 64), (64, 64)],
        [(64, 41), (41, 64)],
        [(41, 64), (64, None, "km")],
    ],
)
def test_a_part_has_no_whole_that_is_not_in_the_text(numbers: Sequence[tuple[Any, ...]], atlas: Gazetteer) -> None:
    text = " ".join(["drones"] * len(numbers))
    those = [
        Suggestion("drones", 7 * at, 7 * at + 6, "figure", value=value, of=of, unit=(*unit, "drones")[0])
        for at, (value, of, *unit) in enumerate(numbers)
    ]
    made = propose(text, those, heading="", atlas=atlas, zone=OSLO)
    assert sorted(proposals.recordable(made)) == list(range(len(made))), "it comes to an end"
    if numbers[0] != (64, 41):
        assert [one.part_of for one in made] == [None] * len(made)


def test_of_two_wholes_the_nearer_one_is_meant(atlas: Gazetteer) -> None:
    text = "drones " * 3
    those = [
        Suggestion("drones", 7 * at, 7 * at + 6, "figure", value=value, of=of, unit="drones")
        for at, (value, of) in enumerate([(64, None), (64, None), (41, 64)])
    ]
    assert [one.part_of for one in propose(text, those, heading="", atlas=atlas, zone=OSLO)] == [None, None, 1]


# --- any text ---


@given(
    text=st.text(alphabet="4163 ofdrnest,.\n-ABrupé", min_size=1, max_size=80), heading=st.sampled_from(["", "41 down"])
)
def test_whatever_the_extractor_makes_of_a_text_can_be_recorded_or_is_said_to_be_refused(
    text: str, heading: str, atlas: Gazetteer
) -> None:
    made = proposed(text, atlas, heading=heading)
    whole = f"{heading}\n\n{text}" if heading else text
    for place in proposals.recordable(made):
        assert rules.check_claim(made[place].claim, whole) == made[place].claim
    assert {*proposals.recordable(made)} == {place for place, one in enumerate(made) if one.refusal is None}
