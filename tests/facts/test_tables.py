"""The word tables: read whole, and without a word that cannot be reached."""

from pathlib import Path

import pytest

from dateline.facts.extractor import words
from dateline.facts.tables import name_of_each, read_table

TABLES = sorted((Path(words.__file__).parent / "tables").glob("*.txt"))


def test_a_table_has_sections_names_and_their_words(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text("# why\n[one]\nkm: km | kilometres\nkm: kms\n[two]\nat least | over\n")
    table = read_table(path)
    assert table["one"] == {"km": ["km", "kilometres", "kms"]}
    assert list(table["two"]) == ["at least", "over"]
    assert name_of_each(table["one"])["kms"] == "km"


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_table_says_why_it_is_there(path: Path) -> None:
    assert path.read_text().startswith("# ")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_section_of_a_table_is_empty(path: Path) -> None:
    assert [name for name, section in read_table(path).items() if name and not section] == []


def test_the_longest_phrase_at_a_place_wins() -> None:
    phrases = words.Phrases([("killed", "killed"), ("killed or injured", "both")])
    assert phrases.at(["killed", "or", "injured"], 0) == (3, "both")
    assert phrases.before(["was", "killed"], 2) == (1, "killed")
