"""Step two: sentences, also of texts that a copy has broken."""

from dateline.facts.extractor.suggest import read_page
from tests.facts.extractor.reading import words_of


def sentences(text: str) -> list[str]:
    return words_of(read_page(text))


def test_abbreviations_end_no_sentence() -> None:
    assert len(sentences("Dr. A. Example met Lt. Col. Velm at 7 p.m. on Friday. They left.")) == 2


def test_a_glued_capital_begins_a_sentence() -> None:
    assert sentences("The town fell.The mayor left.”Police came.") == [
        "The town fell.",
        "The mayor left.”",
        "Police came.",
    ]


def test_a_wrapped_line_goes_on_and_a_new_one_begins() -> None:
    assert sentences("At least 20 people\nwere hurt\nThe mayor left") == [
        "At least 20 people\nwere hurt",
        "The mayor left",
    ]


def test_in_a_text_without_capitals_every_line_and_spaced_stop_ends_a_sentence() -> None:
    assert len(sentences("twenty died .\nthe mayor , ana example , left . rain fell .")) == 3


def test_a_heading_is_a_first_line_without_a_stop() -> None:
    page = read_page("Twelve dead in blast\nTwelve people died, police said.")
    assert [sentence.heading for sentence in page.sentences] == [True, False]


def test_a_heading_glued_to_the_text_is_one_too() -> None:
    page = read_page("Police hold 11 protestersPolice have held 11 people in the square.")
    assert [sentence.heading for sentence in page.sentences] == [True, False]
