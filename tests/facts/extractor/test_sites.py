"""Places that no gazetteer has: the text itself says what they are, with capitals and without."""

import pytest

from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.lookup import Gazetteer


@pytest.mark.parametrize(
    "text, place",
    [
        ("20 patients died at Al-Nur maternity hospital.", "Al-Nur maternity hospital"),
        ("20 patients died at the Hospital del Mar.", "Hospital del Mar"),
        ("20 people were stranded at Brenmoor airport.", "Brenmoor airport"),
        ("20 inmates escaped from Tolva prison.", "Tolva prison"),
        ("20 cars fell from the Almira bridge.", "Almira bridge"),
        ("20 climbers are missing on Mount Tolbar.", "Mount Tolbar"),
        ("20 people gathered in Velmar Square.", "Velmar Square"),
        ("20 people died in Oskrava, officials said.", "Oskrava"),
        ("Airstrikes struck Souk Oskrava with 20 dead.", "Souk Oskrava"),
        ("20 people gathered on the Place Velmar.", "Place Velmar"),
        ("20 families live in the Velm industrial zone.", "Velm industrial zone"),
        ("OSKRAVA (AP) — 20 people died in a fire.", "OSKRAVA"),
        ("Around 20 residents of Tolva village slept in a school.", "Tolva"),
        ("The death toll in the Oskrava ferry sinking has risen to 20.", "Oskrava"),
        ("20 people died at the Velm mill in Porto.", "Velm mill, Porto, Portugal"),
        ("20 patients died at al-nur hospital .", "Al-Nur Hospital"),
        ("20 patients died at the al-nur maternity hospital .", "Al-Nur Maternity Hospital"),
        ("20 people gathered in tahrir square .", "Tahrir Square"),
        ("20 people died in the village of oskrava .", "Oskrava"),
        ("20 climbers are missing on mount tolbar .", "Mount Tolbar"),
        ("the quake killed 20 people in nepal 's jajarkot district .", "Jajarkot District"),
    ],
)
def test_a_place_is_known_by_the_word_for_what_it_is(text: str, place: str, atlas: Gazetteer) -> None:
    [claim] = [claim for claim in suggest(text, atlas) if claim.kind == "figure"]
    assert claim.place is not None
    assert claim.place.startswith(place), claim.rule


@pytest.mark.parametrize(
    "text",
    [
        "20 people were treated at a local hospital .",
        "20 people died in hospital .",
        "20 people remain in the building .",
        "the party won 20 seats in addition to reading the bill .",
        "a nice man gave 20 books to the mobile library in march .",
        "20 people split the orange bath .",
        "they kept 20 people from entering the city .",
        "20 people were held in custody .",
        "the storm is expected to crest at 20 metres .",
        "some of the windy beach towns lost 20 shops .",
        "The Velm fire burned 20 homes.",
    ],
)
def test_a_common_word_is_no_place(text: str, atlas: Gazetteer) -> None:
    assert [claim.place for claim in suggest(text, atlas) if claim.kind == "figure"] == [None]


@pytest.mark.parametrize(
    "text, place",
    [
        ("20 people died in kyiv .", "Kyiv, Ukraine"),
        ("20 people were hurt near the city of lviv .", "Lviv, Ukraine"),
        ("20 houses were damaged in the sumy region .", "Sumy region, Ukraine"),
        ("20 people died in the kharkiv and sumy regions .", "Kharkiv region, Ukraine; Sumy region, Ukraine"),
        ("porto ( ap ) — 20 people were killed when a bus overturned .", "Porto, Portugal"),
        ("san francisco police arrested 20 people .", "San Francisco, California, US"),
        ("20 people died on the outskirts of khartoum .", "Khartoum, Sudan"),
        ("queensland\ndeaths : 20", "Queensland, Australia"),
        ("more than 20 people have been arrested in turkey .", "Turkey"),
        ("new delhi — 20 people died .", "New Delhi, India"),
    ],
)
def test_a_text_without_capitals_names_places_by_its_grammar(text: str, place: str, atlas: Gazetteer) -> None:
    assert [claim.place for claim in suggest(text, atlas) if claim.kind == "figure"] == [place]
