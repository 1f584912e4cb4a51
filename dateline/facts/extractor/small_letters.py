"""Places in a text without capitals, where no preposition leads to them: what else is sure enough."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.known_places import (
    is_beside,
    is_never,
    is_region_word,
    known_place,
    of_an_adjective,
    region,
)
from dateline.facts.extractor.mentions import Atlas, Mention, Setting
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.place_signs import (
    OWNS,
    begins,
    is_before_a_body,
    is_counted,
    is_dateline,
    is_line,
    is_struck,
)
from dateline.facts.extractor.sites import bears_an_event
from dateline.facts.extractor.words import words

SHORTEST = 4
WORDS = words("grammar", "words that are towns too")
_NEVER = words("grammar", "never a place")
_OWNED = words("grammar", "owned by a place")
_BESIDE_REGIONS = frozenset(["for", "and", ","])
_HEADS = words("grammar", "what a country does when it counts") | frozenset("has had : 's ’s".split())
_LARGE = 400_000
_LONG = 6
_MIDDLING = 50_000


def named_alone(page: Page, atlas: Atlas, setting: Setting, at: int, before: str) -> Mention | None:
    """A country, or a town that something hits, that owns something or that "the capital" names."""
    country = _country(page, atlas, at)
    if country and country.kind != "adjective":
        return country
    if is_region_word(page, atlas, at + 1) and page.lows[at] not in WORDS and page.lows[at] not in _NEVER:
        found = atlas.find(page.words(at, at + 1), countries=setting.countries, near=setting.near)
        if found and (found.place.country in setting.countries or found.place.population > _MIDDLING):
            return region(page, atlas, at, at + 1, found, setting, before=before)
    capital = before == "," and page.low(at - 2) in atlas.settlement_words | {"capital"}
    for end in range(min(at + 3, len(page.tokens)), at, -1):
        owns = page.low(end) in OWNS and bool(_OWNED & set(page.lows[end + 1 : end + 5]))
        heads = is_line(page, at, end) or (
            begins(page, at) and (is_dateline(page, end) or page.low(end) in {":", ","} or bears_an_event(page, end))
        )
        heads = heads or (before == "the" and bears_an_event(page, end))
        heads = heads or (page.low(end) == ":" and is_counted(page, end + 1))
        heads = heads or (page.low(end) in _HEADS and before == "," and page.low(end) not in OWNS)
        if not (owns or capital or heads or is_struck(page, at, before) or is_before_a_body(page, end)):
            continue
        name = page.words(at, end)
        found = atlas.find(name, countries=setting.countries, near=setting.near) if name not in _NEVER else None
        if (
            found
            and (found.place.main or found.place.population > _LARGE or found.place.kind != "town")
            and (heads or owns or found.place.population > _MIDDLING or found.place.kind != "town")
            and len(name) >= SHORTEST
            and name not in known_nouns()
            and name not in WORDS
        ):
            weight = 0.6 if owns else 0.4 if is_before_a_body(page, end) else 1.0
            return known_place(page, atlas, at, end, found, weight, "")
    return country


def _country(page: Page, atlas: Atlas, at: int) -> Mention | None:
    """Without capitals and preposition only a country's name, or its adjective, is sure enough."""
    for length in (3, 2, 1):
        end = at + length
        if end > len(page.tokens):
            continue
        name = page.words(at, end)
        alone = is_line(page, at, end)
        short = len(name) < SHORTEST and not alone and name not in {"us", "uk"}
        if short or (length == 1 and is_never(page, atlas, at)):
            continue
        named = atlas.named(name) if atlas.is_country_or_region(name) else ()
        heads = begins(page, at) and page.low(end) in _HEADS
        heads = heads or (page.low(end) == ":" and is_counted(page, end + 1))
        told = heads or alone or page.low(at - 1) in _BESIDE_REGIONS
        region = named[0].kind == "region" and named[0].main if named else False
        if named and (named[0].kind == "country" or (region and (told or (len(name) > _LONG and name not in WORDS)))):
            place = named[0]
            weight = 1.0 if heads or alone or is_beside(page, at) else 0.4
            kind = "region" if place.kind == "country" and place.country == "PS" else place.kind
            return Mention(atlas.shown(place, name.title()), at, end, weight, kind, place.country, ambiguous=False)
    return of_an_adjective(page, atlas, at)
