"""`bin/bench record`: which entries are set aside, when a suggestion is right, and what it says without labels."""

import argparse
from pathlib import Path

import pytest

from bench import other_kinds, record
from bench.machine import Missing
from bench.matching import matched_pairs, same_name, same_place
from dateline.facts.extractor.claim import Repeat, Suggestion


def test_about_a_third_is_set_aside_and_always_the_same() -> None:
    entries = [("page", str(number)) for number in range(900)]
    aside = [entry for entry in entries if record.is_set_aside(*entry)]
    assert 250 < len(aside) < 350
    assert aside == [entry for entry in entries if record.is_set_aside(*entry)]


def test_a_folder_without_labels_is_named() -> None:
    with pytest.raises(Missing, match="/no/such/folder"):
        record.run(argparse.Namespace(labels=Path("/no/such/folder"), misses=False, json=False))


@pytest.mark.parametrize("path", record.OWN.values(), ids=record.OWN)
def test_every_label_of_our_own_points_at_its_quote(path: Path) -> None:
    entries = list(record.entries_in(path))
    assert len(entries) >= 50
    for entry in entries:
        for label in entry.labels:
            assert entry.text[label["start"] : label["end"]] == label["quote"], entry.which


def test_an_entry_in_lower_case_keeps_every_span() -> None:
    entry = record.Entry("page", "1", "İzmir: 20 Hurt", None, [])
    assert record.lower(entry).text == "İzmir: 20 hurt"


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


def test_other_kinds_are_found_when_words_overlap_as_such_and_as_any_kind() -> None:
    labels = [
        {"kind": "event", "start": 0, "end": 9},
        {"kind": "event", "start": 20, "end": 29},
        {"kind": "statement", "start": 40, "end": 49},
        {"kind": "statement", "start": -1, "end": 8},
        {"kind": "figure", "start": 60, "end": 69},
    ]
    ours = [Suggestion("", 5, 12, "event"), Suggestion("", 45, 60, "event", repeats=(Repeat("", 20, 22),))]
    assert other_kinds.recalls([(labels, ours)]) == {
        "event": {"labelled": 2, "as_such": 1.0, "as_any": 1.0},
        "statement": {"labelled": 1, "as_such": 0.0, "as_any": 1.0},
    }


def test_the_suggestions_an_entry_are_counted_apart_by_kind() -> None:
    entries: list[other_kinds.Laid] = [([], [Suggestion("", 0, 1, "event"), Suggestion("", 2, 3, "figure")]), ([], [])]
    assert other_kinds.an_entry(entries) == {"event": 0.5, "statement": 0.0, "denial": 0.0, "omission": 0.0}


def test_the_row_of_other_kinds_has_totals_and_no_words_of_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    label = {"kind": "event", "start": 0, "end": 9}
    other_kinds.show("seeds", [([label], [Suggestion("a secret", 0, 9, "event")])], as_json=False)
    row = capsys.readouterr().out
    assert "events 1 (found as such 1.0, as any kind 1.0)" in row
    assert "a secret" not in row
