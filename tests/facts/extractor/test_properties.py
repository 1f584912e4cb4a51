"""What holds for every text: it is accepted, spans point at what they quote, and the same text gives the same."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.facts.extractor.suggest import read
from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.exam import EXAM
from tests.facts.extractor.reading import TUESDAY

PIECES = [
    *sorted({word for question in EXAM for word in question.text.split(" ")}),
    "collapsed", "arrested", "was", "has", "vowed", "accused", "that", "after", "would", "there", "closed",
    "“", "”", '"', "(", ")", "-", "–", ",", ".", ".\n", ":", "$", "£", "1/2", "½", "٣", "²", "0x1F", "1e9", "@", "#",
    "’s", "\u00a0", "\u200b", "\ufeff", "🔥", "9" * 40, "1,2,3", "..", "a.m.",
]  # fmt: skip
ODD = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
NUMBERS = st.from_regex(
    r"(A?[$£€]|Rs ?|R|No\. ?|at |in |by |since )?[0-9]{1,4}([,.:/-][0-9]{1,4}){0,3}"
    r"(%|[kmp]|bn|th|s|am|pm|-year-old| GMT| per cent| times| million)?",
    fullmatch=True,
)
FIGURES = st.lists(st.one_of(NUMBERS, st.sampled_from(PIECES)), max_size=30).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(text=st.one_of(st.text(max_size=300), ODD, FIGURES, GLUED))
@example(text='1-0B"B')
@example(text="3-2m people, 0,000.00")
def test_any_text_is_read_and_spans_point_at_what_they_quote(text: str, atlas: Gazetteer) -> None:
    reading = read(text, atlas, on=TUESDAY)
    spans = [(one.start, one.end, one.quote) for one in reading.suggestions]
    spans += [(one.start, one.end, one.quote) for one in reading.refused]
    assert [text[start:end] for start, end, _ in spans] == [quote for _, _, quote in spans]
    assert all(quote for _, _, quote in spans)
    for claim in reading.suggestions:
        assert [text[repeat.start : repeat.end] for repeat in claim.repeats] == [one.quote for one in claim.repeats]
        assert 0 <= claim.confidence <= 1
        assert claim.rule
        assert claim.lower is None or claim.upper is None or claim.lower <= claim.upper


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=ODD)
def test_the_same_text_gives_the_same_claims(text: str, atlas: Gazetteer) -> None:
    assert read(text, atlas, on=TUESDAY) == read(text, atlas, on=TUESDAY)


def test_a_source_that_breaks_off_is_read(atlas: Gazetteer) -> None:
    assert read("At least 40 people died, according to a statement from ; the clinic.", atlas).suggestions
    assert read("0,000.00 and 4 homes, in the last ² days", atlas, on=TUESDAY).suggestions is not None


def test_a_count_and_a_share_make_no_range(atlas: Gazetteer) -> None:
    found = read("Police counted 74—1/3 of them at the gate.", atlas).suggestions
    assert [one for one in found if one.lower is not None and one.upper is not None] == []


def test_long_and_odd_texts_are_read(atlas: Gazetteer) -> None:
    for piece in ("12 34,567 8-9 ", "“‘(\"'", "a", "Nora, ", "and ", "one hundred ", "said ", "\n", "5 of ", "\u0000"):
        read(piece * (20_000 // len(piece)), atlas)
