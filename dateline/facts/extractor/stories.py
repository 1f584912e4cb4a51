"""Where a story is set, for figures that neither their sentence nor those before it place.

Every place that an entry names votes for itself and for the wider places that its name ends in: “Paradise, California,
US” also for California and for the US. What most votes agree on, the narrowest of it, is where the story is set.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.mentions import Mention
from dateline.facts.extractor.place_roles import Role, Standing
from dateline.facts.extractor.words import words

_VOTES = {Role.SCENE: 4, Role.LOCAL: 3, Role.OWNER: 3, Role.ACTOR: 2, Role.NONE: 0}
_FAR = 8
_DIRECTIONS = words("grammar", "directions")


class Story(NamedTuple):
    """Where a story is set: as narrow as its votes agree, and the region or country that an amount of money is of."""

    place: str | None
    wide: str | None
    country: str | None


def story_of(page: Page, inside: Sequence[Iterable[Standing]]) -> Story:
    """Return the country with most votes, and in it the narrowest place on which more than half of them agree.

    Who acts votes for his country only. Nothing where two countries have as many.
    """
    of_countries: Counter[str] = Counter()
    of_places: Counter[str] = Counter()
    towns: set[str] = set()
    for standings in inside:
        # A sentence that names a place twice has not said more of it.
        countries: dict[str, int] = {}
        named: set[str] = set()
        for one in standings:
            if _lies_beyond_a_border(page, one.mention):
                continue
            vote = _VOTES[Role.ACTOR if _is_of_a_part(page, one.mention) else one.role]
            names = _names_of(one.mention)
            if one.mention.country or one.mention.kind == "country":
                countries[names[-1]] = max(countries.get(names[-1], 0), vote)
            if vote > _VOTES[Role.ACTOR] and names[0] not in named:
                named.add(names[0])
                of_places.update(dict.fromkeys(names, vote))
                if one.mention.kind in {"town", "site"}:
                    towns.add(one.mention.name)
        of_countries.update(countries)
    country = _country_with_most(of_countries)
    if country is None:
        # Of a town that nobody knows not even the country may be said.
        alone = None if of_countries else _country_with_most(of_places)
        return Story(alone, None, None)
    within = [name for name in of_places if name.endswith(f", {country}") and of_places[name] * 2 > of_places[country]]
    wide = [name for name in within if name not in towns]
    return Story(_narrowest(within, of_places) or country, _narrowest(wide, of_places) or country, country)


def _country_with_most(votes: Counter[str]) -> str | None:
    most = votes.most_common(2)
    clear = most and most[0][1] and (len(most) == 1 or most[0][1] > most[1][1])
    return most[0][0] if clear else None


def _narrowest(names: list[str], votes: Counter[str]) -> str | None:
    return max(names, key=lambda name: (name.count(", "), votes[name]), default=None)


def _names_of(one: Mention) -> list[str]:
    """A name and what it ends in. Of a whole country only that, whichever part of it is named."""
    parts = one.name.split(", ")
    if len(parts) == 1 and one.kind in {"country", "region"}:
        first, _, rest = parts[0].partition(" ")
        return [rest if first in _DIRECTIONS and rest else parts[0]]
    return [", ".join(parts[at:]) for at in range(len(parts))]


def _is_of_a_part(page: Page, one: Mention) -> bool:
    """“41 drones, including 17 over Porto”: the 41 were somewhere in Portugal."""
    first = max(page.sentences[page.sentence_of[one.first]].first, one.first - _FAR)
    return "including" in page.lows[first : one.first]


def _lies_beyond_a_border(page: Page, one: Mention) -> bool:
    """“At the border with Belgium”: on this side of it."""
    return page.low(one.first - 1) == "with" and page.low(one.first - 2) == "border"
