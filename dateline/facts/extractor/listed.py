"""Numbers in a list, of which the first says what is counted: “three in Alor, one in Benna and five in Tolva”."""

from functools import cache

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names, words

_LINKS = frozenset([",", ";", "and", "plus", "&"])
_WHERE = frozenset("in at near from on off outside across inside for".split())
_SIGNS = frozenset([",", "and", "or", "to", "through", "-", "–", "&", "/"])
_ENDS = frozenset("was were is are has have had said says say who which that will would could".split())
_ARE = frozenset("was were is are".split())
_LONGEST_ROW = 24
_FAR = 14
_NEAR = 5


@cache
def _number_words() -> frozenset[str]:
    return frozenset([*names("numbers", "units"), *names("numbers", "tens"), *names("numbers", "collectives")])


def is_counted(page: Page, at: int) -> bool:
    """Return whether a token is a number, in digits or in words."""
    return page.tokens[at].kind is Kind.NUMBER or page.lows[at] in _number_words()


def is_one_of_several_places(page: Page, figure: Figure) -> bool:
    """“…, 13 in Alor, four in Benna and one in Tolva”: a number before a place, and one before a place ahead of it."""
    first = page.sentences[figure.sentence].first
    where = _behind_the_count(page, figure.number.end)
    if page.low(figure.first - 1) not in _LINKS or page.low(where) not in _WHERE:
        return False
    named = where == figure.end
    if page.cased and named and not _is_place_ahead(page, where + 1) and not _is_beside_a_count(page, figure.first - 1):
        return False
    row = page.lows[max(first, figure.first - _FAR) : figure.first]
    stop = next((n for n in range(len(row), 0, -1) if row[n - 1] in _ENDS), 0)
    begin = figure.first - len(row) + stop
    counted = [at for at in range(begin, figure.first - 1) if is_counted(page, at)]
    between = page.lows[counted[-1] + 1 : figure.first - 1] if counted else []
    if stop and not counted:
        # "Nine have died in Alor, one in Benna"
        counted = [at for at in range(max(first, begin - _NEAR), begin - 1) if is_counted(page, at)]
        between = page.lows[begin : figure.first - 1] if page.low(begin - 1) in _ENDS else []
    return bool(counted) and (bool(_WHERE & set(between)) or page.low(figure.first - 1) == "plus")


def _behind_the_count(page: Page, at: int) -> int:
    """Step over “more” and over “of whom was”: to where they are."""
    at += page.low(at) == "more"
    at += 2 if page.lows[at : at + 2] == ["of", "whom"] else 0
    return at + (page.low(at) in _ARE)


def _is_beside_a_count(page: Page, link: int) -> bool:
    """“Two on the train and one in the truck”: a number and a place right in front of the “and”."""
    first = max(page.sentences[page.sentence_of[link]].first, link - _NEAR)
    return any(
        is_counted(page, at) and page.low(_behind_the_count(page, at + 1)) in _WHERE for at in range(first, link - 1)
    )


def _is_place_ahead(page: Page, at: int) -> bool:
    """Return whether a name stands there, with an article or “the state of” before it at most."""
    ahead = page.tokens[at : at + _NEAR]
    return any(
        token.kind is Kind.WORD
        and token.text[:1].isupper()
        and all(before.low.isalpha() and before.low not in _ENDS for before in ahead[:place])
        for place, token in enumerate(ahead)
    )


def is_one_of_several_names(page: Page, figure: Figure) -> bool:
    """“Labour has won 19, the Liberals 7 and other parties 1”: a name in a row has the verb of the first."""
    first = page.sentences[figure.sentence].first
    at = figure.first
    while at > first and at > figure.first - _NEAR and page.tokens[at - 1].kind is Kind.WORD:
        if page.lows[at - 1] in {"and", "while"}:
            break
        at -= 1
    if page.low(at - 1) not in {",", "and", ";", "while"} or at == figure.first or figure.number.form != "digits":
        return False
    return not _ENDS & set(page.lows[at : figure.first]) and any(
        page.tokens[place].kind is Kind.NUMBER for place in range(max(first, at - _FAR), at - 1)
    )


def is_one_beside_others(page: Page, figure: Figure) -> bool:
    """“Two men and one woman”, “five pupils and one teacher”: one of a kind of people, counted beside another."""
    noun = figure.number.end + (page.low(figure.number.end) in {"other", "more"})
    if page.low(figure.first - 1) not in _LINKS or page.low(noun) not in words("people", "people"):
        return False
    first = max(page.sentences[figure.sentence].first, figure.first - _NEAR)
    counted = [at for at in range(first, figure.first - 1) if is_counted(page, at)]
    return bool(counted) and not _ENDS & set(page.lows[counted[-1] : figure.first - 1])


def is_one_to_whom_it_was_done(page: Page, figure: Figure) -> bool:
    """“One officer was shot”, “one passenger has been flown out”, “only one person survived”."""
    noun = page.low(figure.number.end)
    if noun not in words("people", "people") or noun.endswith("s"):
        return False
    at = figure.number.end + 1
    at += page.low(at) == "who"
    if page.low(at) in {"survived", "escaped", "remains"}:
        return True
    had = page.low(at) in {"has", "had"} and page.low(at + 1) == "been"
    done = page.low(at + 1 + had)
    known = done.endswith("ed") or done in words("grammar", "done to people")
    return known and (had or page.low(at) in {"was", "is"})


def is_labelled(page: Page, figure: Figure) -> bool:
    """“Lines 4, 5 and 12”, “highways 1 and 101”: each number of the row is a label."""
    at = figure.number.first
    if page.low(at - 1) in words("refused", "labels of several"):
        in_a_row = page.low(figure.end) in _SIGNS and is_counted(page, min(figure.end + 1, len(page.tokens) - 1))
        return figure.bare and not figure.bounded and (in_a_row or not figure.noun[1])
    row = max(1, at - _LONGEST_ROW)
    while page.low(at - 1) in _SIGNS and at > row:
        back = at - 1 - (page.low(at - 2) == ",")
        if back < 1 or page.tokens[back - 1].kind is not Kind.NUMBER:
            break
        at = back - 1
    return at < figure.number.first and page.low(at - 1) in words("refused", "labels of several") and figure.bare
