"""Step seven: who says it, and what carries over."""

import pytest

from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import claims

FIGURE = "20 people were hurt"


@pytest.mark.parametrize(
    "text, claimant, role",
    [
        (f"Governor Pavlo Lysenko said {FIGURE}.", "Pavlo Lysenko", "Governor"),
        (f"{FIGURE}, the mayor, Ana Petrova, said.", "Ana Petrova", "mayor"),
        (f"Ana Petrova, the mayor, said on Monday that {FIGURE}.", "Ana Petrova", "mayor"),
        (f"“{FIGURE},” said Ana Petrova, mayor of the town.", "Ana Petrova", "mayor of the town"),
        (f"According to the interior ministry, {FIGURE}.", "interior ministry", "ministry"),
        (f"{FIGURE}, according to hospital officials.", "hospital officials", "officials"),
        (f"The World Food Programme (WFP) said {FIGURE}.", "World Food Programme", None),
        (f"The ministry’s latest figures show {FIGURE}.", "ministry", "ministry"),
        (f"The council, which met at noon, said {FIGURE}.", "council", "council"),
        (f"the mayor of tolva , ana petrova , said {FIGURE} .".lower(), "ana petrova", "mayor of tolva"),
        (f"ana petrova , the mayor of tolva , said {FIGURE} .".lower(), "ana petrova", "mayor of tolva"),
        ("On Friday the ministry raised the toll to 20 dead.", "ministry", "ministry"),
        (f"{FIGURE}.", None, None),
    ],
)
def test_a_claimant_is_found_where_the_text_puts_him(
    text: str, claimant: str | None, role: str | None, atlas: Gazetteer
) -> None:
    [claim] = claims(text, atlas)
    assert (claim.claimant, claim.role) == (claimant, role)


@pytest.mark.parametrize(
    "second",
    [
        "He added that 30 were missing.",
        "Lysenko said 30 were missing.",
        "The governor said 30 were missing.",
        "Thirty were missing, he added.",
        "“We know that 30 are missing.”",
        "Another 30 were missing.",
    ],
)
def test_a_claimant_carries_over_where_the_text_does(second: str, atlas: Gazetteer) -> None:
    first, then = claims(f"Governor Pavlo Lysenko said {FIGURE}. {second}", atlas)
    assert (first.claimant, then.claimant) == ("Pavlo Lysenko", "Pavlo Lysenko")


def test_a_list_under_one_attribution_keeps_it(atlas: Gazetteer) -> None:
    listed = claims("The health ministry said:\n- Deaths: 11\n- Missing: 7", atlas)
    assert [claim.claimant for claim in listed] == ["health ministry", "health ministry"]


def test_the_next_paragraph_in_the_outlets_own_voice_is_nobodys(atlas: Gazetteer) -> None:
    _, own = claims(f"Governor Pavlo Lysenko said {FIGURE}.\nThe town has 300 houses.", atlas)
    assert own.claimant is None
    assert own.status == "reported"


def test_an_agency_that_relays_goes_to_via(atlas: Gazetteer) -> None:
    [claim] = claims(f"Reuters reports that {FIGURE}, citing hospital officials.", atlas)
    assert (claim.claimant, claim.via) == ("hospital officials", "Reuters")
    [told] = claims(f"The mayor, Ana Petrova, told the BBC that {FIGURE}.", atlas)
    assert (told.claimant, told.via) == ("Ana Petrova", "BBC")


def test_an_agency_that_names_nobody_speaks_for_itself(atlas: Gazetteer) -> None:
    [claim] = claims(f"{FIGURE}, Reuters reports.", atlas)
    assert (claim.claimant, claim.via) == ("Reuters", None)


def test_the_people_who_say_it_are_not_a_figure(atlas: Gazetteer) -> None:
    [claim] = claims(f"{FIGURE}, two senior officials said.", atlas)
    assert (claim.value, claim.claimant) == (20, "two senior officials")


def test_a_place_that_reported_cases_is_no_claimant(atlas: Gazetteer) -> None:
    [claim] = claims("Ontario reported 3,443 cases.", atlas)
    assert claim.claimant is None


@pytest.mark.parametrize(
    "text, claimant",
    [
        ("Nine people were reported killed by the health ministry.", "health ministry"),
        ("Twelve people were confirmed dead by police.", "police"),
        ("Nine people were reported killed by government forces.", None),
        ("Five dead in harbour blast - police", "police"),
        (f"Health officials in Ohio reported that {FIGURE}.", "Health officials in Ohio"),
        (f"In Lagos, officials said {FIGURE}.", "officials"),
        (f"The WHO has warned that {FIGURE}.", "WHO"),
        (f"Ana Petrova, an aid worker in Goma, said she knew {FIGURE}.", "Ana Petrova"),
        (f"Ana Petrova has lived here for years. “I know {FIGURE},” she says.", "Ana Petrova"),
        (f"The opposition said {FIGURE}.", "opposition"),
        (f"{FIGURE}, according to the retailer.", "retailer"),
        (f"According to a report by Oxfam, {FIGURE}.", "Oxfam"),
        (f"The Guardian’s Ana Petrova reports that {FIGURE}.", "Ana Petrova"),
        (f"Police believe {FIGURE}.", "Police"),
        (f"Local media reported that {FIGURE}.", "Local media"),
        (f"This from Reuters: {FIGURE}.", "Reuters"),
        (f"ana petrova told reporters that {FIGURE} .", "ana petrova"),
        (f"people said {FIGURE} .", None),
    ],
)
def test_who_speaks_is_told_from_where_he_is_and_from_who_acted(
    text: str, claimant: str | None, atlas: Gazetteer
) -> None:
    [claim] = claims(text, atlas)
    found = claim.claimant
    assert found == claimant or (claimant is not None and found is not None and found.endswith(claimant)), claim.rule


def test_a_reporters_piece_is_hers_to_its_end(atlas: Gazetteer) -> None:
    both = claims(f"ana petrova reports from kabul : {FIGURE} . the hospital has 40 patients .", atlas)
    assert [claim.claimant for claim in both] == ["ana petrova", "ana petrova"]


@pytest.mark.parametrize(
    "text, claimants",
    [
        ("Police put the crowd at 85,000, organisers at half a million.", ["Police", "organisers"]),
        ("Police put the crowd at 12,000 and the union at 40,000.", ["Police", "union"]),
        ("Ten thousand marched; police put the crowd at 4,000, organisers at 9,000.", [None, "police", "organisers"]),
        ("Police put the crowd at 500 at noon and at 900 at three.", ["Police", "Police"]),
    ],
)
def test_one_verb_may_serve_several_who_give_a_number(text: str, claimants: list[str | None], atlas: Gazetteer) -> None:
    assert [claim.claimant for claim in claims(text, atlas)] == claimants


@pytest.mark.parametrize(
    "text, claimant",
    [
        ("Norden Steel closed a mill after it said 40 jobs would go.", "Norden Steel"),
        ("Shares in Norden Steel fell after it warned of a strike and said 40 jobs would go.", "Norden Steel"),
    ],
)
def test_it_behind_after_is_what_the_sentence_begins_with(text: str, claimant: str, atlas: Gazetteer) -> None:
    # Somebody else has spoken before.
    assert claims(f"The weather office said rain was likely. {text}", atlas)[-1].claimant == claimant
