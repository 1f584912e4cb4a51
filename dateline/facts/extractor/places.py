"""Step eight: where it happened. Names that the gazetteer knows, and names that the text itself calls a town."""

from collections import Counter

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.mentions import Atlas, Mention, Setting
from dateline.facts.extractor.person_names import Known, known_names
from dateline.facts.extractor.place_signs import is_dateline, is_line
from dateline.facts.extractor.scenes import Role, Scenes
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.toponyms import DIRECTIONS, countries_of, mention_at
from dateline.facts.gazetteer.lookup import Place

_LEAVING = frozenset("evacuated rescued fled displaced released".split())
_CLAUSE = 40
_APART = 99.0
# An amount of money stands at a place only when the place is right beside it.
_SURE = 11.0
_OF_A_THING = frozenset("duration sentence maximum_jail votes seats needed".split())
_OF_A_PART = frozenset("including whom whose most mostly".split())
_LISTS = frozenset([",", "and", ";"])
_JOINS = frozenset("and but while whereas with where when".split())
# As many as the gazetteer weighs; a copy of all of them for each word would be quadratic.
_NEAR = 6
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
            one = mention_at(page, atlas, Setting(known, countries, tuple(near)), at)
            if one:
                found.append(one)
                step = max(1, one.end - at)
                if len(near) < _NEAR:
                    near.extend(atlas.named(one.name.split(",")[0])[:1])
        at += step
    return _nested(page, _shared(page, found))


def _nested(page: Page, found: list[Mention]) -> list[Mention]:
    """“Tolva in Example County”, “Tolva Air Base in Germany”: one place, from the narrow to the wide."""
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
    # "The Tolva shelter in the school in Porto" is in Porto, whatever else it is in.
    in_it = narrow.kind == "site" and 3 < len(gap) < 6 and gap[0] == "in" and gap[-1] in {"in", "the"}
    if not gap or (len(gap) > 3 and not in_it) or gap[0] not in {"in", ","}:
        return False
    if not in_it and not set(gap) <= {"in", ",", "the", *DIRECTIONS}:
        return False
    if page.sentence_of[narrow.first] != page.sentence_of[wide.first] or _WIDTH[narrow.kind] >= _WIDTH[wide.kind]:
        return False
    return gap[0] == "in" or narrow.country == wide.country


def place_of(page: Page, figure: Figure, scenes: Scenes) -> tuple[str | None, str]:
    """Return the likeliest place of a figure, and the rule: in its sentence, carried on, or of who says it.

    Where nothing says more, it is where most of the entry has happened so far: a claim is read alone later. An amount
    of money and a share are nowhere by themselves.
    """
    place, rule = _place_by_grammar(page, figure, scenes)
    if place is None and figure.kind != "money" and figure.unit != "%":
        place = _most_named(page, figure, scenes)
        rule = "place.entry" if place else ""
    return place, rule


def _most_named(page: Page, figure: Figure, scenes: Scenes) -> str | None:
    """Return the place that has been named most up to the figure's sentence."""
    standings = [one for inside in scenes.inside[: figure.sentence + 1] for one in inside]
    scenery = [one for one in standings if one.role is not Role.NONE and not _is_of_a_part(page, figure, one.mention)]
    most = Counter(one.mention.name for one in scenery).most_common(2)
    if most and (len(most) == 1 or most[0][1] > most[1][1]):
        return most[0][0]
    # Without capitals it is less sure what a place is in its sentence; any says more than none.
    named = Counter(one.mention.name for one in standings if not page.cased).most_common(1)
    return named[0][0] if named else None


def _place_by_grammar(page: Page, figure: Figure, scenes: Scenes) -> tuple[str | None, str]:
    listed = _listed(page, figure, scenes)
    if listed:
        return listed.name, "place.listed"
    standings, sentence = scenes.inside[figure.sentence], page.sentences[figure.sentence]
    inside = [one.mention for one in standings if one.role is Role.SCENE]
    if figure.measure == "distance" and (ahead := [one for one in inside if one.end <= figure.first]):
        return ahead[-1].name, "place.measured_from"
    opening = next((one for one in inside if is_dateline(page, one.end) or one.first == sentence.first), None)
    if opening and not (is_dateline(page, opening.end) or is_line(page, opening.first, opening.end)):
        opening = None
    own = any(one.end <= figure.first and not _between(page, figure, one) for one in inside if one is not opening)
    ranked = [(_nearness(page, figure, one, own=own), one) for one in inside if one is not opening]
    best = max(ranked, key=lambda one: one[0], default=None)
    if best and best[0] > (_SURE if figure.kind == "money" else 0):
        return _with_neighbours(page, best[1], inside), "place.sentence"
    if opening:
        return opening.name, "place.dateline"
    if figure.kind == "money" or figure.unit == "%" or figure.measure in _OF_A_THING:
        carried = scenes.carried[figure.sentence]
        if carried and figure.unit == "%" and scenes.paragraphs[carried.sentence] == scenes.paragraphs[figure.sentence]:
            return carried.mention.name, "place.earlier"
        # An amount is of a thing, not of the last place that was named; nor is a share in the next paragraph.
        owner = next((one.mention for one in standings if one.role is Role.OWNER), None) or scenes.topic
        return (owner.name, "place.topic") if owner and figure.kind != "money" else (None, "")
    place, rule = _place_elsewhere(scenes, figure.sentence)
    if place is None and best and best[0] > -_APART / 2:
        return best[1].name, "place.named"
    return place, rule


def _is_of_a_part(page: Page, figure: Figure, one: Mention) -> bool:
    """“41, including 17 over Kursk”: where the 41 were is not said."""
    return page.sentence_of[one.first] == figure.sentence and _between(page, figure, one) >= _APART


def _listed(page: Page, figure: Figure, scenes: Scenes) -> Mention | None:
    """“Italy reported 250 deaths, Spain 120 and France 36”."""
    among = [one.mention for one in scenes.inside[figure.sentence] if one.mention.kind in {"country", "region", "town"}]
    return next((one for one in among if one.end == figure.first and page.low(one.first - 1) in _LISTS), None)


def _place_elsewhere(scenes: Scenes, number: int) -> tuple[str | None, str]:
    carried = scenes.carried[number]
    if carried:
        return carried.mention.name, "place.earlier"
    standings = scenes.inside[number]
    local = next((one.mention for one in standings if one.role is Role.LOCAL), None)
    if local:
        return local.name, "place.local"
    return (scenes.topic.name, "place.topic") if scenes.topic else (None, "")


def _nearness(page: Page, figure: Figure, one: Mention, *, own: bool) -> float:
    behind = one.first >= figure.end
    distance = one.first - figure.end if behind else figure.first - one.end + 4
    score = one.weight * 12 - min(distance, _CLAUSE) * 0.35
    score += 4.0 if behind and one.weight >= 0.9 else 0.0
    score += 1.5 if one.kind in {"town", "site"} else 0.0
    score += 6.0 if figure.measure in _LEAVING and page.low(one.first - 1) == "from" else 0.0
    parted = _between(page, figure, one)
    # Another clause with its own place: “hotels in York lost 2,200 bookings and footfall in Leeds fell”.
    return score - parted - (8.0 if own and behind and parted else 0.0)


def _between(page: Page, figure: Figure, one: Mention) -> float:
    """What stands between parts them: “three died in Odesa and two in Kherson”, “41, including 17 over Kursk”."""
    behind = one.first >= figure.end
    first, end = (figure.end, one.first) if behind else (one.end, figure.first)
    parted, inserted = 0.0, False
    for at in range(first, min(end, first + _CLAUSE)):
        low = page.lows[at]
        if behind and (low == ";" or (low == "that" and page.low(at - 1) == "and")):
            return _APART
        if behind and low in _OF_A_PART:
            inserted = True
        elif inserted:
            # “Sixteen people, including two children, died in …” goes on behind its second comma.
            inserted = low != ","
        elif low == ";":
            parted += 8.0
        elif low in _JOINS or low == ",":
            counted = page.tokens[at + 1].kind is Kind.NUMBER or page.lows[at + 1] in _COUNTS
            if counted and behind:
                parted += 8.0
            elif low in _JOINS:
                parted += 3.0 if behind else 12.0 if low in {"while", "but", "whereas"} else 0.0
    return _APART if inserted else parted


def _shared(page: Page, found: list[Mention]) -> list[Mention]:
    """In “the Donetsk and Luhansk regions” the plural makes a region of both."""
    shared = found[:]
    for at in range(len(shared) - 1, 0, -1):
        one, other = shared[at], shared[at - 1]
        gap = page.lows[other.end : one.first]
        if (
            one.kind == "region"
            and page.low(one.end - 1).endswith("s")
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


def _with_neighbours(page: Page, one: Mention, inside: list[Mention]) -> str:
    """“In the Donetsk and Luhansk regions”, “over Saratov and Engels”: both."""
    names = [one.name]
    for other in inside:
        gap = page.lows[one.end : other.first] if other.first >= one.end else page.lows[other.end : one.first]
        if (
            other is not one
            and len(gap) <= 2
            and gap
            and set(gap) <= {"and", "the", ","}
            and "and" in gap
            and other.kind == one.kind
        ):
            names.append(other.name) if other.first > one.first else names.insert(0, other.name)
    return "; ".join(dict.fromkeys(names))
