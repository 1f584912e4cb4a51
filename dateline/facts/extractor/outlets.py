"""Papers, agencies and broadcasters: where the text names one, and where it names somebody of one."""

from functools import cache

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.person_names import is_capital_word, name_in
from dateline.facts.extractor.place_signs import name_run
from dateline.facts.extractor.words import Phrases, words


@cache
def _media_phrases() -> Phrases:
    return Phrases((name, name) for name in words("cues", "media"))


def is_media(page: Page, at: int, end: int) -> str | None:
    """Return the name of the paper, agency or broadcaster that begins here, as the text writes it."""
    if at >= min(end, len(page.tokens)):
        return None
    found = _media_phrases().at(page.lows, at)
    if (
        found
        and at + found[0] <= end
        and (page.tokens[at].text[0].isupper() or len(found[1]) > 3 or page.tokens[at].text == found[1])
    ):
        return page.words(at, at + found[0])
    return None


def are_media(lows: list[str]) -> bool:
    """“Local media”, “the state news agency”: papers and stations without a name."""
    return len(lows) <= 5 and any(" ".join(lows[-length:]) in words("cues", "media_words") for length in (1, 2, 3))


def media_name(page: Page, first: int, end: int) -> str | None:
    at = first + (page.lows[first] in {"the", "independent", "local", "state", "russian"})
    while at < end:
        name = is_media(page, at, end)
        if name:
            rest = page.lows[at + len(name.split()) : end]
            if at - first >= 2 and page.lows[at - 1] == "by":
                # "Economists polled by Reuters".
                return None
            if at - first >= 3 and page.lows[at - 1] in {"of", "from", "at"} and name_in(page, first, at - 1):
                # "Ana Example of Sky News": she, and not her channel.
                return None
            if len(rest) > 1 and rest[0] in {"’s", "'s", "‘s"}:
                # "The Guardian’s Ana Example": she, and not her paper.
                return None
            return (
                name
                if not set(rest) & (words("roles", "persons") - {"reporter", "correspondent", "journalist"})
                and len(rest) <= 3
                and at - first <= 4
                else None
            )
        at += 1
    text = page.words(first, end)
    last = text.split()[-1].lower() if text else ""
    if end - first >= 2 and is_capital_word(page, end - 1) and last in words("cues", "media_endings"):
        return text.removeprefix("the ").removeprefix("The ")
    return None


def of_an_outlet(page: Page, first: int, end: int) -> str | None:
    """Without capitals: “the bbc 's ana example in kabul” is Ana Example."""
    for at in range(first, min(end - 2, first + 4)):
        name = is_media(page, at, end)
        behind = at + len(name.split()) if name else end
        if name and page.low(behind) in {"’s", "'s"}:
            stop = next(
                (
                    place
                    for place in range(behind + 1, end)
                    if not page.lows[place].isalpha() or (page.lows[place] in {"in", "at", "from", "of", "and"})
                ),
                end,
            )
            if 2 <= stop - behind - 1 <= 3 and not words("roles", "persons") & set(page.lows[behind + 1 : stop]):
                return page.words(behind + 1, stop)
    return None


def is_in_media(page: Page, at: int) -> bool:
    """The New York Times is not in New York."""
    if not page.cased:
        return False
    run = name_run(page, at, cased=True)
    return run > 1 and is_media(page, at, at + run) is not None
