"""Step five: which numbers count nothing, and the phase that says so."""

import pytest

from tests.facts.extractor.reading import kept, why_refused


@pytest.mark.parametrize(
    "text, why",
    [
        ("It began at 7.27am", "clock_time"),
        ("seen at 1904 GMT", "clock_time"),
        ("at 22:51 a siren", "clock_time"),
        ("by 10 o’clock", "clock_time"),
        ("on 27 December", "calendar_date"),
        ("on December 27", "calendar_date"),
        ("in the 1990s", "calendar_date"),
        ("the 2016 vote", "year"),
        ("since 2014", "year"),
        ("a woman aged 25", "age"),
        ("a 25-year-old man", "age"),
        ("Ana Example, 25, said", "age"),
        ("the over-65s", "age"),
        ("the 25th day", "ordinal"),
        ("Covid-19 spread", "model_or_label"),
        ("an F-16 crashed", "model_or_label"),
        ("an A320 landed", "model_or_label"),
        ("Flight 370 left", "model_or_label"),
        ("along Nord Stream 2.", "model_or_label"),
        ("at 22 Harbour Street", "address"),
        ("call 0800 555 0147", "phone_number"),
        ("they won 2-1", "score"),
        ("1. The first", "list_number"),
        ("open 24/7", "standing_phrase"),
        ("a three-day strike", "compound"),
        ("one of the ministers", "one_as_pronoun"),
        ("two years ago", "point_in_time"),
        ("in the last three days", "point_in_time"),
        ("the two leaders met", "refers_back"),
        ("the 4x100m relay", "dimensions"),
        ("14 Leopard 2 tanks", "part_of_a_name"),
        ("312 cases per 100,000 people", "rate_base"),
        ("35 morti e 120 feriti nel terremoto", "foreign_words"),
        ("most were over 75", "age"),
        ("children under five", "age"),
        ("between 2017 and 2021", "year"),
        ("an 800 km (500 mile) coast", "converted"),
        ("one in three voters", "denominator"),
        ("lines 4, 5 and 12 are shut", "model_or_label"),
        ("155mm shells", "calibre"),
        ("eight months pregnant", "point_in_time"),
        ("on Nov. 3 she left", "calendar_date"),
        ("aged 12, 14 and 15", "age"),
    ],
)
def test_a_number_that_counts_nothing_is_refused_by_name(text: str, why: str) -> None:
    assert why in why_refused(text)


@pytest.mark.parametrize(
    "text, value",
    [
        ("2000 people fled", 2000),
        ("One person died", 1),
        ("killing one", 1),
        ("the four people killed", 4),
        ("11 had been taken away", 11),
        ("Deaths: 0", 0),
        ("nearly three years ago", 3),
        ("a fine of $911", 911),
        ("and 14 more", 14),
    ],
)
def test_a_count_that_looks_like_something_else_is_kept(text: str, value: float) -> None:
    assert value in kept(text)
