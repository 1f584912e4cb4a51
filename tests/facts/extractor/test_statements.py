"""The step for statements: what somebody asserts, promises, demands or judges, where it is for the record."""

import pytest

from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import TUESDAY, of_kind


@pytest.mark.parametrize(
    "text, quote, claimant",
    [
        ("The minister said talks would resume.", "talks would resume", "minister"),
        ("The minister said on Friday that talks would resume.", "talks would resume", "minister"),
        ("Ana Petrova, the mayor, told reporters in a briefing that talks would resume.", "talks would resume", None),
        ("Talks would resume, the minister said.", "Talks would resume", "minister"),
        ("“We will not leave,” the mayor said.", "We will not leave", "mayor"),
        ("“We will not leave,” said Ana Petrova, the mayor.", "We will not leave", "Ana Petrova"),
        ("The mayor said the evidence had been tampered with.", "the evidence had been tampered with", "mayor"),
        ("According to the ministry, the talks will resume.", "the talks will resume", "ministry"),
        ("The rail union claimed that the firm had hidden a report.", "the firm had hidden a report", "rail union"),
    ],
)
def test_what_is_asserted_or_promised_is_a_statement_in_the_words_of_its_claimant(
    text: str, quote: str, claimant: str | None, atlas: Gazetteer
) -> None:
    [statement] = of_kind("statement", text, atlas)
    assert (statement.quote, statement.status) == (quote, "claimed")
    assert statement.claimant == (claimant or "Ana Petrova")


@pytest.mark.parametrize(
    "text, measure",
    [
        ("The union accused the company of hiding a report.", "accused"),
        ("The union called for a strike.", "called_for"),
        ("The opposition demanded an inquiry.", "demanded"),
        ("The mayor has vowed to rebuild the bridge.", "promised"),
        ("The prime minister ruled out an election.", "ruled_out"),
        ("The ministry blamed the operator for the outage.", "blamed"),
    ],
)
def test_an_accusation_a_demand_or_a_promise_is_quoted_whole(text: str, measure: str, atlas: Gazetteer) -> None:
    [statement] = of_kind("statement", text, atlas)
    assert (statement.quote, statement.measure) == (text.rstrip("."), measure)
    assert statement.claimant is not None


@pytest.mark.parametrize(
    "text",
    [
        "“It was terrible, we were so scared,” said Nora Ilves, a resident.",
        "“Thank you all, you will never be forgotten,” the mayor said.",
        "“Will you resign?” the reporter asked the minister.",
        "The mayor said yes.",
        "The mayor said on Monday morning.",
        "Talks will resume.",
        "Nobody said that talks would resume.",
        "“I saw the wall would not hold,” a witness said.",
        "We’ll bring you more when the minister said talks would resume.",
        "Reuters said it would verify the footage.",
        "The town has a church and the mayor likes it.",
    ],
)
def test_colour_questions_and_the_outlets_own_page_are_no_statements(text: str, atlas: Gazetteer) -> None:
    assert of_kind("statement", text, atlas) == []


def test_what_happened_in_somebodys_words_is_an_event_and_no_statement(atlas: Gazetteer) -> None:
    assert of_kind("statement", "The minister said the bridge had collapsed.", atlas) == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister said 20 people would resign.",
        "The minister denied that talks would resume.",
        "The minister did not say whether talks would resume.",
    ],
)
def test_words_that_a_figure_a_denial_or_an_omission_has_are_no_statement(text: str, atlas: Gazetteer) -> None:
    assert "statement" not in {one.kind for one in suggest(text, atlas, on=TUESDAY)}


@pytest.mark.parametrize(
    "text, subject",
    [
        ("The minister said the railway would not pay.", "railway"),
        ("Ana Petrova, the mayor, said she would not resign.", "Ana Petrova"),
        ("The union accused the company of hiding a report.", "union"),
        ("The US says North Korea will attack.", "North Korea"),
        ("“They will not leave,” the mayor said.", None),
    ],
)
def test_the_subject_is_the_grammatical_one(text: str, subject: str | None, atlas: Gazetteer) -> None:
    [statement] = of_kind("statement", text, atlas)
    assert statement.subject == subject, statement.rule


def test_a_statement_has_a_place_only_where_its_own_sentence_names_one(atlas: Gazetteer) -> None:
    text = "The ferry left Lisbon. The minister said the talks would resume."
    assert [one.place for one in of_kind("statement", text, atlas)] == [None]


def test_what_is_yet_to_come_is_not_dated_into_the_past(atlas: Gazetteer) -> None:
    [statement] = of_kind("statement", "The minister said talks would resume on Friday.", atlas)
    assert statement.event_time is None


def test_a_speech_gives_two_statements_in_a_row_and_no_more(atlas: Gazetteer) -> None:
    speech = " ".join(f"The mayor said the {thing} would be rebuilt." for thing in ("bridge", "school", "hall", "pier"))
    assert [one.subject for one in of_kind("statement", speech, atlas)] == ["bridge", "school"]


def test_an_entry_gets_no_more_than_one_for_every_second_sentence_and_the_surest(atlas: Gazetteer) -> None:
    names = ("mayor", "governor", "minister", "ambassador", "bishop", "president", "coach", "prosecutor")
    text = " ".join(f"The {name} said the road would be mended." for name in names)
    sure = "The union accused the ministry of hiding evidence."
    quotes = [one.quote for one in of_kind("statement", f"{text} {sure}", atlas)]
    assert len(quotes) == 5
    assert sure.rstrip(".") in quotes


def test_a_heading_is_linked_to_the_statement_of_the_body(atlas: Gazetteer) -> None:
    text = "Talks would resume, says minister\nThe minister said the talks would resume in spring."
    [statement] = of_kind("statement", text, atlas)
    assert statement.quote == "the talks would resume in spring"
    assert [text[repeat.start : repeat.end] for repeat in statement.repeats] == ["Talks would resume"]


def test_a_statement_names_its_rules(atlas: Gazetteer) -> None:
    [statement] = of_kind("statement", "The minister said talks would resume.", atlas)
    assert statement.rule == "statements.said(said) > statements.weighty(would) > claimant.before"
