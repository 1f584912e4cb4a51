"""Words of other languages, so that a quoted post in Spanish does not give claims in English."""

from functools import cache

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_REACH = 8
# Behind it stand other alphabets than the Latin.
_LAST_LATIN = "\u024f"


@cache
def _ours() -> frozenset[str]:
    return words("grammar", "not in a noun phrase") | words("people", "people")


def foreign_words(page: Page, figure: Figure) -> bool:
    """Return whether the small words around a figure are another language's: “35 morti e 120 feriti nel terremoto”."""
    sentence = page.sentences[figure.sentence]
    near = range(max(sentence.first, figure.first - _REACH), min(sentence.end, figure.end + _REACH))
    theirs = sum(page.lows[at] in words("grammar", "of other languages") for at in near)
    if not theirs:
        beside = [page.tokens[at] for at in (figure.end, figure.first - 1) if sentence.first <= at < sentence.end]
        letters = [token.text[0] for token in beside if token.kind is Kind.WORD]
        return bool(letters) and min(letters) > _LAST_LATIN
    ours = sum(page.lows[at] in _ours() for at in near if at != figure.number.first)
    return theirs > ours and theirs + (ours == 0) > 1
