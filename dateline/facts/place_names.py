"""From a place as the extractor writes it, "Lisbon, Portugal", to a place of the record: pure, given a gazetteer.

The extractor gives a name. How exact that is, and which place of the name, is asked of the gazetteer and of the entry's
own words, as "15 km east of"; where neither says it, there is no place.
"""

import re

from dateline.facts.extractor.mentions import Atlas
from dateline.facts.extractor.words import table, words
from dateline.facts.gazetteer.lookup import Place
from dateline.facts.models import PlacePrecision
from dateline.facts.rules import Where

SEVERAL = "; "
_KINDS = {
    "country": PlacePrecision.COUNTRY,
    "region": PlacePrecision.REGION,
    "town": PlacePrecision.SETTLEMENT,
}
_LENGTHS = ("km", "m", "miles", "nautical miles", "feet", "yards")
_COMPASS = r"(?:north|south|east|west)(?:[ -]?(?:north|south|east|west))*"


def where(name: str, atlas: Atlas, *, near: str, text: str) -> Where | None:
    """Return the place, or None where the record has no way to say it: several places, or one of unknown precision.

    `near` is the sentence or paragraph of the claim, `text` the whole entry, for a place that was named before.
    """
    if SEVERAL in name:
        return None
    head, _, country = name.partition(", ")
    spans = near if head in near else text
    offsets = {_offset(spans[: found.start()]) for found in re.finditer(rf"(?<!\w){re.escape(head)}(?!\w)", spans)}
    if len(offsets) > 1:
        # “East of Lviv” and “in Lviv”: which of them is meant, nothing says.
        return None
    where = _named(name, head, country.rpartition(", ")[2], atlas)
    if offsets and (offset := offsets.pop()):
        known = where or Where(name, PlacePrecision.RELATIVE)
        return Where(known.name, PlacePrecision.RELATIVE, offset, known.gazetteer_id, known.latitude, known.longitude)
    return where


def _offset(before: str) -> str:
    """Return the “15 km east” of “15 km east of ”, if the words before a place's name end so."""
    found = _offset_pattern().search(before)
    return " ".join(found["offset"].split()) if found else ""


def _offset_pattern() -> re.Pattern[str]:
    units = table("units")["units"]
    ways = sorted((way for unit in _LENGTHS for way in units[unit]), key=len, reverse=True)
    length = rf"\d[\d.,]*\s?(?:{'|'.join(map(re.escape, ways))})(?:\s\([^()]*\))?"
    return re.compile(
        # "In the east of Ukraine" is in Ukraine; "east of Lviv" is not in Lviv.
        rf"(?<![\w.,])(?P<offset>{length}\s(?:to\sthe\s)?{_COMPASS}|(?<!the\s){_COMPASS})"
        r"\sof\s(?:the\s(?:\w+\s)?(?:of\s)?)?\Z",
        re.IGNORECASE,
    )


def _named(name: str, head: str, country: str, atlas: Atlas) -> Where | None:
    alike = [place for place in atlas.named(head) if _shown_so(atlas, place, head, country)]
    if alike:
        found = atlas.find(head, countries=tuple({place.country for place in alike if place.country}))
        if found and found.place in alike:
            place = found.place
            if found.ambiguous and len(alike) > 1:
                # Which of two towns of a name is meant, nobody has said: then none is shown on a map.
                return Where(name, _KINDS[place.kind])
            # The gazetteer's point of a country is its capital, where nothing need have happened.
            point = (place.lat, place.lon) if place.kind == "town" else (None, None)
            return Where(name, _KINDS[place.kind], "", place.id, *point)
        kinds = {place.kind for place in alike}
        return Where(name, _KINDS[kinds.pop()]) if len(kinds) == 1 else None
    precision = _by_its_words(head, atlas)
    return Where(name, precision) if precision else None


def _shown_so(atlas: Atlas, place: Place, head: str, country: str) -> bool:
    shown = atlas.shown(place, head)
    return shown.rpartition(", ")[2] == country if country else shown == head


def _by_its_words(head: str, atlas: Atlas) -> PlacePrecision | None:
    """Return how exact a name is that the gazetteer does not have: “Tolva Air Base”, “Example county”."""
    first, _, rest = head.partition(" ")
    last = head.rpartition(" ")[2].lower()
    if last in atlas.site_words:
        return PlacePrecision.SITE
    if last in atlas.region_words:
        return PlacePrecision.REGION
    if first.lower() in words("grammar", "directions") and (whole := atlas.named(rest)):
        return PlacePrecision.SETTLEMENT if whole[0].kind == "town" else PlacePrecision.REGION
    return None
