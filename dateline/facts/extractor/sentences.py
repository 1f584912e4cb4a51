"""Step two: tokens to sentences, also where a copy ran them together or broke the lines."""

from typing import NamedTuple

from dateline.facts.extractor.tokens import Kind, Token
from dateline.facts.extractor.words import words


class Sentence(NamedTuple):
    first: int
    """Index of its first token."""
    end: int
    """Index behind its last."""
    line: int
    """Number of the line or paragraph it stands in."""
    heading: bool
    """It reads as a heading: a line of its own at the top without a full stop, or glued to the sentence behind it."""


_ABBREVIATIONS = words("grammar", "abbreviations")
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("”\"’')]»")
_BEHIND_A_STATE = frozenset("(—–-")
_LONGEST_HEADING = 24
# Nobody writes a longer sentence; what reads as one is a table or noise, and is cut so that no step takes long over it.
_LONGEST = 120


def split_sentences(tokens: list[Token]) -> list[Sentence]:
    """Return the sentences in order; together they hold every token once."""
    if not tokens:
        return []
    lower_case = not any(token.text != token.low for token in tokens)
    # A text without capitals is often cut into words, with full stops that stand free; then only those end a sentence.
    stops_free = lower_case and any(token.text == "." and not token.glued for token in tokens)
    starts = [0]
    lines = [0]
    glued_after: set[int] = set()
    line = 0
    for at in range(1, len(tokens)):
        token = tokens[at]
        reason = _boundary(tokens, at, lower_case=lower_case, stops_free=stops_free) or (
            "long" if at - starts[-1] >= _LONGEST else ""
        )
        if token.newline:
            line += 1
        if reason:
            if reason == "glue":
                glued_after.add(len(starts) - 1)
            starts.append(at)
            lines.append(line)
    ends = [*starts[1:], len(tokens)]
    return [
        Sentence(
            first, end, row, _is_heading(tokens, first, end, number, glued=number in glued_after, last=len(starts) - 1)
        )
        for number, (first, end, row) in enumerate(zip(starts, ends, lines, strict=True))
    ]


def _boundary(tokens: list[Token], at: int, *, lower_case: bool, stops_free: bool) -> str:
    """Return why a sentence begins at a token, or nothing."""
    token, before = tokens[at], tokens[at - 1]
    if token.newline:
        # A cased text that goes on in lower case has only been wrapped.
        wrapped = not lower_case and token.kind is Kind.WORD and token.text[0].islower() and before.text not in _ENDS
        return "" if wrapped else "line"
    if token.glued and before.kind is Kind.WORD and token.kind is Kind.WORD and token.text[0].isupper():
        return "glue" if before.text[-1].islower() and before.text[-1].isalpha() and len(before.text) > 1 else ""
    if token.glued and before.text == ":" and token.text[:1].isupper() and len(token.text) > 1:
        return "colon"
    last = at - 1
    while last > 0 and tokens[last].text in _CLOSERS and tokens[last].glued:
        last -= 1
    if tokens[last].text not in _ENDS:
        return _glued_behind_quote(tokens, at)
    return "stop" if _is_full_stop(tokens, last, at, lower_case=lower_case, stops_free=stops_free) else ""


def _is_full_stop(tokens: list[Token], last: int, at: int, *, lower_case: bool, stops_free: bool) -> bool:
    end, token = tokens[last], tokens[at]
    if token.text in _CLOSERS and (token.glued or token.text in "”’)]"):
        return False
    if end.text == "." and end.glued and not end.newline and _is_abbreviation(tokens, last):
        return False
    if token.text in _BEHIND_A_STATE and last > 1 and tokens[last - 2].text == ",":
        # "TOLVA, Fla. (AP) —": a dateline goes on.
        return False
    if token.glued:
        return token.text[:1].isupper() or token.text[0] in "“‘"
    if lower_case:
        return not (stops_free and end.glued)
    return token.kind is not Kind.WORD or token.text[:1].isupper()


def _glued_behind_quote(tokens: list[Token], at: int) -> str:
    """“… positions”.The next: a closing quote or a number, and then a capital without a space."""
    token, before = tokens[at], tokens[at - 1]
    capital = token.glued and token.kind is Kind.WORD and len(token.text) > 1 and token.text[0].isupper()
    if capital and token.text[1].islower() and (before.kind is Kind.NUMBER and len(before.text) > 1):
        return "glue"
    return "glue" if capital and before.text == "”" and token.text[1].islower() else ""


def _is_abbreviation(tokens: list[Token], stop: int) -> bool:
    if stop == 0:
        return False
    word = tokens[stop - 1]
    return word.low in _ABBREVIATIONS or (len(word.text) == 1 and word.text.isupper() and word.text not in "IX")


def _is_heading(tokens: list[Token], first: int, end: int, number: int, *, glued: bool, last: int) -> bool:
    if number > 0 or number == last or end - first > _LONGEST_HEADING:
        return False
    if any(token.text == ":" for token in tokens[first:end]) and tokens[end - 1].kind is Kind.NUMBER:
        # "Deaths: 11" begins a list.
        return False
    closing = tokens[end - 1].text
    if closing in _ENDS or closing in ":,;”":
        return False
    return glued or tokens[end].newline
