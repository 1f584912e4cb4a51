"""The form in which everything runs on in one line: "1h ago10.42HeadingFirst paragraph.Second one.Updated at …".

What was a line end on the page shows only as two letters without a space between them. A sentence end with a capital
right behind it ends a paragraph; a small letter, a figure or a quotation mark with one behind it ends a heading.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise
from typing import Final

from dateline.wire import refusals
from dateline.wire.captures.blocks import Block, Reading
from dateline.wire.captures.capture import Related
from dateline.wire.captures.furniture import is_furniture
from dateline.wire.captures.head import read_head
from dateline.wire.captures.lines import (
    LONGEST_HEADING,
    LONGEST_HEADING_WITH_A_STOP_INSIDE,
    MOST_CHARACTERS,
    MOST_LINES,
    to_lines,
)
from dateline.wire.captures.names import is_person
from dateline.wire.captures.times import Stamp, read_stamp

_CLOCK = r"(?P<clock>[0-2]\d[.:][0-5]\d)(?: ?(?P<zone>GMT|BST|CEST|CET|EST|EDT|ET|AEST|AEDT))?(?=[^\s\d.:,])"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_HEADER = re.compile(
    rf"(?:(?P<date>[0-3]?\d {_MONTH} 20\d\d(?: (?=\d\d[.:]\d\d [A-Z]{{2,4}}T))?)"
    rf"|(?P<ago>\d{{1,3}}(?:s|m|h|d|w|mo|y) ago)|(?:(?<=GMT)|(?<=BST)|(?<=ST)|(?<=DT))\s?){_CLOCK}"
)
_UPDATED = re.compile(r"Updated at (?P<clock>\d{1,2}[.:]\d\d)\s?(?P<zone>[A-Z]{2,5})?(?=\W|\d|$)\s*")
_READ_MORE = re.compile(r"\s?Read more:?\s*(?=[A-Z“‘\"'\n]|$)")
_SENTENCE_GLUE = re.compile(r"(?:(?<![^A-Za-z][A-Z])\.|[!?…:])[”’\"')\]]{0,4}(?=[“‘\"'(\[]{0,4}[A-Z][a-z’' ])")
_WORD_GLUE = re.compile(r"(?<=[a-zà-ÿ0-9’”'\")%])(?=[“‘]?[A-ZÀ-Þ](?:[a-zà-ÿ]|[’'][A-Za-z]|(?<=[AI]) ))")
_BEGINNINGS: Final = "The|This|That|There|These|They|An|In|It|Its|He|She|We|At|On|For|More|Here|As|After|Police"
_ACRONYM_GLUE = re.compile(rf"(?<=[A-Z]{{2}})(?=(?:{_BEGINNINGS}) )")
_CAPITAL_INSIDE = re.compile(
    rf"(?<![^\s“‘\"'(0-9])([A-Z][a-z]{{1,12}}(?!(?:{_BEGINNINGS})\b)[A-Z][a-z]{{1,12}})(?=[\s.,’'”)])(.{{0,12}})"
)
_SMALL_ENDINGS: Final = frozenset("in on at up it us so to of by is no go do me he we be as or if an am pm".split())
_NAME_BEGINNINGS: Final = frozenset(
    ("Mc", "Mac", "Fitz", "De", "Di", "Du", "La", "Le", "Van", "Von", "Mc’", "O’", "D’", "O'", "D'")
)
_CAMEL_NAMES: Final = frozenset(
    "TikTok|YouTube|WhatsApp|LinkedIn|FedEx|PayPal|AstraZeneca|HarperCollins|NatWest|DeepMind|MasterCard|ExxonMobil"
    "|GlaxoSmithKline|BuzzFeed|HuffPost|JavaScript|GitHub|DoorDash|BlackRock|SoftBank|CrowdStrike|MailOnline|BrewDog"
    "|CureVac|LeBron|StreetView|EasyJet|EuroMillions|InterCity|PinkNews|OpenAI|MediaWorks|ScotRail|CrossCountry"
    "|SportsMail|TalkTalk|WeWork|HelloFresh|AccuWeather|PowerPoint|BioNTech".split("|")
)
"""Names with a capital inside. A name that is used twice on a page is recognised without standing here."""
LINES_OF_AN_ENTRY: Final = 4
LONGEST_WORD: Final = 60
_LAST_WORD = re.compile(r".*(?=[A-ZÀ-Þ])|.*-|^[“‘\"'(]+")
"""What stands before the last word of a run of letters: everything before its last capital."""


Inside = tuple[str, int]
"""A name, and where in it a capital stands."""


@dataclass(frozen=True, slots=True)
class Header:
    start: int
    end: int
    stamp: Stamp


def find_headers(text: str) -> list[Header]:
    """Return where the entries begin: a date or an age with a clock glued to it, and text glued to the clock."""
    headers = []
    for found in _HEADER.finditer(text):
        hour, minute = (int(part) for part in re.split("[.:]", found["clock"]))
        if hour > 23:
            continue
        day: date | None = None
        if found["date"]:
            read = read_stamp(found["date"])
            if read is None:
                continue
            day = read[0].day
        headers.append(Header(found.start(), found.end(), Stamp(day=day, clock=time(hour, minute), zone=found["zone"])))
    return headers


def says_when_updated(text: str) -> bool:
    return _UPDATED.search(text) is not None


def read_flat(text: str, headers: list[Header]) -> Reading:
    glued = sum(1 for _ in _WORD_GLUE.finditer(text)) + LINES_OF_AN_ENTRY * len(headers)
    if glued > MOST_LINES:
        raise refusals.too_large(
            characters=len(text), lines=glued, most_characters=MOST_CHARACTERS, most_lines=MOST_LINES
        )
    camel = _capitals_inside(_CAMEL_NAMES | _used_twice(text))
    blocks = []
    zones: list[str] = []
    for n, header in enumerate(headers):
        end = headers[n + 1].start if n + 1 < len(headers) else len(text)
        blocks.append(_read_entry(text[header.end : end], header.stamp, camel))
        if (stamp := blocks[-1].stamp) and stamp.zone:
            zones.append(stamp.zone)
    head = read_head(to_lines(text[: headers[0].start]))
    usual = max(zones, key=zones.count) if zones else None
    return Reading("guardian_flat", head, tuple(_with_zone(block, usual) for block in blocks))


def _with_zone(block: Block, zone: str | None) -> Block:
    if zone is None or block.stamp is None or block.stamp.zone:
        return block
    return replace(block, stamp=replace(block.stamp, zone=zone))


def _read_entry(text: str, stamp: Stamp, camel: frozenset[Inside]) -> Block:
    zones = [updated["zone"] for updated in _UPDATED.finditer(text) if updated["zone"]]
    parts: list[str] = []
    related: list[Related] = []
    stretches = _READ_MORE.split(_UPDATED.sub("\n", text))
    for n, stretch in enumerate(stretches):
        told = _parts(stretch, camel)
        # "Read more" stands behind the headline of another story; behind a sentence it announces one.
        if n < len(stretches) - 1 and told and not _ends_sentence(told[-1]):
            related.append(Related(told.pop()))
        parts += told
    byline, heading, body = _heading_and_byline(parts)
    whole_stamp = replace(stamp, zone=zones[-1]) if zones else stamp
    return Block(heading, byline, whole_stamp, tuple(text for text in body if not is_furniture(text)), tuple(related))


def _heading_and_byline(parts: list[str]) -> tuple[str | None, str | None, list[str]]:
    """Take the byline off the top, before or behind the heading, and the heading: a first part that is no sentence."""
    byline: str | None = None
    heading: str | None = None
    if len(parts) > 1 and is_person(parts[0]):
        byline, parts = parts[0], parts[1:]
    if len(parts) > 1 and len(parts[0]) <= LONGEST_HEADING and (not _ends_sentence(parts[0]) or _asks(parts[0])):
        heading, parts = parts[0], parts[1:]
    if len(parts) > 1 and byline is None and heading and is_person(parts[0]):
        byline, parts = parts[0], parts[1:]
    return byline, heading, parts


def _asks(text: str) -> bool:
    return text.rstrip("’”\"'").endswith("?") and len(text) <= LONGEST_HEADING_WITH_A_STOP_INSIDE


def _ends_sentence(text: str) -> bool:
    return text.rstrip("’”\"')]")[-1:] in ".!?…:"


def _parts(text: str, camel: frozenset[Inside]) -> list[str]:
    """Part a stretch where line ends once were."""
    cuts = {found.end() for found in _SENTENCE_GLUE.finditer(text)}
    cuts |= {found.start() for found in _WORD_GLUE.finditer(text) if _parts_words(text, found.start(), camel)}
    cuts |= {found.start() for found in _ACRONYM_GLUE.finditer(text)}
    cuts |= {found.start() for found in re.finditer("\n", text)}
    edges = [0, *sorted(cuts), len(text)]
    pieces = (re.sub(r"\s+", " ", text[one:other]).strip() for one, other in pairwise(edges))
    return [piece for piece in pieces if piece]


def _parts_words(text: str, at: int, camel: frozenset[Inside]) -> bool:
    """False where the capital belongs to a name (McKay, O’Neill, TikTok), a handle or an address."""
    start = max(text.rfind(" ", max(0, at - LONGEST_WORD), at), text.rfind("\n", max(0, at - LONGEST_WORD), at)) + 1
    before = text[start:at]
    if any(sign in before for sign in ("@", "#", "_", "://", ".com/", ".co/")):
        return False
    if any(before.endswith(name[:n]) and text.startswith(name[n:], at) for name, n in camel):
        return False
    last_word = _LAST_WORD.sub("", before)
    if last_word in _NAME_BEGINNINGS:
        return False
    letters = last_word.rstrip("’'")
    return not letters[-1:].isalpha() or len(letters) > 2 or letters in _SMALL_ENDINGS


def _capitals_inside(names: frozenset[str]) -> frozenset[Inside]:
    return frozenset((name, n) for name in names for n in range(1, len(name)) if name[n].isupper())


def _used_twice(text: str) -> frozenset[str]:
    """Words with a capital inside that stand at more than one place, with other words behind them."""
    seen: dict[str, set[str]] = {}
    for found in _CAPITAL_INSIDE.finditer(text):
        seen.setdefault(found[1], set()).add(found[2])
    return frozenset(name for name, behind in seen.items() if len(behind) > 1)
