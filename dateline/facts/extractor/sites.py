"""Places that no gazetteer has: the text itself says that a name is a hospital, a bridge, a village, or a disaster’s.

“Al-Nur maternity hospital”, “Harrow Street”, “Mount Tolbar”, “Ranoli village”, “the Samar ferry sinking”.
"""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.mentions import Atlas, Mention, Setting, with_home
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.place_signs import BULLETS, COUNTS, OWNS, begins, is_counted, is_dateline
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_PREPOSITIONS = words("grammar", "before a place")
_NEVER = words("grammar", "never a place")
_BETWEEN = words("grammar", "between a site and its name")
_GENERIC = words("grammar", "in front of the name of a site")
_EVENTS = words("grammar", "events that bear a place")
_ENDS = words("grammar", "behind a town that nobody knows")
_ARTICLES = frozenset(["the", "a", "an"])
_CERTAIN = frozenset("in near outside at around across into between".split())
_NO_NAMES = frozenset("a an one another this that his her their its our my your any each every no some".split())
_OWNED = words("grammar", "owned by a place")
FIRES = frozenset("fire fires wildfire wildfires storm".split())
_STRUCK = frozenset("struck hit rocked shook battered devastated flooded".split())
_STRIKERS = words("grammar", "what strikes a place")
_BODIES = words("roles", "bodies")
_PLURALS = frozenset("counties states provinces districts regions cities towns countries suburbs boroughs".split())
_LARGE = 400_000
_LONGEST_LIST = 120
_FIRST_WORDS = 10
_SAYS = words("cues", "says")
_DIRECTIONS = words("grammar", "directions")
_SUBJECTS = frozenset("river bridge hospital dam".split())
_SHORTEST = 3
_ADJECTIVES = ("ing", "ed", "ly", "al", "ic", "ous", "ive", "est", "ern", "less", "ful", "ary", "ese", "ian")
_OF_A_SAINT = frozenset("de del di do da".split())
# "Shares in Tolvex", "a million in Bitcoin".
_HELD = frozenset("share shares stake stakes interest confidence trust faith million billion dollars trading".split())
_HAVE_A_PLACE = words("grammar", "with a place behind of")
_WATERS = frozenset("strait gulf bay isle".split())
_PEAKS = frozenset(["mount", "lake"])
_COUNTIES = frozenset("valley county district province oblast village township governorate prefecture".split())
_COMMON = (
    _BETWEEN
    | _NEVER
    | _GENERIC
    | _ARTICLES
    | known_nouns()
    | words("grammar", "words that are towns too")
    | words("grammar", "directions")
    | words("grammar", "not in a noun phrase")
    | words("grammar", "adjectives before a site")
)
_NO_NOUNS = words("grammar", "not in a noun phrase")


def lead(page: Page, at: int) -> str:
    """Return the preposition in front of a name, past its article."""
    before = page.low(at - 1)
    return page.low(at - 2) if before == "the" else before


def site_end(page: Page, atlas: Atlas, end: int) -> int:
    """Return where a site ends whose name ends here: behind “hospital” of “Al-Nur maternity hospital”, or `end`."""
    for at in range(end, min(end + 3, len(page.tokens))):
        token = page.tokens[at]
        if token.kind is not Kind.WORD or token.newline:
            return end
        if token.low in atlas.site_words:
            return at + 1
        if token.low not in _BETWEEN and not (page.cased and token.text[0].isupper()):
            return end
    return end


def site(page: Page, atlas: Atlas, setting: Setting, at: int, run: int) -> Mention | None:
    """Return the site that begins at a capital: by its last word, by its first, or by what follows it."""
    led = lead(page, at)
    setting = _with_its_town(page, atlas, setting, at)
    if bears_an_event(page, at + run):
        return None
    if page.lows[at] in _GENERIC and run > 1 and (led in _PREPOSITIONS or led == ","):
        return _of(page, at, at + run, 1.0, setting)
    if page.lows[at] in _WATERS and page.low(at + 1) == "of" and page.tokens[at + 2 : at + 3]:
        return _of(page, at, at + 3, 1.0, setting)
    if page.lows[at] in _NEVER and (run == 1 or begins(page, at)):
        return None
    inner = next((place for place in range(at + run - 1, at, -1) if page.lows[place] in atlas.site_words), 0)
    end = inner + 1 if inner else site_end(page, atlas, at + run)
    if end > at + run or inner:
        subject = (page.low(at - 1) == "the" or begins(page, at)) and page.low(end - 1) in _SUBJECTS
        owns = page.low(end) in OWNS and any(low in _EVENTS for low in page.lows[end + 1 : end + 5])
        owned = page.low(at - 1) in OWNS and page.tokens[at - 2].text[0].isupper()
        if led not in _PREPOSITIONS and not subject and not owns and not owned:
            return None
        return _of(page, at, end, 1.0 if led in _PREPOSITIONS or owned else 0.6, setting)
    if page.low(at + run) in atlas.settlement_words - {"port", "capital"}:
        return _of(page, at, at + run, 0.9, setting, kind="town")
    return None


def _with_its_town(page: Page, atlas: Atlas, setting: Setting, at: int) -> Setting:
    """“The Lisbon Central Hospital” is in the country of the town that it is named after, if no other was named."""
    found = None if setting.home[0] else atlas.find(page.words(at, at + 1))
    if not found or found.place.kind != "town" or not found.place.main or found.place.population < _LARGE:
        return setting
    shown = atlas.shown(found.place, found.place.name).partition(", ")[2]
    return setting._replace(home=(found.place.country, shown))


def bears_an_event(page: Page, end: int) -> bool:
    """“The Samar ferry sinking”, “the Lisbon fire”: an event that has its name from where it was."""
    for at in range(end, min(end + 3, len(page.tokens))):
        if page.tokens[at].kind is not Kind.WORD or not page.tokens[at].text.islower():
            return False
        if page.lows[at] in _EVENTS:
            return True
        if page.lows[at] in _NO_NOUNS:
            return False
    return False


def unheard_town(page: Page, atlas: Atlas, setting: Setting, at: int, run: int) -> Mention | None:
    """“In Oskrava,”: a name behind a preposition where only a place can stand, or one that an event bears."""
    name = page.words(at, at + run)
    opens = begins(page, at) and is_dateline(page, at + run)
    struck = page.low(at - 1) in _STRUCK and bool(_STRIKERS & {page.low(place) for place in range(at - 5, at - 1)})
    if (
        run > 2 + struck
        or len(name) <= _SHORTEST
        or (page.lows[at] in _NEVER | _BETWEEN and not _has_a_direction(page, atlas, at, run))
    ):
        return None
    if opens and (name.isupper() or page.low(at + run) == "("):
        return _of(page, at, at + run, 1.0, setting, kind="town")
    if (
        name.isupper()
        or (run == 1 and page.lows[at] in setting.known.by_last)
        or atlas.country_of_adjective(page.lows[at])
    ):
        return None
    if _is_in_a_list_of_places(page, at, at + run):
        return _of(page, at, at + run, 0.9, setting, kind="town")
    # Fires are named after whatever lies near: "the Velm fire" need not be in Velm.
    bears = bears_an_event(page, at + run) and page.low(at + run) not in FIRES
    if bears and page.lows[at] not in COUNTS and (page.low(at - 1) == "the" or begins(page, at)):
        return _of(page, at, at + run, 0.7, setting, kind="town")
    behind = page.low(at + run)
    ends = behind in _ENDS or behind in _NO_NOUNS or not behind.isalpha() or page.tokens[at + run].newline
    held = page.low(at - 2) in _HELD or page.low(at - 3) in _HELD
    # "Oskrava’s mayor", and not "Velm’s brother".
    owns = behind in OWNS and page.low(at + run + 1) in _OWNED and page.lows[at + run - 1] not in known_nouns()
    belongs = page.low(at - 1) == "of" and page.low(at - 2) in _HAVE_A_PLACE
    stands_in = page.low(at - 1) in _CERTAIN and behind not in OWNS and ends and not held
    if struck and page.lows[at] not in _BODIES:
        return _of(page, at, at + run, 0.9, setting, kind="town")
    return _of(page, at, at + run, 0.9, setting, kind="town") if owns or belongs or stands_in else None


def _has_a_direction(page: Page, atlas: Atlas, at: int, run: int) -> bool:
    """“East Oskrava”: a name of its own, unless the rest of it is a country or a region, or no name at all."""
    rest = page.lows[at + 1] if run == 2 and page.lows[at] in _DIRECTIONS else ""
    return bool(rest) and rest not in _NEVER and not atlas.is_country_or_region(rest)


def _is_in_a_list_of_places(page: Page, at: int, end: int) -> bool:
    """“Counties with most cases: • Tolva: 20 • Oskrava: 12”: each item is one of what the line above it lists."""
    if not (page.low(end) == ":" and is_counted(page, end + 1) and page.lows[at - 1] in BULLETS and begins(page, at)):
        return False
    for place in range(at - 1, max(0, at - _LONGEST_LIST), -1):
        if page.tokens[place - 1].newline and page.lows[place - 1] not in BULLETS:
            line = page.lows[place - 1 : place + _FIRST_WORDS]
            return bool(_PLURALS & {*line})
    return bool(_PLURALS & {*page.lows[:_FIRST_WORDS]})


def site_in_lower_case(page: Page, atlas: Atlas, setting: Setting, at: int) -> Mention | None:
    """“At al-nur hospital”, “in tahrir square”: without capitals only a name without an article is sure enough."""
    led = lead(page, at) in _PREPOSITIONS
    if led and page.lows[at] in _PEAKS and _is_rare(page, atlas, at + 1):
        return _of(page, at, at + 2, 1.0, setting)
    if led and page.lows[at] == "hospital" and page.low(at + 1) in _OF_A_SAINT:
        return _of(page, at, at + 3, 1.0, setting) if at + 3 < len(page.tokens) else None
    if not (led or begins(page, at) or page.low(at - 1) in OWNS) or not _is_rare(page, atlas, at):
        return None
    if page.low(at + 1) in _COUNTIES:
        setting = _with_its_town(page, atlas, setting, at)
        return _of(page, at, at + 2, 0.9, setting, kind="region")
    end = at + 1
    while end < min(at + 5, len(page.tokens)):
        low = page.lows[end]
        if low in atlas.site_words and (led or low in _SUBJECTS) and not _describes(page, end):
            return _of(page, at, end + 1, 1.0, setting)
        if low != "-" and low not in _BETWEEN and not (page.low(end - 1) == "-" or _is_rare(page, atlas, end)):
            return None
        end += 1
    return None


def _describes(page: Page, at: int) -> bool:
    """“Flood-prone beach towns”: a word for a site in front of a plural only says what kind they are."""
    behind = page.low(at + 1)
    return behind.isalpha() and behind.endswith("s") and behind not in _NO_NOUNS and behind not in _SAYS


def town_in_lower_case(page: Page, atlas: Atlas, setting: Setting, at: int) -> Mention | None:
    """“The village of oskrava”: what stands behind “village of” is a name, whatever it is."""
    called = page.low(at - 1) == "of" and page.low(at - 2) in _HAVE_A_PLACE
    if not called and not _lies_in_a_region(page, atlas, at):
        return None
    token = page.tokens[at]
    if token.kind is not Kind.WORD or page.lows[at] in _NO_NAMES or page.lows[at] in _COMMON:
        return None
    end = at + 1
    while end + 1 < len(page.tokens) and page.lows[end] == "-" and page.tokens[end].glued:
        end += 2
    return _of(page, at, end, 0.9, setting, kind="town")


def _lies_in_a_region(page: Page, atlas: Atlas, at: int) -> bool:
    """“Near oskrava in ohio”, “in oskrava , peru”: what lies in a region is a place, if it is a name."""
    if page.low(at - 1) not in _CERTAIN or page.low(at + 1) not in {"in", ","} or not _is_rare(page, atlas, at):
        return False
    wide = [page.words(at + 2, min(end, len(page.tokens))) for end in (at + 3, at + 4)]
    return len(page.lows[at]) > _SHORTEST and any(
        atlas.is_country_or_region(name) for name in wide if len(name) > _SHORTEST
    )


def _is_rare(page: Page, atlas: Atlas, at: int) -> bool:
    """Return whether a word of a text without capitals may be a name, as far as the tables know."""
    if at >= len(page.tokens) or len(page.lows[at]) <= 1:
        return False
    low = page.lows[at]
    if low in _COMMON or low in atlas.settlement_words or low in atlas.region_words:
        return False
    return page.tokens[at].kind is Kind.WORD and not (len(low) > 4 and low.endswith(_ADJECTIVES))


def _of(page: Page, first: int, end: int, weight: float, setting: Setting, *, kind: str = "site") -> Mention:
    name = page.words(first, end)
    shown = with_home(setting, name if page.cased else name.title())
    return Mention(shown, first, end, weight, kind, setting.home[0], ambiguous=True)
