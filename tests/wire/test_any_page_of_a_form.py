"""Pages printed from an invented story in every form come back as they were told."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.wire.captures import CapturedEntry, Related, read_capture
from tests.wire.press import FORMS, HEADINGS, HEADLINE, NAMES, PARAGRAPHS, TEASERS, Form, Page, Told


@st.composite
def pages(draw: st.DrawFn, form: Form) -> Page:
    count = draw(st.integers(2, 6))
    headings = draw(st.permutations(HEADINGS))
    paragraphs = draw(st.permutations(PARAGRAPHS))
    teasers = list(TEASERS) if form.teasers else []
    first_minute = datetime(2031, 1, 1, tzinfo=UTC)
    when = first_minute + timedelta(minutes=draw(st.integers(0, 364 * 24 * 60)))
    entries = []
    for n in range(count):
        body = paragraphs[2 * n : 2 * n + draw(st.integers(1, 2))]
        # The first entry needs its heading where nothing else parts it from the introduction.
        lacks_heading = form.may_lack_heading and n > 0 and draw(st.booleans())
        teaser = (
            teasers.pop()
            if (teasers and n == count - 1) or (teasers and not lacks_heading and draw(st.booleans()))
            else None
        )
        entries.append(
            Told(
                None if lacks_heading else headings[n],
                draw(st.sampled_from(form.bylines or NAMES)),
                when,
                tuple(body),
                teaser,
            )
        )
        when -= timedelta(minutes=draw(st.integers(1, 12 * 60)))
    return Page(tuple(entries))


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=st.data())
def test_a_printed_page_is_read_back_as_it_was_told(name: str, choices: st.DataObject) -> None:
    form = FORMS[name]
    page = choices.draw(pages(form))

    capture = read_capture(form.print(page), date=page.first_day)

    assert capture.layout == name
    assert capture.headline == (HEADLINE if form.headline else None)
    assert [_seen(entry, form) for entry in capture.entries] == [_told(entry, form, page) for entry in page.entries]


Seen = tuple[str | None, str | None, str, str | None, tuple[Related, ...]]


def _seen(entry: CapturedEntry, form: Form) -> Seen:
    assert entry.published is not None
    return (
        entry.heading,
        entry.byline,
        " ".join(entry.body),
        entry.published[: 10 if form.time == "day" else 16],
        entry.related,
    )


def _told(entry: Told, form: Form, page: Page) -> Seen:
    when = entry.when if form.time != "day" else datetime.combine(page.first_day, time())
    return (
        entry.heading if form.headings else None,
        entry.byline if form.bylines else None,
        " ".join(entry.body),
        when.isoformat()[: 10 if form.time == "day" else 16],
        (Related(*entry.teaser),) if entry.teaser else (),
    )
