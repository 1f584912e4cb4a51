"""What a figure takes over from another: from the one before, from its whole, its list, its page."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.words import names, words

# How many sentences back a bare number may speak of what was counted there.
_NEAR_SENTENCES = 2
REMAINS = frozenset("bodies body corpses remains".split())


def as_its_whole(figure: Figure) -> None:
    """“Eleven were hurt, one of them seriously”: what is said of all holds for them, where nothing else is said."""
    own = any(rule.startswith(("measures.behind", "measures.before", "measures.verb")) for rule in figure.rules)
    if figure.of and figure.of.measure and not own and "figures.of" not in figure.rules:
        figure.measure = figure.of.measure
        figure.rules.append("measures.as_its_whole")


def as_listed_before(page: Page, figure: Figure, before: Figure | None) -> None:
    """“Sent a hospital ship, 40 tents and 200 beds”: a list shares its verb."""
    if figure.measure != "count" or before is None or before.trigger is None or before.kind == "share":
        return
    gap = page.lows[before.behind : figure.first]
    if len(gap) <= 3 and {"and", ","} & set(gap) and before.trigger[0] < before.first:
        figure.measure = before.measure
        figure.rules.append("measures.as_listed")


def in_its_scene(page: Page, figure: Figure) -> None:
    """On a page about a march: people who are counted and of whom nothing else is said took part."""
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    if figure.measure not in {"count", None} or (head and head not in words("people", "people")):
        return
    if words("measures", "scenes") & set(page.lows):
        figure.measure, figure.confidence = "attended", 0.5
        figure.rules.append("measures.scene")


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
    near = figure.trigger is not None and (
        figure.trigger[0] - figure.end <= 2
        if figure.trigger[0] >= figure.end
        else figure.first - figure.trigger[1] <= 1
    )
    if not near and before.measure:
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
