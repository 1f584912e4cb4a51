"""Answers where a name may be, in well under a millisecond: one indexed read, and what was asked is remembered."""

import math
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.facts.gazetteer import refusals
from dateline.facts.gazetteer.folding import fold
from dateline.facts.tables import name_of_each, read_table

_TABLES = Path(__file__).parent / "tables"
# A town must have this many times the people of the next one of its name before it is taken without a doubt.
_CLEARLY_LARGER = 5
_NEAR_KM = 400.0
_GAZA_EAST = 34.6
_MOST_CANDIDATES = 40


class Place(NamedTuple):
    """A place of the gazetteer. `kind` is country, region or town; `country` the ISO code, empty for seas."""

    id: int
    name: str
    kind: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    main: bool
    """Asked for by its main name, not by one of its others."""


class Found(NamedTuple):
    """The likeliest place of a name. `ambiguous` says that another is nearly as likely."""

    place: Place
    others: tuple[Place, ...]
    ambiguous: bool


class Gazetteer:
    """Reads one built file. Not for several threads at once: open one for each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self._named = lru_cache(maxsize=8192)(self._read)
        table = read_table(_TABLES / "countries.txt")
        self._adjectives = name_of_each(table["adjectives"])
        self._bodies = name_of_each(table["bodies"])
        self._money = name_of_each(table["money"])
        self._own_names = {name for names in table["own_names"].values() for name in names}
        regions = read_table(_TABLES / "regions.txt")
        self.region_words = frozenset(regions["region_words"])
        self.settlement_words = frozenset(regions["settlement_words"])
        self.site_words = frozenset(regions["site_words"])
        try:
            wide = list(self._database.execute("SELECT kind, country, name, admin1 FROM place WHERE kind != 'town'"))
        except sqlite3.Error as error:
            raise refusals.broken(path) from error
        self._country_names: dict[str, str] = {country: name for kind, country, name, _ in wide if kind == "country"}
        self._states = {(country, code): name for kind, country, name, code in wide if code}
        self._adjectives_of_regions = name_of_each(regions["regional adjectives"])
        self._abbreviations = name_of_each(regions["abbreviations of states"])
        others = [*table["names"].values(), *regions["regions"].values()]
        self._wide = frozenset(fold(name) for names in [*others, [name for _, _, name, _ in wide]] for name in names)

    def close(self) -> None:
        self._database.close()

    def named(self, name: str) -> tuple[Place, ...]:
        """Return every place of this name: countries, then regions, then towns by population."""
        return self._named(fold(name))

    def is_country_or_region(self, name: str) -> bool:
        """Return whether a country or a region has this name, without a read: it may be asked of every word."""
        return fold(name) in self._wide

    def _read(self, folded: str) -> tuple[Place, ...]:
        rows = self._database.execute(
            "SELECT place.*, name.main FROM name JOIN place ON place.id = name.place WHERE name.name = ? "
            "ORDER BY (kind = 'country') DESC, (kind = 'region') DESC, population DESC LIMIT ?",
            (folded, _MOST_CANDIDATES),
        )
        return tuple(Place._make((*row[:-1], bool(row[-1]))) for row in rows)

    def country_of_adjective(self, word: str) -> str | None:
        """Return the ISO code for "Ukrainian" or "Ukrainians", in any case."""
        return self._adjectives.get(word.lower())

    def region_of_adjective(self, word: str) -> Place | None:
        """Return the region for "Catalan" or "Texans", in any case."""
        return self._region(self._adjectives_of_regions.get(word.lower()))

    def state_of_abbreviation(self, word: str) -> Place | None:
        """Return the US state for "Fla" or "N.Y.", in any case and without the full stop behind it."""
        return self._region(self._abbreviations.get(word.lower()))

    def _region(self, name: str | None) -> Place | None:
        return next((place for place in self.named(name) if place.kind == "region"), None) if name else None

    def country_of_body(self, name: str) -> str | None:
        """Return the ISO code of a body that is named without its country: "the Bundestag", "Wall Street"."""
        return self._bodies.get(name.lower())

    def country_of_money(self, word: str) -> str | None:
        """Return the ISO code for a word or a sign of money that only one country has: "zlotys", "£"."""
        return self._money.get(word.lower())

    def country_name(self, code: str) -> str:
        return self._country_names.get(code, code)

    def shown(self, place: Place, written: str) -> str:
        """Return a place as the record writes it: "Tulcea, Romania"; of a US town also its state."""
        if place.kind == "country":
            return written if fold(written) in self._own_names else place.name
        country = self._country_of(place) if place.country else ""
        state = self._states.get((place.country, place.admin1), "") if place.kind == "town" else ""
        return ", ".join(part for part in (place.name if place.kind == "region" else written, state, country) if part)

    def _country_of(self, place: Place) -> str:
        """Newspapers say Gaza and the West Bank, never the name that the source has for both."""
        if place.country == "PS" and place.lon is not None:
            return "Gaza" if place.lon < _GAZA_EAST else "West Bank"
        return self.country_name(place.country)

    def find(self, name: str, *, countries: Iterable[str] = (), near: Iterable[Place] = ()) -> Found | None:
        """Return the likeliest place of a name, given the countries and places that the story is about.

        A country or region wins over a town of its name. Among towns: one in a country of the story, then near its
        other places, then the largest; one known by this name before one that only once had it.
        """
        candidates = self.named(name)
        if not candidates:
            return None
        if candidates[0].kind == "country" or (
            candidates[0].kind == "region" and candidates[0].country in ("", *countries)
        ):
            return Found(candidates[0], candidates[1:4], ambiguous=False)
        among = frozenset(countries)
        points = [place for place in near if place.lat is not None or place.admin1]
        ranked = sorted(candidates, key=lambda place: -_weight(place, among, points))
        first = ranked[0]
        rivals = tuple(ranked[1:4])
        close = [
            rival for rival in rivals if _weight(rival, among, points) * _CLEARLY_LARGER > _weight(first, among, points)
        ]
        return Found(first, rivals, ambiguous=bool(close))


def _weight(place: Place, countries: frozenset[str], near: list[Place]) -> float:
    weight = float(place.population + 500)
    if place.kind == "region":
        weight = 3_000_000.0
    if not place.main:
        weight *= 0.2
    if place.country in countries:
        weight *= 200
    if any(_kilometres(place, other) < _NEAR_KM for other in near[:6]) or _is_in(place, near):
        weight *= 20
    return weight


def _is_in(place: Place, near: list[Place]) -> bool:
    """Whether a town is in the state that was named last; a state has no point of its own."""
    state = next((other for other in reversed(near) if other.kind == "region" and other.admin1), None)
    return state is not None and (place.country, place.admin1) == (state.country, state.admin1)


def _kilometres(one: Place, other: Place) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    north = (one.lat - other.lat) * 111.2
    east = (one.lon - other.lon) * 111.2 * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(north, east)
