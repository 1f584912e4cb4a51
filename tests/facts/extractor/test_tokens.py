"""Step one: every token points at its own place in the text as given."""

from dateline.facts.extractor.furniture import date_in_stamp, furniture
from dateline.facts.extractor.tokens import Kind, tokenise


def texts(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


def test_every_token_points_at_its_text() -> None:
    text = "“At least 1,204 people”, Ana’s mayor\u00a0said – 7.27am, $4bn."
    assert all(text[token.start : token.end] == token.text for token in tokenise(text))


def test_thousands_stay_together_and_units_come_apart() -> None:
    assert texts("1,204,000 people 150km 1,20,000") == ["1,204,000", "people", "150", "km", "1,20,000"]


def test_a_possessive_is_a_token_of_its_own_with_any_apostrophe() -> None:
    assert texts("Velmar’s Velmar's Velmar‘s") == ["Velmar", "’s", "Velmar", "'s", "Velmar", "‘s"]


def test_two_sentences_that_a_copy_ran_together_are_parted_inside_the_word() -> None:
    assert texts("11 arrestedPolice said") == ["11", "arrested", "Police", "said"]


def test_names_with_a_capital_inside_stay_whole() -> None:
    assert texts("McDonald told YouTube") == ["McDonald", "told", "YouTube"]


def test_handles_and_addresses_are_links() -> None:
    assert [token.kind for token in tokenise("@velmar24 https://example.org/7 #quake24")] == [Kind.LINK] * 3


def test_a_stamp_a_signature_and_a_credit_are_furniture() -> None:
    text = "4 Mar 203104.21The town fell.— Velmar Desk (@velmar24) March 4, 2031\nUpdated at 04.38 GMT"
    marked = [text[start:end] for start, end in furniture(text)]
    assert marked == ["4 Mar 203104.21", "— Velmar Desk (@velmar24) March 4, 2031", "Updated at 04.38 GMT"]


def test_a_caption_is_furniture_from_where_the_copy_glued_it() -> None:
    text = "He left,” she said.Two boats in the harbour. Photograph: Nora Example/AgencyIn the north, rain fell."
    [(start, end)] = furniture(text)
    assert text[start:end] == "Two boats in the harbour. Photograph: Nora Example/Agency"


def test_the_stamp_of_an_entry_gives_its_day() -> None:
    assert str(date_in_stamp("25 Mar 203103.48Heading")) == "2031-03-25"
    assert str(date_in_stamp("heading\n2031-08-24 17:22\ntext")) == "2031-08-24"
    assert date_in_stamp("99 Mar 203103.48Heading") is None
