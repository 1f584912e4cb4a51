"""Step four: bounds, units, ranges and parts."""

import pytest

from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import claims, figures, the_figure


@pytest.mark.parametrize(
    "text, qualifier, lower, upper",
    [
        ("At least 20 people", "at least", 20, None),
        ("more than a dozen people", "more than", 12, None),
        ("over 300 homes", "over", 300, None),
        ("just over 300 homes", "just over", 300, None),
        ("300 or more homes", "or more", 300, None),
        ("300+ homes", "+", 300, None),
        ("up to 20 people", "up to", None, 20),
        ("nearly 20 people", "nearly", None, 20),
        ("fewer than 20 people", "fewer than", None, 20),
        ("as many as 20 people", "as many as", None, 20),
        ("about 20 people", "about", None, None),
        ("some 20 people", "some", None, None),
        ("an estimated 20 people", "an estimated", None, None),
        ("20 or so people", "or so", None, None),
        ("20 people", None, None, None),
    ],
)
def test_a_qualifier_bounds_the_number_and_the_number_stays(
    text: str, qualifier: str | None, lower: float | None, upper: float | None
) -> None:
    figure = the_figure(text)
    assert (figure.qualifier, figure.lower, figure.upper) == (qualifier, lower, upper)
    assert figure.value in {12, 20, 300}


def test_a_collective_keeps_its_words() -> None:
    assert the_figure("hundreds of thousands of people").qualifier == "hundreds of thousands of"


@pytest.mark.parametrize(
    "text, lower, upper",
    [
        ("between 20 and 30 homes", 20, 30),
        ("20 to 30 trucks", 20, 30),
        ("20-30 trucks", 20, 30),
        ("2–3 million people", 2_000_000, 3_000_000),
        ("$4bn-$5bn", 4_000_000_000, 5_000_000_000),
        ("six to eight weeks", 6, 8),
    ],
)
def test_a_range_has_bounds_and_no_value(text: str, lower: float, upper: float) -> None:
    figure = the_figure(text)
    assert (figure.value, figure.lower, figure.upper) == (None, lower, upper)


@pytest.mark.parametrize(
    "text, unit",
    [
        ("£4bn", "GBP"),
        ("A$28m", "AUD"),
        ("US$3m", "USD"),
        ("Rs 500 crore", "INR"),
        ("₹15,000 crore", "INR"),
        ("€2bn", "EUR"),
        ("50 million dollars", "USD"),
        ("12 per cent", "%"),
        ("12pc", "%"),
        ("15 km", "km"),
        ("650-mile", "miles"),
        ("2 thousand square meters", "m2"),
        ("200 mph", "mph"),
        ("0.25 percentage points", "percentage points"),
        ("38C", "degrees C"),
    ],
)
def test_a_unit_stands_beside_the_number(text: str, unit: str) -> None:
    assert the_figure(text).unit == unit


def test_hundredths_are_parts_of_the_money() -> None:
    assert (the_figure("50 cents").value, the_figure("318p").value) == (0.5, 3.18)


def test_a_part_names_its_whole() -> None:
    part, whole = figures("13 out of 24 drones fell")
    assert part.of is whole


def test_the_other_eleven_and_those_of_them_are_parts_of_what_stands_before() -> None:
    _, whole, other = figures("13 of 24 drones fell. The other 11 were lost.")
    assert other.of is whole
    hurt, those = figures("Police held 230 people. 41 of those were minors.")
    assert those.of is hurt


@pytest.mark.parametrize(
    "text, value",
    [
        ("twice as many homes", 2),
        ("double the number", 2),
        ("it could double", 2),
        ("rents have tripled", 3),
        ("sales halved", 0.5),
        ("half as many homes", 0.5),
        ("a tenfold rise", 10),
        ("three times the number", 3),
        ("five times higher", 5),
    ],
)
def test_a_multiple_is_a_value_in_times(text: str, value: float) -> None:
    figure = the_figure(text)
    assert (figure.value, figure.unit, figure.basis) == (value, "times", "change")


@pytest.mark.parametrize(
    "text", ["he doubled down", "a double-decker bus", "she was hit twice", "it doubled as a school"]
)
def test_these_multiply_nothing(text: str) -> None:
    assert figures(text) == []


def test_a_verb_that_names_its_number_leaves_it_to_the_number() -> None:
    assert [figure.value for figure in figures("doubled from 20 to 40")] == [20, 40]


def test_a_size_is_two_figures_with_one_unit() -> None:
    assert [(figure.value, figure.unit) for figure in figures("40 by 60 metres")] == [(40, "m"), (60, "m")]


def test_the_ends_of_a_range_of_time_come_to_one_unit() -> None:
    figure = the_figure("between 18 months and four years")
    assert (figure.lower, figure.upper, figure.unit, figure.qualifier) == (1.5, 4, "years", "between")


def test_below_nought_is_a_value_and_a_dash_is_none() -> None:
    assert [the_figure("It was -9C").value, the_figure("minus nine degrees").value] == [-9, -9]
    assert (the_figure("8-9C").lower, the_figure("8-9C").upper) == (8, 9)


def test_one_in_three_is_a_share() -> None:
    figure = figures("one in three voters")[0]
    assert (figure.value, figure.unit) == (33.33, "%")


@pytest.mark.parametrize("text", ["The toll rose from 38 to 63", "The toll rose to 63 from 38", "63 dead, up from 38"])
def test_the_old_value_of_a_change_is_superseded(text: str) -> None:
    assert {figure.value: figure.superseded for figure in figures(text)} == {38: True, 63: False}


def test_two_dated_points_of_a_series_both_stand() -> None:
    assert [figure.superseded for figure in figures("It rose from 5% in May to 17% in June")] == [False, False]


@pytest.mark.parametrize(
    "text, whole",
    [
        ("The ministry says 45,000 officers were deployed and 312 people arrested, 41 of them minors.", "312"),
        ("60 drones were shot down over four regions, 41 of them over the coast.", "60"),
    ],
)
def test_those_of_whom_some_are_counted_are_the_nearest_of_whom_there_are_as_many(
    text: str, whole: str, atlas: Gazetteer
) -> None:
    [part] = [one for one in claims(text, atlas) if one.value == 41]
    assert part.of is not None
    assert whole in str(part.of)


@pytest.mark.parametrize("rise", ["has risen to 63", "has risen from 38 to 63", "has risen to 63 from 38"])
def test_a_toll_is_of_the_dead_and_the_missing_beside_it_are_missing(rise: str, atlas: Gazetteer) -> None:
    found = claims(f"The death toll {rise}, the agency said, with 27 still missing.", atlas)
    assert {claim.value: claim.measure for claim in found} == {63: "killed", 27: "missing"} | (
        {38: "killed"} if "38" in rise else {}
    )
