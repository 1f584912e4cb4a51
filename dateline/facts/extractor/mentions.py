"""What a named place is made of, and what the steps need of a gazetteer."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from dateline.facts.extractor.person_names import Known
from dateline.facts.gazetteer.lookup import Found, Place


class Atlas(Protocol):
    """What the steps need of a gazetteer."""

    region_words: frozenset[str]
    settlement_words: frozenset[str]
    site_words: frozenset[str]

    def is_country_or_region(self, name: str) -> bool: ...

    def named(self, name: str) -> tuple[Place, ...]: ...

    def find(self, name: str, *, countries: "tuple[str, ...]" = ..., near: "Iterable[Place]" = ...) -> Found | None: ...

    def country_of_adjective(self, word: str) -> str | None: ...

    def region_of_adjective(self, word: str) -> Place | None: ...

    def state_of_abbreviation(self, word: str) -> Place | None: ...

    def country_of_body(self, name: str) -> str | None: ...

    def country_of_money(self, word: str) -> str | None: ...

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
    people: int = 0
    """How many live in a town, where the gazetteer knows."""


class Setting(NamedTuple):
    """What the whole text says about where it is set."""

    known: Known
    countries: tuple[str, ...]
    near: tuple[Place, ...]
    """The places named so far."""
    home: tuple[str, str] = ("", "")
    """Where a name lies that no gazetteer has: the country of the place named last, its code and as it is shown."""


def with_home(setting: Setting, name: str) -> str:
    return f"{name}, {setting.home[1]}" if setting.home[1] else name


def with_country(atlas: Atlas, name: str, country: str) -> str:
    return f"{name}, {atlas.country_name(country)}" if country else name
