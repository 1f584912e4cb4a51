"""Our own page in each of the fifteen forms, with what a reader should make of it written beside it."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.wire.captures import as_json_lines, read_capture

PAGES = Path(__file__).parent / "captures"
EXPECTED: dict[str, dict[str, Any]] = json.loads((PAGES / "expected.json").read_text("utf-8"))


def the_day(expected: dict[str, Any]) -> date | None:
    return date.fromisoformat(expected["date"]) if expected["date"] else None


def test_every_page_has_its_expectation_and_every_expectation_its_page() -> None:
    assert {page.stem for page in PAGES.glob("*.txt")} == set(EXPECTED)
    assert len(EXPECTED) == 15


@pytest.mark.parametrize("form", EXPECTED)
def test_a_page_of_this_form_is_read_whole(form: str) -> None:
    expected = EXPECTED[form]
    text = (PAGES / f"{form}.txt").read_text("utf-8")

    capture = read_capture(text, date=the_day(expected))

    assert capture.layout == form
    assert capture.headline == expected["headline"]
    assert capture.standfirst == expected["standfirst"]
    assert list(capture.introduction) == expected["introduction"]
    read = [json.loads(json.dumps(asdict(entry))) for entry in capture.entries]
    assert read == expected["entries"]


@pytest.mark.parametrize("form", EXPECTED)
def test_line_ends_byte_order_marks_and_odd_spaces_change_nothing(form: str) -> None:
    text = (PAGES / f"{form}.txt").read_text("utf-8")
    day = date(2031, 6, 18)
    plain = read_capture(text, date=day)

    assert read_capture("\ufeff" + text.replace("\n", "\r\n"), date=day) == plain
    assert read_capture(text.replace(" ", "\u00a0"), date=day) == plain
    assert read_capture(text.replace(", ", ",\u200b "), date=day) == plain


@pytest.mark.parametrize("form", sorted(set(EXPECTED) - {"guardian_flat"}))
def test_blank_lines_more_or_less_leave_the_entries_as_they_are(form: str) -> None:
    text = (PAGES / f"{form}.txt").read_text("utf-8")
    day = date(2031, 6, 18)
    entries = read_capture(text, date=day).entries

    assert read_capture(text.replace("\n", "\n\n"), date=day).entries == entries
    assert read_capture("\n".join(line for line in text.split("\n") if line.strip()), date=day).entries == entries


@pytest.mark.parametrize("form", sorted(set(EXPECTED) - {"guardian_flat"}))
@pytest.mark.parametrize("button", ["Advertisement", "Share this article", "Comments", "Read more"])
def test_buttons_between_the_paragraphs_are_no_part_of_the_coverage(form: str, button: str) -> None:
    text = (PAGES / f"{form}.txt").read_text("utf-8")
    day = date(2031, 6, 18)
    # Behind full stops only: above a line without one, a button shows that it is a caption.
    with_buttons = text.replace(".\n", f".\n{button}\n")

    assert read_capture(with_buttons, date=day).entries == read_capture(text, date=day).entries


def test_the_json_lines_are_the_live_blog_and_then_its_entries() -> None:
    capture = read_capture((PAGES / "independent_2024.txt").read_text("utf-8"))

    live_blog, *entries = [json.loads(line) for line in as_json_lines(capture)]

    assert live_blog["headline"] == capture.headline
    assert live_blog["standfirst"] == capture.standfirst
    assert live_blog["introduction"] == list(capture.introduction)
    assert live_blog["layout"] == "independent_2024"
    assert live_blog["entries"] == len(entries) == 5
    assert list(entries[0]) == ["heading", "byline", "published", "body", "related"]
    assert entries[0]["related"] == [
        {
            "headline": "How a quiet island learned to live with its mountain",
            "standfirst": "Three families on the north shore tell their story",
        }
    ]
