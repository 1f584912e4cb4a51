"""Step eight: where it happened, from the places that the text names and what each is in its sentence."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.mentions import Mention
from dateline.facts.extractor.place_references import behind_where, looked_back
from dateline.facts.extractor.place_roles import COUNTING, Role, Standing
from dateline.facts.extractor.place_signs import begins, is_counted, is_dateline, is_line
from dateline.facts.extractor.scenes import Scenes, speaks_for_itself

_LEAVING = frozenset("evacuated rescued fled displaced released".split())
_CLAUSE = 40
_APART = 99.0
_HAPPENS = 0.9
# An amount of money stands at a place only when the place is right beside it.
_SURE = 11.0
_OF_A_THING = frozenset("duration sentence maximum_jail votes seats".split())
_SWAPS = frozenset("swap swaps swapped exchange exchanges exchanged".split())
_SWAPPED = frozenset("prisoner prisoners captives captive soldiers pows pow servicemen hostages detainees".split())
_HANDED_OVER = frozenset("released freed returned handed_over".split())
_HARM = frozenset("killed injured wounded missing destroyed damaged hit".split())
_OF_A_PART = frozenset("including whom whose".split())
_MOSTLY = frozenset(["most", "mostly"])
_LISTS = frozenset([",", "and", ";"])
_JOINS = frozenset("and but while whereas with where when".split())


def place_of(page: Page, figure: Figure, scenes: Scenes) -> tuple[str | None, str]:
    """Return the likeliest place of a figure, and the rule: in its sentence, carried on, or of who says it.

    Where nothing says more, it is where the story is set: a claim is read alone later. An amount of money, a share and
    a term are then of a region or a country, never of a town. Who is swapped for whom is nowhere.
    """
    if _is_swapped(page, figure):
        return None, ""
    return next(((place, rule) for rule, place in _told(page, figure, scenes) if place), (None, ""))


def _told(page: Page, figure: Figure, scenes: Scenes) -> Iterator[tuple[str, str | None]]:
    """What says where a figure is, the surest first, each under the name of its rule."""
    standings = scenes.inside[figure.sentence]
    inside = [one.mention for one in standings if one.role is Role.SCENE]
    yield "place.listed", _listed(page, figure, standings)
    yield "place.where", behind_where(page, figure, standings)
    yield "place.measured_from", _measured_from(figure, inside)
    opening = next((one for one in inside if _opens(page, figure, one)), None)
    ranked = _ranked(page, figure, [one for one in inside if one is not opening])
    best = ranked[0] if ranked else None
    back = looked_back(page, figure, scenes)
    if opening and best and opening.name.endswith(f", {best[1].name}"):
        # "TOLVA, Ohio — Three died at a school in Ohio": the dateline says more.
        yield "place.dateline", opening.name
    if back and not (best and best[0] > 0 and abs(best[1].first - figure.first) < back[1]):
        yield "place.looked_back", back[0]
    if best and best[0] > (_SURE if figure.kind == "money" else 0):
        yield "place.sentence", _with_neighbours(page, best[1], inside)
    yield "place.dateline", opening.name if opening else None
    carried = scenes.carried[figure.sentence]
    local = next((one.mention for one in standings if one.role is Role.LOCAL), None)
    if local and (carried is None or speaks_for_itself(local, carried)):
        yield "place.local", local.name
    yield "place.earlier", carried.name if carried else None
    yield "place.topic", scenes.topic.name if scenes.topic else None
    named = [one for score, one in ranked if score > -_APART / 2]
    # A country is named beside anything; the town says more.
    nearest = min(named, key=lambda one: (one.kind == "country", abs(one.first - figure.first)), default=None)
    yield "place.named", nearest.name if nearest else None
    yield "place.story", scenes.story.wide if _is_of_a_thing(figure) else scenes.story.place


def _is_swapped(page: Page, figure: Figure) -> bool:
    """“90 prisoners came home in an exchange with Norway”: between two countries, and in neither."""
    if figure.measure in _HARM:
        return False
    back = 2 if figure.measure in _HANDED_OVER or figure.subject in _SWAPPED else 0
    first = page.sentences[max(0, figure.sentence - back)].first
    lows = set(page.lows[first : page.sentences[figure.sentence].end])
    return figure.measure == "exchanged" or bool(lows & _SWAPS and lows & _SWAPPED)


def _is_of_a_thing(figure: Figure) -> bool:
    return figure.kind == "money" or figure.unit == "%" or figure.measure in _OF_A_THING


def _opens(page: Page, figure: Figure, one: Mention) -> bool:
    """A dateline, or the name that heads a line: it holds where the sentence itself names no place."""
    opens = is_dateline(page, one.end)
    return opens or (one.first == page.sentences[figure.sentence].first and is_line(page, one.first, one.end))


def _measured_from(figure: Figure, inside: list[Mention]) -> str | None:
    ahead = [one for one in inside if one.end <= figure.first] if figure.measure == "distance" else []
    return ahead[-1].name if ahead else None


def _ranked(page: Page, figure: Figure, inside: list[Mention]) -> list[tuple[float, Mention]]:
    """Return the places of a sentence with how near each is to the figure, the nearest first."""
    own = any(one.end <= figure.first and not _between(page, figure, one) for one in inside)
    ranked = [(_nearness(page, figure, one, own=own), one) for one in inside]
    if len(ranked) == 1 and _holds_throughout(page, figure, ranked[0][1]):
        ranked = [(max(ranked[0][0], 1.0), ranked[0][1])]
    return sorted(ranked, key=lambda one: -one[0])


def _listed(page: Page, figure: Figure, standings: Sequence[Standing]) -> str | None:
    """“Italy reported 250 deaths, Spain 120 and France 36”, “Tolva: 14 Oskrava: 33”, “followed by Velm with 12”."""
    for before, (one, _) in zip([None, *standings], standings, strict=False):
        gap = page.lows[one.end : figure.first]
        if one.end > figure.first or len(gap) > 1 or one.kind not in {"country", "region", "town"}:
            continue
        joined = page.low(one.first - 1) in _LISTS
        beside = before is not None and before.role is not Role.NONE
        if gap == [":"] and is_counted(page, one.end + 1) and not begins(page, one.first):
            return one.name
        if (gap == ["with"] and (joined or page.low(one.first - 1) == "by")) or (not gap and joined and beside):
            return one.name
    return None


def _holds_throughout(page: Page, figure: Figure, one: Mention) -> bool:
    """The only place of a sentence that something happens at holds to its end: “In Porto three died; the police …”."""
    return one.end <= figure.first and one.weight >= _HAPPENS and _between(page, figure, one) < _APART


def _nearness(page: Page, figure: Figure, one: Mention, *, own: bool) -> float:
    behind = one.first >= figure.end
    if behind and one.weight >= COUNTING:
        return -_APART
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
        if behind and (low in _OF_A_PART or (low in _MOSTLY and page.lows[at - 1] == ",")):
            inserted = True
        elif inserted:
            # “Sixteen people, including two children, died in …” goes on behind its second comma.
            inserted = low != ","
        elif low == ";":
            parted += 8.0
        elif low in _JOINS or low == ",":
            counted = is_counted(page, at + 1)
            if counted and behind:
                parted += 8.0
            elif low in _JOINS:
                parted += 3.0 if behind else 12.0 if low in {"while", "but", "whereas"} else 0.0
    return _APART if inserted else parted


def _with_neighbours(page: Page, one: Mention, inside: list[Mention]) -> str:
    """“In the Donetsk and Luhansk regions”, “over Saratov, Engels and Samara”: all of them."""
    alike = [other for other in inside if other.kind == one.kind]
    chain = [one]
    for other in alike[alike.index(one) + 1 :]:
        if not _is_joined(page, chain[-1], other):
            break
        chain.append(other)
    for other in reversed(alike[: alike.index(one)]):
        if not _is_joined(page, other, chain[0]):
            break
        chain.insert(0, other)
    joined = any("and" in page.lows[left.end : right.first] for left, right in pairwise(chain))
    return "; ".join(dict.fromkeys(each.name for each in chain)) if joined else one.name


def _is_joined(page: Page, left: Mention, right: Mention) -> bool:
    gap = page.lows[left.end : right.first]
    return 0 < len(gap) < 4 and {*gap} <= {"and", "the", ","}
