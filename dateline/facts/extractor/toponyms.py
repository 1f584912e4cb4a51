"""The places that a text names: what the gazetteer knows, and what the text itself calls a town or a site."""

from typing import NamedTuple, Protocol

from dateline.facts.extractor.claimants import is_media
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.person_names import Known
from dateline.facts.extractor.place_signs import OWNS, begins, is_before_a_body, is_dateline, is_line, is_struck
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words
from dateline.facts.gazetteer.lookup import Found, Place


class Atlas(Protocol):
    """What the steps need of a gazetteer."""

    region_words: frozenset[str]
    settlement_words: frozenset[str]
    site_words: frozenset[str]

    def named(self, name: str) -> tuple[Place, ...]: ...

    def find(
        self, name: str, *, countries: "tuple[str, ...]" = ..., near: "tuple[Place, ...]" = ...
    ) -> Found | None: ...

    def country_of_adjective(self, word: str) -> str | None: ...

    def country_name(self, code: str) -> str: ...

    def shown(self, place: Place, written: str) -> str: ...


class Mention(NamedTuple):
    """A place that the text names. `weight` says how surely it is a place and not a person or a side."""

    name: str
    first: int
    end: int
    weight: float
    kind: str
    """country, region, town, site or adjective."""
    country: str
    ambiguous: bool


_PREPOSITIONS = words("grammar", "before a place")
_STRONG = frozenset("in at near around outside across inside throughout within over off".split())
_LONGEST = 4
_SMALL_LOWER_CASE = 1500
_LARGE = 400_000
_NEVER = words("grammar", "never a place")
_MIDDLING = 50_000
_SITES = frozenset("airport hospital university stadium station bridge prison square park airbase base plant".split())
_ATTACKS = words("grammar", "of or on a place")
DIRECTIONS = words("grammar", "directions")
_ADDRESSED = frozenset("accused told urged blamed accuses warned".split())
_NEARBY = frozenset("nearby neighbouring neighboring downtown occupied war-torn mainland".split())
_CONTINUED = frozenset("del di della dei de du sur upon".split())
OF_A_NAME = 0.1
_OWNED = words("grammar", "owned by a place")
_HEADS = frozenset("recorded reported has had reports records : confirmed logged saw 's ’s".split())
_LINKS = frozenset("of the de la le del al el upon on and & ’s".split())


def countries_of(page: Page, atlas: Atlas, *, cased: bool) -> tuple[str, ...]:
    """The countries of the story, the most often named first: they decide which of two towns is meant."""
    counts: dict[str, int] = {}
    for at, token in enumerate(page.tokens):
        if token.kind is not Kind.WORD or (cased and not token.text[0].isupper()):
            continue
        code = atlas.country_of_adjective(token.low) or (
            atlas.country_of_adjective(f"{token.low} {page.low(at + 1)}")
            if token.low in {"north", "south", "new", "saudi", "sri", "costa"}
            else None
        )
        if code is None and (cased or len(token.low) > 3):
            named = atlas.named(token.text)
            if not cased and token.low in known_nouns():
                continue
            code = (
                named[0].country
                if named and named[0].kind in {"country", "region"} and not (token.low == "us" and token.text != "US")
                else None
            )
        if code:
            counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts, key=lambda code: -counts[code])[:6])


class Setting(NamedTuple):
    """What the whole text says about where it is set."""

    known: Known
    countries: tuple[str, ...]
    near: tuple[Place, ...]
    """The places named so far."""


def mention_at(page: Page, atlas: Atlas, setting: Setting, at: int) -> Mention | None:
    """Return the place that is named from this token on, the longest name that is known."""
    before, direction = _before(page, at)
    the = before == "the" and page.low(at - 2) in _PREPOSITIONS
    if not page.cased and before not in _PREPOSITIONS and not the:
        return _named_in_lower_case(page, atlas, setting, at, before)
    if _is_in_media(page, at):
        return None
    if before in words("cues", "denies") | _ADDRESSED:
        return None
    named_as = before == "of" and page.low(at - 2) in atlas.settlement_words | atlas.region_words
    run = _run(page, at, cased=page.cased)
    for length in range(min(_LONGEST, run), 0, -1):
        end = at + length
        name = page.words(at, end)
        if page.lows[end - 1] in _LINKS or (length == 1 and _is_never(page, at)):
            continue
        found = atlas.find(name, countries=setting.countries, near=setting.near)
        if (_is_region_word(page, atlas, end)) and (page.cased or found):
            return _region(page, atlas, at, end, found, setting.countries)
        if not found:
            continue
        if found.place.kind == "town" and not named_as and not _trusted(page, setting, at, end, found.place, before):
            if length == run and length > 1:
                return None
            continue
        weight = _weight(page, at, end, before, named_as=named_as)
        return _known_place(page, atlas, at, end, found, weight, direction)
    return _unknown_place(page, atlas, setting, at, before, named_as=named_as) if page.cased else None


def _is_never(page: Page, at: int) -> bool:
    text = page.tokens[at].text
    return page.low(at) in _NEVER or len(text) < 2 or (page.low(at) == "us" and text != "US")


def _is_region_word(page: Page, atlas: Atlas, at: int) -> bool:
    border = page.low(at) in {"border", "coastal", "industrial", "autonomous", "frontier"}
    return _singular(page.low(at + border)) in atlas.region_words


def _singular(word: str) -> str:
    return {"counties": "county", "territories": "territory"}.get(word, word.removesuffix("s"))


def _weight(page: Page, at: int, end: int, before: str, *, named_as: bool) -> float:
    """Return how surely a name is where something happened, and not who acts."""
    if is_line(page, at, end) or is_struck(page, at, before) or (begins(page, at) and is_dateline(page, end)):
        return 1.0
    if page.low(end) in words("roles", "bodies") and before not in _STRONG:
        # "Leeds police": who acts, and only where nothing better is named where it happened.
        return OF_A_NAME
    if before == "of" and page.low(at - 2) in words("roles", "bodies") and page.tokens[at - 2].text[0].isupper():
        # "The Bank of England", "the University of Porto": a name.
        return OF_A_NAME
    strong = before in _STRONG or named_as or (before in {"on", "of", "from"} and _before_noun(page, at) in _ATTACKS)
    weight = 1.0 if strong else 0.6 if before in _PREPOSITIONS else 0.4
    return min(weight, 0.5) if page.low(end) in OWNS else weight


def _known_place(page: Page, atlas: Atlas, at: int, end: int, found: Found, weight: float, direction: str) -> Mention:
    place, name = found.place, page.words(at, end)
    if page.low(end) in _CONTINUED and end + 1 < len(page.tokens) and not page.tokens[end].newline:
        # "Pescara del Tronto" is not Pescara; the gazetteer does not know it, and its country is the same.
        name = page.words(at, end + 2)
        shown = _with_country(atlas, name if page.cased else name.title(), place.country)
        return Mention(shown, at, end + 2, weight, "town", place.country, ambiguous=True)
    shown = _shown(atlas, place, name)
    if direction and place.kind in {"country", "region"}:
        return Mention(f"{direction} {shown}", at, end, weight, place.kind, place.country, found.ambiguous)
    site = _site_end(page, atlas, end)
    if site > end:
        shown, end, weight = _shown(atlas, place, page.words(at, site)), site, max(weight, 0.6)
    return Mention(shown, at, end, weight, place.kind, place.country, found.ambiguous)


def _unknown_place(
    page: Page, atlas: Atlas, setting: Setting, at: int, before: str, *, named_as: bool
) -> Mention | None:
    """A town that the text calls one, a site by its last word, or the country of an adjective."""
    country = setting.countries[0] if setting.countries else ""
    if named_as:
        end = at + max(1, _run(page, at, cased=True))
        kind = page.low(at - 2) if page.low(at - 2) in atlas.region_words else ""
        shown = _with_country(atlas, f"{page.words(at, end)} {kind}".strip(), country)
        return Mention(shown, at, end, 0.9, "town", country, ambiguous=True)
    site = _site(page, atlas, at, before)
    code = atlas.country_of_adjective(page.lows[at])
    if site is None and code:
        return Mention(atlas.country_name(code), at, at + 1, 0.2, "adjective", code, ambiguous=False)
    return site


def _with_country(atlas: Atlas, name: str, country: str) -> str:
    return f"{name}, {atlas.country_name(country)}" if country else name


def _before(page: Page, at: int) -> tuple[str, str]:
    """Return the word in front of a name, past “nearby” and “northern”, and the direction if there is one."""
    place, direction = at - 1, ""
    while place >= 0 and page.lows[place] in DIRECTIONS | _NEARBY and at - place < 4:
        direction = page.lows[place] if page.lows[place] in DIRECTIONS else direction
        place -= 1
    if page.low(place) == "the" and place < at - 1:
        place -= 1
    return (page.lows[place] if place >= 0 else ""), direction


def _before_noun(page: Page, at: int) -> str:
    return page.low(at - 2) if page.low(at - 1) != "the" else page.low(at - 3)


def _named_in_lower_case(page: Page, atlas: Atlas, setting: Setting, at: int, before: str) -> Mention | None:
    """Without capitals: a country, or a town that something hits, that owns something or that "the capital" names."""
    country = _country_in_lower_case(page, atlas, at)
    if country and country.kind != "adjective":
        return country
    owns = page.low(at + 1) in OWNS and page.low(at + 2) in _OWNED
    capital = before == "," and page.low(at - 2) in atlas.settlement_words | {"capital"}
    if owns or capital or is_struck(page, at, before):
        name = page.words(at, at + 1)
        found = atlas.find(name, countries=setting.countries, near=setting.near) if name not in _NEVER else None
        if found and found.place.main and len(name) > 3 and name not in known_nouns():
            weight = 0.6 if owns else 1.0
            return _known_place(page, atlas, at, at + 1, found, weight, "")
    return country


def _country_in_lower_case(page: Page, atlas: Atlas, at: int) -> Mention | None:
    """Without capitals and preposition only a country's name, or its adjective, is sure enough."""
    for length in (3, 2, 1):
        end = at + length
        if end > len(page.tokens):
            continue
        name = page.words(at, end)
        if len(name) < 4 or (length == 1 and page.low(at) in _NEVER):
            continue
        named = atlas.named(name)
        heads = begins(page, at) and page.low(end) in _HEADS
        if named and (named[0].kind == "country" or (named[0].kind == "region" and named[0].main and heads)):
            place, weight = named[0], 1.0 if heads else 0.5
            return Mention(
                atlas.shown(place, name.title()), at, end, weight, place.kind, place.country, ambiguous=False
            )
        code = atlas.country_of_adjective(name)
        if code:
            return Mention(atlas.country_name(code), at, end, 0.2, "adjective", code, ambiguous=False)
    return None


def _site(page: Page, atlas: Atlas, at: int, before: str) -> Mention | None:
    """“At Ramstein Air Base”, “outside St Mary’s Hospital”: a name that ends in the word for a site."""
    run = _run(page, at, cased=True)
    last = next((place for place in range(at + run - 1, at, -1) if page.lows[place] in atlas.site_words), 0)
    if not last or before not in _STRONG:
        return None
    return Mention(page.words(at, last + 1), at, last + 1, 1.0, "site", "", ambiguous=True)


def _site_end(page: Page, atlas: Atlas, end: int) -> int:
    """“Engels air base”, “Ramstein Air Base”, “Erez crossing”: the site is the place."""
    for at in range(end, min(end + 3, len(page.tokens))):
        token = page.tokens[at]
        if (
            token.kind is not Kind.WORD
            or token.newline
            or token.low in _NEVER - {"court", "hospital", "school", "church", "park", "bridge", "university"}
        ):
            return end
        if token.low in atlas.site_words:
            return at + 1
    return end


def _shown(atlas: Atlas, place: Place, name: str) -> str:
    return atlas.shown(place, name if name != name.lower() else name.title())


def _is_in_media(page: Page, at: int) -> bool:
    """The New York Times is not in New York."""
    if not page.cased:
        return False
    run = _run(page, at, cased=True)
    return run > 1 and is_media(page, at, at + run) is not None


def _run(page: Page, at: int, *, cased: bool) -> int:
    """Return how many tokens could be one name: capitals in a row with small links between."""
    end = at + 1
    while end < len(page.tokens) and end - at < 6:
        token = page.tokens[end]
        if token.newline or page.sentence_of[end] != page.sentence_of[at]:
            break
        if token.low in {"-", "‑"} and token.glued:
            end += 1
            continue
        if token.kind is not Kind.WORD or token.low in {"’s", "'s", "‘s"}:
            break
        if (
            cased
            and not token.text[0].isupper()
            and not (
                token.low in _LINKS - {"and", "on", "’s"}
                and end + 1 < len(page.tokens)
                and page.tokens[end + 1].text[:1].isupper()
                and token.low != "of"
            )
        ):
            break
        end += 1
    return end - at


def _region(
    page: Page, atlas: Atlas, at: int, end: int, found: Found | None, countries: tuple[str, ...]
) -> Mention | None:
    """“Saratov region”, “the Donetsk and Luhansk regions”, “Tulcea County”."""
    code = found.place.country if found else (countries[0] if countries else "")
    last = end if _singular(page.low(end)) in atlas.region_words else end + 1
    name = page.words(at, last + 1)
    if page.low(last) not in atlas.region_words:
        name = f"{page.words(at, last)} {_singular(page.low(last))}"
    if found and found.place.kind == "country":
        return None
    country = atlas.country_name(code) if code else ""
    before = page.low(at - 1)
    if page.low(last + 1) in words("roles", "bodies"):
        return None
    weight = 1.0 if before in _STRONG or before == "the" else 0.7
    return Mention(
        ", ".join(part for part in (name, country) if part),
        at,
        last + 1,
        weight,
        "region",
        code,
        ambiguous=bool(found and found.ambiguous),
    )


def _trusted(page: Page, setting: Setting, at: int, end: int, place: Place, before: str) -> bool:
    """Return whether a town's name stands like a place: nearly every surname is a town somewhere."""
    if page.lows[at] in _NEVER:
        return False
    if not page.cased:
        roles = words("roles", "persons") | words("roles", "bodies")
        common = page.lows[at] in known_nouns() or page.lows[at] in roles or len(page.words(at, end)) < 4
        known = place.country in setting.countries or (place.main and place.population > _SMALL_LOWER_CASE)
        attacked = before == "on" and _before_noun(page, at) in _ATTACKS
        return (attacked or before in _STRONG | {"of", "from", "to"}) and not common and known
    if _is_part_of_a_name(page, setting, at, end, place, before):
        return False
    leads = before in _STRONG | {"from", "and", ",", "to", "through"} or (
        before == "the" and page.low(at - 2) in _STRONG
    )
    of_a_place = before == "of" and _before_noun(page, at) in words("grammar", "of a place")
    of_an_office = before == "the" and page.low(at - 2) == "of" and is_before_a_body(page, end)
    dateline = begins(page, at) and is_dateline(page, end)
    if (of_a_place or of_an_office or dateline or is_struck(page, at, before)) and (
        place.country in setting.countries or place.population > _MIDDLING
    ):
        return True
    if leads or (before in {"on", "of"} and _before_noun(page, at) in _ATTACKS):
        return before in _STRONG or place.country in setting.countries or place.population > _MIDDLING
    if page.low(end) in OWNS:
        return place.population > 2 * _MIDDLING and place.main
    return place.population > _LARGE and place.main


def _is_part_of_a_name(page: Page, setting: Setting, at: int, end: int, place: Place, before: str) -> bool:
    if page.lows[end - 1] in setting.known.by_last and place.population < _LARGE:
        return True
    if page.low(at - 1).rstrip(".") in words("roles", "titles") or page.low(end) in {"said", "says", "told", "added"}:
        return True
    if _continues_with_capital(page, at, end) and page.low(end) not in _SITES:
        return True
    capital_before = at > 0 and _continues_with_capital(page, at - 1, at)
    first = page.tokens[at - 1].text[:1].isupper() and page.tokens[at - 1].kind is Kind.WORD
    return capital_before and first and before not in _PREPOSITIONS and page.lows[at - 1] not in DIRECTIONS | {"the"}


def _continues_with_capital(page: Page, at: int, end: int) -> bool:
    return page.low(end) != "" and page.tokens[end].text[:1].isupper() and page.sentence_of[end] == page.sentence_of[at]
