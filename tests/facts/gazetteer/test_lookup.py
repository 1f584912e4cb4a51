"""Where a name may be: countries first, then regions, then towns; and what is ambiguous is said to be so."""

import pytest

from dateline.facts.gazetteer.folding import fold
from dateline.facts.gazetteer.lookup import Gazetteer


@pytest.mark.parametrize("name", ["Ukraine", "US", "Lebanon", "Russia", "U.S.", "britain", "North Korea"])
def test_a_country_wins_over_every_town_of_its_name(name: str, atlas: Gazetteer) -> None:
    found = atlas.find(name)
    assert found is not None
    assert (found.place.kind, found.ambiguous) == ("country", False)


def test_a_region_wins_in_a_story_of_its_country(atlas: Gazetteer) -> None:
    found = atlas.find("Victoria", countries=("AU",))
    assert found is not None
    assert (found.place.kind, found.place.country) == ("region", "AU")


def test_the_countries_of_the_story_choose_among_towns(atlas: Gazetteer) -> None:
    at_home, abroad = atlas.find("Tripoli", countries=("LB",)), atlas.find("Tripoli", countries=("LY",))
    assert at_home is not None
    assert abroad is not None
    assert (at_home.place.country, abroad.place.country) == ("LB", "LY")


def test_a_towns_neighbours_in_the_story_choose_too(atlas: Gazetteer) -> None:
    dallas = atlas.named("Dallas")[0]
    found = atlas.find("Paris", near=(dallas,), countries=("US",))
    assert found is not None
    assert (found.place.country, found.place.admin1) == ("US", "TX")


def test_the_larger_town_is_taken_and_equals_are_ambiguous(atlas: Gazetteer) -> None:
    paris, springfield = atlas.find("Paris"), atlas.find("Springfield")
    assert paris is not None
    assert springfield is not None
    assert (paris.place.country, paris.ambiguous) == ("FR", False)
    assert springfield.ambiguous
    assert springfield.others


def test_a_town_is_known_by_its_other_names_and_without_accents(atlas: Gazetteer) -> None:
    assert {place.name for place in atlas.named("Koln")} & {"Köln", "Cologne"}
    assert atlas.named("ZÜRICH") == atlas.named("Zurich")


def test_a_name_that_is_nowhere_is_nowhere(atlas: Gazetteer) -> None:
    assert atlas.named("Oskravanopol") == ()
    assert atlas.find("Oskravanopol") is None


def test_adjectives_and_peoples_names_lead_to_their_country(atlas: Gazetteer) -> None:
    assert [atlas.country_of_adjective(word) for word in ("Ukrainian", "filipinos", "Norse")] == ["UA", "PH", None]


def test_regions_have_adjectives_and_states_are_shortened(atlas: Gazetteer) -> None:
    catalonia, florida = atlas.region_of_adjective("Catalan"), atlas.state_of_abbreviation("Fla")
    assert catalonia is not None
    assert florida is not None
    assert (catalonia.name, florida.name, atlas.region_of_adjective("Norse")) == ("Catalonia", "Florida", None)


def test_bodies_and_money_have_to_do_with_their_country(atlas: Gazetteer) -> None:
    assert [atlas.country_of_body(name) for name in ("Wall Street", "the Bundestag", "bundestag")] == ["US", None, "DE"]
    assert [atlas.country_of_money(word) for word in ("£", "zlotys", "$")] == ["GB", "PL", None]


def test_a_us_town_is_shown_with_its_state_and_looked_for_in_the_state_named_last(atlas: Gazetteer) -> None:
    ohio, maine = atlas.named("Ohio")[0], atlas.named("Maine")[0]
    shown = []
    for near in ((maine, ohio), (ohio, maine)):
        found = atlas.find("Portland", countries=("US",), near=near)
        assert found is not None
        shown.append(atlas.shown(found.place, "Portland"))
    assert shown[1] == "Portland, Maine, US"
    assert shown[0] != shown[1]


def test_a_place_is_shown_as_it_is_written_with_its_country(atlas: Gazetteer) -> None:
    found = atlas.find("Kyiv")
    assert found is not None
    assert atlas.shown(found.place, "Kyiv") == "Kyiv, Ukraine"


@pytest.mark.parametrize("name, folded", [("Île-de-France", "ile de france"), ("Hawke’s  Bay", "hawke's bay")])
def test_names_are_compared_without_accents_dashes_and_kinds_of_quotes(name: str, folded: str) -> None:
    assert fold(name) == folded
