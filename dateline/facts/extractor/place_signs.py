"""Signs beside a name that it is where something happened: a line of its own, a dateline, a verb that strikes it."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

OWNS = frozenset(["’s", "'s", "‘s", "’"])
_STRIKES = words("grammar", "strikes a place")
BULLETS = frozenset("•*·‣▪-–—")
COUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety another dozens hundreds thousands".split()
)
_BEFORE_A_CLAUSE = frozenset(", ; : ) and while but whereas".split())
_DASHES = frozenset("-–—|")
_OFFICES = frozenset("regional city provincial council health".split())
_ACTING = words("roles", "bodies") | words("roles", "persons") | _OFFICES
_WITHIN_A_NAME = frozenset("the de la le del al el upon &".split())


def begins(page: Page, at: int) -> bool:
    """Whether a sentence, a line or an item of a list begins here."""
    if at == 0 or page.tokens[at].newline or page.sentence_of[at - 1] != page.sentence_of[at]:
        return True
    return page.lows[at - 1] in BULLETS and (at == 1 or page.tokens[at - 1].newline)


def begins_clause(page: Page, at: int) -> bool:
    """“Italy reported 250 deaths, Spain 120, while the US has …”: where a subject may stand."""
    before = at - 1 - (page.low(at - 1) == "the")
    return begins(page, before + 1) or page.low(before) in _BEFORE_A_CLAUSE


def is_counted(page: Page, at: int) -> bool:
    """Whether a number stands here, in digits or as one of the words that count."""
    return 0 <= at < len(page.tokens) and (page.tokens[at].kind is Kind.NUMBER or page.lows[at] in COUNTS)


def is_dateline(page: Page, end: int) -> bool:
    """“LISBON (Reuters) -”, “Nairobi, Kenya –”: the place in front of what happened there."""
    if page.low(end) == ",":
        # "Tolva, Fla. (AP) —".
        past = end + 1
        while past < end + 4 and past < len(page.tokens) and _may_be_a_state(page, past):
            past += 1
        end = past if past > end + 1 else end
    if page.low(end) == "(":
        end = next((at + 1 for at in range(end + 1, min(end + 5, len(page.tokens))) if page.lows[at] == ")"), end)
    return page.low(end) in _DASHES and end + 1 < len(page.tokens) and not page.tokens[end].glued


def _may_be_a_state(page: Page, at: int) -> bool:
    one = page.tokens[at]
    return not one.newline and (
        one.text == "." or (one.kind is Kind.WORD and (one.text[0].isupper() or not page.cased))
    )


def is_struck(page: Page, at: int, before: str) -> bool:
    """“Missiles hit Odesa, killing three”: what is struck is where it happened; "hit Moscow’s economy" is not."""
    struck = before in _STRIKES or (before == "the" and page.low(at - 2) in _STRIKES)
    return struck and page.low(at + 1) not in OWNS


def is_line(page: Page, at: int, end: int) -> bool:
    """A name alone on its line heads what stands below it, as in a list of states."""
    return begins(page, at) and (
        end == len(page.tokens)
        or page.tokens[end].newline
        or (page.low(end) == ":" and page.sentence_of[end] == page.sentence_of[at])
    )


def is_before_a_body(page: Page, end: int) -> bool:
    """“Leeds police”, “London’s mayor”, “the Kherson regional administration”: they act, and it is theirs."""
    behind = end + (page.low(end) in OWNS)
    return page.low(behind) in _ACTING


def continues_with_capital(page: Page, at: int, end: int) -> bool:
    return page.low(end) != "" and page.tokens[end].text[:1].isupper() and page.sentence_of[end] == page.sentence_of[at]


def _goes_on(page: Page, at: int) -> bool:
    """“Al-Nur”, “Noisy-le-Sec”, “Velm-on-Sea”: a name goes on behind its hyphen."""
    small = page.low(at + 1) == "-" and page.tokens[at + 2 : at + 3] and page.tokens[at + 2].text[0].isupper()
    return bool(small) or (page.low(at) != "" and page.tokens[at].text[0].isupper())


def name_run(page: Page, at: int, *, cased: bool) -> int:
    """Return how many tokens could be one name: capitals in a row with small links between."""
    end = at + 1
    while end < len(page.tokens) and end - at < 6:
        token = page.tokens[end]
        if token.newline or page.sentence_of[end] != page.sentence_of[at]:
            break
        if token.low in {"-", "‑"} and token.glued:
            if page.cased and not _goes_on(page, end + 1):
                # "Lisbon-based".
                break
            end += 1
            continue
        if token.low in {"’", "'"} and token.glued and page.cased and page.tokens[end + 1 : end + 2]:
            if not page.tokens[end + 1].text[0].isupper() or page.lows[end - 1][-1] != "s":
                break
            # "St Giles’ Cathedral".
            end += 1
            continue
        if token.kind is not Kind.WORD or token.low in {"’s", "'s", "‘s"}:
            break
        ahead = page.tokens[end + 1].text[:1] if end + 1 < len(page.tokens) else ""
        if page.lows[end - 1] == "-" == ahead and page.tokens[end + 1].glued:
            # "Velm-on-Sea".
            end += 1
            continue
        if cased and not token.text[0].isupper() and not (token.low in _WITHIN_A_NAME and ahead.isupper()):
            break
        end += 1
    return end - at
