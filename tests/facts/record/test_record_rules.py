"""The rules of the record, and the constraints that keep them where a rule was forgotten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dateline.coverage.body.markdown import body_from_markdown
from dateline.facts import rules, sums
from dateline.facts.models import Claim, Claimant, Place, Relation, Status
from dateline.facts.rules import NewClaim, Where
from dateline.kit.refusal import Refusal
from tests.facts.record.newsroom import Newsroom

TEXT = "The air force shot down 41 of 64 drones."
CLAIM = NewClaim(
    kind="figure", quote="41 of 64", start=24, end=32, status="claimed", value=Decimal(41), claimant="the air force"
)
MORNING = datetime(2031, 3, 4, 6, tzinfo=UTC)

OPEN = ("reported", "claimed", "unverified", "confirmed", "disputed", "denied")
# Read aloud: what still speaks may be judged anyhow, and corrected, superseded or retracted. A superseded one may yet
# be corrected, and anything but a tombstone retracted.
ALLOWED = {
    *((status, verdict) for status in OPEN for verdict in ("confirmed", "disputed", "denied")),
    *((status, end) for status in OPEN for end in ("corrected", "superseded", "retracted")),
    ("superseded", "corrected"),
    ("superseded", "retracted"),
    ("corrected", "retracted"),
}


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("wanted", Status.values)
def test_a_status_becomes_what_the_table_says_and_nothing_else(status: str, wanted: str) -> None:
    assert (Status(wanted) in rules.MAY_BECOME[Status(status)]) == ((status, wanted) in ALLOWED)
    verb = (Status(status), Status(wanted))
    if (status, wanted) in ALLOWED:
        rules.check_may_become(*verb, another_says_so=True)
    else:
        with pytest.raises(Refusal) as refused:
            rules.check_may_become(*verb, another_says_so=True)
        assert refused.value.code == ("already" if status == wanted else "over")


@pytest.mark.parametrize("verdict", ["confirmed", "disputed", "denied"])
def test_the_same_verdict_needs_another_claim(verdict: str) -> None:
    rules.check_may_become(Status(verdict), Status(verdict), another_says_so=True)
    with pytest.raises(Refusal, match="already"):
        rules.check_may_become(Status(verdict), Status(verdict), another_says_so=False)


@pytest.mark.parametrize("status", Status.values)
def test_a_denial_disputes_and_only_its_own_claimant_makes_it_denied(status: str) -> None:
    assert rules.after_denial(Status(status), by_its_own_claimant=True) == "denied"
    by_another = rules.after_denial(Status(status), by_its_own_claimant=False)
    assert by_another == ("denied" if status == "denied" else "disputed")


VERBS: dict[str, Callable[[Newsroom, Claim], Claim]] = {
    "confirmed": lambda newsroom, claim: newsroom.confirm(claim, because=said(newsroom, "the mayor")),
    "disputed": lambda newsroom, claim: newsroom.dispute(claim, because=said(newsroom, "the mayor")),
    "denied": lambda newsroom, claim: newsroom.deny(claim, said(newsroom, "the air force", kind="denial")),
    "corrected": lambda newsroom, claim: newsroom.correct(
        claim, newsroom.correct_entry(claim.entry, "It was 44 drones."), "44 drones"
    ),
    "superseded": lambda newsroom, claim: newsroom.supersede(claim, said(newsroom, "the air force")),
    "retracted": lambda newsroom, claim: newsroom.retract(claim),
}


def said(newsroom: Newsroom, claimant: str, kind: str = "figure") -> Claim:
    return newsroom.record(newsroom.publish("38 drones, they say."), "38 drones", claimant=claimant, kind=kind)


@pytest.mark.parametrize("status", ["claimed", "unverified", *VERBS])
@pytest.mark.parametrize("wanted", VERBS)
def test_the_verbs_move_a_claim_as_the_table_says(newsroom: Newsroom, status: str, wanted: str) -> None:
    first = status if status == "unverified" else "claimed"
    claim = newsroom.record(newsroom.publish("It was 41 drones."), "41 drones", status=first)
    if status in VERBS:
        VERBS[status](newsroom, claim)
    assert newsroom.fresh(claim).status == status
    before = newsroom.history(claim)
    if (status, wanted) in ALLOWED:
        VERBS[wanted](newsroom, newsroom.fresh(claim))
        assert [line[:2] for line in newsroom.history(claim)] == [*(line[:2] for line in before), (status, wanted)]
    else:
        with pytest.raises(Refusal) as refused:
            VERBS[wanted](newsroom, newsroom.fresh(claim))
        # Where it cannot even be corrected, the words of its entry may be in their latest version already.
        assert refused.value.code in ("over", "already", "nothing_changed")
        assert newsroom.history(claim) == before


@pytest.mark.parametrize(
    "change,code",
    [
        ({"start": 23}, "quote_odd"),
        ({"start": -16, "end": -8}, "quote_odd"),
        ({"start": 32, "end": 24}, "quote_odd"),
        ({"quote": "", "start": 24, "end": 24}, "quote_odd"),
        ({"quote": TEXT[24:], "end": 400}, "quote_odd"),
        ({"kind": "rumour"}, "choice_odd"),
        ({"status": "true"}, "choice_odd"),
        ({"basis": "all in all"}, "choice_odd"),
        ({"confidence": 1.5}, "choice_odd"),
        ({"value": None}, "number_missing"),
        ({"kind": "omission"}, "number_unasked"),
        ({"kind": "event", "value": None, "of": Decimal(64)}, "number_unasked"),
        ({"value": Decimal("NaN")}, "number_odd"),
        ({"value": Decimal("Infinity")}, "number_odd"),
        ({"value": Decimal(10**15)}, "number_odd"),
        ({"value": Decimal("0.00001")}, "number_odd"),
        ({"value": Decimal("999999999999.9999")}, "number_odd"),
        ({"lower": Decimal(50), "upper": Decimal(40), "value": None}, "bounds_odd"),
        ({"lower": Decimal(42)}, "bounds_odd"),
        ({"upper": Decimal(40)}, "bounds_odd"),
        ({"status": "reported"}, "claimant_unasked"),
        ({"claimant": " "}, "claimant_missing"),
        ({"status": "corrected"}, "status_not_first"),
        ({"status": "superseded"}, "status_not_first"),
        ({"status": "retracted"}, "status_not_first"),
        ({"subject": "d" * 201}, "field_too_long"),
        ({"claimant": "the air\0force"}, "character_odd"),
        ({"event_start": MORNING}, "event_time_odd"),
        ({"event_precision": "day"}, "event_time_odd"),
        ({"claimed_at": MORNING.replace(tzinfo=None), "claimed_precision": "day"}, "time_without_zone"),
        ({"event_start": MORNING, "event_end": MORNING.replace(hour=5), "event_precision": "day"}, "event_time_odd"),
        ({"event_start": MORNING, "event_end": MORNING, "event_precision": "soon"}, "choice_odd"),
        ({"claimed_at": MORNING}, "claimed_at_odd"),
        ({"claimed_at": MORNING, "claimed_precision": "soon"}, "choice_odd"),
        ({"place": Where("", "country")}, "place_odd"),
        ({"place": Where("Odesa", "relative")}, "place_odd"),
        ({"place": Where("Odesa", "settlement", "15 km east")}, "place_odd"),
        ({"place": Where("Odesa", "somewhere")}, "choice_odd"),
        ({"place": Where("Odesa", "settlement", latitude=91, longitude=0)}, "place_not_on_earth"),
        ({"place": Where("Odesa", "settlement", latitude=46.5)}, "place_not_on_earth"),
        ({"place": Where("Odesa", "settlement", latitude=float("nan"), longitude=0)}, "place_not_on_earth"),
    ],
)
def test_what_cannot_stand_on_the_record_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_claim(replace(CLAIM, **change), TEXT)
    assert refused.value.code == code


def test_a_claim_is_trimmed_and_its_measure_written_one_way() -> None:
    checked = rules.check_claim(replace(CLAIM, measure=" Shot  down", subject=" Russian\ndrones "), TEXT)
    assert (checked.measure, checked.subject) == ("shot_down", "Russian drones")
    assert rules.measure_name("killed-or wounded") == rules.measure_name("killed_or_wounded") == "killed_or_wounded"


@pytest.mark.parametrize("status", OPEN)
def test_a_claim_begins_as_the_entry_says_it(status: str) -> None:
    claimant = "" if status == "reported" else "the air force"
    assert rules.check_claim(replace(CLAIM, status=status, claimant=claimant), TEXT).status == status


def test_a_claim_that_an_agency_reports_needs_no_claimant() -> None:
    assert rules.check_claim(replace(CLAIM, claimant="", via="an agency"), TEXT).via == "an agency"


def test_the_text_of_an_entry_is_its_heading_and_its_paragraphs() -> None:
    body = body_from_markdown("First, 41.\n\n- Second\n- **Third**")
    assert rules.text_of("Heading", body) == "Heading\n\nFirst, 41.\nSecond\nThird"
    assert rules.text_of("", body) == "First, 41.\nSecond\nThird"


@pytest.mark.parametrize(
    "number,written",
    [("41.0000", "41"), ("0.2500", "0.25"), ("4E+9", "4000000000"), ("100", "100"), ("-3.10", "-3.1"), ("0", "0")],
)
def test_a_number_is_written_plainly(number: str, written: str) -> None:
    assert rules.plain(Decimal(number)) == written


@pytest.mark.parametrize(
    "whole,parts,sentence",
    [
        ("64", ["41", "22"], "41 + 22 of 64: 1 is unaccounted for."),
        ("64", ["41", "20"], "41 + 20 of 64: 3 are unaccounted for."),
        ("24", ["13", "11"], None),
        ("24", ["13"], None),
        ("24", ["25"], "25 of 24: that is 1 too many."),
        ("20", ["13", "11"], "13 + 11 of 20: that is 4 too many."),
        ("more than 60", ["41", "22"], None),
        ("more than 64", ["41", "22"], "41 + 22 of more than 64: 1 is unaccounted for."),
        ("about 64", ["41", "22"], None),
        ("64", ["about 41", "22"], None),
        ("64", ["more than 41", "24"], "more than 41 + 24 of 64: that is 1 too many."),
        ("64", ["41", "22 people"], "41 + 22 of 64: they count in drones and people."),
    ],
)
def test_parts_are_summed_as_far_as_their_bounds_allow(whole: str, parts: list[str], sentence: str | None) -> None:
    found = sums.check_sum(amount(whole), [amount(part) for part in parts])
    assert (found.sentence if found else None) == sentence


def amount(words: str) -> sums.Amount:
    """Of "more than 41", "about 41", "41" or "41 people": drones, unless said otherwise."""
    unit = "people" if words.endswith(" people") else "drones"
    qualifier, _, number = words.removesuffix(" people").rpartition(" ")
    value = Decimal(number)
    if qualifier == "more than":
        return sums.Amount(None, value, None, unit, qualifier)
    return sums.Amount(value, None, None, unit, qualifier)


@pytest.mark.parametrize(
    "change",
    [
        {"end": 0},
        {"value": None},
        {"kind": "event"},
        {"lower": 50, "upper": 60},
        {"value": None, "lower": 50, "upper": 40},
        {"event_start": MORNING},
        {"event_start": MORNING, "event_end": MORNING},
        {"event_start": MORNING, "event_end": MORNING.replace(hour=5), "event_precision": "day"},
        {"claimed_precision": "day"},
        {"place_precision": "country"},
        {"present_start": None},
        {"present_start": 9, "present_end": 9},
        {"review": "quote_gone"},
        {"confidence": 1.5},
    ],
)
def test_the_database_keeps_what_a_rule_forgot(newsroom: Newsroom, change: dict[str, Any]) -> None:
    claim = newsroom.record(newsroom.publish("41 drones were shot down."), "41 drones")
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**change)


def test_the_database_keeps_names_places_and_relations_sane(newsroom: Newsroom) -> None:
    claim = newsroom.record(newsroom.publish("41 drones were shot down."), "41 drones", place=Where("Odesa", "site"))
    place, claimant, story = claim.place, claim.claimant, newsroom.blog.story
    assert place
    assert claimant
    refused_by_the_database(lambda: Claimant.objects.filter(pk=claimant.pk).update(same_as=claimant))
    refused_by_the_database(lambda: Claimant.objects.create(story=story, name=claimant.name))
    refused_by_the_database(lambda: Place.objects.create(story=story, name="Odesa"))
    refused_by_the_database(lambda: Place.objects.filter(pk=place.pk).update(latitude=46.5))
    refused_by_the_database(lambda: Place.objects.filter(pk=place.pk).update(latitude=91, longitude=0))
    refused_by_the_database(
        lambda: Relation.objects.create(claim=claim, bond="denies", target=claim, at=newsroom.blog.started)
    )


def refused_by_the_database(write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
