"""What a figure is of, and the unit that its noun gives."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.nouns import is_person, is_plural, known_nouns, noun_phrase
from dateline.facts.extractor.words import names, words


def name_subject(page: Page, figure: Figure) -> None:
    noun = figure.noun
    text = " ".join(page.words(noun[0], noun[1]).split()) if noun[1] > noun[0] else ""
    head = page.low(noun[1] - 1) if text else ""
    if figure.kind == "money" and not text and page.low(figure.end) in {"of", "in"}:
        of = noun_phrase(page, figure.end + 1, page.sentences[figure.sentence].end)
        text = page.words(*of)
    if figure.kind:
        figure.subject = figure.subject or text or _subject_before(page, figure)
        return
    if (
        head
        in {
            "people",
            "persons",
            "others",
            "dead",
            "lives",
            "deaths",
            "fatalities",
            "casualties",
            "injuries",
            "victims",
            "bodies",
            "person",
        }
        or not head
    ):
        if head or figure.measure in names("measures", "people").values() or figure.measure == "deaths":
            figure.subject, figure.unit = "people", "people"
            if not head and figure.measure in {"cases", "votes", "jobs", "doses"}:
                figure.unit = figure.measure
            return
        figure.subject = _subject_before(page, figure)
        return
    figure.subject = text
    figure.unit = unit_of(head) or ("people" if is_person(head) else None)
    if figure.unit is None:
        figure.unit = head if is_plural(head) or head in known_nouns() else None


def unit_of(head: str) -> str | None:
    """Return people, buildings or countries for their nouns; other nouns are their own unit."""
    for unit in ("people", "buildings", "countries"):
        if head in words("people", unit):
            return unit
    return None


def _subject_before(page: Page, figure: Figure) -> str | None:
    """The nearest noun in front of a measured figure: “inflation rose to 5%”, “a fine of £200”."""
    first = page.sentences[figure.sentence].first
    last = None
    for at in range(figure.first - 1, max(first, figure.first - 12) - 1, -1):
        low = page.lows[at]
        if (
            low in _SUBJECT_STOPS
            or not low[0].isalpha()
            or low in names("measures", "change")
            or low.endswith(("ed", "ly", "ing"))
        ):
            if last is not None:
                return " ".join(page.words(at + 1, last).split())
            continue
        if last is None:
            last = at + 1
        elif last - at >= 3:
            return " ".join(page.words(at, last).split())
    return " ".join(page.words(max(first, figure.first - 12), last).split()) if last else None


_SUBJECT_STOPS = words("grammar", "not in a subject")
