"""Step eight: where it happened. Names that the gazetteer knows, and names that the text itself calls a town."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.person_names import Known, known_names
from dateline.facts.extractor.place_signs import OWNS, is_before_a_body, is_dateline
from dateline.facts.extractor.sentences import Sentence
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.toponyms import DIRECTIONS, OF_A_NAME, Atlas, Mention, Setting, countries_of, mention_at
from dateline.facts.gazetteer.lookup import Place

_LEAVING = frozenset("evacuated rescued fled displaced released".split())
_CLAUSE = 40
# More than the gazetteer weighs; a copy of all of them for each word would be quadratic.
_NEAR = 24
_COUNTS = frozenset("one two three four five six seven eight nine ten eleven twelve another dozens hundreds".split())
_WIDTH = {"site": 0, "town": 1, "region": 2, "country": 3, "adjective": 4}


def mentions(page: Page, atlas: Atlas) -> list[Mention]:
    """Return the places that a text names, in order. In a text without capitals only behind a preposition."""
    cased = page.cased
    countries = countries_of(page, atlas, cased=cased)
    known = known_names(page) if cased else Known({}, {})
    found: list[Mention] = []
    near: list[Place] = []
    at = 0
    while at < len(page.tokens):
        token = page.tokens[at]
        step = 1
        if token.kind is Kind.WORD and (not cased or token.text[0].isupper()):
            one = mention_at(page, atlas, Setting(known, countries, tuple(near[:_NEAR])), at)
            if one:
                found.append(one)
                step = max(1, one.end - at)
                near.extend(atlas.named(one.name.split(",")[0])[:1])
        at += step
    return _nested(page, found)


def _nested(page: Page, found: list[Mention]) -> list[Mention]:
    """“Chilia Veche in Tulcea County”, “Ramstein Air Base in Germany”: one place, from the narrow to the wide."""
    joined: list[Mention] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _lies_in(page, last, one):
            first = last.name.split(", ")[0]
            name = one.name if one.name.startswith(f"{first},") else f"{first}, {one.name}"
            joined[-1] = last._replace(name=name, end=one.end, country=one.country, ambiguous=one.ambiguous)
        else:
            joined.append(one)
    return joined


def _lies_in(page: Page, narrow: Mention, wide: Mention) -> bool:
    gap = page.lows[narrow.end : wide.first]
    if not gap or len(gap) > 3 or gap[0] not in {"in", ","} or not set(gap) <= {"in", ",", "the", *DIRECTIONS}:
        return False
    if page.sentence_of[narrow.first] != page.sentence_of[wide.first] or _WIDTH[narrow.kind] >= _WIDTH[wide.kind]:
        return False
    return gap[0] == "in" or narrow.country == wide.country


def place_of(page: Page, figure: Figure, found: list[Mention]) -> tuple[str | None, str]:
    """Return the likeliest place of a figure, and the rule: in its sentence, earlier in the entry, or its country."""
    sentence = page.sentences[figure.sentence]
    named = [one for one in found if one.kind != "adjective"]
    inside = [one for one in named if sentence.first <= one.first < sentence.end]
    if figure.measure == "distance" and (ahead := [one for one in inside if one.end <= figure.first]):
        return ahead[-1].name, "place.measured_from"
    opening = next((one for one in inside if one.first == sentence.first and is_dateline(page, one.end)), None)
    if opening and not any(one is not opening and one.weight >= 0.9 for one in inside):
        return opening.name, "place.dateline"
    best = max(
        (_nearness(page, figure, one) for one in inside if not _acts(page, one)), key=lambda one: one[0], default=None
    )
    if best and best[0] > 0:
        return _with_neighbours(page, best[1], inside), "place.sentence"
    if figure.kind == "money" or figure.measure in {"duration", "sentence", "maximum_jail"}:
        # An amount or a term is of a thing, not of the last place that was named.
        return None, ""
    acting = next((one for one in inside if one.kind in {"town", "region"} and is_before_a_body(page, one.end)), None)
    return _place_elsewhere(figure, found, named, sentence, best, acting)


def _acts(page: Page, one: Mention) -> bool:
    """A country that acts is not where it happens: "Paris accused them"."""
    if one.weight <= OF_A_NAME:
        return True
    return (one.weight < 0.5 or page.low(one.end) in OWNS) and one.kind in {"town", "country"}


def _nearness(page: Page, figure: Figure, one: Mention) -> tuple[float, Mention]:
    behind = one.first >= figure.end
    distance = one.first - figure.end if behind else figure.first - one.end + 4
    score = one.weight * 12 - distance * 0.35
    score += 4.0 if behind and one.weight >= 0.9 else 0.0
    score += 1.5 if one.kind == "town" else 0.0
    score -= 20.0 if _in_another_clause(page, figure, one) else 0.0
    score += 6.0 if figure.measure in _LEAVING and page.low(one.first - 1) == "from" else 0.0
    return score, one


def _in_another_clause(page: Page, figure: Figure, one: Mention) -> bool:
    """In “three died in Odesa, and two more in Kherson” and “…; in Kherson, two died” each has its own place."""
    first, end = (figure.end, one.first) if one.first >= figure.end else (one.end, figure.first)
    for at in range(first, min(end, first + _CLAUSE)):
        low = page.lows[at]
        if low == ";":
            return True
        if low in {"and", "while", "but", "with"} and at + 1 < end:
            ahead = page.tokens[at + 1]
            if (ahead.kind is Kind.NUMBER or ahead.low in _COUNTS) and one.first >= figure.end:
                return True
    return False


def _place_elsewhere(
    figure: Figure,
    found: list[Mention],
    named: list[Mention],
    sentence: Sentence,
    best: tuple[float, Mention] | None,
    acting: Mention | None,
) -> tuple[str | None, str]:
    earlier = [one for one in named if one.first < sentence.first and one.weight >= 0.6]
    if earlier:
        latest = max(earlier[-6:], key=lambda one: (one.weight + (0.3 if one.kind != "country" else 0), one.first))
        return latest.name, "place.earlier"
    if best:
        return best[1].name, "place.named"
    later = [one for one in named if one.weight >= 0.9]
    if later and figure.sentence <= 1:
        return later[0].name, "place.later"
    if acting:
        return acting.name, "place.acting"
    tally: dict[str, float] = {}
    for one in [one for one in found if one.first < sentence.end] or found:
        country = one.name if one.kind in {"country", "adjective"} else one.name.rpartition(", ")[2]
        tally[country] = tally.get(country, 0) + one.weight
    return (max(tally, key=lambda country: tally[country]), "place.country") if tally else (None, "")


def _as_region(page: Page, one: Mention, other: Mention) -> Mention:
    """In "the Donetsk and Luhansk regions" the plural makes a region of both."""
    plural = (
        one.kind == "region" and page.low(one.end - 1).endswith("s") and other.kind == "town" and other.end < one.first
    )
    if not plural:
        return other
    town, _, country = other.name.partition(", ")
    word = one.name.split(", ")[0].rsplit(" ", 1)[-1]
    return other._replace(name=", ".join(part for part in (f"{town} {word}", country) if part), kind="region")


def _with_neighbours(page: Page, one: Mention, inside: list[Mention]) -> str:
    """“In the Donetsk and Luhansk regions”, “over Saratov and Engels”: both."""
    names = [one.name]
    for neighbour in inside:
        other = _as_region(page, one, neighbour)
        gap = page.lows[one.end : other.first] if other.first >= one.end else page.lows[other.end : one.first]
        if (
            neighbour is not one
            and len(gap) <= 2
            and gap
            and set(gap) <= {"and", "the", ","}
            and "and" in gap
            and other.kind == one.kind
        ):
            names.append(other.name) if other.first > one.first else names.insert(0, other.name)
    return "; ".join(dict.fromkeys(names))
