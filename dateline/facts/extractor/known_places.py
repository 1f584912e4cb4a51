"""What a name becomes that the gazetteer has: a country, a region, a town or a site in it, and how surely."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.mentions import Atlas, Mention, Setting, with_country
from dateline.facts.extractor.place_signs import COUNTS, OWNS, begins, is_dateline, is_line, is_struck
from dateline.facts.extractor.sites import bears_an_event, site_end
from dateline.facts.extractor.words import words
from dateline.facts.gazetteer.lookup import Found, Place

PREPOSITIONS = words("grammar", "before a place")
STRONG = frozenset("in at near around outside across inside throughout within over off along into".split())
ATTACKS = words("grammar", "of or on a place")
DIRECTIONS = words("grammar", "directions")
# "70% of Tolva is without power".
SHARES = frozenset(["%", "percent", "cent", "half", "third", "quarter", "most", "much", "all", "parts"])
OF_A_NAME = 0.1
_NEVER = words("grammar", "never a place")
_BORDERS = frozenset("border coastal industrial autonomous frontier".split())
_CONTINUED = frozenset("del di della dei de du sur upon".split())
_BODIES = words("roles", "bodies")
_OFFICES = words("roles", "persons")
_LAND = words("grammar", "land of an adjective")
_REACHES = words("grammar", "verbs that lead to a place")
_LONGEST_BODY = 4
_SHORT = 3
_MIDDLING = 50_000
_CALLED = frozenset("capital city town village port resort".split())
# “The governor of the Tolva region”, but “the coast of Tolva” is no “Tolva coast”.
_NO_PART_OF_A_NAME = frozenset("coast area".split())


def is_never(page: Page, atlas: Atlas, at: int) -> bool:
    """Whether a word is no town, though one has its name; “in Mobile, Alabama” says itself that it is one."""
    text, low = page.tokens[at].text, page.low(at)
    if page.low(at + 1) == "," and page.low(at - 1) in PREPOSITIONS and len(text) > _SHORT:
        behind = page.tokens[at + 2].text if at + 2 < len(page.tokens) else ""
        if text[0].isupper() == behind[:1].isupper() == page.cased and atlas.is_country_or_region(behind):
            return False
    if low == "us":
        return text != "US" and (page.cased or page.low(at - 1) != "the")
    return low in _NEVER or low in COUNTS or len(text) < 2


def is_region_word(page: Page, atlas: Atlas, at: int) -> bool:
    border = page.low(at) in _BORDERS
    return _singular(page.low(at + border)) in atlas.region_words


def may_name_a_region(page: Page, atlas: Atlas, at: int, end: int) -> bool:
    """Not “Russian state”, “Thirteen provinces”, nor “In Harlan County”, whose name begins at the next word."""
    if page.low(end) not in atlas.region_words and page.low(end) not in _BORDERS:
        return False
    if atlas.country_of_adjective(page.lows[at]) and not page.tokens[end].text[0].isupper():
        return False
    return page.lows[at] not in _NEVER and page.lows[at] not in PREPOSITIONS


def before_noun(page: Page, at: int) -> str:
    return page.low(at - 2) if page.low(at - 1) != "the" else page.low(at - 3)


def weight_of(page: Page, at: int, end: int, before: str, *, named_as: bool) -> float:
    """Return how surely a name is where something happened, and not who acts."""
    if is_line(page, at, end) or is_struck(page, at, before) or (begins(page, at) and is_dateline(page, end)):
        return 1.0
    if bears_an_event(page, end):
        return 1.0
    if page.low(end) in _BODIES and before not in STRONG:
        # "Leeds police": who acts, and only where nothing better is named where it happened.
        return OF_A_NAME
    if before == "of" and page.low(at - 2) in _BODIES and page.tokens[at - 2].text[0].isupper():
        # "The Bank of England", "the University of Porto": a name.
        return OF_A_NAME
    attacked = before in {"on", "of", "from"} and before_noun(page, at) in ATTACKS
    attacked = attacked or (before == "of" and page.low(at - 2) in SHARES)
    strong = before in STRONG | _CALLED or named_as or attacked or is_beside(page, at)
    weight = 1.0 if strong else 0.6 if before in PREPOSITIONS or before in _REACHES else 0.4
    return min(weight, 0.5) if page.low(end) in OWNS else weight


def is_beside(page: Page, at: int) -> bool:
    return page.low(at - 1) == "with" and page.low(at - 2) == "border"


def known_place(page: Page, atlas: Atlas, at: int, end: int, found: Found, weight: float, direction: str) -> Mention:
    place, name = found.place, page.words(at, end)
    if page.low(end) in _CONTINUED and end + 1 < len(page.tokens) and not page.tokens[end].newline:
        # "Pescara del Tronto" is not Pescara; the gazetteer does not know it, and its country is the same.
        name = page.words(at, end + 2)
        shown = with_country(atlas, name if page.cased else name.title(), place.country)
        return Mention(shown, at, end + 2, weight, "town", place.country, ambiguous=True)
    shown = _shown(atlas, place, name)
    if direction and place.kind in {"country", "region"}:
        return Mention(f"{direction} {shown}", at, end, weight, _kind(place), place.country, found.ambiguous)
    last = site_end(page, atlas, end)
    if last > end:
        shown = _shown(atlas, place, page.words(at, last))
        return Mention(shown, at, last, max(weight, 0.6), "site", place.country, found.ambiguous)
    people = place.population if place.kind == "town" else 0
    return Mention(shown, at, end, weight, _kind(place), place.country, found.ambiguous, people)


def region(
    page: Page, atlas: Atlas, at: int, end: int, found: Found | None, setting: Setting, *, before: str
) -> Mention | None:
    """“Saratov region”, “the Donetsk and Luhansk regions”, “Tulcea County”."""
    last = end if _singular(page.low(end)) in atlas.region_words else end + 1
    name = page.words(at, last + 1)
    if page.low(last) not in atlas.region_words:
        name = f"{page.words(at, last)} {_singular(page.low(last))}"
    if not page.cased:
        name = f"{page.words(at, last).title()} {_singular(page.low(last))}"
    if (found and found.place.kind == "country") or page.low(last + 1) in _BODIES:
        return None
    code, country = setting.home
    if found and not (found.place.population < _MIDDLING and found.place.kind == "town" and setting.home[0]):
        # A small town that only has the county's name says nothing of where the county is.
        code, country = found.place.country, _country(atlas, found.place)
    if not code and _singular(page.low(last)) in _NO_PART_OF_A_NAME:
        return None
    weight = 1.0 if before in STRONG or before == "the" else 0.7
    shown = ", ".join(part for part in (name, country) if part)
    return Mention(shown, at, last + 1, weight, "region", code, ambiguous=bool(found and found.ambiguous))


def called_after(page: Page, at: int, end: int, kind: str) -> str:
    """“The region of Tolva” is the Tolva region, “the coast of Tolva” only Tolva."""
    return f"{page.words(at, end)} {'' if kind in _NO_PART_OF_A_NAME else kind}".strip()


def of_an_adjective(page: Page, atlas: Atlas, at: int) -> Mention | None:
    """“Norwegian troops”, “the Catalan health ministry”; “the Mexican coast” is a place of that country itself."""
    body = _body_of_a_country(page, atlas, at)
    if body:
        return body
    end = at + 2 if atlas.country_of_adjective(f"{page.low(at)} {page.low(at + 1)}") else at + 1
    low = " ".join(page.lows[at:end])
    land = page.low(end) in _LAND or (page.low(end + 1) in _LAND and page.low(end) not in _BODIES | {"and", ","})
    wide = atlas.region_of_adjective(low)
    if wide:
        acts = any(page.low(place) in _BODIES | _OFFICES for place in range(end, end + 3))
        kind, weight = ("region", 0.6 if land else 0.4) if land or acts else ("adjective", 0.2)
        return Mention(atlas.shown(wide, wide.name), at, end, weight, kind, wide.country, ambiguous=False)
    code = atlas.country_of_adjective(low)
    if not code:
        return None
    kind, weight = ("country", 0.6) if land else ("adjective", 0.2)
    return Mention(atlas.country_name(code), at, end, weight, kind, code, ambiguous=False)


def _body_of_a_country(page: Page, atlas: Atlas, at: int) -> Mention | None:
    """“Wall Street”, “the Bundestag”: a body that every newspaper names without its country."""
    for end in range(min(at + _LONGEST_BODY, len(page.tokens)), at, -1):
        code = atlas.country_of_body(" ".join(page.lows[at:end]))
        if code:
            return Mention(atlas.country_name(code), at, end, 0.2, "adjective", code, ambiguous=False)
    return None


def _kind(place: Place) -> str:
    """Gaza is a part of its country, though the gazetteer has it among the other names of all of it."""
    return "region" if place.kind == "country" and place.country == "PS" else place.kind


def _country(atlas: Atlas, place: Place) -> str:
    """Return what stands behind the name of a place: “UK”, or “Ohio, US” where the gazetteer has the state."""
    return atlas.shown(place, place.name).partition(", ")[2] if place.country else ""


def _shown(atlas: Atlas, place: Place, name: str) -> str:
    return atlas.shown(place, name if name != name.lower() else name.title())


def _singular(word: str) -> str:
    return {"counties": "county", "territories": "territory"}.get(word, word.removesuffix("s"))
