"""Step ten: what kind of number a figure is."""

import pytest

from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import claims


@pytest.mark.parametrize(
    "text, basis",
    [
        ("40 people were arrested.", "total"),
        ("40 people were arrested on Monday.", "total"),
        ("40 people were arrested overnight.", "period"),
        ("40 people have been arrested since Monday.", "period"),
        ("40 people were arrested in the past 24 hours.", "period"),
        ("Another 40 people were arrested.", "increment"),
        ("40 more people were arrested.", "increment"),
        ("Workers are paid $40 an hour.", "rate"),
        ("40% of voters stayed at home.", "share"),
        ("Prices rose by 40%.", "change"),
        ("The wall is 40 metres high.", "total"),
    ],
)
def test_a_number_is_told_apart_by_what_it_counts_over(text: str, basis: str, atlas: Gazetteer) -> None:
    assert [claim.basis for claim in claims(text, atlas)] == [basis]
