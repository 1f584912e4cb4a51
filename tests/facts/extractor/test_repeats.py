"""The last step: said again is linked, not counted twice."""

from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import claims


def test_a_heading_is_linked_to_the_claim_of_the_body(atlas: Gazetteer) -> None:
    text = "Twelve dead in blast\nTwelve people died when a bomb exploded, police said."
    [claim] = claims(text, atlas)
    assert claim.claimant == "police"
    assert [text[repeat.start : repeat.end] for repeat in claim.repeats] == ["Twelve dead"]


def test_a_heading_that_says_more_than_the_body_stays_a_claim(atlas: Gazetteer) -> None:
    assert [claim.value for claim in claims("Twelve dead in blast\nPolice have closed the road.", atlas)] == [12]


def test_equal_small_counts_of_two_places_are_two_claims(atlas: Gazetteer) -> None:
    assert len(claims("Queensland\nDeaths: 0\nTasmania\nDeaths: 0", atlas)) == 2
