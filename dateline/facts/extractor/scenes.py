"""What a named place is in its sentence: where it happens, where somebody speaks or comes from; and what carries on.

Only a place where something happens is kept for the sentences behind it. Where a minister holds a news conference, the
seat of a government and the harbour a ship left are named as well, and nothing that is counted stands there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.mentions import Mention
from dateline.facts.extractor.place_signs import OWNS, is_before_a_body, is_dateline, is_line
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.toponyms import DIRECTIONS, OF_A_NAME
from dateline.facts.extractor.words import words

_PREPOSITIONS = words("grammar", "before a place") - {"of"}
_SPEECHES = words("grammar", "speeches held at a place")
_NATIONAL = words("grammar", "bodies of a whole country")
_MOVING = words("grammar", "on the way from a place")
_COUNTING = words("grammar", "what a country does when it counts")
_OWNED = words("grammar", "owned by a place")
_OF_A_COUNTRY = words("grammar", "owned by a country")
_BULLETS = frozenset("•*·‣▪-–—")
_PART = frozenset("whom including".split())
_FAR = 12
_SETTLEMENTS = frozenset("village town city suburb port district resort region state".split())
_LENGTHS = frozenset("km kilometre kilometres kilometers mile miles metres".split())
_EVERYWHERE = frozenset("across throughout".split())
_PERSON = frozenset("man woman boy girl teenager student".split())


class Role(Enum):
    SCENE = "scene"
    LOCAL = "local"
    """The place of who says it: “police in Leeds”. It happened there, unless another place is named."""
    OWNER = "owner"
    """“Germany’s economy”: of the country as a whole."""
    NONE = "none"
    """Who acts, where somebody speaks or comes from, what explains another name."""


class Standing(NamedTuple):
    mention: Mention
    role: Role


class Carried(NamedTuple):
    """The scene that the sentences before have set."""

    mention: Mention
    sentence: int


@dataclass(frozen=True, slots=True)
class Scenes:
    """The places of an entry by sentence, and what each sentence takes over from those before it."""

    named: list[Mention]
    inside: list[list[Standing]]
    carried: list[Carried | None]
    paragraphs: list[int]
    topic: Mention | None
    """The one country of an entry that names it in two sentences or more, and no other."""


def scenes(page: Page, named: list[Mention], sources: Sequence[Sequence[Attribution]]) -> Scenes:
    """Return what the places of an entry do in their sentences. Takes each token and each place once."""
    inside: list[list[Standing]] = [[] for _ in page.sentences]
    for one in named:
        number = page.sentence_of[one.first]
        before = inside[number][-1].mention if inside[number] else None
        inside[number].append(Standing(one, role_of(page, one, before, sources[number])))
    carried: list[Carried | None] = []
    paragraphs: list[int] = []
    latest: Carried | None = None
    before_list: Carried | None = None
    paragraph, in_list = 0, False
    for number, sentence in enumerate(page.sentences):
        paragraph += _begins_paragraph(page, sentence.first)
        paragraphs.append(paragraph)
        if _begins_line(page, sentence.first):
            bullet = is_item(page, number)
            if bullet and not in_list:
                before_list = latest
            if bullet or in_list:
                latest = before_list
            in_list = bullet
        carried.append(latest)
        scene = _scene(page, inside[number])
        if scene and not (scene.role is Role.LOCAL and latest) and not (latest and _holds(page, latest, scene.mention)):
            latest = Carried(scene.mention, number)
    return Scenes(named, inside, carried, paragraphs, _topic(page, named))


def is_item(page: Page, number: int) -> bool:
    """Return whether a sentence begins with the sign of a list's item."""
    return page.lows[page.sentences[number].first] in _BULLETS


def role_of(page: Page, one: Mention, before: Mention | None, sources: Sequence[Attribution]) -> Role:
    """Return what a place is in its sentence; `before` is the place named before it."""
    speaks = any(source.span[0] <= one.first < source.span[1] for source in sources)
    beside = Beside(before, _preposition(page, one), speaks)
    return next((role for phase in _PHASES if (role := phase(page, one, beside))), Role.SCENE)


class Beside(NamedTuple):
    """What stands beside a place: the place before it, its preposition, and whether a claimant has it."""

    before: Mention | None
    preposition: int
    speaks: bool


def _of_a_body(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“Leeds police”; a country’s army is nowhere."""
    if not is_before_a_body(page, one.end):
        return None
    return Role.LOCAL if one.kind in {"town", "region"} else Role.NONE


def _of_a_name(page: Page, one: Mention, beside: Beside) -> Role | None:
    gloss = beside.before is not None and _is_gloss(page, beside.before, one)
    # "The Belgorod village of Shebekino" is in the village.
    gloss = gloss or (page.low(one.end) in _SETTLEMENTS and page.low(one.end + 1) == "of")
    return Role.NONE if one.kind == "adjective" or one.weight <= OF_A_NAME or gloss else None


def _in_front(page: Page, one: Mention, beside: Beside) -> Role | None:
    """A dateline, a line of its own, and a country that counts."""
    opens = is_line(page, one.first, one.end) or is_dateline(page, one.end)
    return Role.SCENE if opens or (one.kind in {"country", "region"} and _counts(page, one.end)) else None


def _where_one_speaks(page: Page, one: Mention, beside: Beside) -> Role | None:
    return Role.NONE if beside.preposition and _is_spoken_at(page, beside.preposition) else None


def _of_who_speaks(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“Officials in Leeds said”; what the head of a hospital counts is in the hospital."""
    if not beside.speaks or one.kind == "site":
        return None
    # "Kyiv says": a government.
    return Role.LOCAL if beside.preposition or one.kind == "region" or page.low(one.first - 1) == "of" else Role.NONE


def _owning(page: Page, one: Mention, beside: Beside) -> Role | None:
    return _owner(page, one) if page.low(one.end) in OWNS else None


def _where_from(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“Buses from Leeds arrived”, “a man from Leeds”."""
    at = beside.preposition
    return Role.NONE if at and page.lows[at] == "from" and _comes_from(page, at) else None


def _acting(page: Page, one: Mention, beside: Beside) -> Role | None:
    """“Paris accused them”: a name that nothing leads to is who acts."""
    return Role.NONE if one.weight < 0.5 and one.kind in {"town", "country"} else None


# The first that knows decides.
_PHASES: tuple[Callable[[Page, Mention, Beside], Role | None], ...] = (
    _of_a_body,
    _of_a_name,
    _in_front,
    _where_one_speaks,
    _of_who_speaks,
    _owning,
    _where_from,
    _acting,
)


def _owner(page: Page, one: Mention) -> Role:
    behind = set(page.lows[one.end + 1 : one.end + 5])
    if behind & _OWNED:
        return Role.SCENE
    if one.kind == "region":
        return Role.LOCAL
    return Role.OWNER if one.kind == "country" and behind & _OF_A_COUNTRY else Role.NONE


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


def _comes_from(page: Page, at: int) -> bool:
    return page.low(at - 1) in _PERSON or bool(_MOVING & {page.low(place) for place in range(at - 3, at)})


def _counts(page: Page, at: int) -> bool:
    """“Italy has recorded 250 deaths”, “New York has 450 people in hospital”."""
    has = page.low(at) in {"has", "had", "have"}
    end = at + 6
    return (has or page.low(at) in _COUNTING) and any(
        page.tokens[place].kind is Kind.NUMBER and (place == at + 1 or {*page.lows[at:place]} & _COUNTING)
        for place in range(at + 1, min(end, len(page.tokens)))
    )


def _is_gloss(page: Page, before: Mention, one: Mention) -> bool:
    """“In Saint-Denis, north of Paris”, “Oskrava, 20 km from Kharkiv”: the second only says where the first is."""
    gap = page.lows[before.end : one.first]
    if not 2 < len(gap) < 9 or gap[0] != "," or gap[-1] not in {"of", "from"} or before.weight < one.weight - 0.5:
        return False
    return page.sentence_of[before.end] == page.sentence_of[one.first] and (
        any(low.removesuffix("ern") in _COMPASS or low in _LENGTHS for low in gap)
    )


_COMPASS = DIRECTIONS | frozenset("north south east west northeast northwest southeast southwest outside".split())


def _scene(page: Page, inside: list[Standing]) -> Standing | None:
    """Return the place that a sentence leaves to the next: the surest, then the first, but never that of a part."""
    whole = [one for one in inside if one.role in {Role.SCENE, Role.LOCAL} and not _is_of_a_part(page, one.mention)]
    happening = [one for one in whole if one.role is Role.SCENE and one.mention.weight >= 0.6]
    named = [one for one in happening if not _opens(page, one.mention)]
    among = named or happening or [one for one in whole if one.role is Role.LOCAL]
    return max(
        among,
        key=lambda one: (one.mention.weight >= 0.9, one.mention.kind != "country", -one.mention.first),
        default=None,
    )


def _holds(page: Page, latest: Carried, one: Mention) -> bool:
    """A town stays the scene when its country is named in passing."""
    wide = one.kind in {"country", "region"} and latest.mention.kind in {"town", "site"}
    return wide and one.country == latest.mention.country and page.low(one.first - 1) not in _EVERYWHERE


def _opens(page: Page, one: Mention) -> bool:
    """A dateline gives way to a place that the sentence itself names."""
    return is_dateline(page, one.end) or page.low(one.end) == ":"


def _is_of_a_part(page: Page, one: Mention) -> bool:
    first = max(page.sentences[page.sentence_of[one.first]].first, one.first - _FAR)
    return any(low in _PART for low in page.lows[first : one.first])


def _topic(page: Page, named: list[Mention]) -> Mention | None:
    countries = [one for one in named if one.kind == "country"]
    several = len({page.sentence_of[one.first] for one in countries}) > 1
    return countries[0] if several and len({one.country for one in countries}) == 1 else None


def _begins_line(page: Page, at: int) -> bool:
    return at == 0 or page.tokens[at].newline


def _begins_paragraph(page: Page, at: int) -> bool:
    return at > 0 and page.text.count("\n", page.tokens[at - 1].end, page.tokens[at].start) > 1
