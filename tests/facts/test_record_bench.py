"""`bin/bench record`: which entries are set aside, when a suggestion is right, and what it says without labels."""

import argparse
from pathlib import Path

import pytest

from bench import record
from bench.machine import Missing
from bench.matching import matched_pairs, same_name, same_place
from dateline.facts.extractor.claim import Suggestion


def test_about_a_third_is_set_aside_and_always_the_same() -> None:
    entries = [("page", str(number)) for number in range(900)]
    aside = [entry for entry in entries if record.is_set_aside(*entry)]
    assert 250 < len(aside) < 350
    assert aside == [entry for entry in entries if record.is_set_aside(*entry)]


@pytest.mark.parametrize("folder", [None, Path("/no/such/folder")])
def test_without_labels_it_says_where_they_may_be(folder: Path | None) -> None:
    with pytest.raises(Missing, match="--labels FOLDER"):
        record.run(argparse.Namespace(labels=folder, misses=False, json=False))


def test_a_suggestion_is_right_when_spans_overlap_and_the_number_is_the_same() -> None:
    label = {"kind": "figure", "value": 20, "lower": None, "upper": None, "start": 5, "end": 12}
    right, elsewhere = Suggestion("", 10, 20, "figure", value=20), Suggestion("", 30, 40, "figure", value=20)
    other = Suggestion("", 10, 20, "figure", value=21)
    assert matched_pairs([label], [other, elsewhere, right]) == [(label, right)]


def test_names_are_the_same_when_one_is_the_fuller() -> None:
    assert same_name("Ana Petrova", "Petrova")
    assert same_name("the UN", "UN")
    assert not same_name("Ana Petrova", "Ivo Petrov")
    assert same_name(None, None)
    assert not same_name(None, "Petrova")


def test_places_are_the_same_by_their_narrowest_name() -> None:
    assert same_place("Lisbon, Portugal", "Lisbon")
    assert not same_place("Lisbon, Portugal", "Porto, Portugal")
