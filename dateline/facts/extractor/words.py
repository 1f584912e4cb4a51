"""The word tables, read once, in the forms that the steps need."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dateline.facts.tables import Section, read_table

_FOLDER = Path(__file__).parent / "tables"
Phrase = tuple[str, ...]


@cache
def table(name: str) -> dict[str, Section]:
    return read_table(_FOLDER / f"{name}.txt")


@cache
def words(name: str, section: str) -> frozenset[str]:
    """Return the words of a section that stand for themselves, and those behind its names."""
    part = table(name)[section]
    return frozenset(
        [*(word.lower() for ways in part.values() for word in ways), *(own.lower() for own in part if not part[own])]
    )


@cache
def names(name: str, section: str) -> dict[str, str]:
    """Return each word of a section, in lower case, with the name it stands for."""
    return {word.lower(): own for own, ways in table(name)[section].items() for word in (ways or [own])}


class Phrases:
    """Phrases of one or more words, found at a place in a row of tokens; the longest wins."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, str]]] = {}
        for words_of, name in phrases:
            parts = split_phrase(words_of)
            self._by_first.setdefault(parts[0], []).append((parts, name))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, lows: list[str], place: int) -> tuple[int, str] | None:
        """Return how many tokens the longest phrase at this place has, and its name."""
        for parts, name in self._by_first.get(lows[place], ()):
            if len(parts) == 1 or tuple(lows[place : place + len(parts)]) == parts:
                return len(parts), name
        return None

    def before(self, lows: list[str], end: int) -> tuple[int, str] | None:
        """Return the longest phrase that ends right before this place."""
        for length in range(min(5, end), 0, -1):
            for parts, name in self._by_first.get(lows[end - length], ()):
                if len(parts) == length and tuple(lows[end - length : end]) == parts:
                    return length, name
        return None


def split_phrase(text: str) -> Phrase:
    """Return a phrase as the tokens that step one would make of it."""
    spaced = text.lower()
    for sign in "-,’/&":
        spaced = spaced.replace(sign, f" {sign} ")
    return tuple(spaced.replace(" ’ s", " ’s").split())


@cache
def phrases(name: str, section: str) -> Phrases:
    return Phrases(names(name, section).items())
