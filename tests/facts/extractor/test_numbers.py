"""Step three: digits, words, collectives and fractions."""

import pytest

from tests.facts.extractor.reading import numbers, the_number


@pytest.mark.parametrize(
    "text, value",
    [
        ("1,204", 1204),
        ("1,20,000", 120_000),
        ("12\u00a0000", 12_000),
        ("4.5", 4.5),
        ("1.02m people", 1_020_000),
        ("$4bn", 4_000_000_000),
        ("12k", 12_000),
        ("2 thousand", 2000),
        ("2.3 lakh", 230_000),
        ("500 crore", 5_000_000_000),
        ("two lakh crore", 2_000_000_000_000),
        ("1 1/2", 1.5),
        ("1½", 1.5),
        ("seven", 7),
        ("twenty-five", 25),
        ("a hundred", 100),
        ("two hundred and twelve", 212),
        ("three thousand two hundred", 3200),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("a dozen", 12),
        ("a quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("six and a half million", 6_500_000),
        ("a million and a half", 1_500_000),
        ("a couple of billion", 2_000_000_000),
        ("two-thirds of", 66.67),
        ("a quarter of the", 25),
    ],
)
def test_a_number_has_its_value(text: str, value: float) -> None:
    assert the_number(text).value == value


@pytest.mark.parametrize(
    "text, lower",
    [
        ("dozens", 24),
        ("several dozen", 36),
        ("scores", 40),
        ("hundreds", 200),
        ("thousands", 2000),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("millions", 2_000_000),
        ("a few hundred", 300),
    ],
)
def test_a_collective_has_a_lower_bound_and_no_value(text: str, lower: float) -> None:
    number = the_number(text)
    assert (number.value, number.lower) == (None, lower)


def test_a_glued_m_is_metres_where_the_words_say_so() -> None:
    assert the_number("a wave 6m high").value == 6
    assert the_number("the river peaked at 6.2m.").value == 6.2
    assert the_number("6.2m voters").value == 6_200_000


@pytest.mark.parametrize("text", ["the third man", "a couple who married", "few came", "the first half", "a tenth"])
def test_these_are_no_numbers(text: str) -> None:
    assert numbers(text) == []


def test_a_second_number_after_and_is_its_own() -> None:
    assert [number.value for number in numbers("two thousand and three thousand")] == [2000, 3000]


def test_a_row_of_digits_without_end_is_no_count() -> None:
    assert the_number("9" * 60).value == float("inf")
