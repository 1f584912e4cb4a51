"""The fifteen specified forms and two real captures, which are not ours to keep: read where they lie, if at all.

Of the real ones only counts and digests stand here, made by hand from reading the pages.
"""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.kit.refusal import Refusal
from dateline.wire.captures import Capture, read_capture

CAPTURES = Path(__file__).resolve().parents[3] / "shared" / "captures"
LAYOUTS = CAPTURES / "layouts"
STRIPPED = CAPTURES / "000_7beeea8b37e707fe.txt"
SIGNED = CAPTURES / "003_f85cae8892876774.txt"

pytestmark = pytest.mark.skipif(
    not LAYOUTS.is_dir(), reason="the shared captures are not beside this checkout (../shared/captures)"
)

FORMS = (
    "ap_dateline",
    "bbc_numbered",
    "cnn_linkcopied",
    "cnn_relative",
    "guardian_flat",
    "heading_then_time_date",
    "independent_2024",
    "independent_epoch",
    "independent_stripped",
    "ist_bullets",
    "mee_relative",
    "seconds_heading",
    "time_colon_text",
    "time_dash_heading",
    "yahoo_syndicated",
)
WITHOUT_HEADLINE = {"bbc_numbered", "cnn_linkcopied", "guardian_flat"}
WITHOUT_DAY = {
    "ap_dateline",
    "bbc_numbered",
    "cnn_linkcopied",
    "independent_stripped",
    "mee_relative",
    "seconds_heading",
    "time_colon_text",
    "time_dash_heading",
    "yahoo_syndicated",
}


def layout(form: str, **given: Any) -> Capture:
    return read_capture((LAYOUTS / f"{form}.txt").read_text("utf-8"), **given)


def specified(form: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((LAYOUTS / "expected.json").read_text("utf-8"))[form]
    if form == "independent_stripped":
        # An entry without a heading cannot be told from the one before it here: the specification says so itself.
        first, second, *others = told["entries"]
        told["entries"] = [{**first, "body": first["body"] + second["body"]}, *others]
    return told


def digest(text: str | None) -> str:
    return hashlib.sha256((text or "").encode()).hexdigest()[:8]


def test_all_specified_forms_are_tried_here() -> None:
    assert {page.stem for page in LAYOUTS.glob("*.txt")} == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_specified_form_is_read_as_specified(form: str) -> None:
    told = specified(form)

    capture = layout(form, date=date(2031, 3, 4))

    assert capture.layout == form
    assert capture.headline == (None if form in WITHOUT_HEADLINE else told["title"])
    assert [entry.heading for entry in capture.entries] == [entry["heading"] for entry in told["entries"]]
    assert [entry.byline for entry in capture.entries] == [entry["author"] for entry in told["entries"]]
    assert [" ".join(entry.body) for entry in capture.entries] == [" ".join(entry["body"]) for entry in told["entries"]]
    for entry, expected in zip(capture.entries, told["entries"], strict=True):
        assert_time(entry.published, expected["time"])


def assert_time(published: str | None, expected: str | None) -> None:
    assert published is not None
    assert published.startswith("2031-03-04")
    if expected and "T" in expected:
        assert published[:16] == expected[:16]
    elif expected:
        assert published[11:16] == expected


@pytest.mark.parametrize("form", FORMS)
def test_a_form_without_its_day_asks_for_it(form: str) -> None:
    if form not in WITHOUT_DAY:
        assert layout(form).entries
        return
    with pytest.raises(Refusal, match="--date") as refused:
        layout(form)
    assert refused.value.code == "date_needed"


def test_times_keep_the_zone_of_the_page() -> None:
    assert layout("ist_bullets").entries[0].published == "2031-03-04T10:42:00+05:30"
    assert layout("cnn_relative").entries[1].published == "2031-03-04T09:15:00-05:00"
    assert layout("guardian_flat").entries[0].published == "2031-03-04T10:42:00+00:00"


def test_the_teaser_of_the_stripped_form_is_a_card_and_the_appeal_is_gone() -> None:
    capture = layout("independent_stripped", date=date(2031, 3, 4))
    assert len(capture.introduction) == 1
    assert [len(entry.related) for entry in capture.entries] == [0, 0, 1]
    assert all(card.standfirst for entry in capture.entries for card in entry.related)


def test_the_first_real_capture() -> None:
    capture = read_capture(STRIPPED.read_text("utf-8"), date=date(2025, 1, 8))

    assert capture.layout == "independent_stripped"
    assert (digest(capture.headline), digest(capture.standfirst)) == ("0d26d6bd", "e4d6c7bb")
    assert len(capture.introduction) == 7
    assert [(digest(entry.heading), len(entry.body), len(entry.related)) for entry in capture.entries] == [
        ("b9cfe7cb", 5, 0),
        ("7e157bf3", 3, 0),
        ("276f2265", 2, 0),
        ("fd346c5a", 8, 0),
        ("27659d75", 3, 1),
        ("79db02fc", 3, 1),
        ("2ac62b37", 5, 0),
        ("95d56477", 5, 0),
        ("f8842d69", 6, 0),
    ]
    assert {(entry.byline, entry.published) for entry in capture.entries} == {(None, "2025-01-08")}
    assert digest("".join(paragraph for entry in capture.entries for paragraph in entry.body)) == "6f2f25be"
    assert capture.warnings == ()


def test_the_second_real_capture() -> None:
    capture = read_capture(SIGNED.read_text("utf-8"))

    assert capture.layout == "independent_2024"
    assert (digest(capture.headline), digest(capture.standfirst)) == ("bc1a8d01", "7d568f20")
    assert len(capture.introduction) == 6
    assert [
        (digest(entry.heading), digest(entry.byline), entry.published, len(entry.body)) for entry in capture.entries
    ] == [
        ("0901b5ad", "2f8cf97d", "2024-12-27T10:01:00+00:00", 5),
        ("bbfc053d", "2f8cf97d", "2024-12-27T09:16:00+00:00", 2),
    ]
    assert digest("".join(paragraph for entry in capture.entries for paragraph in entry.body)) == "fda5081b"
    assert not any(entry.related for entry in capture.entries)
    assert capture.warnings == ()
