"""Where a story is set when no sentence says where a figure is, and the words that look back to a place."""

import pytest

from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.lookup import Gazetteer


def placed(text: str, atlas: Gazetteer) -> list[str | None]:
    return [claim.place for claim in suggest(text, atlas) if claim.kind == "figure"]


@pytest.mark.parametrize(
    "text, place",
    [
        ("20 people were hurt.\n\nA mill had collapsed in Porto.", "Porto, Portugal"),
        ("20 people were hurt.\n\nMills had collapsed in Porto and in Faro.", "Portugal"),
        ("20 people were hurt.\n\nFires burned in Tulsa, Oklahoma, and in Norman, Oklahoma.", "Oklahoma, US"),
        ("The Norwegian coastguard said 20 people were rescued.", "Norway"),
        ("Bills will rise by £20 a year.", "UK"),
        ("The Bundestag voted to add 20 seats.", "Germany"),
        ("20 people died, Norwegian and Swedish officials said.", None),
    ],
)
def test_a_figure_without_a_place_is_where_the_story_is_set(text: str, place: str | None, atlas: Gazetteer) -> None:
    assert placed(text, atlas) == [place]


def test_an_amount_of_money_is_of_a_country_where_a_count_is_of_a_town(atlas: Gazetteer) -> None:
    assert placed("An online fund has collected $20.\n\nA mill had burned in Porto.", atlas) == ["Portugal"]
    assert placed("A fund helped 20 people.\n\nA mill had burned in Porto.", atlas) == ["Porto, Portugal"]


def test_what_is_said_at_the_next_line_goes_on_with_the_scene_be_it_a_share_or_an_amount(atlas: Gazetteer) -> None:
    assert placed("Fires burned in Porto.\n\nThe fund has collected $20.", atlas) == ["Porto, Portugal"]
    assert placed("The party did well in Porto.\n\nIts share rose to 20%.", atlas) == ["Porto, Portugal"]


@pytest.mark.parametrize(
    "text",
    [
        "The two countries carried out a prisoner exchange in which 20 soldiers came back to Norway.",
        "Norway and Sweden have swapped prisoners. Oslo said 20 soldiers had been released.",
    ],
)
def test_who_is_swapped_for_whom_is_nowhere(text: str, atlas: Gazetteer) -> None:
    assert placed(text, atlas) == [None]


@pytest.mark.parametrize(
    "text, place",
    [
        ("The mayor of Porto said 20 people had died there.", "Porto, Portugal"),
        ("Fires burned in Lisbon and Faro. 20 people died in the capital.", "Lisbon, Portugal"),
        ("Crowds marched in Faro. The city’s 20 bridges were closed.", "Faro, Portugal"),
        ("Fires burned in Tulsa, Oklahoma. Across the state 20 homes were lost.", "Oklahoma, US"),
        ("Faro police said 20 people had been hurt in the town, which is in Portugal.", "Faro, Portugal"),
        ("There are 20 people at the border with Spain.", "Spain"),
    ],
)
def test_words_that_look_back_lead_to_what_was_named(text: str, place: str, atlas: Gazetteer) -> None:
    assert placed(text, atlas) == [place]


def test_the_next_sentence_is_in_none_of_the_places_that_a_list_has_spread_over(atlas: Gazetteer) -> None:
    text = "Three died in Porto, two in Faro and one in Braga. The quake was felt by 20 people."
    assert placed(text, atlas)[-1] == "Portugal"


@pytest.mark.parametrize(
    "text, place",
    [
        ("Officials counted 20 dead in Oslo.\nPolice in Bergen said 35 were hurt.", "Bergen, Norway"),
        ("Fires burned in Norway. The mayor of Bergen said 35 homes were lost.", "Bergen, Norway"),
        ("A house burned in Bolton. Greater Manchester police said 35 people were safe.", "Bolton, UK"),
    ],
)
def test_who_counts_in_his_own_town_is_believed_to_speak_of_it(text: str, place: str, atlas: Gazetteer) -> None:
    assert placed(text, atlas)[-1] == place


@pytest.mark.parametrize(
    "text, place",
    [
        ("VELM, Fla. (AP) — 20 people died at a school in Florida.", "VELM, Florida, US"),
        ("20 people died in Mobile, Alabama.", "Mobile, Alabama, US"),
        ("20 people died in Springfield, Illinois.", "Springfield, Illinois, US"),
        ("In Saint-Denis, north of Paris, 20 people were arrested.", "Saint-Denis, France"),
        ("20 people died in the Darfur region of Sudan.", "Darfur region, Sudan"),
        ("The damage is put at Rs 20 crore.", "India"),
        ("The worst hit Maine counties:\n- Velm: 20", "Velm, Maine, US"),
        ("Manchester Victoria was shut to 20 trains in Leeds.", "Leeds, UK"),
    ],
)
def test_which_place_of_a_name_is_meant_is_said_beside_it(text: str, place: str, atlas: Gazetteer) -> None:
    assert placed(text, atlas) == [place]
