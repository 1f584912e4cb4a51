"""Texts that are no live pages: each is refused with a code and advice, and none keeps the reader busy."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.kit.refusal import Refusal
from dateline.wire.captures import Capture, read_capture
from dateline.wire.captures.lines import MOST_CHARACTERS, MOST_LINES

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2031, 6, 18)


def refusal(text: str, day: date | None = DAY) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read_capture(text, date=day)
    return refused.value


@pytest.mark.parametrize("text", ["", "   \n\n\t", "\ufeff", "One line of text."])
def test_nothing_much_is_refused_as_having_no_entries(text: str) -> None:
    assert refusal(text).code == "no_entries"
    assert "headings" in refusal(text).sentence


def test_an_article_with_a_subheading_is_no_live_page() -> None:
    article = (
        "Ash closes the strait\nEngineers say it could take weeks\nThe strait was closed on Monday.\n"
        "“We do not know when it will open,” said one engineer.\nWhat happens now\nThe council meets on Tuesday.\n"
    )
    assert refusal(article).code == "no_entries"


def test_a_list_of_headlines_is_no_live_page() -> None:
    front_page = "Ash closes the strait\nLatest: minister resigns\nTen things to know\nSport live\n"
    assert refusal(front_page).code == "no_entries"


def test_a_style_sheet_a_program_and_a_licence_are_no_live_pages() -> None:
    program = (ROOT / "dateline" / "wire" / "captures" / "flat.py").read_text("utf-8")
    licence = (ROOT / "LICENSE").read_text("utf-8")
    for text in ("body { color: red; }\n.live { top: 0 }\n" * 20, program, licence):
        assert refusal(text).code == "no_entries"


def test_html_is_sent_back_with_advice() -> None:
    refused = refusal("\ufeff<!doctype html>\n<html><body><h1>Live</h1></body></html>")
    assert refused.code == "not_text"
    assert "HTML" in refused.sentence


@pytest.mark.parametrize("text", ["10:42 GMT – A\x00b\n", "\x7fELF\x02\x01", "\ufffd" * 40, "lone \ud800 surrogate"])
def test_what_is_not_text_is_refused(text: str) -> None:
    assert refusal(text).code == "not_text"


def test_too_long_a_text_is_refused_with_its_size() -> None:
    assert refusal("word " * (MOST_CHARACTERS // 5 + 1)).code == "too_large"
    assert refusal("x\n" * (MOST_LINES + 1)).code == "too_large"
    assert "2,000,000 characters" in refusal("x" * 2_000_000).sentence


HEAVY = {
    "spaces": " " * MOST_CHARACTERS,
    "one word": "a" * MOST_CHARACTERS,
    "quotes": "!" + '"' * (MOST_CHARACTERS - 1),
    "brackets": "(a" * (MOST_CHARACTERS // 2),
    "capitals": "4 Mar 203110.42" + "aA" * (MOST_CHARACTERS // 2 - 20) + "4 Mar 203110.42B",
    "digits": "1" * MOST_CHARACTERS,
    "clocks": "10:42\n" * (MOST_LINES - 1),
    "times with headings": "10:42 GMT – Ash falls on Hollin\n" * (MOST_LINES - 1),
    "signatures": "Mara Quist4 March 2031 10:42\n" * (MOST_LINES - 1),
    "appeals": "Your support helps us to tell the story\n" * (MOST_LINES - 1),
    "teasers": "Skerra live\n"
    + "Ash falls on the town\nIt fell all night.\nAnd on the hills\nAlso there\n" * (MOST_LINES // 5),
}


@pytest.mark.parametrize("kind", HEAVY)
def test_no_text_keeps_the_reader_busy_for_long(kind: str) -> None:
    # Read where it can be stopped: a runaway pattern would hold up the whole test run. The limit is far above the
    # second that this takes, so that only a runaway can reach it.
    program = (
        "import sys, datetime\nsys.stdin.reconfigure(encoding='utf-8')\n"
        "from dateline.kit.refusal import Refusal\n"
        "from dateline.wire.captures import read_capture\n"
        "try: read_capture(sys.stdin.read(), date=datetime.date(2031, 6, 18))\n"
        "except Refusal: pass\n"
    )
    subprocess.run([sys.executable, "-c", program], input=HEAVY[kind].encode(), cwd=ROOT, timeout=30, check=True)


def test_the_reader_needs_no_django() -> None:
    program = "import sys, dateline.wire.captures; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


PIECES = st.sampled_from(
    [
        "Skerra eruption live: ash falls",
        "Key points",
        "Live Updates",
        "Link Copied!",
        "12 min ago",
        "1 month ago",
        "Updated 10:54 a.m. ET, March 4, 2031",
        "Tuesday 04 March 2031 10:42 GMT",
        "Mara Quist4 March 2031 10:42",
        "1930387320",
        "10:42 , Mara Quist",
        "10:42 – 04 Mar 2031",
        "10:42 GMT – Ash falls",
        "10:42:01 Ash falls",
        "10:42 am: Ash falls.",
        "10:42",
        "4 March 2031",
        "  • Mar 04, 2031 10:42 AM (IST) Posted by Mara Quist",
        "  1. Ash falls on Hollin",
        "  2. Ferries stop sailing",
        "HOLLIN, Norland — Ash fell.",
        "From CNN’s Mara Quist",
        "Reporting from Hollin",
        "Image caption",
        "Your support helps us to tell the story",
        "Your support makes all the difference.Ash fell all night.",
        "Ash falls on the town of Hollin",
        "Ash fell all night on the town of Hollin.",
        "“It is not over,” she said.",
        "Join our commenting forum",
        "1h ago10.42Ash fallsIt fell.Updated at 10.42 GMT 4 Mar 203109.15More ash.",
        "",
    ]
)


@given(st.lists(PIECES, max_size=30), st.sampled_from([None, DAY, date.min, date.max]))
def test_any_jumble_of_page_parts_is_read_or_refused(pieces: list[str], day: date | None) -> None:
    assert_read_or_refused("\n".join(pieces), day)


@given(st.text(max_size=2000), st.sampled_from([None, DAY]))
def test_any_text_is_read_or_refused(text: str, day: date | None) -> None:
    assert_read_or_refused(text, day)


def assert_read_or_refused(text: str, day: date | None) -> None:
    capture: Capture | None = None
    code: str | None = None
    try:
        capture = read_capture(text, date=day)
    except Refusal as refused:
        code = refused.code
    if capture is None:
        assert code in {"no_entries", "date_needed", "not_text", "too_large"}
        return
    assert capture.entries
    assert all(entry.heading or entry.body for entry in capture.entries)
    assert all(paragraph.strip() for entry in capture.entries for paragraph in entry.body)
