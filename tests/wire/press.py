"""Prints an invented page in each of the fifteen forms, so that tests can read it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

HEADLINE: Final = "Skerra eruption latest: Ash closes the strait as islanders are told to leave the north shore"
STANDFIRST: Final = "Two observatories disagree on whether the worst is over"
CAPTION: Final = "Ash rises above the harbour at Hollin"
INTRODUCTION: Final = (
    "The volcano on the island of Skerra has been erupting since Sunday night, and the strait is closed to all ships.",
    "“Nobody should try to drive home tonight,” the island council said.",
)
HEADINGS: Final = (
    "Ash cloud reaches the harbour as ferries stop",
    "‘We heard it before we saw it’, says lighthouse keeper",
    "Why are the flights still grounded?",
    "UN sends two teams to Skerra",
    "Evacuation: what islanders are being told",
    "Magnitude 4.7 quake shakes the north shore",
    "Prime minister calls eruption ‘the worst in a century’",
    "More than 2,300 people spend the night in shelters",
    "Airline shares fall by 6%",
    "Analysis: How long could it last?",
    "Summary of the day so far",
    "Number of missing rises to 14",
    "Schools shut until Monday, says council",
    "Dr. Ilse Brandt on what the tremors mean",
    "Observatory in Norland lowers its warning; Sudmark’s does not",
    "Good morning and welcome to our coverage",
)
PARAGRAPHS: Final = (
    "The harbour master closed the strait at 7.15am, an hour after the first ash had fallen on the quays.",
    "“We heard it before we saw it,” said Tam Ferrier, who keeps the light at Grey Point. “Then the windows went.”",
    "About 2,300 people are in shelters, the council said, up from 1,900 at midnight.",
    "Neither figure could be verified independently.",
    "Sudmark’s institute measured a quake of 4.7 at 1904 GMT, 15 km north of Hollin.",
    "At 10.42 the siren at Grey Point was heard for the third time today, a witness told Reuters.",
    "“It is not over,” she said.",
    "Norland’s civil protection agency said: “Stay indoors, keep your windows shut, and wait for the next bulletin.”",
    "In 2019 the same vent was active for 41 days, and 4.25 million tonnes of ash fell on the two coasts.",
    "Mr Halvorsen did not say when the airport might open again, nor did he mention any damage.",
    "Airlines have cancelled 312 flights; the last one to leave, at 5:40pm on Sunday, carried 88 passengers.",
    "The U.N. said on Tuesday that it would send two teams, one to each coast.",
    "McAllister Lines, which runs the ferries, denied that it had been warned on 3 March.",
    "The council gave these figures:",
    "His office later corrected the number to 14, from 41.",
    "Good morning. This is what we know: the north shore is closed, the hospital is open, and the power is on.",
)
NAMES: Final = (
    "Mara Quist",
    "Joel Adeyemi",
    "Maryam Zakir-Hussain",
    "J. D. Lindqvist",
    "Sean O’Rourke",
    "Ludo van den Berg",
    "Li Wei",
    "José Núñez",
)
PEOPLE: Final = (*NAMES, "Mara Quist and Joel Adeyemi", "Mara Quist, Joel Adeyemi and Li Wei")
BYLINES: Final = (*PEOPLE, "Reuters")
TEASERS: Final = (
    ("How a quiet island learned to live with its mountain", "Three families on the north shore tell their story"),
    ("Ash and aircraft: what pilots are afraid of", "Why even a thin cloud can stop a jet engine"),
)
MONTHS: Final = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as the invented desk filed it."""

    heading: str | None
    byline: str | None
    when: datetime
    body: tuple[str, ...]
    teaser: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    entries: tuple[Told, ...]

    @property
    def first_day(self) -> date:
        return self.entries[0].when.date()


def _long_date(when: datetime) -> str:
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def _short_date(when: datetime) -> str:
    return f"{when.day:02} {MONTHS[when.month - 1][:3]} {when.year}"


def _clock(when: datetime) -> str:
    return f"{when:%H:%M}"


def _half_day(when: datetime) -> str:
    return f"{when.hour % 12 or 12}:{when:%M} {'am' if when.hour < 12 else 'pm'}"


def _text(entry: Told) -> list[str]:
    return [*([entry.heading] if entry.heading else []), *entry.body, *(entry.teaser or ())]


def _spaced(lines: Sequence[str]) -> str:
    return "\n\n".join(lines)


def independent_2024(page: Page) -> str:
    top = page.entries[0].when
    head = [
        "Stay up to date with notifications",
        "Notifications can be managed below.",
        "Liveupdated",
        HEADLINE,
        STANDFIRST,
        f"Mara Quist,Joel Adeyemi,Li Wei\n{top:%A} {_long_date(top)} {_clock(top)} GMT\nComments\n{CAPTION}",
        "Your support helps us to tell the story",
        "The appeal goes on here.",
        "Your support makes all the difference.",
        *INTRODUCTION,
    ]
    foot = [
        "Join our commenting forum",
        "Join thought-provoking conversations with our readers",
        "Comments",
        "Thank you for registering",
    ]
    told = [
        line
        for entry in page.entries
        for line in (*_text(entry), f"{entry.byline}{_long_date(entry.when)} {_clock(entry.when)}")
    ]
    return _spaced([*head, *told, *foot])


def independent_epoch(page: Page) -> str:
    top = page.entries[0].when
    seconds = [str(int(entry.when.timestamp())) for entry in page.entries]
    head = [
        f"Liveupdated{seconds[0]}",
        HEADLINE,
        STANDFIRST,
        f"Mara Quist\n{top:%A} {_long_date(top)} {_clock(top)}\n{CAPTION}",
        *INTRODUCTION,
    ]
    told = [
        line
        for entry, second in zip(page.entries, seconds, strict=True)
        for line in (second, *_text(entry), f"{entry.byline}{_long_date(entry.when)} {_clock(entry.when)}")
    ]
    return _spaced([*head, *told])


def independent_stripped(page: Page) -> str:
    head = [
        HEADLINE,
        STANDFIRST,
        "Your support helps us to tell the story",
        "The appeal goes on here.",
        f"Your support makes all the difference.{INTRODUCTION[0]}",
        *INTRODUCTION[1:],
    ]
    told = [line for entry in page.entries for line in _text(entry)]
    return "\n".join([*head, *told, "Join our commenting forum", "Comments"])


def yahoo_syndicated(page: Page) -> str:
    points = [f"  • {entry.heading}" for entry in page.entries]
    told = [
        line
        for entry in page.entries
        for line in (entry.heading or "", f"{_clock(entry.when)} , {entry.byline}", *entry.body, *(entry.teaser or ()))
    ]
    return _spaced([HEADLINE, *INTRODUCTION, "Key Points", *points, *told])


def guardian_flat(page: Page) -> str:
    def run_on(entry: Told, header: str) -> str:
        return (
            f"{header}{entry.when:%H.%M}{entry.heading or ''}{''.join(entry.body)}Updated at {entry.when:%H.%M}\xa0GMT "
        )

    def dated(entry: Told) -> str:
        return f"{entry.when.day} {MONTHS[entry.when.month - 1][:3]} {entry.when.year}"

    return run_on(page.entries[0], "1h ago") + "".join(run_on(entry, dated(entry)) for entry in page.entries)


def cnn_relative(page: Page) -> str:
    now = page.entries[0].when + timedelta(minutes=7)

    def ago(entry: Told) -> str:
        hours, minutes = divmod(int((now - entry.when).total_seconds()) // 60, 60)
        return f"{hours} hr {minutes} min ago" if hours else f"{minutes} min ago"

    half = "a.m." if now.hour < 12 else "p.m."
    updated = f"Updated {now.hour % 12 or 12}:{now:%M} {half} ET, {MONTHS[now.month - 1]} {now.day}, {now.year}"
    head = [
        "World",
        "Live Updates",
        HEADLINE,
        "By Mara Quist and Joel Adeyemi, CNN",
        "\n".join((updated, f"{len(page.entries)} Posts", "Sort byDropdown arrow")),
    ]
    told = [
        line
        for entry in page.entries
        for line in (ago(entry), entry.heading or "", f"From CNN’s {entry.byline}", *entry.body)
    ]
    return _spaced([*head, *told])


def cnn_linkcopied(page: Page) -> str:
    head = [
        "What we covered here",
        INTRODUCTION[0],
        f"{len(page.entries)} Posts",
        "Our live coverage of the eruption has moved here.",
    ]
    told = [
        line
        for entry in page.entries
        for line in ("Link Copied!", entry.heading or "", f"From CNN’s {entry.byline}", *entry.body)
    ]
    return "\n".join([*head, *told])


def bbc_numbered(page: Page) -> str:
    head = [
        "Got a TV Licence?",
        "You need one to watch live TV at home.",
        "Live Reporting",
        "Edited by Mara Quist",
        "All times stated are UK",
        "Get involved",
    ]
    told = [
        line
        for n, entry in enumerate(page.entries, start=1)
        for line in (
            f"  {n}. {entry.heading}",
            f"    {entry.byline}",
            "    Reporting from Hollin",
            "    Image caption: Ash on the quays",
            *(f"    {paragraph}" for paragraph in entry.body),
        )
    ]
    return _spaced([*head, *told])


def time_dash_heading(page: Page) -> str:
    told = [line for entry in page.entries for line in (f"{_clock(entry.when)} GMT – {entry.heading}", *entry.body)]
    return _spaced([HEADLINE, *told])


def time_colon_text(page: Page) -> str:
    told = [f"{_half_day(entry.when)}: {' '.join(entry.body)}" for entry in page.entries]
    return _spaced([HEADLINE, "Here are the LIVE Updates:", *told])


def ist_bullets(page: Page) -> str:
    told = []
    for entry in page.entries:
        when = entry.when
        half = f"{when.hour % 12 or 12:02}:{when:%M} {'AM' if when.hour < 12 else 'PM'}"
        month = MONTHS[when.month - 1][:3]
        told.append(f"  • {month} {when.day:02}, {when.year} {half} (IST) Posted by {entry.byline}")
        told.extend(f"    {line}" for line in _text(entry))
    return _spaced([HEADLINE, *told])


def mee_relative(page: Page) -> str:
    head = [
        "Skip to main content",
        HEADLINE,
        "Live",
        HEADLINE,
        "Key Points\nFerries stop\nFlights grounded",
        "Live Updates",
    ]
    return _spaced([*head, *(line for entry in page.entries for line in ("1 month ago", *entry.body))])


def seconds_heading(page: Page) -> str:
    head = [HEADLINE, "Key points\n    Ferries stop\n    Flights grounded", "Live reporting by Mara Quist"]
    told = [line for entry in page.entries for line in (f"{_clock(entry.when)}:01 {entry.heading}", *entry.body)]
    return _spaced([*head, *told])


def ap_dateline(page: Page) -> str:
    told = [
        line
        for entry in page.entries
        for line in (entry.heading or "", f"HOLLIN, Norland — {entry.body[0]}", *entry.body[1:])
    ]
    return f"{HEADLINE}\n\n" + "\n".join(told)


def heading_then_time_date(page: Page) -> str:
    told = [
        line
        for entry in page.entries
        for line in (entry.heading or "", f"{_clock(entry.when)} – {_short_date(entry.when)}", *entry.body)
    ]
    return _spaced([HEADLINE, *told])


@dataclass(frozen=True, slots=True)
class Form:
    """What a form keeps of an entry. `time`: "full", "clock", "day" (the page tells no time) or "ago"."""

    print: Callable[[Page], str]
    time: str
    bylines: tuple[str, ...] = ()
    headings: bool = True
    may_lack_heading: bool = False
    teasers: bool = False
    headline: bool = True


FORMS: Final = {
    "independent_2024": Form(independent_2024, "full", bylines=BYLINES, may_lack_heading=True, teasers=True),
    "independent_epoch": Form(independent_epoch, "full", bylines=BYLINES, may_lack_heading=True, teasers=True),
    "independent_stripped": Form(independent_stripped, "day", teasers=True),
    "yahoo_syndicated": Form(yahoo_syndicated, "clock", bylines=BYLINES, teasers=True),
    "guardian_flat": Form(guardian_flat, "full", may_lack_heading=True, headline=False),
    "cnn_relative": Form(cnn_relative, "ago", bylines=BYLINES),
    "cnn_linkcopied": Form(cnn_linkcopied, "day", bylines=BYLINES, headline=False),
    "bbc_numbered": Form(bbc_numbered, "day", bylines=PEOPLE, headline=False),
    "time_dash_heading": Form(time_dash_heading, "clock"),
    "time_colon_text": Form(time_colon_text, "clock", headings=False),
    "ist_bullets": Form(ist_bullets, "full", bylines=BYLINES, may_lack_heading=True, teasers=True),
    "mee_relative": Form(mee_relative, "day", headings=False),
    "seconds_heading": Form(seconds_heading, "clock"),
    "ap_dateline": Form(ap_dateline, "day"),
    "heading_then_time_date": Form(heading_then_time_date, "full"),
}
