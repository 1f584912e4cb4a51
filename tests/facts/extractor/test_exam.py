"""The exam: every claim of the exam's sentences, with what each sentence tests, and nothing besides."""

import pytest

from dateline.facts.extractor.claim import Suggestion
from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.exam import EXAM
from tests.facts.extractor.question import Question
from tests.facts.extractor.reading import claims

BOUNDS = ("lower", "upper")


@pytest.mark.parametrize("question", EXAM, ids=lambda question: question.text[:50])
def test_a_sentence_gives_its_claims_and_no_other(question: Question, atlas: Gazetteer) -> None:
    found = [claim for claim in claims(question.text, atlas) if claim.kind == "figure"]
    for wanted in question.claims:
        claim = next((claim for claim in found if is_number_of(claim, wanted)), None)
        assert claim is not None, f"{wanted} was not found"
        found.remove(claim)
        told = {name: getattr(claim, name) for name in wanted}
        assert told | {"place": wanted.get("place")} == wanted | {"place": wanted.get("place")}, claim.rule
        assert is_place_of(claim, wanted.get("place")), claim.rule
    assert [(claim.quote, claim.rule) for claim in found] == []


def is_number_of(claim: Suggestion, wanted: dict[str, object]) -> bool:
    if wanted["value"] is not None:
        return claim.value == wanted["value"]
    return claim.value is None and (claim.lower, claim.upper) == tuple(wanted.get(bound) for bound in BOUNDS)


def is_place_of(claim: Suggestion, place: object) -> bool:
    return place is None or (claim.place is not None and str(place) in claim.place)
