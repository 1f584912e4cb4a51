"""Where a quote stands in changed words: exactly once and whole, or a person looks."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.facts.models import Review
from dateline.facts.rules import Moved, moved

# Few letters, so that quotes occur again, touch digits and overlap.
LETTERS = st.text("ab14 ,.–-$%\n", max_size=30)
QUOTES = st.text("ab14 ,.–-$%\n", min_size=1, max_size=6)
ANYTHING = st.text(max_size=60)


@given(quote=QUOTES, text=LETTERS)
@example("aa", "aaa")
@example("4 4", "4 4 4")
def test_it_moves_exactly_when_the_quote_stands_once(quote: str, text: str) -> None:
    places = [start for start in range(len(text)) if text.startswith(quote, start) and stands_whole(quote, text, start)]
    found = moved(quote, text)
    if len(places) == 1:
        assert found == Moved(places[0], places[0] + len(quote))
    else:
        assert found == (Review.QUOTE_TWICE if places else Review.QUOTE_GONE)


@given(quote=ANYTHING.filter(bool), text=ANYTHING)
def test_a_moved_span_quotes_its_words_in_any_text(quote: str, text: str) -> None:
    found = moved(quote, text)
    if isinstance(found, Moved):
        assert text[found.start : found.end] == quote
    assert moved(quote, text) == found


@given(quote=QUOTES, before=ANYTHING, behind=ANYTHING)
def test_a_quote_among_words_that_do_not_have_it_moves_with_them(quote: str, before: str, behind: str) -> None:
    text = f"{before}\n{quote}\n{behind}"
    if text.count(quote) == 1 and text.find(quote, len(before) + 2) < 0:
        assert moved(quote, text) == Moved(len(before) + 1, len(before) + 1 + len(quote))


@pytest.mark.parametrize(
    "quote,text",
    [
        ("41 drones", "It was 141 drones."),
        ("41 drones", "It was 2,041 drones."),
        ("41 drones", "It was 30–41 drones."),
        ("41", "It was 41,000."),
        ("41", "It was 41.5 of them."),
        ("41", "It was 41-50."),
        ("$4bn", "It was A$4bn."),
        ("41 drone", "It was 41 drones."),
    ],
)
def test_a_quote_that_has_grown_into_another_is_gone(quote: str, text: str) -> None:
    assert moved(quote, text) == Review.QUOTE_GONE


@pytest.mark.parametrize("text", ["“41”", "41.", "41, they say", "(41)", "drones:41", "41%"])
def test_a_quote_beside_signs_stands(text: str) -> None:
    assert isinstance(moved("41", text), Moved)


def stands_whole(quote: str, text: str, start: int) -> bool:
    """The rule once more in other words: neither end cuts a word or a number in two."""
    end = start + len(quote)
    left, right = text[:start][-1:], text[end:][:1]
    if left.isalnum() and (quote[0].isalnum() or quote[0] in "$£€"):
        return False
    if right.isalnum() and quote[-1].isalnum():
        return False
    if quote[0].isdigit() and (left in {"-", "–"} or (left in {".", ","} and text[: start - 1][-1:].isdigit())):
        return False
    return not (quote[-1].isdigit() and right in {".", ",", "-", "–"} and text[end + 1 :][:1].isdigit())
