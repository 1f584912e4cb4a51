"""Which words stand between quotation marks, in all the ways of writing them, also tokenised ones (`` and '')."""

from typing import NamedTuple

from dateline.facts.extractor.figure import Page

_BEHIND = 14


class Quotations(NamedTuple):
    """The quotations of an entry."""

    inside: list[bool]
    """For every token, whether it stands in a quotation."""
    open_at: list[bool]
    """For every sentence, whether it begins inside one."""
    begun_in: dict[int, int]
    """For a sentence in which a quotation ends that began earlier, the sentence where it began."""
    closed_at: dict[int, int]
    """For the same sentence, the token that ends it."""

    def is_said_behind(self, page: Page, sentence: int, cue: int, span: tuple[int, int]) -> bool:
        """Return whether a cue and its claimant stand right behind the quotation's end: “…,” said the mayor."""
        close = self.closed_at.get(sentence, -1)
        return 0 <= close < cue and min(cue, span[0]) - close <= _BEHIND and cue - close <= _BEHIND


def quotations(page: Page) -> Quotations:
    """Return where quotations are. One that is never closed goes on to the next sign that closes one."""
    inside = [False] * (len(page.tokens) + 1)
    open_at: list[bool] = []
    begun_in: dict[int, int] = {}
    closed_at: dict[int, int] = {}
    opened = False
    begun = 0
    for number, sentence in enumerate(page.sentences):
        open_at.append(opened)
        at = sentence.first
        while at < sentence.end:
            mark = _mark(page, at, opened=opened)
            if mark == "open":
                if not opened:
                    begun = number
                opened = True
            elif mark == "close":
                if opened and begun < number and number not in begun_in:
                    begun_in[number], closed_at[number] = begun, at
                opened = False
            inside[at] = opened
            at += 1
    return Quotations(inside, open_at, begun_in, closed_at)


def _mark(page: Page, at: int, *, opened: bool) -> str:
    """Return open, close or nothing for the sign at a place."""
    text = page.tokens[at].text
    if text == "“":
        return "open"
    if text == "”":
        return "close"
    after = page.tokens[at + 1] if at + 1 < len(page.tokens) else None
    if text == "`":
        return "open" if after is not None and after.text == "`" and after.glued else ""
    if text == "'":
        return "close" if opened and after is not None and after.text == "'" and after.glued else ""
    if text != '"':
        return ""
    glued, next_glued = page.tokens[at].glued, after is not None and after.glued
    if glued and not next_glued:
        return "close"
    if next_glued and not glued:
        return "open"
    return "close" if opened else "open"
