"""Step one: text to tokens, each with its place in the text as given.

The text is never changed: what is matched in lower case or with plain quotes keeps its offsets on the original.
"""

import re
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    WORD = 1
    NUMBER = 2
    MARK = 3
    """Punctuation and signs."""
    LINK = 4
    """An address, a handle or a hashtag: never part of a claim."""


class Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int
    kind: Kind
    glued: bool
    """Nothing stands between this token and the one before."""
    newline: bool
    """A line break stands before it."""


_TOKEN = re.compile(
    r"""
    (?P<link>(?:https?://|www\.|pic\.\w{1,20}\.com/)\S+|\w[\w.+-]{0,60}@\w[\w-]{0,60}\.\w[\w.]{0,60}|[@\#]\ ?\w+)
    |(?P<number>\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:\.\d+)?)
    |(?P<word>
        (?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?
        |[’'‘`´]s\b
        |[^\W\d_]+(?:[’'‘][^\W\d_]{2,}|[’'‘](?!s\b)[^\W\d_])*
     )
    |(?P<mark>\S)
    """,
    re.VERBOSE,
)
_KINDS = {"link": Kind.LINK, "number": Kind.NUMBER, "word": Kind.WORD, "mark": Kind.MARK}
# A capital inside a word parts two sentences that a copy ran together ("arrestedPolice"), but not in these names.
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][a-z])|(?<=[a-zà-ÿ]{3})(?=A$)")
_CAMEL_NAMES = re.compile(
    r"^(?:Mc|Mac|De|Di|La|Le|Van|Von|Fitz|O[’'])[A-Z]|^(?:You|Whats|Tik|Linked|Pay|Black|Face|Snap|Bio|Astra|Face|"
    r"Space|Deep|Chat|Sound|Smart|Micro|Master|Gold|Break|Air|Jet|Easy|Flix|Open|Health|Live|Euro|News|Deloitte|Price)"
    r"[A-Z][a-z]+$"
)


def tokenise(text: str) -> list[Token]:
    """Return the tokens of any text, in order, without overlap: text[token.start:token.end] == token.text."""
    tokens: list[Token] = []
    last = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        group = found.lastgroup
        assert group is not None, "every alternative is named"
        kind = _KINDS[group]
        gap = text[last:start]
        newline = "\n" in gap
        glued = start == last and start > 0
        word = found.group()
        if kind is Kind.WORD and len(word) > 4 and not word.islower() and not word.isupper():
            for part_start, part_end in _parts(word):
                part = word[part_start:part_end]
                tokens.append(Token(part, part.lower(), start + part_start, start + part_end, kind, glued, newline))
                glued, newline = True, False
        else:
            tokens.append(Token(word, word.lower(), start, end, kind, glued, newline))
        last = end
    return tokens


def _parts(word: str) -> list[tuple[int, int]]:
    cuts = [found.start() for found in _CAMEL.finditer(word)]
    if not cuts or _CAMEL_NAMES.match(word):
        return [(0, len(word))]
    return list(zip([0, *cuts], [*cuts, len(word)], strict=True))
