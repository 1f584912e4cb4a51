"""What a named place is in its sentence: where it happens, who acts there, or where somebody speaks or comes from."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.known_places import DIRECTIONS, OF_A_NAME
from dateline.facts.extractor.mentions import Mention
from dateline.facts.extractor.place_signs import OWNS, begins_clause, is_before_a_body, is_counted, is_dateline, is_line
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_PREPOSITIONS = words("grammar", "before a place") - {"of"}
_SPEECHES = words("grammar", "speeches held at a place")
_NATIONAL = words("grammar", "bodies of a whole country")
_MOVING = words("grammar", "on the way from a place")
_VISITS = words("grammar", "on the way to a place")
_COUNTING = words("grammar", "what a country does when it counts")
_COUNTED = words("grammar", "what a country counts")
_OWNED = words("grammar", "owned by a place")
_OF_A_COUNTRY = words("grammar", "owned by a country")
_EVENTS = words("grammar", "events that bear a place")
_ABROAD = words("grammar", "bodies that look abroad")
_SEATED = words("grammar", "seated in a place")
_SENDING = words("grammar", "sends elsewhere")
_TAKEN = frozenset("taken moved transferred diverted flown transported".split())
_HAVING = frozenset(
    "had now so far also already seen at least more than about around nearly some over been only just".split()
)
_LEAVING = frozenset("evacuated evacuate rescued fled displaced released".split())
_SENT = words("grammar", "who comes from a place")
_SETTLEMENTS = frozenset("village town city suburb port district resort region state province county".split())
_LENGTHS = frozenset("km kilometre kilometres kilometers mile miles metres".split())
_COMPASS = DIRECTIONS | frozenset("north south east west northeast northwest southeast southwest outside".split())
_HAS = frozenset("has had have is was are follows stands".split())
_ADVERBS = frozenset("also now already then so far alone initially since which".split())
_APPOSITIVE = 14
_WINDOW = 10
_GLOSS = 14
_NEAR = 5


# The subject of a sentence that counts: surer than any place that is named beside it.
COUNTING = 1.3


class Role(Enum):
    SCENE = "scene"
    LOCAL = "local"
    """The place of who says it: “police in Leeds”. It happened there, unless another place is named."""
    OWNER = "owner"
    """“Germany’s economy”: of the country as a whole."""
    ACTOR = "actor"
    """“Kyiv says”, “Russian drones”: who acts. Nothing happens there, but the story has to do with that country."""
    NONE = "none"
    """Where somebody speaks or comes from, whose nationals they are, what explains another name."""


class Standing(NamedTuple):
    mention: Mention
    role: Role


class Beside(NamedTuple):
    """What stands beside a place: the place before it, its preposition, and whether a claimant has it."""

    before: Mention | None
    preposition: int
    speaks: bool


def standing_of(page: Page, one: Mention, before: Mention | None, sources: Sequence[Attribution]) -> Standing:
    """Return what a place is in its sentence; `before` is the place named before it."""
    speaks = any(source.span[0] <= one.first < source.span[1] for source in sources)
    beside = Beside(before, _preposition(page, one), speaks)
    role = next((role for phase in _PHASES if (role := phase(page, one, beside))), Role.SCENE)
    counts = role is Role.SCENE and not beside.preposition and _counts(page, one)
    return Standing(one._replace(weight=COUNTING) if counts else one, role)


def _of_a_body(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“Leeds police”; a country’s army is nowhere, and its foreign ministry counts what happened elsewhere."""
    if _looks_abroad(page, one):
        return Role.NONE
    if not is_before_a_body(page, one.end):
        return None
    return Role.LOCAL if one.kind in {"town", "region"} else Role.ACTOR


def _looks_abroad(page: Page, one: Mention) -> bool:
    behind = one.end + (page.low(one.end) in OWNS)
    last = behind + (1 if one.kind == "adjective" else 2)
    return any(page.low(at) in _ABROAD for at in range(behind, last))


def _of_a_name(page: Page, one: Mention, beside: Beside) -> Role | None:
    if one.kind == "adjective":
        return Role.ACTOR
    gloss = beside.before is not None and _is_gloss(page, beside.before, one)
    # "The Belgorod village of Shebekino" is in the village, "the Black Sea province of Samsun" in Samsun.
    gloss = gloss or (page.low(one.end) in _SETTLEMENTS and page.low(one.end + 1) == "of")
    gloss = gloss or (page.low(one.end) == "of" and one.kind == "region" and page.low(one.end - 1) in _SETTLEMENTS)
    return Role.NONE if one.weight <= OF_A_NAME or gloss else None


def _in_front(page: Page, one: Mention, beside: Beside) -> Role | None:
    """A dateline, a line of its own, and a country that counts."""
    opens = is_line(page, one.first, one.end) or is_dateline(page, one.end)
    return Role.SCENE if opens or _counts(page, one) else None


def _where_one_speaks(page: Page, one: Mention, beside: Beside) -> Role | None:
    at = beside.preposition
    if at and one.kind == "region" and page.low(at - 1) in _NATIONAL:
        # "The health ministry in Gaza" counts what is there.
        return Role.LOCAL
    seated = page.low(at - 1) in _SEATED if at else (page.low(one.end) == "-" and page.low(one.end + 1) in _SEATED)
    return Role.NONE if seated or (at and _is_spoken_at(page, at)) else None


def _of_who_speaks(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“Officials in Leeds said”; what the head of a hospital counts is in the hospital."""
    if not beside.speaks:
        return None
    if one.kind == "site":
        return None if beside.preposition else Role.LOCAL
    # "Kyiv says": a government.
    return Role.LOCAL if beside.preposition or one.kind == "region" or page.low(one.first - 1) == "of" else Role.ACTOR


def _owning(page: Page, one: Mention, beside: Beside) -> Role | None:
    return _owner(page, one) if page.low(one.end) in OWNS else None


def _measured_from(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“20 km from Tolva” is not in it; but where nothing else is named, that is where it is."""
    near = page.lows[max(0, one.first - _NEAR) : one.first]
    return Role.LOCAL if near[-1:] in (["of"], ["from"]) and _LENGTHS & {*near} else None


def _where_from(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“Buses from Leeds arrived”, “a man from Leeds”, “a visit to Leeds”."""
    at = beside.preposition
    if not at:
        return None
    on_the_way = {page.low(place) for place in range(max(0, at - 3), at)}
    leaves = page.lows[at - 1] == "people" and _LEAVING & {*page.lows[at - 3 : one.end + _WINDOW]}
    visits = page.lows[at] == "to" and _VISITS & on_the_way
    comes = page.lows[at] == "from" and ((page.low(at - 1) in _SENT and not leaves) or _MOVING & on_the_way)
    if page.lows[at] == "to" and _TAKEN & on_the_way:
        # "Taken to Tolva" was somewhere else before.
        return Role.LOCAL
    return Role.NONE if visits or comes else None


def _acting(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“Paris accused them”: a name that nothing leads to is who acts; what it sends is elsewhere."""
    if one.kind == "country" and not beside.preposition:
        behind = one.end + (page.low(one.end) in {"has", "have", "had", "also"})
        if page.low(behind) in _SENDING:
            return Role.NONE
    return Role.ACTOR if one.weight < 0.5 and one.kind in {"town", "country"} else None


# The first that knows decides.
_PHASES: tuple[Callable[[Page, Mention, Beside], Role | None], ...] = (
    _of_a_body,
    _of_a_name,
    _in_front,
    _where_one_speaks,
    _of_who_speaks,
    _owning,
    _measured_from,
    _where_from,
    _acting,
)


def _owner(page: Page, one: Mention) -> Role:
    behind = set(page.lows[one.end + 1 : one.end + 5])
    if (behind & _OWNED and not behind & {"guard", "guards"}) or (
        behind & _EVENTS and page.low(one.end + 1) not in _EVENTS
    ):
        return Role.SCENE
    if one.kind == "region":
        return Role.LOCAL
    return Role.OWNER if one.kind == "country" and behind & _OF_A_COUNTRY else Role.ACTOR


def _preposition(page: Page, one: Mention) -> int:
    """Return where the preposition stands that leads to a name, or 0."""
    for at in range(one.first - 1, max(0, one.first - 6), -1):
        if page.lows[at] in _PREPOSITIONS:
            return at
        if page.tokens[at].kind is not Kind.WORD or page.sentence_of[at] != page.sentence_of[one.first]:
            return 0
    return 0


def _is_spoken_at(page: Page, at: int) -> bool:
    """“Told reporters in Lisbon”, “a news conference in Lisbon”, “the ministry in Lisbon”."""
    before = page.low(at - 1)
    if before in _SPEECHES:
        return True
    if before in _NATIONAL:
        # "Outside parliament in Lisbon": there, and not who speaks.
        return not {page.low(at - 2), page.low(at - 3)} & {"outside", "inside", "near", "at", "around"}
    words_before = [page.low(place) for place in range(at - 5, at) if place >= 0]
    if any(page.tokens[place].kind is not Kind.WORD for place in range(max(0, at - 3), at)):
        return False
    return bool({"told", "telling", "speaking", "spoke"} & set(words_before)) and "that" not in words_before


def _counts(page: Page, one: Mention) -> bool:
    """“Italy has recorded 250 deaths”, “Tennessee, one of the worst hit, had nine deaths”, “Spain follows with 120”."""
    if one.kind not in {"country", "region", "town"}:
        return False
    if not begins_clause(page, one.first):
        return one.kind == "region" and page.low(one.end) in _COUNTING and is_counted(page, one.end + 1)
    sentence = page.sentences[page.sentence_of[one.first]]
    at = one.end
    if page.low(at) == ",":
        at = next(
            (place + 1 for place in range(at + 1, min(at + _APPOSITIVE, sentence.end)) if page.lows[place] == ","), at
        )
    while page.low(at) in _ADVERBS:
        at += 1
    end = min(at + _WINDOW, sentence.end)
    number = next((place for place in range(at + 1, end) if is_counted(page, place)), 0)
    if not number or any(_parts(page, place) for place in range(at, number)):
        return False
    if page.low(at) in _HAS:
        between = page.lows[at + 1 : number]
        tally = {*between, *page.lows[number + 1 : number + 4]} & (_COUNTING | _COUNTED)
        return {*between} <= _HAVING or bool(tally) or between in (["on"], ["at"], ["with"])
    return page.low(at) in _COUNTING and number - at <= _WINDOW // 2


def _parts(page: Page, at: int) -> bool:
    """“Tolva was hit hardest, with 71 dead” goes on behind its comma."""
    return page.lows[at] == ";" or (page.lows[at] == "," and page.low(at + 1) != "with")


def _is_gloss(page: Page, before: Mention, one: Mention) -> bool:
    """“In Saint-Denis, north of Paris”, “Oskrava, 20 km from Kharkiv”: the second only says where the first is."""
    gap = [low for low in page.lows[before.end : one.first] if low != "-"]
    if not 1 < len(gap) < _GLOSS or gap[-1] not in {"of", "from"} or before.weight < min(one.weight, 0.9) - 0.5:
        return False
    if {*gap} & {"and", "or", "but", ";", "–", "—"} or is_dateline(page, before.end):
        return False
    near = gap[-5:]
    return page.sentence_of[before.end] == page.sentence_of[one.first] and (
        any(low.removesuffix("ern") in _COMPASS or low in _LENGTHS for low in near)
    )
