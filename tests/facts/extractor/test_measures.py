"""Step six: what is counted, of whom, in which unit."""

from pathlib import Path

import pytest

from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import claims


@pytest.mark.parametrize(
    "text, measures",
    [
        ("The blast killed 20 and injured 30.", ["killed", "injured"]),
        ("20 killed and 30 injured.", ["killed", "injured"]),
        ("30 people, many of them children, were evacuated.", ["evacuated"]),
        ("Crews pulled 12 bodies from the water.", ["recovered"]),
        ("Guards shot down 13 of 24 drones launched in the night.", ["shot_down", "launched"]),
        ("The gale left 3,000 homes without power and 40 roads closed.", ["without_power", "closed"]),
        ("Bread now costs £3 a loaf.", ["price"]),
        ("The town lies 15 km east of the border.", ["distance"]),
        ("A magnitude 5.5 quake was felt.", ["magnitude"]),
        ("Prices rose 4.2%.", ["growth"]),
        ("The council repainted 40 benches.", ["repainted"]),
        ("The council will repaint 40 benches.", ["repainted"]),
        ("The council bought 40 benches.", ["bought"]),
        ("Israel called up 300,000 reservists.", ["called_up"]),
        ("Prices fell 4.2%.", ["fall"]),
        ("Some 40 benches in the park were repainted.", ["repainted"]),
        ("The dead include 14 women.", ["killed"]),
        ("The number of people killed since May stands at 318.", ["killed"]),
        ("They held 60 people, of whom 52 were released.", ["held", "released"]),
    ],
)
def test_the_nearest_fitting_word_names_the_measure(text: str, measures: list[str], atlas: Gazetteer) -> None:
    assert [claim.measure for claim in claims(text, atlas)] == measures


def test_a_figure_without_a_noun_takes_the_one_before(atlas: Gazetteer) -> None:
    _, second = claims("14 drones had been destroyed over the island, and 9 over the coast.", atlas)
    assert (second.value, second.measure, second.unit) == (9, "destroyed", "drones")


def test_the_dead_of_an_illness_are_deaths_and_of_a_blast_killed(atlas: Gazetteer) -> None:
    assert [claim.measure for claim in claims("Cholera caused 17 deaths.", atlas)] == ["deaths"]
    assert [claim.measure for claim in claims("The blast caused 17 deaths.", atlas)] == ["killed"]


@pytest.mark.parametrize(
    "text, unit",
    [
        ("20 nurses died", "people"),
        ("20 schools were hit", "buildings"),
        ("20 nations will meet", "countries"),
        ("20 drones were launched", "drones"),
        ("51 French, 27 Lebanese", "people"),
    ],
)
def test_the_noun_gives_the_unit(text: str, unit: str, atlas: Gazetteer) -> None:
    assert claims(text, atlas)[0].unit == unit


@pytest.mark.parametrize(
    "text, basis",
    [
        ("Another 20 people died.", "increment"),
        ("20 more people died.", "increment"),
        ("20 people died overnight.", "period"),
        ("20 people have died.", "total"),
        ("Oil costs $92 a barrel.", "rate"),
        ("Half of the homes are empty.", "share"),
        ("Shares fell 4%.", "change"),
    ],
)
def test_the_basis_says_what_kind_of_number_it_is(text: str, basis: str, atlas: Gazetteer) -> None:
    assert claims(text, atlas)[0].basis == basis


LINES = (Path(__file__).parent / "counts.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("example", [line for line in LINES if " => " in line], ids=lambda example: example[:60])
def test_a_figure_counts_what_its_sentence_says(example: str, atlas: Gazetteer) -> None:
    text, measures = example.split(" => ")
    found = [claim.measure for claim in claims(text.replace(" / ", "\n"), atlas) if claim.kind == "figure"]
    assert found == measures.split(", ")


@pytest.mark.parametrize(
    "text, unit",
    [
        ("Some 320 stewards line the route.", "people"),
        ("Some 320 signallers walked out.", "people"),
        ("Some 320 detectors failed.", "detectors"),
        ("Some 320 barriers were moved.", "barriers"),
    ],
)
def test_who_does_something_is_counted_as_people(text: str, unit: str, atlas: Gazetteer) -> None:
    assert claims(text, atlas)[0].unit == unit
