"""People's names: capitals in a row, or in a text without capitals what stands beside a role."""

from typing import NamedTuple

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_TITLED = words("roles", "titles") | words("roles", "persons")
_OFFICES = words("roles", "persons") - frozenset("king prince judge major bishop marshal dean".split())
_BEHIND_A_NAME = frozenset(", of from at in with for on".split())
_PARTICLES = frozenset(
    "de del della van von al el bin bint ibn - der di da du dos las los la le ben abu ul ur ter ten".split()
)
_HUNG = frozenset("based run led controlled backed owned funded born style area region year old wide".split())
_RELATIVE = frozenset("where which who whose when and but as while".split())
_SMALL = frozenset("of the for de la van von der du al el bin di da dos and & ’s ’".split())


class Known(NamedTuple):
    """The names that an entry gives in full, by their last word."""

    by_last: dict[str, str]
    roles: dict[str, str]


def known_names(page: Page) -> Known:
    """Return the full names of an entry: two or three capitals in a row whose last word comes again alone."""
    by_last: dict[str, str] = {}
    roles: dict[str, str] = {}
    at = 0
    bodies = words("roles", "bodies")
    tokens = page.tokens
    while at < len(tokens):
        if not is_capital_word(page, at):
            at += 1
            continue
        end = at + 1
        while (
            end < len(tokens)
            and page.sentence_of[end] == page.sentence_of[at]
            and (is_capital_word(page, end) or _joins_names(page, end, len(tokens)))
        ):
            end += 1
        start = at
        while start < end and page.lows[start].rstrip(".") in _TITLED:
            start += 1
        start = next((place + 1 for place in range(end - 2, start, -1) if page.lows[place] in _OFFICES), start)
        parts = [low for low in page.lows[start:end] if low not in {"-", "."}]
        if (
            2 <= len(parts) <= 4
            and page.lows[end - 1] not in words("roles", "bodies") | words("people", "things")
            and page.low(end) not in bodies | {"’s"}
        ):
            by_last.setdefault(page.lows[end - 1], page.words(start, end))
            for role in _offices_beside(page, start, end):
                roles.setdefault(role, page.words(start, end))
        at = end
    return Known(by_last, roles)


def _joins_names(page: Page, at: int, end: int) -> bool:
    """“Ana de la Cruz”, “Omar al-Samar”, “Lee Min-ho”: what stands between capitals of one name, or hangs on it."""
    beside = page.lows[at] == "-" or page.tokens[at - 1].text == "-"
    if beside and page.tokens[at].glued and page.tokens[at].text.islower() and page.tokens[at - 2].text[:1].isupper():
        # The "ho" of "Min-ho".
        return True
    if _is_an_initial(page, at, end):
        return True
    stop = at
    while stop < min(end, at + 3) and page.lows[stop] in _PARTICLES:
        stop += 1
    joined = at < stop < end and is_capital_word(page, stop)
    hangs = page.lows[at] == "-" and at + 1 < end and page.tokens[at + 1].glued and page.tokens[at + 1].text.isalpha()
    return joined or (hangs and page.tokens[at].glued and page.low(at + 1) not in _HUNG)


def _is_an_initial(page: Page, at: int, end: int) -> bool:
    """The “A.” of “Ana A. Example”: the letter, or its point."""
    letter = at - (page.lows[at] == "." and page.tokens[at].glued)
    known = len(page.tokens[letter].text) == 1 and page.tokens[letter].text.isupper() and page.low(letter + 1) == "."
    return known and letter + 2 < end and page.tokens[letter + 2].text[:1].isupper()


def _offices_beside(page: Page, first: int, end: int) -> frozenset[str]:
    """“Mayor Ana Example”, “Ana Example is the mayor”, “the mayor, Ana Example”: what she is called later."""
    beside = set(page.lows[max(0, first - 2) : first])
    if page.low(end) in {",", "is", "was"} and page.low(end + 1) not in _RELATIVE:
        beside |= set(page.lows[end + 1 : end + 4])
    offices = (words("roles", "persons") - words("roles", "titles")) & beside & words("roles", "short")
    return frozenset(office for office in offices if not office.endswith("s"))


def name_in(page: Page, first: int, end: int) -> tuple[int, int] | None:
    """Return the run of capitals that is a person's name: behind the role, or in front of the comma."""
    runs: list[tuple[int, int]] = []
    at = first
    titles = _TITLED
    while at < end:
        if not is_capital_word(page, at) or page.lows[at].rstrip(".") in titles:
            at += 1
            continue
        stop = at + 1
        while stop < end and (is_capital_word(page, stop) or _joins_names(page, stop, end)):
            if page.lows[stop] in _OFFICES and stop + 1 < end and is_capital_word(page, stop + 1):
                # "Alor County Fire Chief Ana Example": the name begins behind the office.
                break
            stop += 1
        while stop > at + 1 and page.lows[stop - 1] in words("roles", "persons"):
            stop -= 1
        runs.append((at, stop))
        at = stop
    runs = [run for run in runs if page.low(run[1]) not in {"’s", "'s", "‘s"}]
    if len(runs) > 1 and _is_of_somewhere(page, first, runs[0], runs[-1][0]):
        return runs[0]
    if runs:
        commas = [at for at in range(first, end) if page.lows[at] == ","]
        if (
            commas
            and runs[0][1] <= commas[0]
            and runs[0][1] - runs[0][0] >= 2
            and (
                not (words("roles", "persons") - words("roles", "titles")) & set(page.lows[first : runs[0][0]])
                or page.low(runs[0][0] - 1) in words("roles", "persons")
            )
        ):
            return runs[0]
        return runs[-1]
    return _lower_case_name(page, first, end)


def _is_of_somewhere(page: Page, first: int, run: tuple[int, int], last: int) -> bool:
    """“Ana Example of Harbour Bank”, “Dr Ana Example, head of care at St Ita’s”: she, and not what follows."""
    known = _TITLED
    before = [low.rstrip(".") for low in page.lows[first : run[0]]]
    titled = all(low in known or low in {"the", "-", "of", "a", "."} for low in before)
    behind = page.low(run[1])
    return (
        run[1] - run[0] >= 2
        and titled
        and page.low(last - 1) not in words("roles", "persons")
        and "of" not in before[-1:]
        and not words("roles", "bodies") & set(page.lows[run[0] : run[1]])
        and behind in {"of", "from", "at", "in", "with", "for", "on"}
    )


def _lower_case_name(page: Page, first: int, end: int) -> tuple[int, int] | None:
    """In a text without capitals a name stands behind a role and a comma: “the mayor , nora example”."""
    if page.cased:
        return None
    persons, bodies, titles = words("roles", "persons"), words("roles", "bodies"), words("roles", "titles")
    for at in range(end - 2, first, -1):
        if (
            page.lows[at] == ","
            and 1 <= end - at - 1 <= 5
            and persons & set(page.lows[first:at])
            and not (persons | bodies) & set(page.lows[at + 1 : end])
        ):
            return at + 1, end
        if (
            page.lows[at] == ","
            and 1 <= at - first <= 4
            and persons & set(page.lows[at + 1 : end])
            and not (persons - titles | bodies) & set(page.lows[first:at])
        ):
            return (first + 1 if page.lows[first] in titles and at - first > 1 else first), at
    for at in range(end - 1, first - 1, -1):
        if page.lows[at] in persons:
            rest = page.lows[at + 1 : end]
            plain = (
                rest
                and not set(rest) & (bodies | _SMALL | {"in", "for", "with", ","})
                and all(low.isalpha() or low == "-" for low in rest)
            )
            return (at + 1, end) if plain and 2 <= len([low for low in rest if low != "-"]) <= 4 else None
    return None


def is_person(page: Page, known: Known, first: int, end: int, name: tuple[int, int]) -> bool:
    """A name is a person's when a title or a role stands with it, or the entry gave it in full before."""
    inside = page.lows[name[0] : name[1]]
    bodies = words("roles", "bodies")
    if any(low in bodies for low in inside) or page.words(*name).lower() in bodies:
        return False
    if name[0] > first and (page.lows[name[0] - 1] == "/" or _lies_behind_a_preposition(page, first, name[0])):
        # "Health officials in Ohio": Ohio is where they are, not who they are.
        return False
    around = [low.rstrip(".") for low in [*page.lows[first : name[0]], *page.lows[name[1] : end]]]
    persons = words("roles", "persons")
    if any(low in persons or low in words("roles", "titles") for low in around):
        after = page.lows[name[1] : end]
        return (
            not after
            or page.low(name[1]) in _BEHIND_A_NAME
            or not any(low in persons or low in bodies for low in after)
        )
    if page.lows[name[1] - 1] in known.by_last and name[1] - name[0] == 1 and name[1] == end:
        return True
    return name[1] - name[0] >= 2 and name[0] == first and name[1] == end


def _lies_behind_a_preposition(page: Page, first: int, name: int) -> bool:
    at = name - 1
    while at > first + 1 and page.lows[at] in {"and", ","} and page.tokens[at - 1].text[:1].isupper():
        # "Officials in Tolva and Benna"
        at -= 2
    while at > first and page.lows[at] in words("grammar", "directions") | {
        "the",
        "north",
        "south",
        "east",
        "west",
        "of",
    }:
        at -= 1
    return page.lows[at] in {"in", "at", "near", "from", "of", "for", "across", "around", "outside", "inside"}


def is_capital_word(page: Page, at: int) -> bool:
    token = page.tokens[at]
    return token.kind is Kind.WORD and token.text[0].isupper() and token.low not in _NOT_NAMES


_NOT_NAMES = words("grammar", "capitals that are no name")
