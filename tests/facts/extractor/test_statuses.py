"""Step ten, and what is said without a number: how far a claim is established."""

import pytest

from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import claims


@pytest.mark.parametrize(
    "text, status",
    [
        ("20 people died.", "reported"),
        ("The army said 20 people died.", "claimed"),
        ("The army said 20 people died. The claim could not be independently verified.", "unverified"),
        ("Unverified reports speak of 20 dead.", "unverified"),
        ("20 people are believed to have died.", "unverified"),
        ("The army acknowledged that 20 of its troops died.", "confirmed"),
        ("At least 20 deaths were verified by the UN.", "confirmed"),
        ("The army denied that 20 people died.", "denied"),
    ],
)
def test_the_status_is_what_the_entry_supports(text: str, status: str, atlas: Gazetteer) -> None:
    assert [claim.status for claim in claims(text, atlas) if claim.kind == "figure"] == [status]


@pytest.mark.parametrize(
    "doubt, status",
    [
        ("The company said it could not confirm reports of a second blast.", "claimed"),
        ("It could not confirm whether the road was open.", "claimed"),
        ("It could not be confirmed.", "unverified"),
        ("The Post could not confirm the figure.", "unverified"),
    ],
)
def test_a_doubt_about_something_else_leaves_a_claim_alone(doubt: str, status: str, atlas: Gazetteer) -> None:
    text = f"The mayor said 20 people died.\n\n{doubt}"
    assert [claim.status for claim in claims(text, atlas) if claim.kind == "figure"] == [status]


@pytest.mark.parametrize(
    "text, status",
    [
        ("Some 300 homes are reported destroyed.", "unverified"),
        ("Some 300 people are presumed dead.", "unverified"),
        ("Some 300 people are feared drowned.", "unverified"),
        ("Jets struck two airports in the north and, near the coast, a camp that was allegedly a depot.", "reported"),
        ("Some 300 people are feared drowned, the mayor said.", "claimed"),
    ],
)
def test_a_hedge_without_a_source_speaks_of_what_stands_near_it(text: str, status: str, atlas: Gazetteer) -> None:
    [claim] = [claim for claim in claims(text, atlas) if claim.kind == "figure"]
    assert claim.status == status


@pytest.mark.parametrize(
    "text",
    [
        "It did not mention any damage.",
        "There was no word on the cause.",
        "The ministry has not officially acknowledged the strike.",
        "The army declined to comment.",
        "It was not immediately clear who fired.",
    ],
)
def test_what_is_left_out_is_an_omission_and_never_a_nought(text: str, atlas: Gazetteer) -> None:
    assert [(claim.kind, claim.value) for claim in claims(text, atlas)] == [("omission", None)]


def test_a_denial_is_a_claim_of_its_own(atlas: Gazetteer) -> None:
    [claim] = claims("The defence ministry denied any part in the attack.", atlas)
    assert (claim.kind, claim.claimant, claim.status) == ("denial", "defence ministry", "denied")


@pytest.mark.parametrize(
    "text", ["There were no known casualties.", "No one was injured.", "None of the 23 passengers was hurt."]
)
def test_no_casualties_is_a_nought(text: str, atlas: Gazetteer) -> None:
    assert [claim.value for claim in claims(text, atlas)] == [0]


@pytest.mark.parametrize(
    "text, statuses",
    [
        ("Police said 40 people were arrested. Lawyers said 90 people were arrested.", ["disputed", "disputed"]),
        ("Police said 40 people were arrested. The union said 90 people were hurt.", ["claimed", "claimed"]),
        (
            "Police said 40 people were arrested in Lisbon. The army said 90 people were arrested in Porto.",
            ["claimed"] * 2,
        ),
        ("Police said 97 people were arrested. The union disputed the figure.", ["disputed"]),
        ("The ministry says 57 people were killed. The rebels called the ministry’s count “fabricated”.", ["disputed"]),
        ("The opposition said 20 people had died. The company denied this.", ["denied"]),
        ("The firm said 70 branches would close. The union would not confirm the number.", ["claimed"]),
        ("The army said it hit 52 targets. Neither side’s account could be verified.", ["unverified"]),
        ("The army denied any part in the raid and said 52 shells had hit its own base.", ["claimed"]),
        ("I’ve counted 11 trains in four hours.", ["confirmed"]),
        ("Turnout was 61%, the commission said, up from 52% four years ago.", ["claimed", "claimed"]),
        ("The toll rose to 61 from 52, the commission said.", ["claimed", "superseded"]),
        ("The toll had risen from 385 on Saturday, the commission said.", ["superseded"]),
        ("Police said 14 people had died, but the toll has now risen to 17.", ["superseded", "claimed"]),
        ("An earlier report gave 14 injured.", ["superseded"]),
        ("The mayor told us that the estimate of 9,000 deaths is too high.", ["disputed"]),
        ("The ministry said 40 people died. The army disputed the data of the ministry.", ["disputed"]),
        ("The ministry said 40 people died. The navy said two other people died.", ["claimed", "claimed"]),
        ("The ministry said 12 of the 40 people died. The navy said 9 people died.", ["claimed"] * 3),
        ("Officials said all 132 people died. The airline said 123 passengers and nine crew died.", ["claimed"] * 3),
        ("Northline says 75 of its staff are hurt. Enerko says 14 staff are hurt.", ["claimed", "claimed"]),
    ],
)
def test_what_another_says_against_it_counts(text: str, statuses: list[str], atlas: Gazetteer) -> None:
    assert [claim.status for claim in claims(text, atlas) if claim.kind == "figure"] == statuses
