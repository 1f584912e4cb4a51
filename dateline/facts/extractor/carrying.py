"""Which sentences without a cue are still said by the claimant of the one before, told by their grammar."""

from functools import cache

from dateline.facts.extractor.attributed import Attribution
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import names, words

_BULLETS = frozenset("- • * · – — ▪ ● ◦ ■".split())
_BACKSHIFTED = frozenset("had would could might".split())
_PRESENT = frozenset("has have is are will can may was were did does do".split())
_FINITE = _BACKSHIFTED | _PRESENT
_HARMED = frozenset("killed injured missing arrested rescued in_hospital evacuated discharged".split())
_BEFORE_A_NUMBER = frozenset(
    "at least about around some nearly almost more than over another a further only just up to as many the other an "
    "additional of".split()
)
_BEHIND_A_LONE_NUMBER = frozenset(
    "are is were was had have has remain remained died more others of survived escaped suffered".split()
)
_OF_WHOM = frozenset("them those these whom the".split())
_PARTS = frozenset([",", ";", "and", "but", "while", "“", "”", '"'])
_HEAD = 9


@cache
def _number_words() -> frozenset[str]:
    return frozenset([*names("numbers", "units"), *names("numbers", "tens"), *names("numbers", "collectives")]) | {
        "one",
        "several",
    }


def carried_form(page: Page, number: int, last: Attribution, *, open_quote: bool) -> str:
    """Return the rule by which a sentence keeps the claimant of the one before, or nothing."""
    last_end, cue = last.end, last.cue or ""
    speaks_now, itself = last.form == "claimant.speaking", last.cue_at >= 0
    if is_listed(page, number) and not open_quote:
        ends = _introduction_ends(page, number, last_end, speaks_now=speaks_now, itself=itself)
        return "carried_list" if ends else ""
    return _in_a_quotation(page, number, open_quote=open_quote) or _goes_on(page, number, last_end, cue)


def main_of(page: Page, said: list[Attribution]) -> Attribution:
    """“The UN said that the army had claimed …”: who goes on in the next sentence is the UN; else who spoke last."""
    first, *others = said
    if not others or first.form != "claimant.before" or first.cue_at < 0:
        return said[-1]
    between = page.lows[first.cue_at + 1 : max(first.cue_at + 1, others[0].span[0])]
    nested = others[0].form == "claimant.before" and not _PARTS & set(between)
    return first if nested else said[-1]


def _in_a_quotation(page: Page, number: int, *, open_quote: bool) -> str:
    sentence, previous = page.sentences[number], page.sentences[max(0, number - 1)]
    texts = [page.tokens[at].text for at in range(sentence.first, sentence.end)]
    near = sentence.line - previous.line <= 1
    if open_quote:
        return "carried_quote"
    if (texts[0] in '“"' or texts[:2] == ["`", "`"]) and number and near:
        return "carried_quotation"
    if "”" in texts and "“" not in texts:
        return "carried_quote_end"
    himself = _speaks_of_himself(page.lows[sentence.first : sentence.end])
    return "carried_first_person" if himself and near else ""


def _goes_on(page: Page, number: int, last_end: int, cue: str) -> str:
    """Return why a sentence in plain words still belongs to the one before."""
    sentence, previous = page.sentences[number], page.sentences[max(0, number - 1)]
    lows = page.lows[sentence.first : sentence.end]
    if sentence.line - previous.line > 1 or last_end != previous.end:
        return ""
    if {lows[0], " ".join(lows[:2])} & words("grammar", "goes on with a count"):
        return "carried_on"
    if sentence.line != previous.line and page.cased:
        # A new paragraph begins anew, unless it says otherwise.
        return ""
    if _is_of_those(page, sentence.first, sentence.end):
        return "carried_part"
    if _is_backshifted(lows) and set(cue.split()[-1:]) & words("cues", "past"):
        return "carried_backshift"
    harm = _counts_harm(page, sentence.first, sentence.end) and _has_harm(page, previous.first, previous.end)
    return "carried_harm" if harm else ""


def _speaks_of_himself(lows: list[str]) -> bool:
    """“We have twelve beds”; but “our reporter” is the outlet's."""
    return any(
        low in {"we", "our", "us", "i", "my"} and (not behind or behind not in words("grammar", "the outlet's own"))
        for low, behind in zip(lows, [*lows[1:], ""], strict=True)
    )


def is_listed(page: Page, number: int) -> bool:
    """Return whether a sentence is a bullet or a line “Deaths: 11”."""
    sentence = page.sentences[number]
    first = page.tokens[sentence.first]
    if first.text in _BULLETS and (first.newline or number == 0):
        return True
    return (
        (first.newline or number == 0)
        and ":" in page.lows[sentence.first + 1 : sentence.first + 5]
        and any(
            page.tokens[at].kind is Kind.NUMBER for at in range(sentence.first, min(sentence.end, sentence.first + 8))
        )
    )


def opens_a_list(page: Page, number: int) -> bool:
    return number + 1 < len(page.sentences) and is_listed(page, number + 1)


def _introduction_ends(page: Page, number: int, last_end: int, *, speaks_now: bool, itself: bool) -> bool:
    """A list belongs to whoever spoke in the line before its first bullet, when that line ends in a colon.

    `itself`: the bullet before names its own speaker, who says no more than that bullet.
    """
    before = page.sentences[number - 1] if number else None
    if before is None or before.end != last_end:
        return False
    listed = is_listed(page, number - 1) and not itself
    return listed or page.lows[last_end - 1] == ":" or speaks_now


def _is_of_those(page: Page, first: int, end: int) -> bool:
    """“Five of the dead”, “Forty-six are still unaccounted for”: the noun stands in the sentence before."""
    at = first + (page.lows[first] == "of" and page.low(first + 1) in {"the", "those", "them", "these"})
    while at < min(end, first + 5) and page.lows[at] in _BEFORE_A_NUMBER:
        at += 1
    start = at
    while at < end and (
        page.tokens[at].kind is Kind.NUMBER or page.lows[at] in _number_words() or page.lows[at] == "-"
    ):
        at += 1
    if at == start or at >= end or page.lows[at] not in _BEHIND_A_LONE_NUMBER:
        return False
    return page.lows[at] != "of" or page.low(at + 1) in _OF_WHOM


def _is_backshifted(lows: list[str]) -> bool:
    """“Some 40 homes had been damaged”, “9,000 people would have to leave”: the tense of reported speech."""
    finite = next((at for at, low in enumerate(lows) if low in _FINITE), -1)
    if finite < 1 or lows[finite] not in _BACKSHIFTED or lows[0] in {"if", "when", "after", "before", "by", "until"}:
        return False
    behind = lows[finite + 1] if finite + 1 < len(lows) else ""
    return behind not in {"a", "an", "the", "to", "no", "its", "their"} and "," not in lows[:finite]


def _counts_harm(page: Page, first: int, end: int) -> bool:
    """Return whether a sentence begins with a count of people to whom something was done."""
    head = [
        at
        for at in range(first, min(end, first + 6))
        if page.tokens[at].kind is Kind.NUMBER or (page.lows[at] in _number_words())
    ]
    if not head or not set(page.lows[first : head[0]]) <= _BEFORE_A_NUMBER | {"a", "total"}:
        return False
    anyone = set(page.lows[head[0] + 1 : head[0] + 3]) & words("grammar", "anyone")
    return bool(anyone) or _has_harm(page, head[0], min(end, first + _HEAD))


def begins_with_a_count(page: Page, first: int, end: int) -> bool:
    """Return whether a number stands among the first words of a sentence, and before any other subject."""
    head = next(
        (
            at
            for at in range(first, min(end, first + 6))
            if page.tokens[at].kind is Kind.NUMBER or page.lows[at] in _number_words()
        ),
        -1,
    )
    return head >= 0 and set(page.lows[first:head]) <= _BEFORE_A_NUMBER | _OF_WHOM | {",", "a", "total", "in", "all"}


def _has_harm(page: Page, first: int, end: int) -> bool:
    known = names("measures", "people")
    for at in range(first, end):
        if known.get(page.lows[at]) in _HARMED or known.get(page.words(at, min(end, at + 2)).lower()) in _HARMED:
            return True
    return False


def credited(page: Page, first: int, end: int) -> tuple[int, int] | None:
    """“Source: Ana Example”, “The figures are the ministry’s”, “Data by X”: whose the list above is."""
    lows = page.lows[first:end]
    if lows[0] in {"source", "sources"} and ":" in lows[1:2]:
        stop = next((at for at in range(first + 2, end) if page.lows[at] in {",", ".", ";", "("}), end)
        return (first + 2, stop) if stop > first + 2 else None
    start = int(lows[0] in {"the", "these", "all", "those"})
    start += lows[start : start + 1] == ["the"]
    if lows[start : start + 1] not in (["figures"], ["numbers"], ["data"], ["totals"]):
        return None
    verb = lows[start + 1 : start + 2]
    if verb not in (["are"], ["come"], ["were"], ["is"]):
        return None
    begin = first + start + 2
    while begin < end and page.lows[begin] in {
        "from",
        "by",
        "those",
        "of",
        "supplied",
        "compiled",
        "released",
        "provided",
    }:
        begin += 1
    stop = next((at for at in range(begin, end) if page.lows[at] in {"and", ",", ".", ";", "(", "’s", "'s"}), end)
    return (begin, stop) if stop > begin else None
