"""Numbers that are moments: clock times, dates, years, ages, ordinals, “two years ago”."""

from dateline.facts.extractor.beside import DASHES, DURATIONS, is_glued, is_name, is_number
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_ROW = frozenset([",", "and"])
# So that a table of a thousand numbers takes no longer by the number.
_LONGEST_ROW = 24
_YEARS = frozenset("years year months month weeks".split())


def clock_time(page: Page, figure: Figure) -> bool:
    """7.27am, 1904 GMT, 22:51, 10 o’clock, at 2230."""
    if figure.number.form not in {"digits", "words"} or figure.kind == "money":
        return False
    text = page.tokens[figure.number.first].text
    before, after = page.low(figure.number.first - 1), page.low(figure.number.end)
    glued = is_glued(page, figure.number.end)
    if after == ":" and glued and is_number(page, figure.number.end + 1) and len(text) <= 2:
        return True
    if (
        before == ":"
        and is_glued(page, figure.number.first)
        and is_number(page, figure.number.first - 2)
        and len(text) == 2
    ):
        return True
    zone = page.words(figure.number.end, min(figure.number.end + 2, len(page.tokens))).lower() if after else ""
    if after in words("refused", "clock") or zone in words("refused", "clock"):
        return after not in {"am", "et", "z"} or glued or len(text) >= 3 or text.isdigit()
    if after == "h" and glued and is_number(page, figure.number.end + 1):
        return True
    four = len(text) == 4 and text.isdigit() and int(text[:2]) < 24 and int(text[2:]) < 60
    if four and before == "at" and after in {"", ".", ",", "on", "local", "and", "(", "today"}:
        return True
    hour, dot, minute = text.partition(".")
    clock = dot and len(minute) == 2 and minute.isdigit() and hour.isdigit() and int(hour) < 24 and int(minute) < 60
    return bool(
        clock
        and not figure.unit
        and before in {"at", "from", "until", "till", "by", "around", "about", "before", "after"}
        and after not in known_nouns()
    )


def calendar_date(page: Page, figure: Figure) -> bool:
    """27 December, Dec 27, 27/12/2024, the 1990s."""
    number = figure.number
    if number.form not in {"digits", "words"} or (number.scaled and not is_glued(page, number.end)):
        return False
    months = words("refused", "months")
    before, after = page.low(number.first - 1), page.low(number.end)
    small = figure.number.value is not None and figure.number.value <= 31
    year = could_be_year(page, figure)
    if small and before == "." and page.low(number.first - 2) in words("refused", "months"):
        # "Nov. 3"
        return page.tokens[number.first - 2].text[:1].isupper() or not page.cased
    if (small or year) and (_is_month(page, number.first - 1) and before in months):
        return not (before in {"may", "march"} and not year and after in known_nouns())
    if small and after in months and _is_month(page, number.end):
        return True
    if small and after == "of" and _is_month(page, number.end + 1) and page.low(number.end + 1) in months:
        return True
    if year and before == "," and small_before(page, number.first - 2):
        return True
    if before in {"/", "-", "–"} and after in {"/", "-", "–"} and is_glued(page, number.first):
        return True
    decade = (
        after in {"s", "’s", "'s"}
        and is_glued(page, number.end)
        and number.value is not None
        and number.value % 10 == 0
    )
    slashed = after == "/" and is_number(page, number.end + 1) and is_glued(page, number.end)
    return decade or slashed or (before == "/" and is_glued(page, number.first) and is_number(page, number.first - 2))


def small_before(page: Page, at: int) -> bool:
    return is_number(page, at) and len(page.tokens[at].text) <= 2


def year(page: Page, figure: Figure) -> bool:
    """In 2014, the 2016 vote, 2021-22. A count of this size has a comma, or a noun that is known."""
    number = figure.number
    if not could_be_year(page, figure):
        if number.form == "digits" and page.low(number.first - 1) in DASHES and is_glued(page, number.first):
            earlier = page.tokens[number.first - 2] if number.first > 1 else None
            return bool(
                earlier
                and earlier.kind is Kind.NUMBER
                and len(earlier.text) == 4
                and len(page.tokens[number.first].text) == 2
            )
        return False
    before, after = page.low(number.first - 1), page.low(figure.end)
    if "figures.range" in figure.rules and 1900 <= (figure.upper or 0) <= 2099 and not figure.unit:
        return after not in words("people", "people")
    if figure.unit and figure.kind in {"money", "share"}:
        return False
    if figure.bounded and figure.qualifier not in {"about", "around", "over", "under", "up to"}:
        return False
    if before in words("refused", "before_years") and after not in words("people", "people"):
        return True
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    return figure.kind != "measure" and head not in known_nouns() and after not in known_nouns()


def age(page: Page, figure: Figure) -> bool:
    """Aged 25, 25-year-old, “Ann Example, 25, said”, under-18s, in her 50s."""
    number = figure.number
    if figure.kind in {"money", "share"} or number.scaled or (figure.value is None and figure.upper is None):
        return False
    before, after = page.low(number.first - 1), page.low(number.end)
    tail = page.lows[number.end : number.end + 6]
    if {"old", "olds"} & set(tail[:5]) and {"year", "years", "month", "months", "week", "day"} & set(tail[:3]):
        return True
    if before in words("refused", "ages") or (
        before in {"between", "over", "under", "about"} and page.low(number.first - 2) in {"aged", "age"}
    ):
        return True
    if before in {"and", "to", "-", "–", "or"} and _aged_pair(page, number.first):
        return True
    in_a_row = figure.bare and not figure.bounded and _is_in_a_row_of_ages(page, number.first, number.end)
    if in_a_row or (after == "s" and is_glued(page, number.end)):
        return True
    small = number.value is not None and number.value < 115
    if small and (_is_over_an_age(page, figure) or _was_then(page, figure)):
        return True
    named = (
        before == ","
        and number.first > 1
        and (
            is_name(page, number.first - 2)
            or (page.low(number.first - 2) == "." and page.low(number.first - 3) in {"jr", "sr"})
        )
    )
    if small and named and after in {",", ".", ";", ")", "and", "”", ""} and figure.bare and not figure.bounded:
        return True
    return small and before == "(" and after == ")" and number.first > 1 and is_name(page, number.first - 2)


def _is_in_a_row_of_ages(page: Page, first: int, end: int) -> bool:
    """“15, 17 and 63 years old”, “aged 12, 14 and 15”, “the boys, 9 and 11, …”: each of them is an age."""
    low, high = first - _LONGEST_ROW, end + _LONGEST_ROW
    while end < high and page.low(end) in _ROW and is_number(page, end + 1 + (page.low(end + 1) == "and")):
        end += 2 + (page.low(end + 1) == "and")
    while first > low and page.low(first - 1) in _ROW and is_number(page, first - 2 - (page.low(first - 2) == ",")):
        first -= 2 + (page.low(first - 2) == ",")
    if page.low(first - 1) in {"aged", "ages"} or (page.low(end) in _YEARS and page.low(end + 1) == "old"):
        return True
    row = page.lows[first:end]
    people = page.low(first - 2) in words("people", "people") and page.low(first - 2).endswith(("s", "n"))
    return "and" in row and len(row) == 3 and page.low(first - 1) == "," == page.low(end) and people


def _was_then(page: Page, figure: Figure) -> bool:
    """“She was only 25 when he died”."""
    was = page.low(figure.first - 1) in {"was", "is", "were"} and page.low(figure.end) in {"when", "at"}
    return was and figure.bare and page.low(figure.first - 2) in {"he", "she", "who", "i", "they"}


def _is_over_an_age(page: Page, figure: Figure) -> bool:
    """“Most were over 75”, “children under five”: of people and not of a count."""
    if figure.qualifier not in {"over", "under", "above", "below"} or not figure.bare or figure.noun[1]:
        return False
    before = page.low(figure.first - 1)
    near = page.lows[max(page.sentences[figure.sentence].first, figure.first - 8) : figure.first]
    are = before in {"were", "are", "was", "is"} and not words("grammar", "tallies") & (set(near) - {"dead", "injured"})
    return are or before in words("people", "people") | {"those", "anyone", "everyone", "anybody", "everybody"}


def _aged_pair(page: Page, at: int) -> bool:
    return bool({"aged", "ages"} & set(page.lows[max(0, at - 4) : at]))


def ordinal(page: Page, figure: Figure) -> bool:
    """25th; 1st; “20-odd” is none."""
    number = figure.number
    after = page.low(number.end)
    return number.form == "digits" and after in {"st", "nd", "rd", "th"} and is_glued(page, number.end)


def point_in_time(page: Page, figure: Figure) -> bool:
    """Two years ago, the last three days, within six weeks: when, not how much."""
    if figure.unit not in DURATIONS:
        return False
    after = page.low(figure.end)
    if after == "pregnant":
        return True
    before = page.words(max(0, figure.first - 2), figure.first).lower().split()
    if after in words("refused", "when"):
        return not (figure.bounded and after == "ago")
    if not before or (before[-1] == "last" and before[0] in {"to", "will", "would", "could", "may", "might", "can"}):
        return False
    return before[-1] in words("refused", "before_when") or " ".join(before) in words("refused", "before_when")


def _is_month(page: Page, at: int) -> bool:
    """“may” and “march” are months with a capital only, unless the text has none."""
    if not 0 <= at < len(page.tokens):
        return False
    token = page.tokens[at]
    return token.low not in {"may", "march"} or token.text[0].isupper()


def could_be_year(page: Page, figure: Figure) -> bool:
    text = page.tokens[figure.number.first].text
    return (
        figure.number.form == "digits"
        and not figure.number.scaled
        and len(text) == 4
        and text.isdigit()
        and 1900 <= int(text) <= 2099
    )
