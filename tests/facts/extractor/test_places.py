"""Steps eight and nine: where and when."""

from datetime import date

import pytest

from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import TUESDAY, claims


@pytest.mark.parametrize(
    "text, place",
    [
        ("20 people died in Lisbon.", "Lisbon, Portugal"),
        ("In Ukraine 20 people died.", "Ukraine"),
        ("20 people died in the village of Oskrava, in Ukraine.", "Oskrava, Ukraine"),
        ("20 homes burned in the Saratov region.", "Saratov region, Russia"),
        ("20 homes burned in the Donetsk and Luhansk regions.", "Donetsk region, Ukraine; Luhansk region, Ukraine"),
        ("A strike on Tyre in Lebanon killed 20.", "Tyre, Lebanon"),
        ("20 troops died at Velm Air Base in Germany.", "Velm Air Base, Germany"),
        ("20 people died in northern England.", "northern England, UK"),
        ("at least 20 people died in lisbon .", "Lisbon, Portugal"),
        ("20 people died.", None),
    ],
)
def test_a_figure_stands_where_its_sentence_puts_it(text: str, place: str | None, atlas: Gazetteer) -> None:
    assert [claim.place for claim in claims(text, atlas)] == [place]


def test_a_place_named_before_holds_for_the_next_sentence(atlas: Gazetteer) -> None:
    assert [claim.place for claim in claims("Fire broke out in Lisbon. 20 people died.", atlas)] == ["Lisbon, Portugal"]


def test_a_list_of_places_gives_each_line_its_own(atlas: Gazetteer) -> None:
    listed = claims("Queensland\nDeaths: 3\nTasmania\nDeaths: 1", atlas)
    assert [claim.place for claim in listed] == ["Queensland, Australia", "Tasmania, Australia"]


def test_a_person_is_not_the_town_of_his_name(atlas: Gazetteer) -> None:
    assert [claim.place for claim in claims("Paris Lincoln said 20 people died.", atlas)] == [None]


def test_a_dollar_is_the_countrys_own(atlas: Gazetteer) -> None:
    assert [claim.unit for claim in claims("In Sydney he was fined $500.", atlas)] == ["AUD"]
    assert [claim.unit for claim in claims("In Lisbon he was fined $500.", atlas)] == ["USD"]


@pytest.mark.parametrize(
    "text, when",
    [
        ("20 people died on Monday.", "2031-03-03"),
        ("20 people died on Tuesday.", "2031-03-04"),
        ("20 people died yesterday.", "2031-03-03"),
        ("20 people died overnight.", "2031-03-03/2031-03-04"),
        ("20 people died in the last 24 hours.", "2031-03-03/2031-03-04"),
        ("20 people died over the weekend.", "2031-03-01/2031-03-02"),
        ("20 people died in December 2029.", "2029-12"),
        ("20 people died on 5 May 2030.", "2030-05-05"),
        ("20 people died in 2014.", "2014"),
        ("20 people have died since Saturday.", "2031-03-01/2031-03-04"),
        ("20 people have died since 20 February.", "2031-02-20/2031-03-04"),
        ("20 people have died since the start of January.", "2031-01/2031-03-04"),
        ("20 people died this morning.", "2031-03-04"),
        ("20 people died this week.", "2031-03-03/2031-03-04"),
        ("20 people died four years ago.", "2027"),
        ("20 people will be freed on Thursday.", "2031-03-06"),
        ("20 schools stay closed until Thursday.", "2031-03-06"),
        ("20 shops will close next year.", "2032"),
        ("20 people died.", None),
    ],
)
def test_the_time_is_relative_to_the_day_of_the_entry(text: str, when: str | None, atlas: Gazetteer) -> None:
    assert [claim.event_time for claim in suggest(text, atlas, on=TUESDAY)] == [when]


def test_without_a_day_only_full_dates_are_known(atlas: Gazetteer) -> None:
    assert suggest("20 people died on Monday.", atlas)[0].event_time is None
    assert suggest("20 people died on 5 May 2030.", atlas)[0].event_time == "2030-05-05"


def test_the_stamp_of_the_entry_stands_in_for_the_day(atlas: Gazetteer) -> None:
    text = "4 Mar 203104.21At least 20 people died yesterday."
    assert suggest(text, atlas)[0].event_time == "2031-03-03"
    assert suggest(text, atlas, on=date(2031, 3, 9))[0].event_time == "2031-03-08"


@pytest.mark.parametrize(
    "text, place",
    [
        ("LISBON (Reuters) - 20 people died in a fire.", "LISBON, Portugal"),
        ("Nairobi, Kenya – At least 20 people were killed.", "Nairobi, Kenya"),
        ("Missiles hit Odesa, killing 20 people.", "Odesa, Ukraine"),
        ("Residents of Sumy in Ukraine buried 20 people.", "Sumy, Ukraine"),
        ("According to the mayor of Porto, Rui Costa, 20 people died.", "Porto, Portugal"),
        ("The New York Times reported that 20 people died.", None),
        ("The Bank of England hired 20 people.", None),
        ("A house burned in Bolton. 20 people are safe, Greater Manchester police said.", "Bolton, UK"),
        ("20 people died in the attack on kharkiv .", "Kharkiv, Ukraine"),
        ("new south wales recorded 20 new cases .", "New South Wales, Australia"),
        ("new zealand : 20 new cases", "New Zealand"),
        ("hospitals in the capital , manila , have 20 patients", "Manila, Philippines"),
        ("london 's mayor , nora example , said 20 people were homeless .", "London, UK"),
    ],
)
def test_what_governs_a_figure_places_it(text: str, place: str | None, atlas: Gazetteer) -> None:
    [claim] = claims(text, atlas)
    found = claim.place
    # The Bank of England is not in England; that the text is about its country may be said.
    assert found == place or (place is None and found in {"UK", "US"}), claim.rule


@pytest.mark.parametrize(
    "text",
    [
        "In Odesa, three people were killed, and two more in Kherson.",
        "In Odesa, officials said three had died; in Kherson, two were hurt.",
        "Three people were killed in Odesa and two in Kherson.",
    ],
)
def test_two_places_in_one_sentence_each_keep_their_figure(text: str, atlas: Gazetteer) -> None:
    placed = {claim.value: claim.place for claim in claims(text, atlas)}
    assert placed[3] == "Odesa, Ukraine"
    assert placed.get(2, "Kherson, Ukraine") == "Kherson, Ukraine"
