"""Pages that are not quite as their form has it: odd times, bylines, furniture and teasers."""

from datetime import date
from textwrap import dedent

import pytest

from dateline.kit.refusal import Refusal
from dateline.wire.captures import Capture, Related, read_capture

DAY = date(2031, 6, 18)


def read(page: str, day: date | None = DAY) -> Capture:
    return read_capture(dedent(page).strip(), date=day)


# Times.


def test_going_down_past_midnight_the_day_goes_back() -> None:
    capture = read(
        """
        Skerra live
        00:20 GMT – Second vent opens
        It opened.
        23:45 GMT – Shelters fill up
        They did.
        00:10 GMT – First ash falls
        It fell.
        22:00 GMT – Mountain wakes
        It woke.
        """
    )
    assert [entry.published for entry in capture.entries] == [
        "2031-06-18T00:20:00+00:00",
        "2031-06-17T23:45:00+00:00",
        "2031-06-17T00:10:00+00:00",
        "2031-06-16T22:00:00+00:00",
    ]


def test_two_entries_filed_the_wrong_way_round_stay_on_their_day() -> None:
    capture = read(
        """
        Skerra live
        10:42 – Ferries stop
        So.
        10:45 – Flights stop
        So too.
        09:00 – Hello
        Hi.
        """
    )
    assert [entry.published for entry in capture.entries] == [
        "2031-06-18T10:42:00+00:00",
        "2031-06-18T10:45:00+00:00",
        "2031-06-18T09:00:00+00:00",
    ]


def test_a_page_that_reads_oldest_first_goes_forward() -> None:
    capture = read(
        """
        Skerra live
        21:00 – A quiet night
        Yes.
        22:30 – A tremor
        One.
        23:50 – Another
        Two.
        01:10 – First ash
        Falls.
        02:15 – Second vent
        Opens.
        """
    )
    assert [entry.published[:13] for entry in capture.entries if entry.published] == [
        "2031-06-18T21",
        "2031-06-18T22",
        "2031-06-18T23",
        "2031-06-19T01",
        "2031-06-19T02",
    ]
    assert "This page reads oldest first." in capture.warnings


def test_the_page_s_own_date_serves_its_clock_times() -> None:
    capture = read(
        """
        Skerra live
        Last updated: 18 June 2031 00:30 BST
        23:50 – Shelters fill up
        They do.
        23:10 – Ash
        Falls.
        """,
        day=None,
    )
    assert [entry.published for entry in capture.entries] == ["2031-06-17T23:50:00+01:00", "2031-06-17T23:10:00+01:00"]


def test_a_date_line_between_entries_starts_another_day() -> None:
    capture = read(
        """
        Skerra live
        18 June 2031
        09:00
        Ferries sail
        They do.
        17 June 2031
        08:30
        Ferries stop
        They did.
        """,
        day=None,
    )
    assert [entry.published for entry in capture.entries] == ["2031-06-18T09:00:00+00:00", "2031-06-17T08:30:00+00:00"]


def test_relative_times_count_back_from_the_page_s_last_update() -> None:
    capture = read(
        """
        Live Updates
        Skerra erupts
        By Mara Quist, CNN
        Updated less than 1 min ago6:53 a.m. ET, July 4, 2031
        12 min ago
        Ferries stop
        From CNN’s Mara Quist in Hollin
        They stopped.
        7 hr 3 min ago
        First ash falls
        It fell.
        4:45 p.m. ET, July 3, 2031
        A tremor
        One was felt.
        3 days ago
        A quiet day
        It was.
        """,
        day=None,
    )
    assert [entry.published for entry in capture.entries] == [
        "2031-07-04T06:41:00-04:00",
        "2031-07-03T23:50:00-04:00",
        "2031-07-03T16:45:00-04:00",
        "2031-07-01",
    ]
    assert capture.entries[0].byline == "Mara Quist"


def test_without_a_last_update_relative_times_tell_no_time() -> None:
    page = "Live Updates\nSkerra erupts\n12 min ago\nFerries stopped.\n2 hours ago\nAsh fell."
    assert {entry.published for entry in read(page).entries} == {"2031-06-18"}
    with pytest.raises(Refusal, match="--date") as refused:
        read(page, day=None)
    assert refused.value.code == "date_needed"


def test_epoch_seconds_and_the_clock_on_the_wall_give_the_offset() -> None:
    capture = read(
        """
        Skerra latest
        1939564800
        Ferries stop
        They stopped.
        Mara Quist18 June 2031 17:00
        1939561200
        Ash falls
        It fell.
        """,
        day=None,
    )
    assert [entry.published for entry in capture.entries] == ["2031-06-18T17:00:00+01:00", "2031-06-18T15:00:00+00:00"]


# Who wrote it.


@pytest.mark.parametrize(
    "names",
    [
        "Sun Li",
        "PA",
        "Reuters",
        "J. D. Ross",
        "Maryam Zakir-Hussain",
        "Mara Quist and Joel Adeyemi",
        "Sean O’Rourke, Li Wei",
    ],
)
def test_a_name_glued_to_the_date_is_a_byline(names: str) -> None:
    capture = read(
        f"""
        Skerra latest
        Stand by
        It fell.
        Ferries stop
        They did.
        {names}18 June 2031 17:00
        """
    )
    assert [entry.byline for entry in capture.entries] == [names]


def test_a_sentence_that_ends_in_a_date_is_no_byline() -> None:
    capture = read(
        """
        Skerra latest
        Stand by
        It began.
        Ferries stop
        The last of them sailed on 17 June 2031 16:00
        They did not sail again.
        Mara Quist18 June 2031 17:00
        """
    )
    assert len(capture.entries) == 1


# Furniture and teasers.


def test_an_appeal_without_its_last_words_takes_no_coverage_with_it() -> None:
    capture = read(
        """
        Skerra latest: ash falls
        A standfirst
        Your support helps us to tell the story
        Your donation matters.
        The strait is closed.
        Ferries stop sailing
        They stopped.
        """
    )
    assert capture.introduction == ("The strait is closed.",)
    assert [entry.heading for entry in capture.entries] == ["Ferries stop sailing"]


def test_a_teaser_between_a_paragraph_and_the_rest_of_its_entry_is_a_card() -> None:
    capture = read(
        """
        Skerra latest: ash falls
        A standfirst
        The strait is closed.
        Ferries stop sailing
        The ferries stopped at noon.
        How pumice is made
        A guide in six pictures
        Nobody could say when they would sail again.
        Flights stop too
        The flights stopped at one.
        """
    )
    first = capture.entries[0]
    assert first.related == (Related("How pumice is made", "A guide in six pictures"),)
    assert first.body == ("The ferries stopped at noon.", "Nobody could say when they would sail again.")


def test_a_heading_that_only_announces_a_video_is_an_entry_and_says_so() -> None:
    capture = read(
        """
        Skerra latest: ash falls
        A standfirst
        The strait is closed.
        Watch: Crane lifts the ferry
        Ferries stop sailing
        The ferries stopped at noon.
        """
    )
    assert [(entry.heading, entry.body) for entry in capture.entries] == [
        ("Watch: Crane lifts the ferry", ()),
        ("Ferries stop sailing", ("The ferries stopped at noon.",)),
    ]
    assert capture.warnings


def test_a_pinned_copy_on_top_is_dropped() -> None:
    capture = read(
        """
        Skerra live
        09:15 – What we know
        Little.
        10:42 – Ferries stop
        So.
        09:15 – What we know
        Little.
        """
    )
    assert [entry.heading for entry in capture.entries] == ["Ferries stop", "What we know"]


def test_names_with_a_capital_inside_do_not_end_a_heading_on_a_flat_page() -> None:
    text = (
        "4 Jun 203110.42McAllister says ‘no’ to TikTok appealThe line, run by Ada O’Neill, said no.It gave no reason."
        "Updated at 10.42 BST 4 Jun 203109.15HarbourMaster app fails in UKThe HarbourMaster app failed at 9am."
    )
    first, second = read_capture(text).entries
    assert first.heading == "McAllister says ‘no’ to TikTok appeal"
    assert first.body == ("The line, run by Ada O’Neill, said no.", "It gave no reason.")
    assert second.heading == "HarbourMaster app fails in UK"


def test_a_headline_that_is_given_stands_in_for_the_page_s_own() -> None:
    text = "Skerra live\n10:42 – Ferries stop\nSo.\n09:15 – Ash falls\nIt fell."
    assert read_capture(text, date=DAY).headline == "Skerra live"
    assert read_capture(text, date=DAY, headline="Skerra, the first day").headline == "Skerra, the first day"
