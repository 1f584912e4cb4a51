"""The places that a text names: what the gazetteer knows, and what the text itself calls a town or a site."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.mentions import Atlas, Mention, Setting, with_country
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.outlets import is_in_media
from dateline.facts.extractor.place_signs import (
    OWNS,
    begins,
    continues_with_capital,
    is_before_a_body,
    is_dateline,
    is_line,
    is_struck,
    name_run,
)
from dateline.facts.extractor.sites import (
    bears_an_event,
    site,
    site_end,
    site_in_lower_case,
    town_in_lower_case,
    unheard_town,
)
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words
from dateline.facts.gazetteer.lookup import Found, Place

_PREPOSITIONS = words("grammar", "before a place")
_STRONG = frozenset("in at near around outside across inside throughout within over off".split())
_LONGEST = 4
_SMALL_LOWER_CASE = 1500
_SHORTEST_LOWER_CASE = 4
_WORDS = words("grammar", "words that are towns too")
_ROLES = words("roles", "persons") | words("roles", "bodies")
_SAID = frozenset("said says told added".split())
_SHARED = frozenset("regions oblasts provinces counties states districts".split())
_BORDERS = frozenset("border coastal industrial autonomous frontier".split())
_LARGE = 400_000
_NEVER = words("grammar", "never a place")
_MIDDLING = 50_000
_SITES = frozenset("airport hospital university stadium station bridge prison square park airbase base plant".split())
_ATTACKS = words("grammar", "of or on a place")
DIRECTIONS = words("grammar", "directions")
_BESIDE_REGIONS = frozenset(["for", "and", ","])
_ADDRESSED = frozenset("accused told urged blamed accuses warned".split())
_NEARBY = frozenset("nearby neighbouring neighboring downtown occupied war-torn mainland".split())
_CONTINUED = frozenset("del di della dei de du sur upon".split())
OF_A_NAME = 0.1
_OWNED = words("grammar", "owned by a place")
_HEADS = frozenset("recorded reported has had reports records : confirmed logged saw 's ’s".split())
_LINKS = frozenset("of the de la le del al el upon on and & ’s".split())
_DENIED = words("cues", "denies") | _ADDRESSED
_PAST = DIRECTIONS | _NEARBY
_LEADS_BY_OF = _ATTACKS | DIRECTIONS | {"outskirts"} | words("grammar", "of a place")
_COMPASS = DIRECTIONS | {"outskirts"}


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
            named = atlas.named(token.text) if atlas.is_country_or_region(token.text) else ()
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


def mention_at(page: Page, atlas: Atlas, setting: Setting, at: int) -> Mention | None:
    """Return the place that is named from this token on, the longest name that is known."""
    before, direction = _before(page, at)
    if not page.cased and (unheard := site_in_lower_case(page, atlas, setting, at)):
        return unheard
    the = before == "the" and page.low(at - 2) in _PREPOSITIONS
    if not page.cased and before not in _PREPOSITIONS and not the:
        return _named_in_lower_case(page, atlas, setting, at, before)
    if is_in_media(page, at) or before in _DENIED:
        return None
    named_as = before == "of" and (page.low(at - 2) in atlas.settlement_words or page.low(at - 2) in atlas.region_words)
    known, is_a_name = _in_gazetteer(page, atlas, setting, at, before, direction, named_as=named_as)
    if known or is_a_name:
        return known
    if not page.cased:
        return town_in_lower_case(page, atlas, setting, at)
    return _unknown_place(page, atlas, setting, at, named_as=named_as)


def _in_gazetteer(
    page: Page, atlas: Atlas, setting: Setting, at: int, before: str, direction: str, *, named_as: bool
) -> tuple[Mention | None, bool]:
    """Return the place of the longest name that is known, and whether the words are a name of something else."""
    run = name_run(page, at, cased=page.cased)
    if page.cased and page.low(at + run) == "of" and atlas.named(page.words(at, min(at + run + 2, len(page.tokens)))):
        # "The Isle of Wight".
        run += 2
    for length in range(min(_LONGEST, run), 0, -1):
        end = at + length
        name = page.words(at, end)
        if page.lows[end - 1] in _LINKS or (length == 1 and _is_never(page, at)):
            continue
        found = atlas.find(name, countries=setting.countries, near=setting.near)
        if _is_region_word(page, atlas, end) and (found or (page.cased and _may_name_a_region(page, atlas, at, end))):
            return _region(page, atlas, at, end, found, setting.countries), True
        if not found or (length > 1 and page.lows[at] == "the" and found.place.population < _LARGE and not page.cased):
            # Without capitals "the village" is no town of that name.
            continue
        if found.place.kind == "town" and not named_as and not _trusted(page, setting, at, end, found.place, before):
            if length == run and length > 1:
                return None, True
            continue
        led = page.low(at - 2) if before == "the" and page.low(at - 2) in _PREPOSITIONS else before
        weight = _weight(page, at, end, led, named_as=named_as)
        return _known_place(page, atlas, at, end, found, weight, direction), True
    return None, False


def _may_name_a_region(page: Page, atlas: Atlas, at: int, end: int) -> bool:
    """Not “Russian state”, “Thirteen provinces”, nor “In Harlan County”, whose name begins at the next word."""
    if (page.low(end) not in atlas.region_words and page.low(end) not in _BORDERS) or atlas.country_of_adjective(
        page.lows[at]
    ):
        return False
    return page.lows[at] not in _NEVER and page.lows[at] not in _PREPOSITIONS


def _is_never(page: Page, at: int) -> bool:
    text, low = page.tokens[at].text, page.low(at)
    if low == "us":
        return text != "US" and (page.cased or page.low(at - 1) != "the")
    return low in _NEVER or len(text) < 2


def _is_region_word(page: Page, atlas: Atlas, at: int) -> bool:
    border = page.low(at) in _BORDERS
    return _singular(page.low(at + border)) in atlas.region_words


def _singular(word: str) -> str:
    return {"counties": "county", "territories": "territory"}.get(word, word.removesuffix("s"))


def _weight(page: Page, at: int, end: int, before: str, *, named_as: bool) -> float:
    """Return how surely a name is where something happened, and not who acts."""
    if is_line(page, at, end) or is_struck(page, at, before) or (begins(page, at) and is_dateline(page, end)):
        return 1.0
    if bears_an_event(page, end):
        return 1.0
    if page.low(end) in words("roles", "bodies") and before not in _STRONG:
        # "Leeds police": who acts, and only where nothing better is named where it happened.
        return OF_A_NAME
    if before == "of" and page.low(at - 2) in words("roles", "bodies") and page.tokens[at - 2].text[0].isupper():
        # "The Bank of England", "the University of Porto": a name.
        return OF_A_NAME
    attacked = before in {"on", "of", "from"} and _before_noun(page, at) in _ATTACKS
    strong = before in _STRONG or named_as or attacked or _is_beside(page, at)
    weight = 1.0 if strong else 0.6 if before in _PREPOSITIONS else 0.4
    return min(weight, 0.5) if page.low(end) in OWNS else weight


def _is_beside(page: Page, at: int) -> bool:
    return page.low(at - 1) == "with" and page.low(at - 2) == "border"


def _known_place(page: Page, atlas: Atlas, at: int, end: int, found: Found, weight: float, direction: str) -> Mention:
    place, name = found.place, page.words(at, end)
    if page.low(end) in _CONTINUED and end + 1 < len(page.tokens) and not page.tokens[end].newline:
        # "Pescara del Tronto" is not Pescara; the gazetteer does not know it, and its country is the same.
        name = page.words(at, end + 2)
        shown = with_country(atlas, name if page.cased else name.title(), place.country)
        return Mention(shown, at, end + 2, weight, "town", place.country, ambiguous=True)
    shown = _shown(atlas, place, name)
    if direction and place.kind in {"country", "region"}:
        return Mention(f"{direction} {shown}", at, end, weight, _kind(atlas, place), place.country, found.ambiguous)
    last = site_end(page, atlas, end)
    if last > end:
        shown = _shown(atlas, place, page.words(at, last))
        return Mention(shown, at, last, max(weight, 0.6), "site", place.country, found.ambiguous)
    return Mention(shown, at, end, weight, _kind(atlas, place), place.country, found.ambiguous)


def _kind(atlas: Atlas, place: Place) -> str:
    """Gaza is a part of its country, though the gazetteer has it among the other names of all of it."""
    return "region" if place.kind == "country" and place.country == "PS" else place.kind


def _unknown_place(page: Page, atlas: Atlas, setting: Setting, at: int, *, named_as: bool) -> Mention | None:
    """A town that the text calls one, a site by its last word, or the country of an adjective."""
    country = setting.countries[0] if setting.countries else ""
    if named_as:
        end = at + max(1, name_run(page, at, cased=True))
        kind = page.low(at - 2) if page.low(at - 2) in atlas.region_words else ""
        shown = with_country(atlas, f"{page.words(at, end)} {kind}".strip(), country)
        return Mention(shown, at, end, 0.9, "town", country, ambiguous=True)
    run = name_run(page, at, cased=True)
    found = site(page, atlas, setting, at, run)
    code = atlas.country_of_adjective(page.lows[at])
    if found is None and code:
        return Mention(atlas.country_name(code), at, at + 1, 0.2, "adjective", code, ambiguous=False)
    return found or unheard_town(page, atlas, setting, at, run)


def _before(page: Page, at: int) -> tuple[str, str]:
    """Return the word in front of a name, past “nearby” and “south-west”, and the direction if there is one."""
    place, direction = at - 1, ""
    while place >= 0 and at - place < 5 and (page.lows[place] in _PAST or _is_hyphen(page, place)):
        direction = page.words(place, at).lower() if page.lows[place] in DIRECTIONS else direction
        place -= 1
    if page.low(place) == "the" and place < at - 1:
        place -= 1
    return (page.lows[place] if place >= 0 else ""), direction


def _is_hyphen(page: Page, at: int) -> bool:
    return page.lows[at] == "-" and page.low(at - 1) in DIRECTIONS and page.low(at + 1) in DIRECTIONS


def _before_noun(page: Page, at: int) -> str:
    return page.low(at - 2) if page.low(at - 1) != "the" else page.low(at - 3)


def _named_in_lower_case(page: Page, atlas: Atlas, setting: Setting, at: int, before: str) -> Mention | None:
    """Without capitals: a country, or a town that something hits, that owns something or that "the capital" names."""
    country = _country_in_lower_case(page, atlas, at)
    if country and country.kind != "adjective":
        return country
    if _is_region_word(page, atlas, at + 1) and page.lows[at] not in _WORDS and page.lows[at] not in _NEVER:
        found = atlas.find(page.words(at, at + 1), countries=setting.countries, near=setting.near)
        if found and (found.place.country in setting.countries or found.place.population > _MIDDLING):
            return _region(page, atlas, at, at + 1, found, setting.countries)
    capital = before == "," and page.low(at - 2) in atlas.settlement_words | {"capital"}
    for end in range(min(at + 3, len(page.tokens)), at, -1):
        owns = page.low(end) in OWNS and bool(_OWNED & set(page.lows[end + 1 : end + 5]))
        heads = is_line(page, at, end) or (
            begins(page, at) and (is_dateline(page, end) or page.low(end) in {":", ","} or bears_an_event(page, end))
        )
        heads = heads or (before == "the" and bears_an_event(page, end))
        if not (owns or capital or heads or is_struck(page, at, before) or is_before_a_body(page, end)):
            continue
        name = page.words(at, end)
        found = atlas.find(name, countries=setting.countries, near=setting.near) if name not in _NEVER else None
        if (
            found
            and (found.place.main or found.place.population > _LARGE or found.place.kind != "town")
            and (heads or owns or found.place.population > _MIDDLING or found.place.kind != "town")
            and len(name) >= _SHORTEST_LOWER_CASE
            and name not in known_nouns()
            and name not in _WORDS
        ):
            weight = 0.6 if owns else 0.4 if is_before_a_body(page, end) else 1.0
            return _known_place(page, atlas, at, end, found, weight, "")
    return country


def _country_in_lower_case(page: Page, atlas: Atlas, at: int) -> Mention | None:
    """Without capitals and preposition only a country's name, or its adjective, is sure enough."""
    for length in (3, 2, 1):
        end = at + length
        if end > len(page.tokens):
            continue
        name = page.words(at, end)
        alone = is_line(page, at, end)
        short = len(name) < _SHORTEST_LOWER_CASE and not alone and name != "us"
        if short or (length == 1 and _is_never(page, at)):
            continue
        named = atlas.named(name) if atlas.is_country_or_region(name) else ()
        heads = begins(page, at) and page.low(end) in _HEADS
        told = heads or alone or page.low(at - 1) in _BESIDE_REGIONS
        if named and (named[0].kind == "country" or (named[0].kind == "region" and named[0].main and told)):
            place, weight = named[0], 1.0 if heads or alone or _is_beside(page, at) else 0.4
            kind = _kind(atlas, place)
            return Mention(atlas.shown(place, name.title()), at, end, weight, kind, place.country, ambiguous=False)
        code = atlas.country_of_adjective(name)
        if code:
            return Mention(atlas.country_name(code), at, end, 0.2, "adjective", code, ambiguous=False)
    return None


def _shown(atlas: Atlas, place: Place, name: str) -> str:
    return atlas.shown(place, name if name != name.lower() else name.title())


def _region(
    page: Page, atlas: Atlas, at: int, end: int, found: Found | None, countries: tuple[str, ...]
) -> Mention | None:
    """“Saratov region”, “the Donetsk and Luhansk regions”, “Tulcea County”."""
    code = found.place.country if found else (countries[0] if countries else "")
    last = end if _singular(page.low(end)) in atlas.region_words else end + 1
    name = page.words(at, last + 1)
    if page.low(last) not in atlas.region_words:
        name = f"{page.words(at, last)} {_singular(page.low(last))}"
    if not page.cased:
        name = f"{page.words(at, last).title()} {_singular(page.low(last))}"
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
    if end - at == 1 and page.lows[at] in _NEVER:
        return False
    if not page.cased:
        name = page.words(at, end)
        common = (
            page.lows[at] in known_nouns()
            or page.lows[at] in _ROLES
            or name in _WORDS
            or len(name) < _SHORTEST_LOWER_CASE
        )
        known = place.country in setting.countries or (place.main and place.population > _SMALL_LOWER_CASE)
        large = known and place.population > _MIDDLING
        noun = _before_noun(page, at)
        attacked = before in {"on", "of"} and noun in _LEADS_BY_OF
        a_site = before == "the" and page.low(at - 2) in _PREPOSITIONS and page.low(end) in {"mine", "bridge", "river"}
        sure = (before in _STRONG or attacked or a_site or bears_an_event(page, end)) and known
        shared = before == "the" and page.low(end) == "and" and page.low(end + 2) in _SHARED and known
        likely = sure or shared or (before in {"of", "from", "to", "through", "and", ","} and large)
        return likely and not common and len(name) >= _SHORTEST_LOWER_CASE
    if _is_part_of_a_name(page, setting, at, end, place, before):
        return False
    leads = before in _STRONG | {"from", "and", ",", "to", "through"} or (
        before == "the" and page.low(at - 2) in _STRONG
    )
    of_a_place = before == "of" and _before_noun(page, at) in words("grammar", "of a place")
    of_an_office = before == "the" and page.low(at - 2) == "of" and is_before_a_body(page, end)
    dateline = begins(page, at) and (is_dateline(page, end) or page.low(end) == ":")
    near = before == "of" and _before_noun(page, at) in _COMPASS
    if (of_a_place or of_an_office or dateline or is_struck(page, at, before) or bears_an_event(page, end)) and (
        place.country in setting.countries or place.population > _MIDDLING
    ):
        return True
    if leads or near or (before in {"on", "of"} and _before_noun(page, at) in _ATTACKS):
        return near or before in _STRONG or place.country in setting.countries or place.population > _MIDDLING
    if page.low(end) in OWNS:
        return place.population > 2 * _MIDDLING and place.main
    return place.population > _LARGE and place.main


def _is_part_of_a_name(page: Page, setting: Setting, at: int, end: int, place: Place, before: str) -> bool:
    if end - at == 1 and page.lows[at] in setting.known.by_last and place.population < _LARGE:
        return True
    if page.low(at - 1).rstrip(".") in words("roles", "titles") or (before != "of" and page.low(end) in _SAID):
        return True
    if continues_with_capital(page, at, end) and page.low(end) not in _SITES:
        return True
    capital_before = at > 0 and continues_with_capital(page, at - 1, at)
    first = page.tokens[at - 1].text[:1].isupper() and page.tokens[at - 1].kind is Kind.WORD
    return capital_before and first and before not in _PREPOSITIONS and page.lows[at - 1] not in DIRECTIONS | {"the"}
