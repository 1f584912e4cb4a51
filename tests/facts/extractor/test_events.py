"""The step for events: what happened, in one clause without a figure of its own."""

import pytest

from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import TUESDAY, of_kind


@pytest.mark.parametrize(
    "text, subject, measure",
    [
        ("The old bridge at Tolva collapsed on Monday.", "old bridge", "collapsed"),
        ("Police arrested the mayor's deputy.", "Police", "arrested"),
        ("Police have arrested the mayor's deputy.", "Police", "arrested"),
        ("The mayor's deputy was arrested at the airport.", "mayor's deputy", "arrested"),
        ("Firefighters are evacuating the harbour quarter.", "Firefighters", "evacuated"),
        ("The two sides signed a truce.", "two sides", "signed"),
        ("The ministry’s website is down.", "ministry’s website", "down"),
        ("The road to Orla remains closed.", "road", "closed"),
        ("There was an explosion at the depot overnight.", "explosion", "explosion"),
        ("The mayor, Ana Petrova, was arrested.", "mayor", "arrested"),
        ("Ana Petrova, 39, and her brother were charged with fraud.", "Ana Petrova", "charged"),
        ("A video posted by residents showed a fire in Tolva.", "video", "shown"),
        ("The trade minister has resigned.", "trade minister", "resigned"),
    ],
)
def test_what_happened_is_an_event_with_its_subject_and_verb(
    text: str, subject: str, measure: str, atlas: Gazetteer
) -> None:
    [event] = of_kind("event", text, atlas)
    assert (event.subject, event.measure) == (subject, measure), event.rule
    assert (event.value, event.status) == (None, "reported")


@pytest.mark.parametrize(
    "text",
    [
        "Police have not arrested anyone.",
        "The bridge could collapse.",
        "The road may have been closed.",
        "Nobody was arrested in the raid.",
        "The talks failed to begin.",
        "The man arrested on Monday is a plumber.",
        "A man who was arrested at the port is a plumber.",
        "The collapsed bridge was built by his uncle.",
        "If the dam collapses, the town is lost.",
        "Was the bridge closed? Who was arrested?",
        "We’ll bring you more after the bridge reopened.",
        "Stay with us: the stadium has opened its gates.",
        "Rain hung over the silent square.",
        "I was there when the bridge collapsed.",
        "The company’s shares closed lower.",
        "The champion hit back in the second set.",
    ],
)
def test_what_did_not_happen_or_is_only_told_beside_is_no_event(text: str, atlas: Gazetteer) -> None:
    assert of_kind("event", text, atlas) == []


def test_an_event_is_claimed_by_whoever_the_text_says(atlas: Gazetteer) -> None:
    [event] = of_kind("event", "The army said it had retaken the village of Orla, Reuters reports.", atlas)
    assert event.quote == "it had retaken the village of Orla"
    assert (event.subject, event.claimant, event.cue, event.via) == ("army", "army", "said", "Reuters")
    assert event.status == "claimed"


@pytest.mark.parametrize(
    "second, status",
    [
        ("The claim could not be independently verified.", "unverified"),
        ("Rain fell all night.", "claimed"),
    ],
)
def test_an_outlet_that_could_not_check_an_event_makes_it_unverified(
    second: str, status: str, atlas: Gazetteer
) -> None:
    [event] = of_kind("event", f"The army said it had retaken the village of Orla. {second}", atlas)
    assert event.status == status


@pytest.mark.parametrize(
    "text, claimant",
    [("Police said he was shot on Monday.", "Police"), ("Prosecutors allege he poisoned the well.", "Prosecutors")],
)
def test_a_person_of_whom_others_speak_is_not_they(text: str, claimant: str, atlas: Gazetteer) -> None:
    [event] = of_kind("event", text, atlas)
    assert (event.subject, event.claimant) == (None, claimant)


def test_what_pictures_show_is_an_event_and_nobodys_claim(atlas: Gazetteer) -> None:
    [event] = of_kind("event", "Unverified footage showed a great fire at the depot.", atlas)
    assert (event.measure, event.claimant, event.status) == ("shown", None, "unverified")
    assert of_kind("event", "The survey showed a large gap.", atlas) == []


def test_an_event_has_the_place_and_the_day_of_its_sentence(atlas: Gazetteer) -> None:
    [event] = of_kind("event", "The cathedral in Lisbon caught fire on Monday.", atlas)
    assert (event.place, event.event_time) == ("Lisbon, Portugal", "2031-03-03")


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in the blast.",
        "Police arrested 12 people.",
        "The army denied that the village had fallen.",
        "It was not clear who bombed the depot.",
    ],
)
def test_a_clause_with_a_figure_a_denial_or_an_omission_gives_no_event(text: str, atlas: Gazetteer) -> None:
    assert "event" not in {one.kind for one in suggest(text, atlas, on=TUESDAY)}


def test_an_omission_leaves_the_clause_before_it(atlas: Gazetteer) -> None:
    text = "The army began an offensive near Orla on Monday, an attack that the ministry has not acknowledged."
    assert [(one.kind, one.quote) for one in suggest(text, atlas, on=TUESDAY)] == [
        ("event", "The army began an offensive near Orla on Monday"),
        ("omission", text),
    ]


def test_a_figure_in_an_aside_leaves_the_event_before_it(atlas: Gazetteer) -> None:
    [event] = of_kind("event", "The grandstand collapsed, killing 20 people.", atlas)
    assert event.quote == "The grandstand collapsed"


def test_an_event_ends_where_another_clause_begins(atlas: Gazetteer) -> None:
    text = "Police closed the harbour road on Monday after a lorry had overturned, which blocked the traffic."
    assert [event.quote for event in of_kind("event", text, atlas)] == ["Police closed the harbour road on Monday"]


def test_the_other_clause_counts_where_the_main_one_gives_a_figure(atlas: Gazetteer) -> None:
    text = "Twelve people were hurt in Lisbon after a tram had derailed near the station."
    [event] = of_kind("event", text, atlas)
    assert event.quote == "a tram had derailed near the station"


def test_a_heading_in_the_present_is_an_event(atlas: Gazetteer) -> None:
    [event] = of_kind("event", "Bridge collapses in Tolva\nRain fell all night.", atlas)
    assert event.quote == "Bridge collapses in Tolva"


def test_a_heading_is_linked_to_the_event_of_the_body(atlas: Gazetteer) -> None:
    text = "Bridge collapses in Tolva\nThe old bridge in Tolva has collapsed, the council said."
    [event] = of_kind("event", text, atlas)
    assert event.claimant == "council"
    assert [text[repeat.start : repeat.end] for repeat in event.repeats] == ["Bridge collapses in Tolva"]


def test_an_event_names_its_rules(atlas: Gazetteer) -> None:
    [event] = of_kind("event", "The bridge in Lisbon was closed on Monday, police said.", atlas)
    assert event.rule == "events.state(closed) > claimant.trailing > place.sentence"
