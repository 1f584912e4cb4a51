"""Which of the places of an entry is where a figure stands, and when none of them is."""

import pytest

from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.lookup import Gazetteer


def placed(text: str, atlas: Gazetteer) -> dict[float | None, str | None]:
    return {claim.value: claim.place for claim in suggest(text, atlas) if claim.kind == "figure"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway’s foreign ministry said 20 citizens were missing.",
        "The Turkish embassy said 20 people had been detained.",
        "Speaking in Geneva, she said 20 lorries had crossed.",
        "The Lisbon-based charity said 20 people were missing.",
        "She told the BBC that 20 people were missing.",
        "President Costa told a rally in Marseille that 20 jobs would be created.",
        "he told us 20 people were killed .",
    ],
)
def test_who_speaks_and_where_he_speaks_is_not_where_it_happened(text: str, atlas: Gazetteer) -> None:
    assert placed(text, atlas) == {20: None}


@pytest.mark.parametrize(
    "text, places",
    [
        ("Bombs killed 190 in Iraq and 57 in Syria.", {190: "Iraq", 57: "Syria"}),
        ("The virus has killed 341 people in Italy, 92 in Spain.", {341: "Italy", 92: "Spain"}),
        ("Italy reported 250 deaths, Spain 120.", {250: "Italy", 120: "Spain"}),
        ("Hotels in York lost 20 bookings and footfall in Leeds fell by 3%.", {20: "York, UK", 3: "Leeds, UK"}),
        ("Two people died and 11 were hurt in Odesa.", {2: "Odesa, Ukraine", 11: "Odesa, Ukraine"}),
        ("In Odesa 3 people died, while in Kherson 2 were hurt.", {3: "Odesa, Ukraine", 2: "Kherson, Ukraine"}),
        ("The army shot down 41 drones, including 17 drones over Porto.", {41: "Portugal", 17: "Porto, Portugal"}),
        ("Sixteen people, including two children, died in Porto.", {16: "Porto, Portugal", 2: "Porto, Portugal"}),
        (
            "By noon 31 were rescued in Porto, 24 in neighbouring Braga, 17 in Faro.",
            {31: "Porto, Portugal", 24: "Braga, Portugal", 17: "Faro, Portugal"},
        ),
        (
            "Deaths by district: Porto: 14 Braga: 33 Faro: 18",
            {14: "Porto, Portugal", 33: "Braga, Portugal", 18: "Faro, Portugal"},
        ),
        ("Spain was hit hardest, with 310 deaths, followed by Italy with 275.", {310: "Spain", 275: "Italy"}),
        ("Spain follows with 120 deaths, while the US has 85 cases.", {120: "Spain", 85: "US"}),
        ("Norway has sent 20 doctors, and Sweden 35 nurses.", {20: None, 35: None}),
        ("Sumy: 3 people killed, 7 wounded.", {3: "Sumy, Ukraine", 7: "Sumy, Ukraine"}),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_place(
    text: str, places: dict[float, str | None], atlas: Gazetteer
) -> None:
    assert placed(text, atlas) == places


@pytest.mark.parametrize(
    "text, place",
    [
        ("In Saint-Denis, north of Paris, 20 people were arrested.", "Saint-Denis"),
        ("Nearly 20 soldiers crossed from Belarus into Ukraine.", "Ukraine"),
        ("20 people were evacuated from villages north of Plasencia.", "Plasencia, Spain"),
        ("20 soldiers were killed near the border with Poland.", "Poland"),
        ("Italy has recorded 20 deaths.", "Italy"),
        ("The US has recorded 20 deaths.", "US"),
        ("Germany’s economy grew by 20%.", "Germany"),
        ("Kharkiv’s mayor said 20 people were hurt.", "Kharkiv, Ukraine"),
        ("The governor of Belgorod said 20 people were hurt.", "Belgorod, Russia"),
        ("The Gaza health ministry said 20 people had been killed.", "Gaza"),
        ("Three shops burned outside parliament in Tbilisi. 20 officers were hurt.", "Tbilisi, Georgia"),
        ("20 people died in the Belgorod village of Shebekino.", "Shebekino, Russia"),
        ("A cabin with 20 people burned in the Sierra Nevada, 12 km south of Reno.", "Sierra Nevada"),
        ("The quake struck 40 km east of Porto. 20 people were hurt.", "Porto"),
        ("A boat with 20 people sank off the Libyan coast.", "Libya"),
        ("The Italian quake’s death toll has reached 20.", "Italy"),
        ("Portugal’s capital Lisbon has counted 20 deaths.", "Lisbon"),
        ("A spokesman for Harlan County, where 20 people were rescued, said so.", "Harlan County"),
        ("Tennessee, one of the states hit hardest, had 20 deaths.", "Tennessee"),
        ("The Catalan health ministry said 20 people were hurt.", "Catalonia"),
        (
            "All runways at Lisbon’s Velm International Airport were shut, and 20 flights were cancelled.",
            "Velm International",
        ),
        ("20 people stood outside St Giles’ Chapel School in Porto.", "St Giles’ Chapel School, Porto"),
        ("LISBON: 20 people were killed by a blast at a mill in Porto.", "Porto, Portugal"),
    ],
)
def test_what_stands_beside_a_name_says_what_it_is(text: str, place: str, atlas: Gazetteer) -> None:
    found = placed(text, atlas)[20]
    assert found is not None
    assert found.startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "Fires burned in Porto, the mayor told a news conference in Lisbon. 20 people were hurt.",
        "Fires burned in Porto.\n\nA helicopter is on the way from Lisbon. 20 people were hurt.",
        "Fires burned in Porto. He said four people were rescued, two of whom were taken to Lisbon. 20 were hurt.",
        "LISBON (AP) — Fires burned in Porto on Monday. 20 people were hurt.",
        "Fires burned in Porto. Portugal has few helicopters. 20 people were hurt.",
        "Fires burned in Porto. Officials cut short a trip to Faro. 20 people were hurt.",
        "Fires burned in Porto. Its worst fire was in 2017, when a mill in Braga burned. 20 people were hurt.",
        "Fires burned in Porto.\nVelm hospital in Porto treated a child.\n20 people were hurt.",
        "Fires burned in Porto. Crowds marched in Faro. Porto itself was calm. 20 people were hurt.",
    ],
)
def test_the_scene_is_carried_on_and_not_what_was_named_in_passing(text: str, atlas: Gazetteer) -> None:
    assert placed(text, atlas)[20] == "Porto, Portugal"


def test_an_item_of_a_list_stands_at_the_one_place_of_the_entry_or_in_the_country_of_both(atlas: Gazetteer) -> None:
    text = "Summary\n\n• Evacuated: 500 people in Porto\n"
    assert placed(f"{text}• Deaths: 20", atlas)[20] == "Porto, Portugal"
    assert placed(f"{text}• Rescued: four people in Faro\n• Deaths: 20", atlas)[20] == "Portugal"
    assert placed(f"{text}• Rescued: four people in Lyon\n• Deaths: 20", atlas)[20] is None


def test_the_only_country_of_an_entry_is_where_its_figures_are(atlas: Gazetteer) -> None:
    text = "Norway will decide today. Norway’s central bank meets at ten. Unemployment was 20% in June."
    assert placed(text, atlas) == {20: "Norway"}
