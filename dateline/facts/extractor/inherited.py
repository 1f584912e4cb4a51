"""What a figure takes over from another: from the one before, from its whole, its list, its page."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.levels import level_of
from dateline.facts.extractor.lists import is_weak
from dateline.facts.extractor.nouns import is_thing
from dateline.facts.extractor.verbs import AUXILIARIES
from dateline.facts.extractor.words import names, words

# How many sentences back a bare number may speak of what was counted there.
_NEAR_SENTENCES = 2
_INCLUDING = frozenset("including include includes included namely".split())
_AMONG = (["among", "them"], ["of", "them"], ["among", "whom"])
REMAINS = frozenset("bodies body corpses remains".split())


def as_its_whole(figure: Figure) -> None:
    """“Eleven were hurt, one of them seriously”: what is said of all holds for them, where nothing else is said."""
    own = any(rule.startswith(("measures.behind", "measures.before", "measures.verb")) for rule in figure.rules)
    if figure.of and figure.of.measure and not own and "figures.of" not in figure.rules:
        figure.measure = figure.of.measure
        figure.rules.append("measures.as_its_whole")


def in_its_scene(page: Page, figure: Figure) -> None:
    """What the page is about says the rest: on one about a march people took part, from a fire they were evacuated."""
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    scene = None
    if figure.measure in {"released", "returned", "freed", "brought_home"} and not is_thing(head):
        scene = "exchanged" if _speaks_of(page, figure, "exchanges") else None
    elif figure.measure == "treated" and not is_thing(head):
        scene = "in_hospital" if _speaks_of(page, figure, "hospitals") else None
    elif figure.measure == "attended" and not is_thing(head):
        scene = "on_strike" if _takes_part(page, figure) and _speaks_of(page, figure, "strikes") else None
    elif figure.measure == "fled":
        scene = "evacuated" if _speaks_of(page, figure, "disasters") else None
    elif figure.measure in {"count", None} and not is_thing(head) and words("measures", "scenes") & set(page.lows):
        scene = "attended"
    if scene:
        figure.measure, figure.confidence = scene, 0.5
        figure.rules.append("measures.scene")


def _takes_part(page: Page, figure: Figure) -> bool:
    return figure.trigger is not None and page.lows[figure.trigger[0]] in {"taking", "took", "joined", "participating"}


def _speaks_of(page: Page, figure: Figure, section: str) -> bool:
    """Return whether the heading, this sentence or the two before have a word of the section."""
    first = page.sentences[max(0, figure.sentence - 2)].first
    near = {*page.lows[first : page.sentences[figure.sentence].end], *page.lows[: page.sentences[0].end]}
    return bool(words("measures", section) & near)


def as_included(page: Page, figure: Figure, last: Figure | None) -> None:
    """“34 died at the ground, including two officers”, “They include 20 children”: what is said of all holds."""
    before = page.lows[max(0, figure.first - 2) : figure.first]
    led = before in _AMONG or bool(_INCLUDING & set(before[-1:]))
    if not led or last is None or not last.measure or figure.sentence - last.sentence > 1 or last is figure.of:
        return
    own = figure.trigger is not None and figure.first <= figure.trigger[0] <= figure.behind + 1
    own = own or (figure.trigger is not None and figure.trigger[0] < figure.first and not is_weak(last))
    larger = (last.value or last.upper or last.lower or 0) >= (figure.value or figure.lower or 0)
    if not own and larger:
        figure.measure = last.measure
        figure.rules.append("measures.as_included")


def as_the_other_side(page: Page, figure: Figure, before: Figure | None) -> None:
    """The 84 of “rejected by 92 votes to 84”: they voted the other way."""
    other = {"voted_for": "voted_against", "voted_against": "voted_for"}
    if before and before.measure in other and page.lows[before.behind : figure.first] == ["to"]:
        figure.measure, figure.unit = other[before.measure], "votes"
        figure.rules.append("measures.other_side")


def as_the_level(page: Page, figure: Figure) -> None:
    """“The target is 230 million”: of what, no noun says."""
    if figure.measure or figure.noun[1]:
        return
    figure.measure = level_of(page, figure)
    if figure.measure:
        figure.rules.append("measures.level_of")


def counted_before(earlier: list[Figure]) -> Figure | None:
    """The figure before, past one that only says where: “41 drones over four regions, 17 of them over one”."""
    counts = [figure for figure in earlier[-2:] if "measures.where" not in figure.rules]
    return counts[-1] if counts else None


def as_its_successor(figure: Figure, earlier: list[Figure]) -> None:
    """“£2.3bn, up 12% from £2.1bn”, “from 38 to 63”: the old value measures what the new one does."""
    for other in reversed(earlier):
        if other.unit != figure.unit or other.basis == "change":
            continue
        if "figures.to_from" in figure.rules and other.measure:
            figure.measure = other.measure
        elif "figures.from_to" in other.rules and figure.measure:
            other.measure = figure.measure
        return


def as_before(page: Page, figure: Figure, before: Figure | None) -> None:
    """“14 boats off the island, and 9 off other ones”: the noun and the verb stand with the figure before."""
    if before is None or before.kind or figure.noun[1] > figure.noun[0] or figure.superseded:
        return
    if "measures.level" in figure.rules:
        return
    near = figure.trigger is not None and (
        figure.trigger[0] - figure.end <= 2
        if figure.trigger[0] >= figure.end
        else figure.first - figure.trigger[1] <= 1
    )
    if figure.trigger is not None and figure.trigger[0] >= figure.end and page.low(figure.end) in AUXILIARIES:
        # "Some 600 are thought to be well again": it has a verb of its own.
        near = True
    if figure.measure == "recorded":
        # "The union says 9,000 take part; the city has counted 5,500"
        near = False
    if not near and before.measure and not (before.measure in {"count", "total"} and figure.measure):
        figure.measure, figure.noun = before.measure, before.noun
        if page.low(before.noun[1] - 1) in REMAINS and {"total", "toll", "dead"} & set(
            page.lows[before.end : figure.first]
        ):
            # "Recovered 12 bodies, bringing the total to 49": those are the dead.
            figure.measure = "killed"
        figure.rules.append("measures.as_before")
    elif near and before.noun[1] > before.noun[0] and figure.measure not in names("measures", "people").values():
        figure.noun = before.noun


def same_figure_again(page: Page, figure: Figure, last: Figure | None) -> None:
    """“The figure could be as high as 25”: of what, the sentence before has said."""
    named = {"figure", "toll", "number", "total", "tally"} & set(page.lows[max(0, figure.first - 8) : figure.first])
    if figure.measure or last is None or not (named or figure.sentence - last.sentence <= _NEAR_SENTENCES):
        return
    figure.measure, figure.noun = last.measure, last.noun
    figure.rules.append("measures.same_figure")
