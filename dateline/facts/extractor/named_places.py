"""Which places a text names, in order: each with the wider ones it lies in, and settled by those beside it."""

from itertools import pairwise

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.known_places import DIRECTIONS
from dateline.facts.extractor.mentions import Atlas, Mention, Setting
from dateline.facts.extractor.person_names import Known, known_names
from dateline.facts.extractor.place_signs import begins, is_before_a_body
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.toponyms import countries_of, mention_at, states_of
from dateline.facts.gazetteer.lookup import Place

# As many as the gazetteer weighs; a copy of all of them for each word would be quadratic.
_NEAR = 6
_LONGEST_NAME = 3
_IN_PASSING = 0.4
_LARGER = 3
_FURTHEST = 9
_SHARED = frozenset("regions oblasts provinces counties states districts governorates prefectures".split())
_WIDTH = {"site": 0, "town": 1, "region": 2, "country": 3, "adjective": 4}


def mentions(page: Page, atlas: Atlas) -> list[Mention]:
    """Return the places that a text names, in order. In a text without capitals only behind a preposition."""
    cased = page.cased
    countries = countries_of(page, atlas, cased=cased)
    known = known_names(page) if cased else Known({}, {})
    found: list[Mention] = []
    near = states_of(page, atlas)[-_NEAR:]
    home = (countries[0], atlas.country_name(countries[0])) if countries else ("", "")
    seen: dict[str, Mention] = {}
    at = 0
    while at < len(page.tokens):
        token = page.tokens[at]
        step = 1
        code = atlas.country_of_money(token.low)
        if code:
            found.append(Mention(atlas.country_name(code), at, at + 1, 0.2, "adjective", code, ambiguous=False))
        elif token.kind is Kind.WORD and (not cased or token.text[0].isupper()):
            one = mention_at(page, atlas, Setting(known, countries, tuple(near), home), at)
            one = one or _again(page, seen, at)
            if one:
                found.append(one)
                seen[page.words(one.first, one.end)] = one
                home = _home(atlas, one) or home
                step = max(1, one.end - at)
                near = [*near, *_places_of(atlas, one)][-_NEAR:]
        at += step
    return _nested(page, _settled(page, atlas, _shared(page, found)))


def _places_of(atlas: Atlas, one: Mention) -> list[Place]:
    """Return the place of a mention, so that the names behind it are looked for near it."""
    head = one.name.split(", ")[0]
    return [place for place in atlas.named(head) if atlas.shown(place, head) == one.name][:1]


def _again(page: Page, seen: dict[str, Mention], at: int) -> Mention | None:
    """A town that was named before is known again where nothing leads to it: “Oskrava itself is empty”."""
    for end in range(min(at + _LONGEST_NAME, len(page.tokens)), at, -1):
        one = seen.get(page.words(at, end))
        if one and one.kind == "town" and not _goes_on(page, at, end):
            return one._replace(first=at, end=end, weight=_IN_PASSING)
    return None


def _goes_on(page: Page, at: int, end: int) -> bool:
    before, behind = page.tokens[at - 1] if at else None, page.tokens[end] if end < len(page.tokens) else None
    inside = before is not None and before.text[0].isupper() and not begins(page, at)
    acts = is_before_a_body(page, end)
    return inside or (behind is not None and behind.text[0].isupper() and not begins(page, end) and not acts)


def _home(atlas: Atlas, one: Mention) -> tuple[str, str] | None:
    """Return the country of a place that was named, as it is shown, for a name behind it that nobody knows."""
    if not one.country or one.kind in {"adjective", "site"}:
        return None
    parts = one.name.split(", ")
    if one.country == "US" and len(parts) > 1:
        # With the state, which may be all of the name: "Ohio, US".
        first, _, rest = parts[-2].partition(" ")
        return one.country, f"{rest if first in DIRECTIONS else parts[-2]}, {parts[-1]}"
    shown = parts[-1]
    return one.country, shown if ", " in one.name or shown in {"Gaza", "West Bank"} else atlas.country_name(one.country)


def _nested(page: Page, found: list[Mention]) -> list[Mention]:
    """“Tolva in Example County”, “Tolva Air Base in Germany”: one place, from the narrow to the wide."""
    joined: list[Mention] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _lies_in(page, last, one):
            first = last.name.split(", ")[0]
            name = one.name if one.name.startswith(f"{first},") else f"{first}, {one.name}"
            joined[-1] = last._replace(name=name, end=one.end, country=one.country, ambiguous=one.ambiguous)
        elif last and _owned_site(page, last, one):
            joined[-1] = one._replace(name=f"{one.name.split(', ')[0]}, {last.name}", country=last.country)
        else:
            joined.append(one)
    return joined


def _owned_site(page: Page, owner: Mention, one: Mention) -> bool:
    """“Lisbon’s Example Airport”: the airport, and it is in Lisbon."""
    between = page.lows[owner.end : one.first]
    return one.kind == "site" and owner.kind in {"town", "region", "country"} and between in (["’s"], ["'s"])


def _lies_in(page: Page, narrow: Mention, wide: Mention) -> bool:
    gap = page.lows[narrow.end : wide.first]
    # "The Tolva shelter in the school in Porto" is in Porto, whatever else it is in.
    in_it = narrow.kind == "site" and 3 < len(gap) < 6 and gap[0] == "in" and gap[-1] in {"in", "the"}
    if gap == ["of"] and narrow.kind == "region" and wide.kind == "country":
        # "The Darfur region of Sudan".
        return True
    if not gap or (len(gap) > 3 and not in_it) or gap[0] not in {"in", ","}:
        return False
    if not in_it and not set(gap) <= {"in", ",", "the", *DIRECTIONS}:
        return False
    if (
        wide.kind == "adjective"
        or page.sentence_of[narrow.first] != page.sentence_of[wide.first]
        or _WIDTH[narrow.kind] >= _WIDTH[wide.kind]
    ):
        return False
    return gap[0] == "in" or narrow.country == wide.country


def _settled(page: Page, atlas: Atlas, found: list[Mention]) -> list[Mention]:
    """In “Saint-Denis, north of Paris” Paris says which Saint-Denis is meant, though it is named behind it."""
    meant: dict[str, Mention] = {}
    for one, other in pairwise(found):
        gap = page.lows[one.end : other.first]
        beside = 1 < len(gap) < _FURTHEST and gap[-1] in {"of", "from", "near"} and "and" not in gap
        towns = one.kind == other.kind == "town" and one.country != other.country
        if beside and towns and page.sentence_of[one.first] == page.sentence_of[other.first]:
            meant.setdefault(one.name, _beside(atlas, one, other))
    return [_as_meant(one, meant[one.name]) if one.name in meant else one for one in found]


def _beside(atlas: Atlas, one: Mention, other: Mention) -> Mention:
    """Return the town of that name that lies near the other; a small one that the gazetteer has elsewhere is there."""
    head = one.name.partition(", ")[0]
    near = atlas.find(head, countries=(other.country,), near=_places_of(atlas, other))
    if near and near.place.country == other.country:
        return one._replace(name=atlas.shown(near.place, head), country=other.country)
    if other.people > _LARGER * one.people:
        home = other.name.partition(", ")[2]
        return one._replace(name=f"{head}, {home}", country=other.country, ambiguous=True)
    return one


def _as_meant(one: Mention, meant: Mention) -> Mention:
    return one._replace(name=meant.name, country=meant.country, ambiguous=meant.ambiguous)


def _shared(page: Page, found: list[Mention]) -> list[Mention]:
    """In “the Donetsk and Luhansk regions” the plural makes a region of both."""
    shared = found[:]
    for at in range(len(shared) - 1, 0, -1):
        one, other = shared[at], shared[at - 1]
        gap = page.lows[other.end : one.first]
        if (
            one.kind == "region"
            and page.low(one.end - 1) in _SHARED
            and other.kind == "town"
            and gap in (["and"], [","], [",", "and"], ["and", "the"], ["or"])
        ):
            town, _, country = other.name.partition(", ")
            name = f"{town} {one.name.split(', ')[0].rsplit(' ', 1)[-1]}"
            name = ", ".join(part for part in (name, country) if part)
            weight = max(one.weight, other.weight)
            shared[at - 1] = other._replace(name=name, kind="region", weight=weight)
            shared[at] = one._replace(weight=weight)
    return shared
