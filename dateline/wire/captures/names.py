"""Who wrote it: bylines as pages print them."""

import re
from typing import Final

from dateline.wire.captures.lines import key

LONGEST_BYLINE: Final = 120

AGENCIES: Final = frozenset(
    "ap|afp|reuters|pa|pa media|pa news agency|associated press|the associated press|press association|agencies|dpa|efe"
    "|ansa|xinhua|bloomberg|cnn|cnn staff|bbc news|staff|staff reporter|staff and agencies|ani|pti|upi|al jazeera"
    "|guardian staff|our foreign staff|independent staff|news desk|web desk|live desk".split("|")
)
PARTICLES: Final = frozenset(
    "al|bin|ibn|da|das|de|del|della|den|der|di|dos|du|el|la|le|ter|van|von|y|zu|ben".split("|")
)
NOT_NAMES: Final = frozenset(
    "airport|bridge|street|road|live|news|update|updates|latest|analysis|summary|breaking|world|house|court|palace"
    "|police|ministry|minister|president|parliament|council|university|hospital|school|park|carnival|storm|hurricane"
    "|war|election|day|city|town|county|island|islands|coast|airport|station|port|north|south|east|west|the|a|an|in|of"
    "|what|why|how|who|when|where|key|points|watch|pictured|video".split("|")
)
"""Capitalised words that make a line of two or three words a place or a topic rather than a person."""

ROLE: Final = re.compile(
    r"(?:reporting (?:from|in)|live from|in) .{2,60}"
    r"|(?:.{0,50}\b)?(?:correspondent|editor|reporter|analyst|journalist|producer|presenter|columnist)s?(?:\b.{0,40})?"
    r"|bbc\b.{0,40}",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"(?:live\s+)?(?:posted|reported|reporting|written|edited|compiled|curated|published|analysis|updates)\s+by\b:?",
    re.IGNORECASE,
)
_FROM_OUTLET = re.compile(
    r"(?:from|by|analysis by|analysis from)\s+(?:[A-Z][\w&.]*\s){0,2}?[A-Z][\w&.]*['’‘]s\s+(?=\S)", re.IGNORECASE
)
_BY_OR_FROM = re.compile(r"(?:by|from)\b:?\s*", re.IGNORECASE)
_IN_PLACE = re.compile(r"\s+(?:in|from|at|near)\s+(?:the\s+)?[A-Z][^.!?]*$")
_OUTLET_BEHIND = re.compile(r",\s*(?:CNN|BBC News|BBC|AP|Reuters|AFP|The Associated Press|for CNN|CNN [A-Z]\w+)$")
_JOINTS = re.compile(r"\s*[,;&/]\s*(?:and\s+)?|\s+(?:and|with)\s+")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?:]$|[a-z]{3,}[.!?]\s")


def is_person(text: str) -> bool:
    """True for two to five words that look like somebody's name."""
    words = text.split()
    if not 2 <= len(words) <= 5 or any(character.isdigit() for character in text):
        return False
    given = [word for word in words if word.casefold() not in PARTICLES]
    return (
        len(given) >= 2
        and words[0] in given
        and all(
            word[:1].isupper()
            and word.strip(".").replace("’", "").replace("'", "").replace("-", "").replace(".", "").isalpha()
            for word in given
        )
        and not any(word.casefold() in NOT_NAMES for word in words)
        and not (len(words[-1]) > 2 and words[-1].endswith("."))
    )


def is_credit(text: str) -> bool:
    """True when every part of the line is a person or a known desk or agency."""
    if len(text) > LONGEST_BYLINE or not text:
        return False
    if key(text) in AGENCIES:
        return True
    parts = [part for part in _JOINTS.split(_OUTLET_BEHIND.sub("", text)) if part]
    return bool(parts) and all(is_person(part) or key(part) in AGENCIES for part in parts)


def tidy(byline: str) -> str:
    """Names as we print them: a space behind each comma, no outlet behind the last."""
    spaced = re.sub(r"\s*,\s*", ", ", byline.strip(" ,|·•–—-\t"))
    return _OUTLET_BEHIND.sub("", spaced)


def byline_in(text: str) -> str | None:
    """Return the names of a line that says it is a byline ("From CNN’s …", "Posted by …", "By …"), or None."""
    if len(text) > LONGEST_BYLINE or _SENTENCE_END.search(text):
        return None
    if outlet := _FROM_OUTLET.match(text):
        return tidy(_IN_PLACE.sub("", text[outlet.end() :])) or None
    posted = _POSTED.match(text)
    if posted and posted.end() < len(text) and len(text.split()) <= 16:
        names = tidy(_IN_PLACE.sub("", text[posted.end() :]))
        return names if _could_sign(names) else None
    if came_from := _BY_OR_FROM.match(text):
        names = tidy(_IN_PLACE.sub("", text[came_from.end() :]))
        return names if is_credit(names) or key(names).endswith((" staff", " reporters", " team")) else None
    return None


def signature(text: str) -> str | None:
    """Return the names of something that stands where only a byline can stand, or None if it cannot be one."""
    names = tidy(byline_in(text) or text)
    return names if _could_sign(names) else None


def _could_sign(names: str) -> bool:
    return (
        0 < len(names) <= LONGEST_BYLINE
        and names[:1].isalpha()
        and not names[:1].islower()
        and not _SENTENCE_END.search(names)
        and len(names.split()) <= 14
    )
