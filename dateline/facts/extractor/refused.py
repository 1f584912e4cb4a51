"""Step five: which numbers count nothing. A list of phases that one can read aloud; the first that knows says why."""

from collections.abc import Callable
from functools import cache

from dateline.facts.extractor.beside import is_number
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.languages import foreign_words
from dateline.facts.extractor.listed import (
    is_one_beside_others,
    is_one_of_several_names,
    is_one_of_several_places,
    is_one_to_whom_it_was_done,
)
from dateline.facts.extractor.moments import age, calendar_date, clock_time, could_be_year, ordinal, point_in_time, year
from dateline.facts.extractor.names_with_numbers import (
    address,
    calibre,
    compound,
    dimensions,
    list_number,
    model_or_label,
    part_of_a_name,
    phone_number,
    score,
    standing_phrase,
)
from dateline.facts.extractor.parts import says_it_moved
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.triggers import HARM, has_casualty_word, has_count_word
from dateline.facts.extractor.words import Phrases, names, words

_TALLIES = words("grammar", "tallies")
_COUNTED_VERBS = frozenset("were have had remain remained".split())
_ABOUT = frozenset("about around roughly approximately nearly or some".split())
_BEHIND_THOSE = frozenset("people victims was is has , .".split())
_PARTIES = frozenset("parties others groups sides".split())
_SAID_THEN = frozenset("reported recorded announced confirmed counted registered".split())
Phase = Callable[[Page, Figure], bool]


def split_refused(page: Page, figures: list[Figure]) -> tuple[list[Figure], list[tuple[Figure, str]]]:
    """Return the figures that may be claims, and the others with the name of the phase that refused each."""
    kept: list[Figure] = []
    refused: list[tuple[Figure, str]] = []
    for figure in figures:
        why = next((phase.__name__ for phase in PHASES if phase(page, figure)), "")
        if why:
            refused.append((figure, why))
        else:
            kept.append(figure)
    return kept, refused


def denominator(page: Page, figure: Figure) -> bool:
    """The three of “one in three”."""
    return "refused.denominator" in figure.rules


def rate_base(page: Page, figure: Figure) -> bool:
    """The hundred thousand of “312 cases per 100,000 people”."""
    return page.low(figure.first - 1) in {"per", "every"} and figure.kind in {"", "money"} and (figure.value or 0) > 1


def endless(page: Page, figure: Figure) -> bool:
    """A row of digits longer than any count, or part of one."""
    far = float("inf")
    return far in (figure.value, figure.lower, figure.upper) or len(page.tokens[figure.number.first].text) > 20


def one_as_pronoun(page: Page, figure: Figure) -> bool:
    """“One” counts only beside a person or a word of harm: one person died, one dead."""
    if figure.number.form != "words" or figure.value != 1 or figure.kind in {"money", "share"}:
        return False
    if _one_of_the_harmed(page, figure) or is_one_of_several_places(page, figure) or is_one_beside_others(page, figure):
        return False
    for back in range(3):
        found = _one_of().at(page.lows, figure.number.first - back) if figure.number.first >= back else None
        if found and found[0] > back:
            return True
    if figure.kind == "measure":
        return not figure.bounded
    if has_casualty_word(page, figure) or is_one_to_whom_it_was_done(page, figure):
        return False
    return page.low(figure.first - 1) == "not" or not has_count_word(page, figure)


def _one_of_the_harmed(page: Page, figure: Figure) -> bool:
    """“Eleven were hurt, one of them seriously”, “one of the dead was a child”."""
    first = max(page.sentences[figure.sentence].first, figure.first - 8)
    end = figure.number.end
    if page.lows[end : end + 2] in (["of", "them"], ["of", "whom"]) or _of_those(page, end):
        near = page.lows[first : end + 6]
    elif page.lows[end : end + 2] == ["of", "the"]:
        near = page.lows[end + 2 : end + 3]
    else:
        return False
    return any(names("measures", "people").get(low) in HARM for low in near)


def _of_those(page: Page, end: int) -> bool:
    """“One of those has died”; but “one of those arrested” speaks of him."""
    return page.lows[end : end + 2] == ["of", "those"] and page.low(end + 2) in _BEHIND_THOSE


def refers_back(page: Page, figure: Figure) -> bool:
    """The two leaders, those three men: known already. The four people killed are a count."""
    value = figure.value
    if value is None or value > 10 or figure.kind or figure.of or figure.number.form != "words" or figure.bounded:
        return False
    before = page.low(figure.number.first - 1)
    if page.lows[figure.number.first] == "both":
        return not (has_casualty_word(page, figure) or has_count_word(page, figure))
    if before == "other" and figure.noun[1] <= figure.noun[0]:
        # "The other five received shorter terms": a count of those who are left.
        return False
    return (
        before in words("refused", "referring")
        and not has_casualty_word(page, figure)
        and not has_count_word(page, figure)
    )


def negated(page: Page, figure: Figure) -> bool:
    """None of the 23 was hurt: the figure is the nought."""
    before = page.lows[max(0, figure.first - 3) : figure.first]
    return "of" in before and bool({"none", "neither"} & set(before))


def nothing_counted(page: Page, figure: Figure) -> bool:
    """A small bare number word with nothing behind it and no word of harm near."""
    if figure.kind or figure.of or figure.bounded or figure.noun[1] > figure.noun[0] or figure.superseded:
        return False
    if is_one_of_several_places(page, figure) or _compared_with(page, figure) or _is_in_a_row(page, figure):
        return False
    first = page.sentences[figure.sentence].first
    if page.low(figure.first - 1) in {
        "to",
        "at",
        "of",
        "is",
        "was",
        "reached",
        "hit",
        "passed",
        "topped",
        "as",
    } and _TALLIES & set(page.lows[first : figure.first]):
        return False
    if (
        page.low(figure.end) in _COUNTED_VERBS
        and (figure.value or 0) > 1
        and page.low(figure.first - 1) not in {"at", "in", "of", "by"}
    ):
        return False
    if "figures.votes" in figure.rules or page.lows[figure.end : figure.end + 2] in (["in", "favour"], ["in", "favor"]):
        return False
    if (
        page.low(figure.first - 1) == "+"
        or _group_of(page, figure)
        or (page.low(figure.end) == "of" and page.low(figure.end + 1) in {"us", "them", "you", "whom"})
    ):
        return False
    if has_casualty_word(page, figure) or (
        figure.number.form == "digits" and (figure.value or 0) > 100 and not could_be_year(page, figure)
    ):
        return False
    return (
        not (figure.number.scaled and (figure.value or figure.lower or 0) >= 1000)
        and not _follows_colon(page, figure)
        and not _continues(page, figure)
    )


def _is_in_a_row(page: Page, figure: Figure) -> bool:
    """“…, the Liberals 7 and other parties 1”, “1,163 Cases, 9 Dead”."""
    if names("measures", "people").get(page.low(figure.end)) in HARM and figure.number.form == "digits":
        return True
    named = figure.first > 0 and page.cased and page.tokens[figure.first - 1].text[:1].isupper()
    return (named or page.low(figure.first - 1) in _PARTIES) and is_one_of_several_names(page, figure)


def _compared_with(page: Page, figure: Figure) -> bool:
    """“That is up from 87 on Monday”, “over the 75 reported then”: a count that was."""
    before = page.lows[max(0, figure.first - 2) : figure.first]
    moved = len(before) == 2 and before[0] in {"up", "down"} and before[1] == "from"
    moved = moved or (before[-1:] == ["by"] and page.low(figure.end) == "to" and says_it_moved(page, figure))
    return moved or (figure.number.form == "digits" and page.low(figure.end) in _SAID_THEN)


def _group_of(page: Page, figure: Figure) -> bool:
    """“A crew of 14”, “a crowd of 20,000”, “the other five”."""
    before = page.lows[max(0, figure.first - 2) : figure.first]
    return before[-1:] == ["other"] or (before[-1:] == ["of"] and before[0] in words("grammar", "groups"))


def _follows_colon(page: Page, figure: Figure) -> bool:
    at = figure.number.first - 1
    return page.low(at) in {":", "–", "—", "="} and at > 0 and page.tokens[at - 1].kind is Kind.WORD


def _continues(page: Page, figure: Figure) -> bool:
    """“…, and 9 off other ones”, “to 63”: the noun stands with the figure before."""
    before = page.low(figure.number.first - 1)
    after = page.low(figure.end)
    earlier = any(
        token.kind is Kind.NUMBER
        for token in page.tokens[max(page.sentences[figure.sentence].first, figure.first - 25) : figure.first]
    )
    if after == "more":
        return True
    place = figure.end + 1 < len(page.tokens) and page.tokens[figure.end + 1].text[:1].isupper()
    if figure.number.form == "words" and before in {"and", ","} and after in {"in", "at", "near"} and place:
        # "14 new cases in Ardal and nine in Benna"
        return earlier
    return (
        before in {"and", ",", "to", "with", "from", "at", "by", "but", "including"}
        and after in {"in", "over", "at", "from", "on", "near", "were", "of", ".", ",", "to", "for"}
        and earlier
        and figure.number.form == "digits"
    )


def converted(page: Page, figure: Figure) -> bool:
    """650 km (400 miles), £5m ($6.3m): the same amount in another unit."""
    opening = figure.first - 1
    if page.low(opening) in _ABOUT:
        opening -= 1
    if page.low(opening) not in {"(", "["} or not figure.unit or figure.kind not in {"measure", "money"}:
        return False
    before = page.lows[max(0, opening - 3) : opening]
    return bool(set(before) & (words("units", "units") | words("units", "money"))) or (
        figure.kind == "money" and any(is_number(page, at) for at in range(opening - 3, opening))
    )


PHASES: tuple[Phase, ...] = (
    denominator,
    part_of_a_name,
    rate_base,
    foreign_words,
    endless,
    list_number,
    standing_phrase,
    clock_time,
    calendar_date,
    phone_number,
    ordinal,
    age,
    year,
    model_or_label,
    address,
    score,
    calibre,
    converted,
    dimensions,
    compound,
    one_as_pronoun,
    point_in_time,
    negated,
    refers_back,
    nothing_counted,
)


@cache
def _one_of() -> Phrases:
    return Phrases((phrase, "") for phrase in words("refused", "one_of"))
