"""From any text to clean lines, and the one judgement everything rests on: does a line read like a heading?"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from dateline.wire import refusals

MOST_CHARACTERS: Final = 1_000_000
MOST_LINES: Final = 20_000
LONGEST_HEADING: Final = 160
LONGEST_HEADING_WITH_A_STOP_INSIDE: Final = 110

BULLETS: Final = "•·▪◦●‣*"
CLOSING: Final = "\"'”’)]»"
OPENING: Final = "\"'“‘([«"

_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_ODD_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(" {2,}")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]\.)+|\b(?:Jr|Sr|a\.m|p\.m|Inc|Ltd|Co|etc)\.)$")
_TITLE_BEFORE_STOP = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Prof|Rev|vs|No|Jr|Sr)\.$")
_SPEECH = re.compile(r",[”\"](?=\s)")
_STOP_INSIDE = re.compile(rf"[.!?][{re.escape(CLOSING)}]?(?=\s)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something. `gap`: a blank line stood before it; `cut`: page furniture did."""

    text: str
    indent: int = 0
    gap: bool = False
    cut: bool = False


def clean(text: str) -> str:
    """Return the text with one kind of line end and one kind of space. Refuses 'not_text' and 'too_large'."""
    if _UNPRINTABLE.search(text) or text.count("\ufffd") > 1 + len(text) // 1000:
        raise refusals.not_text()
    if _MARKUP.match(text.lstrip("\ufeff")):
        raise refusals.is_markup()
    one_kind = _ODD_SPACES.sub(" ", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
    lines = one_kind.count("\n") + 1
    if len(one_kind) > MOST_CHARACTERS or lines > MOST_LINES:
        raise refusals.too_large(
            characters=len(one_kind), lines=lines, most_characters=MOST_CHARACTERS, most_lines=MOST_LINES
        )
    return one_kind


def to_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    gap = False
    for raw in text.split("\n"):
        inner = _SPACES.sub(" ", raw).strip()
        if not inner:
            gap = bool(lines)
            continue
        lines.append(Line(inner, indent=len(raw) - len(raw.lstrip()), gap=gap))
        gap = False
    return lines


def key(text: str) -> str:
    """The form in which two wordings are compared: no case, straight quotes, single spaces."""
    straight = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", straight)).casefold().strip()


def without_bullet(text: str) -> str:
    return text.lstrip(BULLETS + " ") if text[:1] in BULLETS else text


def is_bulleted(text: str) -> bool:
    return text[:1] in BULLETS or text[:2] in ("- ", "– ")


def reads_like_a_heading(text: str) -> bool:
    """True for a short line in one piece without a final full stop, beginning as a headline does."""
    if not text or len(text) > LONGEST_HEADING or is_bulleted(text):
        return False
    first = text.lstrip(OPENING + "#$£€+ ")[:1]
    if not (first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())):
        return False
    end = text.rstrip(CLOSING + " ")
    if end[-1:] in ".!…,;:" and not _ABBREVIATION.search(end):
        return False
    if _SPEECH.search(text):
        return False  # “We are safe,” he said: headings put single quotes, and the comma outside.
    stops = [stop for stop in _STOP_INSIDE.finditer(text) if not _TITLE_BEFORE_STOP.search(text[: stop.start() + 1])]
    return not stops or (len(stops) == 1 and len(text) <= LONGEST_HEADING_WITH_A_STOP_INSIDE)


_COMMON = frozenset(
    "about after again against also amid been before being between could during does from have into just latest like "
    "live more most much near news only over said says some such than that their them then there these they this those "
    "through under until updates very were what when where which while will with would your".split()
)


def kinship(one: str, other: str) -> int:
    """How many telling words two texts share. A heading nearly always shares some with the paragraph under it."""
    return len(_telling(one) & _telling(other))


def _telling(text: str) -> set[str]:
    words = re.findall(r"[^\W_]{2,}", key(text))
    return {word[:5] for word in words if (len(word) > 3 or word.isdigit()) and word not in _COMMON}
