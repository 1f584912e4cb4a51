"""What the wire room may refuse with. A code never changes its meaning; a sentence may be reworded."""

from typing import Final

from dateline.kit.refusal import Refusal

NOT_TEXT: Final = "not_text"
TOO_LARGE: Final = "too_large"
NO_ENTRIES: Final = "no_entries"
DATE_NEEDED: Final = "date_needed"
HEADLINE_UNKNOWN: Final = "headline_unknown"
SLUG_FOR_ONE: Final = "slug_for_one"


def not_text() -> Refusal:
    return Refusal(
        NOT_TEXT,
        "This file is not plain text. Open the live page in a browser, copy its text, and save that as a .txt file "
        "in UTF-8.",
    )


def is_markup() -> Refusal:
    return Refusal(
        NOT_TEXT,
        "This file is HTML, not the text of a page. Open it in a browser, copy its text, and save that as a .txt file.",
    )


def too_large(*, characters: int, lines: int, most_characters: int, most_lines: int) -> Refusal:
    return Refusal(
        TOO_LARGE,
        f"This text has {characters:,} characters in {lines:,} lines; the capture of one live page has at most "
        f"{most_characters:,} in {most_lines:,}. Cut it down to the live page itself.",
    )


def no_entries() -> Refusal:
    return Refusal(
        NO_ENTRIES,
        "No entries were found in this text. Give the text of a live page as it stood, with the headings, "
        "times or bylines that separate its entries.",
    )


def date_needed() -> Refusal:
    return Refusal(
        DATE_NEEDED,
        "The page does not say which day its entries belong to. Give the day of its first entry with "
        "--date, for example --date 2031-03-04.",
    )


def headline_unknown() -> Refusal:
    return Refusal(
        HEADLINE_UNKNOWN,
        "This text does not contain the live page's headline. Give one with --headline.",
    )


def slug_for_one() -> Refusal:
    return Refusal(
        SLUG_FOR_ONE, "One address is given for several files. Leave --slug out, or import one file at a time."
    )
