"""Which scene the sentences of an entry set, and what carries on to the next of them.

Only a place where something happens is kept for the sentences behind it. Where a minister holds a news conference, the
seat of a government and the harbour a ship left are named as well, and nothing that is counted stands there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.known_places import DIRECTIONS
from dateline.facts.extractor.mentions import Mention
from dateline.facts.extractor.place_roles import Role, Standing, standing_of
from dateline.facts.extractor.place_signs import BULLETS, begins, is_counted, is_dateline
from dateline.facts.extractor.stories import Story, story_of
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_PART = frozenset("whom including".split())
_FAR = 12
_EVERYWHERE = frozenset("across throughout".split())


_AGAIN = 0.6
_SURE = 0.9
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BEFORE_A_YEAR = words("refused", "months") | {"in"}


@dataclass(frozen=True, slots=True)
class Scenes:
    """The places of an entry by sentence, and what each sentence takes over from those before it."""

    inside: list[list[Standing]]
    carried: list[Mention | None]
    """The scene that the sentences before have set."""
    topic: Mention | None
    """The one country of an entry that names it in two sentences or more, and no other."""
    story: Story
    """Where the story is set as a whole."""


def scenes(page: Page, named: list[Mention], sources: Sequence[Sequence[Attribution]]) -> Scenes:
    """Return what the places of an entry do in their sentences. Takes each token and each place once."""
    inside = _standings(page, named, sources)
    return Scenes(inside, _carried(page, inside), _topic(page, named), story_of(page, inside))


def _standings(page: Page, named: list[Mention], sources: Sequence[Sequence[Attribution]]) -> list[list[Standing]]:
    inside: list[list[Standing]] = [[] for _ in page.sentences]
    happened: set[str] = set()
    for one in named:
        number = page.sentence_of[one.first]
        last = inside[number][-1] if inside[number] else None
        standing = standing_of(page, one, last.mention if last else None, sources[number])
        if last and standing.role is Role.ACTOR and _is_listed_with(page, last.mention, one):
            # "People from Iran, Iraq and Syria": what is said of the first is said of all.
            standing = Standing(one._replace(weight=last.mention.weight), last.role)
        sends = last is not None and last.role is Role.NONE and one.kind == last.mention.kind == "country"
        if sends and standing.role is Role.ACTOR and is_counted(page, one.end):
            # "Norway has sent 20 doctors and Sweden 35".
            standing = Standing(one, Role.NONE)
        if standing.role is Role.ACTOR and one.name in happened and not _speaks(one, sources[number]):
            # "Tolva itself looks like a war zone": a town where something has happened is no government.
            standing = Standing(one._replace(weight=max(one.weight, _AGAIN)), Role.SCENE)
        if standing.role is Role.SCENE and one.kind in {"town", "site"}:
            happened.add(one.name)
        inside[number].append(standing)
    return inside


def _carried(page: Page, inside: list[list[Standing]]) -> list[Mention | None]:
    carried: list[Mention | None] = []
    latest: Mention | None = None
    town: Mention | None = None
    before_list: Mention | None = None
    in_list = False
    for number, sentence in enumerate(page.sentences):
        if _begins_line(page, sentence.first):
            bullet = _is_item(page, number)
            if bullet and not in_list:
                before_list = latest
            latest = before_list if bullet or in_list else latest
            in_list = bullet
            # A hospital or a street is the scene of its own lines; the story goes back to the town.
            latest = town if latest and town and latest.kind == "site" else latest
        carried.append(latest)
        scene = _scene(page, inside[number])
        stays = latest and scene and (_stays(page, latest, scene) or _is_of_another_year(page, number))
        if scene and not stays and not _is_spread(page, inside[number]):
            latest = scene.mention
            town = latest if scene.mention.kind != "site" else town
    return carried


def _is_item(page: Page, number: int) -> bool:
    """Whether a sentence begins with the sign of a list's item."""
    return page.lows[page.sentences[number].first] in BULLETS


def _scene(page: Page, inside: list[Standing]) -> Standing | None:
    """Return the place that a sentence leaves to the next: the surest, then the first, but never that of a part."""
    whole = [one for one in inside if one.role in {Role.SCENE, Role.LOCAL} and not _is_of_a_part(page, one.mention)]
    happening = [one for one in whole if one.role is Role.SCENE and one.mention.weight >= 0.6]
    named = [one for one in happening if not _opens(page, one.mention)]
    opening = [one for one in happening if _opens(page, one.mention)]
    if opening and any(opening[0].mention.name.endswith(f", {one.mention.name}") for one in named):
        # "TOLVA, Ohio — … at a school in Ohio": still in Tolva.
        named = []
    among = named or happening or [one for one in whole if one.role is Role.LOCAL]
    return max(
        among,
        key=lambda one: (one.mention.weight >= 0.9, one.mention.kind != "country", -one.mention.first),
        default=None,
    )


def _stays(page: Page, last: Mention, scene: Standing) -> bool:
    """Whether the scene stays where it was: who says it may be elsewhere, and a country is named in passing."""
    one = scene.mention
    if scene.role is Role.LOCAL:
        return one.kind == "site" or not speaks_for_itself(one, last)
    if one.kind == "region" and one.weight >= _SURE:
        return False
    wide = one.kind in {"country", "region"} and last.kind in {"town", "site"} and one.country == last.country
    return wide and not (one.kind == "region" and _leads_in(page, one)) and page.low(one.first - 1) not in _EVERYWHERE


def lies_within(narrow: Mention, wide: Mention) -> bool:
    """Whether a town or a region lies in the country, or a site in the town, as far as their kinds say."""
    narrower = (wide.kind == "country" and narrow.kind != "country") or (narrow.kind == "site" and wide.kind != "site")
    return narrower and narrow.country == wide.country


def speaks_for_itself(local: Mention, scene: Mention) -> bool:
    """Whether who says it is nearer to what he counts than the scene is: a mayor counts in his own town, whatever
    town was named before; the police of a region count in the town that was.
    """
    return local.kind in {"site", scene.kind} or lies_within(local, scene)


def _is_of_another_year(page: Page, number: int) -> bool:
    """“Its worst accident was in 2014, when 20 died in Porto”: the next sentence is of today again."""
    sentence = page.sentences[number]
    return any(
        page.tokens[at].kind is Kind.NUMBER and _YEAR.match(page.lows[at]) and page.lows[at - 1] in _BEFORE_A_YEAR
        for at in range(sentence.first + 1, sentence.end)
    )


def _is_listed_with(page: Page, before: Mention, one: Mention) -> bool:
    gap = page.lows[before.end : one.first]
    return 0 < len(gap) < 4 and {*gap} <= {",", "and", "or", "the"} and before.kind == one.kind != "adjective"


def _speaks(one: Mention, sources: Sequence[Attribution]) -> bool:
    return any(source.span[0] <= one.first < source.span[1] for source in sources)


def _is_spread(page: Page, inside: list[Standing]) -> bool:
    """“Three died in Porto, two in Faro and one in Braga”: the next sentence is in none of them."""
    scenery = [one.mention for one in inside if one.role is Role.SCENE]
    numbers = (any(is_counted(page, at) for at in range(one.end, other.first)) for one, other in pairwise(scenery))
    return sum(numbers) > 1


def _leads_in(page: Page, one: Mention) -> bool:
    """“In Ohio, …”, “In southern Ohio, …” at the head of a sentence."""
    at = one.first - 1
    while page.low(at) in DIRECTIONS:
        at -= 1
    return page.low(at) == "in" and begins(page, at)


def _opens(page: Page, one: Mention) -> bool:
    """A dateline, and a region at the head, give way to a place that the sentence itself names."""
    if one.kind in {"country", "region"} and _leads_in(page, one) and page.low(one.end) == ",":
        return True
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
