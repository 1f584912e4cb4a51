"""Figures that belong together: “13 out of 24”, “the other 11”, “rose from 38 to 63”."""

import itertools

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names, words

LENGTHS = frozenset(unit for unit, measure in names("units", "measure_of").items() if measure == "distance")
MOVES = words("measures", "change") | frozenset("went goes going gone moved changed revised compared".split())


_QUOTES = frozenset("“ ” \" '' `` ‘".split())
# Between a part and its whole: "13 out of a total of 24", "five of the committee's seven".
_OF_THEM = frozenset("out of the all its their those these a total some usual planned original estimated".split())
_OWNED = frozenset({"'s", "’s", "’", "s’"})
# Beside two numbers with a dash they say that both are votes: "voted 52-48", "a 7-2 ruling".
_VOTING = frozenset("vote votes voted voting ballot ruling ruled majority motion bill approved rejected".split())


def is_vote(page: Page, figure: Figure, end: int) -> bool:
    """“The senate voted 52-48”, “in a 7-2 ruling”: two counts of votes and neither a range nor a score."""
    if page.low(figure.number.end) not in {"-", "–", "to"} or not is_digits(page, figure.number.first):
        return False
    return bool(_VOTING & {*page.lows[max(0, figure.first - 3) : figure.first], *page.lows[end : end + 1]})


def is_digits(page: Page, at: int) -> bool:
    return page.tokens[at].kind is Kind.NUMBER


def link_votes(page: Page, figures: list[Figure]) -> None:
    """“Voted 52-48”: votes for and votes against, a claim each."""
    for one, other in itertools.pairwise(figures):
        gap = page.lows[one.end : other.first]
        if len(gap) == 1 and one.bare and other.bare and is_vote(page, one, other.end):
            for figure in (one, other):
                figure.unit, figure.noun = "votes", (0, 0)
                figure.rules.append("figures.votes")


def link_sizes(page: Page, figures: list[Figure]) -> None:
    """“40 by 60 metres”, “40m x 60m”: two figures, each with the unit; "4x4" and "4x100m" are names of something."""
    for one, other in itertools.pairwise(figures):
        gap = page.lows[one.end : other.first]
        if gap not in (["x"], ["×"], ["by"]) or one.value is None or other.value is None:
            continue
        unit = other.unit if other.unit in LENGTHS else one.unit
        alike = one.unit in {None, unit} and other.unit in {None, unit}
        if unit in LENGTHS and alike and 10 * one.value > other.value:
            for figure in (one, other):
                figure.unit, figure.kind, figure.measure = unit, "measure", "size"
                figure.rules.append("figures.size")


_NEAR = 8


def says_it_moved(page: Page, figure: Figure) -> bool:
    sentence = page.sentences[figure.sentence]
    return any(low in MOVES for low in page.lows[max(sentence.first, figure.first - 12) : figure.first])


def link_parts(page: Page, figures: list[Figure]) -> None:
    """“13 out of 24”, “41 of those”, “the other 11”, “one in three”."""
    for before, figure in zip([None, *figures], figures, strict=False):
        if before and before.sentence == figure.sentence and before.of is None:
            gap = [low for low in page.lows[before.end : figure.first] if low not in _QUOTES]
            if (
                gap
                and (gap[:2] == ["out", "of"] or gap[0] == "of")
                and not (gap == ["out", "of"] and _out_of_ten(before, figure))
                and (all(low in _OF_THEM for low in gap) or (len(gap) <= 5 and gap[-1] in _OWNED))
            ):
                before.of, before.noun = figure, figure.noun
                before.rules.append("figures.of")
            elif page.lows[before.behind : figure.first] == ["out", "of"] and before.behind > before.end:
                # "200 people out of 7,500"
                before.of = figure
                figure.noun = figure.noun if figure.noun[1] else before.noun
                before.rules.append("figures.of")
            elif (gap in _IN_EVERY and _one_in(before, figure)) or (
                gap == ["out", "of"] and _out_of_ten(before, figure)
            ):
                assert before.value is not None, "checked by _one_in"
                assert figure.value is not None, "checked by _one_in"
                before.value, before.unit, before.kind = round(100 * before.value / figure.value, 2), "%", "share"
                before.lower = before.value if before.lower is not None else None
                before.upper = before.value if before.upper is not None else None
                before.end, before.noun = figure.end, figure.noun
                before.rules.append("figures.one_in")
                figure.rules.append("refused.denominator")
    _link_backwards(page, figures)


_IN_EVERY = (["in"], ["in", "every"], ["out", "of", "every"])


def _one_in(part: Figure, whole: Figure) -> bool:
    return (
        part.bare
        and whole.bare
        and part.value is not None
        and whole.value is not None
        and part.value < whole.value
        and part.value <= 9
        and whole.value <= 1000
        and (part.number.form != "digits" or whole.value <= 10 or part.value == 1)
    )


def _out_of_ten(part: Figure, whole: Figure) -> bool:
    """“Nine out of 10 schools” is how many of all schools, while “13 out of 24 drones” counts them."""
    return part.bare and whole.bare and whole.value in {5, 10, 100} and 0 < (part.value or 0) < (whole.value or 0)


def _link_backwards(page: Page, figures: list[Figure]) -> None:
    whole: Figure | None = None
    for figure in figures:
        if figure.of:
            whole = figure.of
            continue
        others = page.lows[max(0, figure.first - 2) : figure.first]
        of_those = page.lows[figure.end : figure.end + 2] in (
            ["of", "those"],
            ["of", "them"],
            ["of", "these"],
            ["of", "whom"],
        )
        if (
            whole
            and figure is not whole
            and (others in (["the", "other"], ["the", "remaining"]) or others[-1:] == ["remaining"])
        ):
            figure.of = whole
            figure.noun = figure.noun if figure.noun[1] else whole.noun
            figure.rules.append("figures.the_other")
        elif of_those or others in (["of", "whom"], ["of", "which"], ["of", "them"], ["of", "those"]):
            earlier = [other for other in figures if other.number.first < figure.number.first and not other.kind]
            if earlier:
                # The nearest of which there are as many: "over four regions, 17 of them" is not of the regions.
                amounts = [(other.value or other.lower or 0, other) for other in earlier[-3:]]
                enough = [other for amount, other in amounts if amount >= (figure.value or figure.lower or 0)]
                figure.of = enough[-1] if enough else max(amounts, key=lambda one: one[0])[1]
                figure.noun = figure.of.noun
                figure.end += 2 if of_those else 0
                whole = figure.of
                figure.rules.append("figures.of_those")
        elif not figure.kind and figure.value and figure.value > 3:
            whole = whole if whole and (whole.value or 0) > figure.value else figure


def link_changes(page: Page, figures: list[Figure]) -> None:
    """“Rose from 38 to 63”, “to 63 from 38”, “up from 38”: the old value is superseded."""
    for figure, after in itertools.pairwise(figures):
        if figure.sentence != after.sentence or not says_it_moved(page, figure):
            continue
        gap = page.lows[figure.end : after.first]
        before = page.low(figure.first - 1)
        if before == "from" and "to" in gap[-1:] and len(gap) <= 8:
            # "From 5% in May to 17% in June": two points of a series, and the first is not out of date.
            figure.superseded = not {"in", "on", "last"} & set(gap)
            figure.rules.append("figures.from_to")
            _share_noun(figure, after)
    for figure in figures:
        came_from = page.low(figure.first - 1) == "from" and page.low(figure.first - 2) in MOVES
        if came_from and "to" not in page.lows[figure.end : figure.end + _NEAR]:
            # "The toll had risen from 385 on Saturday"
            figure.superseded = True
            figure.rules.append("figures.from")
    for before_, figure in itertools.pairwise(figures):
        if page.low(figure.first - 1) == "from" and before_.sentence == figure.sentence and not figure.superseded:
            gap = page.lows[before_.end : figure.first]
            moved = page.low(before_.first - 1)
            near = 10 if {"up", "down"} & set(gap) else 6
            if len(gap) <= near and (moved in {"to", "at", "by", "up", "down"} or {"up", "down"} & set(gap)):
                figure.superseded = moved != "by"
                figure.rules.append("figures.to_from")
                _share_noun(figure, before_)


def mark_old(page: Page, figure: Figure) -> None:
    """“An earlier figure of 368”, “the previous toll of 12”: quoted to be replaced."""
    before = page.lows[max(0, figure.first - 3) : figure.first]
    if (
        before[-1:] == ["of"]
        and {"figure", "toll", "estimate", "count", "total", "number", "record"} & set(before)
        and {"earlier", "previous", "initial", "prior", "preliminary"} & set(before)
    ):
        figure.superseded = True
        figure.rules.append("figures.earlier_figure")


def _share_noun(one: Figure, other: Figure) -> None:
    for figure, source in ((one, other), (other, one)):
        if figure.noun[1] <= figure.noun[0]:
            figure.noun = source.noun
        if not figure.unit and source.unit and source.kind != "measure":
            figure.unit, figure.kind = source.unit, source.kind
