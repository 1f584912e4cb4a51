"""Words that belong to the page and not to the coverage: prompts, appeals, buttons, credits.

Kept as data, because this is the part that grows with every new page. All are compared in the form of `lines.key`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dateline.wire.captures.lines import Line, key, reads_like_a_heading

ENTRY_MARK: Final = "link copied!"
"""A share button that stands before each entry of some pages: furniture everywhere else."""

WHOLE_LINES: Final = frozenset(
    words.strip()
    for words in """
    accept all|accept cookies|accept all cookies|ad feedback|advertisement|advertisement - scroll to continue
    all times stated are uk|allow notifications|bookmark|breaking|close|comment|comments|copy link|cookie policy
    dropdown arrow|email|enable notifications|facebook|find out more|follow us|get involved|get notified
    got a tv licence?|got it|i don't have a tv licence.|jump to content|latest first|linkedin|link copied|listen
    live|live blog|live coverage|live now|live reporting|live tv|live update|live updates|liveupdated|load more
    load more updates|log in|manage cookies|menu|messenger|more|most recent|newest first|no thanks|not now
    oldest first|pinned|popular|print|privacy policy|read more|recommended|refresh|register|reject all|save|search
    share|share page|share this|share this article|share this page|show all|show less|show more|sign in|sign out
    sign up|skip to content|skip to main content|skip to navigation|sort|sort by|subscribe|subscribe now|support now
    the latest|timeline refresh|timeline|toggle caption|tweet|twitter|update|updated|updates|video content
    view comments|watch live|what we covered here|whatsapp|yes please|your account|here's the latest
    """.strip()
    .replace("\n", "|")
    .split("|")
)

OPENINGS: Final = (
    "accept all cookies",
    "allow notifications",
    "already have an account",
    "by clicking sign up",
    "by continuing to use this site",
    "cookies on ",
    "copyright ©",
    "create a free account",
    "download our app",
    "download the app",
    "enable notifications",
    "follow the latest updates below",
    "follow us on ",
    "get the latest news delivered",
    "here are the live updates",
    "here are live updates",
    "join our commenting forum",
    "join our whatsapp",
    "join thought-provoking conversations",
    "join the conversation",
    "notifications can be managed",
    "our live coverage of ",
    "our live coverage has ",
    "please enable javascript",
    "please refresh the page",
    "please refresh your browser",
    "sign up for our ",
    "sign up to our ",
    "stay up to date with notifications",
    "subscribe to our ",
    "thank you for registering",
    "this blog has now closed",
    "this blog is closed",
    "this blog is now closed",
    "this live blog is now closed",
    "this live page is now closed",
    "this site uses cookies",
    "this website uses cookies",
    "turn on notifications",
    "want to bookmark your favourite",
    "we and our partners",
    "we use cookies",
    "you need one to watch live tv",
    "© ",
)
LONGEST_OPENED: Final = 240
"""A prompt is a sentence or two. A longer line that begins like one is somebody's paragraph."""
LONGEST_PATTERN: Final = 500

_PATTERNS = re.compile(
    r"""liveupdated\s?\d*
      | \d[\d,]*\ (?:posts?|comments?|shares?|updates?|new\ updates?)
      | \d+\ min(?:ute)?s?\ read
      | sort\ by.{0,30}
      | share\ (?:on|via|to|with)\ .{1,30}
      | all\ times\ .{2,30}
      | (?:last\ )?updated\ at\ \d{1,2}[.:]\d\d(?:\ ?[ap]\.?m\.?)?(?:\ [a-z]{2,5})?
      | .{0,400}\bphotograph:\ .{1,80}
      | (?:photo|credit|image\ credit|photo\ credit|picture\ credit):\ .{1,60}
      | pic\.twitter\.com/\w+
      | -*\ ?advertisement\ ?-*
      | [-_—–=*•\s]{3,}
    """,
    re.VERBOSE,
)
_AGENCIES = (
    r"(?:ap|afp|reuters|epa|pa|pa\ wire|pa\ media|getty|getty\ images|ansa|dpa|tass|xinhua|upi|bloomberg|rex|alamy"
    r"|shutterstock|associated\ press|press\ association|the\ independent|handout|social\ media|screengrab|telegram)"
)
_CREDITED_PICTURE = re.compile(rf".{{0,300}}\((?:[^()]{{0,60}}\b)?{_AGENCIES}(?:\b[^()]{{0,60}})?\)")
_CREDIT = re.compile(rf"{_AGENCIES}(?:\ ?/\ ?[\w .]{{2,40}})?")
CAPTION_LABELS: Final = ("image caption", "video caption", "image source", "image copyright", "media caption")

APPEALS: Final = (
    ("your support helps us to tell the story", "your support makes all the difference."),
    ("support truly independent journalism", "support us to deliver journalism without an agenda."),
)
"""How an appeal for support begins and how it ends. What runs on after its end in the same line is coverage."""
LONGEST_APPEAL: Final = 12
APPEAL_WORDS: Final = ("your support", "your donation", "your contribution", "our journalism", "our reporters are")


def is_furniture(text: str) -> bool:
    plain = key(text)
    return (
        plain in WHOLE_LINES
        or plain.rstrip(":") in WHOLE_LINES
        or (len(plain) <= LONGEST_OPENED and plain.startswith(OPENINGS))
        or (len(plain) <= LONGEST_PATTERN and _PATTERNS.fullmatch(plain) is not None)
        or _CREDIT.fullmatch(plain) is not None
        or (_CREDITED_PICTURE.fullmatch(plain) is not None and reads_like_a_heading(text))
    )


def sweep(lines: list[Line]) -> list[Line]:
    """Return the lines without the page's furniture, each that stood behind some marked `cut`. Entry marks stay."""
    kept: list[Line] = []
    cut = False
    for line in _without_captions(_without_appeals(lines)):
        if not line.text or is_furniture(line.text):
            cut = True
            continue
        kept.append(replace(line, cut=True) if cut else line)
        cut = False
    return kept


def without_marks(lines: list[Line]) -> list[Line]:
    return [line for line in lines if not is_entry_mark(line.text)]


def is_entry_mark(text: str) -> bool:
    return key(text) == ENTRY_MARK


def _without_appeals(lines: list[Line]) -> Iterator[Line]:
    """Blank out each appeal, from its first words to its last, and keep what runs on behind them."""
    index = 0
    while index < len(lines):
        plain = key(lines[index].text)
        ends = [end for start, end in APPEALS if plain.startswith(start)]
        if not ends:
            yield lines[index]
            index += 1
            continue
        index, rest = _behind_appeal(lines, index, ends[0])
        yield Line("")
        if rest:
            yield Line(rest)


def _behind_appeal(lines: list[Line], start: int, end: str) -> tuple[int, str]:
    """Return where to read on behind the appeal that starts here, and what its last line still says."""
    for index in range(start, min(start + LONGEST_APPEAL, len(lines))):
        if found := re.search(re.escape(end), lines[index].text, re.IGNORECASE):
            return index + 1, lines[index].text[found.end() :].strip()
    index = start + 1
    while index < len(lines) and any(word in key(lines[index].text) for word in APPEAL_WORDS):
        index += 1
    return index, ""


def _without_captions(lines: Iterator[Line]) -> Iterator[Line]:
    """Blank out caption labels with their captions; a caption may stand in the label's line or in the next."""
    owed = False
    for line in lines:
        plain = key(line.text)
        labelled = plain.startswith(CAPTION_LABELS)
        if labelled or (owed and (not line.gap or reads_like_a_heading(line.text))):
            owed = labelled and plain in CAPTION_LABELS
            yield Line("")
            continue
        owed = False
        yield line
