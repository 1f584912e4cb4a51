"""A suggestion's place and time on the record: as exact as the text makes them, or left out and named."""

from datetime import datetime

import pytest

from dateline.facts import event_times, place_names, rules
from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.conftest import atlas
from tests.facts.record.suggesting import OSLO, of, proposed

__all__ = ["atlas"]


@pytest.mark.parametrize(
    "text,name,precision,offset,degrees",
    [
        ("Six died in Porto.", "Porto, Portugal", "settlement", "", 41),
        ("Six died in Portugal.", "Portugal", "country", "", None),
        ("Six died in northern Portugal.", "northern Portugal", "region", "", None),
        ("Six died in Tulcea county.", "Tulcea county, Romania", "region", "", None),
        ("Six died at Tolva Air Base in Germany.", "Tolva Air Base, Germany", "site", "", None),
        ("Six died 15 km east of Lviv.", "Lviv, Ukraine", "relative", "15 km east", 50),
        ("Six died about 9 miles north-west of Porto.", "Porto, Portugal", "relative", "9 miles north-west", 41),
        ("Six died south of Porto.", "Porto, Portugal", "relative", "south", 41),
        ("Six died in the east of Portugal.", "Portugal", "country", "", None),
    ],
)
def test_a_place_is_as_exact_as_the_text_makes_it(
    text: str, name: str, precision: str, offset: str, degrees: int | None, atlas: Gazetteer
) -> None:
    claims = [one.claim for one in proposed(text, atlas) if one.claim.value == 6]
    [place] = [claim.place for claim in claims]
    assert place
    assert (place.name, place.precision, place.offset) == (name, precision, offset)
    assert (round(place.latitude) if place.latitude else None) == degrees


@pytest.mark.parametrize(
    "name,text",
    [
        ("Donetsk, Ukraine; Luhansk, Ukraine", "In Donetsk and Luhansk it is quiet."),
        ("Nowhere at All, Portugal", "It is quiet in Nowhere at All."),
        ("Porto, Ruritania", "It is quiet in Porto."),
        ("Lviv, Ukraine", "In Lviv it is quiet, and east of Lviv as well."),
    ],
)
def test_a_place_that_cannot_be_said_is_left_out_and_named(name: str, text: str, atlas: Gazetteer) -> None:
    proposal = of(text, atlas, place=name)
    assert (proposal.claim.place, proposal.left_out, proposal.refusal) == (None, ("place",), None)


def test_a_town_with_a_namesake_nearby_is_on_no_map(atlas: Gazetteer) -> None:
    found = atlas.find("Springfield", countries=("US",))
    assert found
    assert found.ambiguous
    shown = atlas.shown(found.place, "Springfield")
    where = place_names.where(shown, atlas, near="In Springfield.", text="In Springfield.")
    assert where == rules.Where(shown, "settlement")


@pytest.mark.parametrize(
    "text,start,end,precision",
    [
        ("2031-03-04", "2031-03-04", "2031-03-05", "day"),
        ("2031-03-03/2031-03-04", "2031-03-03", "2031-03-05", "day"),
        ("2031-03", "2031-03-01", "2031-04-01", "month"),
        ("2030-12", "2030-12-01", "2031-01-01", "month"),
        ("2030", "2030-01-01", "2031-01-01", "year"),
        ("2014/2031-03-04", "2014-01-01", "2031-03-05", "year"),
    ],
)
def test_a_time_lasts_to_the_end_of_its_day_month_or_year(text: str, start: str, end: str, precision: str) -> None:
    span = event_times.read(text, OSLO)
    assert span
    days = [datetime.fromisoformat(day).replace(tzinfo=OSLO) for day in (start, end)]
    assert ([span.start, span.end], span.precision) == (days, precision)


@pytest.mark.parametrize(
    "text", ["2014/..", "../2014", "", "/", "soon", "2031-02-30", "2031-13", "9999", "0000", "2031-03-04/2031-03-01"]
)
def test_half_a_time_is_none(text: str, atlas: Gazetteer) -> None:
    assert event_times.read(text, OSLO) is None
    proposal = of("41 drones", atlas, event_time=text)
    assert (proposal.claim.event_start, proposal.refusal) == (None, None)
    assert proposal.left_out == (("event_time",) if text else ())
