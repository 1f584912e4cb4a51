"""Words that look back to a place: “there”, “in the capital”, “across the state”, “…, where two people died”."""

from collections.abc import Sequence

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.known_places import DIRECTIONS
from dateline.facts.extractor.mentions import Mention
from dateline.facts.extractor.place_roles import Role, Standing
from dateline.facts.extractor.place_signs import OWNS
from dateline.facts.extractor.scenes import Scenes
from dateline.facts.extractor.words import names, words

_CALLED = names("grammar", "what a place may be called")
_LEADS = words("grammar", "before a place") | words("grammar", "verbs that lead to a place") | {"hit", "struck", "’s"}
_BE = frozenset(
    "is are was were has have had will would may might could can should must been be remain remains".split()
)
_BEHIND_WHERE = 4
_FAR = 30
_LARGE = 400_000
# Further back nobody remembers which town “the city” is; nor is every sentence to be asked for every figure.
_SENTENCES = 12
_RECENT = 1


def behind_where(page: Page, figure: Figure, standings: Sequence[Standing]) -> str | None:
    """“A spokesman for Harlan county, where ten people drowned”: there, whoever speaks."""
    ahead = [one.mention for one in standings if one.mention.end <= figure.first and one.mention.kind != "adjective"]
    if not ahead:
        return None
    one = ahead[-1]
    gap = page.lows[one.end : min(one.end + _BEHIND_WHERE, figure.first)]
    return one.name if "where" in gap and page.lows[one.end] in {",", "where"} else None


def looked_back(page: Page, figure: Figure, scenes: Scenes) -> tuple[str, int] | None:
    """Return the place that the words of the figure's sentence look back to, and how far they stand from the figure."""
    sentence, inside = page.sentences[figure.sentence], scenes.inside
    for at in _outwards(sentence.first, min(sentence.end, figure.end + _FAR), figure):
        if page.lows[at] == "there" and not {page.low(at - 1), page.low(at + 1)} & _BE:
            one = _latest(inside, figure.sentence, at, frozenset({"town", "region", "site", "country"}), own=True)
        elif page.lows[at] in _CALLED and page.low(at - 1) == "the" and _is_alone(page, at):
            kind = _CALLED[page.lows[at]]
            country = _country(page, scenes, figure.sentence, at) if kind == "country" else None
            if country:
                return country, abs(at - figure.first)
            one = _named_so(kind, inside, figure.sentence, at)
        else:
            continue
        if one:
            return one.name, abs(at - figure.first)
    return None


def _country(page: Page, scenes: Scenes, sentence: int, at: int) -> str | None:
    """“The president of Peru said the country had lost …”: whose president it is, else where the story is set."""
    for standings in reversed(scenes.inside[max(0, sentence - _RECENT) : sentence + 1]):
        named = [one.mention for one in standings if one.role is Role.ACTOR and one.mention.end <= at]
        if named:
            return named[-1].name
    return scenes.story.country


def _outwards(first: int, end: int, figure: Figure) -> list[int]:
    """What stands behind the figure, then what stands in front of it, the nearest first."""
    return [*range(figure.end, end), *range(figure.first - 1, first - 1, -1)]


def _is_alone(page: Page, at: int) -> bool:
    """“In the city”, and not “the city council”, “the city of Porto”."""
    behind = page.low(at + 1)
    if behind in OWNS:
        # "The city’s 200 buses".
        return True
    counts = behind in words("grammar", "what a country does when it counts")
    if behind == "of" or (behind.isalpha() and behind not in words("grammar", "not in a noun phrase") and not counts):
        return False
    # "Nine miles north of Porto" is not in it.
    off = page.low(at - 2) in {"of", "from"} and page.low(at - 3) in DIRECTIONS
    return not off and (page.low(at - 2) in _LEADS or behind in _BE or counts)


def _named_so(kind: str, inside: Sequence[Sequence[Standing]], sentence: int, at: int) -> Mention | None:
    if kind == "capital":
        towns = _before(inside, sentence, at, frozenset({"town"}))
        return next((one for one in reversed(towns) if one.people >= _LARGE), None)
    if kind == "county":
        counties = _before(inside, sentence, at, frozenset({"region"}))
        return next((one for one in reversed(counties) if _is_a_county(one)), None)
    if kind == "region":
        regions = _before(inside, sentence, at, frozenset({"region"}))
        named = next((one for one in reversed(regions) if not _is_a_county(one)), None)
        return named or _state_of(_latest(inside, sentence, at, frozenset({"town", "site", "region"})))
    return _latest(inside, sentence, at, frozenset({kind}))


def _state_of(one: Mention | None) -> Mention | None:
    """“Tolva, Ohio, US” is in Ohio: what “the state” is where only the town was named."""
    parts = one.name.split(", ") if one else []
    return one._replace(name=", ".join(parts[-2:]), kind="region") if one and len(parts) > 2 else None


def _is_a_county(one: Mention) -> bool:
    return one.name.partition(", ")[0].lower().endswith(("county", "district"))


def _latest(
    inside: Sequence[Sequence[Standing]], sentence: int, at: int, kinds: frozenset[str], *, own: bool = False
) -> Mention | None:
    found = _before(inside, sentence, at, kinds, own=own)
    return found[-1] if found else None


def _before(
    inside: Sequence[Sequence[Standing]], sentence: int, at: int, kinds: frozenset[str], *, own: bool = False
) -> list[Mention]:
    return [
        one.mention
        for standings in inside[sentence if own else max(0, sentence - _SENTENCES) : sentence + 1]
        for one in standings
        if one.mention.kind in kinds and one.mention.end <= at and one.role is not Role.NONE
    ]
