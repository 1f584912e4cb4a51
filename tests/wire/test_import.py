"""A capture becomes a live blog: whole, in order, with the times that the page gave and no others."""

import datetime as dt

import pytest

from dateline.coverage import fragments
from dateline.coverage.models import Entry, LiveBlog
from dateline.kit.refusal import Refusal
from dateline.wire.actions import import_captures
from dateline.wire.captures.capture import Capture, CapturedEntry, Related

CAPTURE = Capture(
    headline="Bridge closed: what we know",
    standfirst="Two engineers disagree",
    introduction=("The harbour bridge was closed on Monday.",),
    entries=(
        CapturedEntry("Second pillar checked", "Ines Brandt", "2031-03-04T10:42:00+00:00", ("It holds.", "For now.")),
        CapturedEntry(
            None,
            "Ines Brandt",
            "2031-03-04",
            ("A barge broke loose.",),
            (Related("How the bridge was built", "A guide"),),
        ),
    ),
    layout="made by hand",
)


@pytest.mark.django_db(transaction=True)
def test_the_oldest_entry_becomes_the_first_and_the_introduction_stands_on_top() -> None:
    blog = import_captures([CAPTURE])[0]
    entries = list(Entry.objects.filter(live_blog=blog).order_by("-position"))
    assert [entry.heading for entry in entries] == ["Second pillar checked", ""]
    assert blog.log.messages.count() == 2
    assert "<p>The harbour bridge was closed on Monday.</p>" in fragments.lead(blog)


@pytest.mark.django_db(transaction=True)
def test_a_long_introduction_does_not_push_the_newest_entry_away() -> None:
    [blog] = import_captures([Capture("Bridge", None, ("One.", "Two.", "Three."), CAPTURE.entries, "by hand")])
    shown, folded = fragments.lead(blog).split("<details>")
    assert "<p>Two.</p>" in shown
    assert "<p>Three.</p>" in folded


@pytest.mark.django_db(transaction=True)
def test_times_are_kept_and_a_day_without_a_clock_time_stays_a_day() -> None:
    blog = import_captures([CAPTURE])[0]
    newest, oldest = Entry.objects.filter(live_blog=blog).order_by("-position")
    assert newest.published == dt.datetime(2031, 3, 4, 10, 42, tzinfo=dt.UTC)
    assert '<time datetime="2031-03-04T10:42:00Z">' in newest.html
    assert oldest.published_day_only
    assert '<time datetime="2031-03-04"><span>4 March 2031</span></time>' in oldest.html


@pytest.mark.django_db(transaction=True)
def test_a_teaser_becomes_a_related_card() -> None:
    blog = import_captures([CAPTURE])[0]
    assert "How the bridge was built" in Entry.objects.get(live_blog=blog, position=1).html
    assert 'class="related"' in Entry.objects.get(live_blog=blog, position=1).html


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_brought_in_leaves_nothing_behind() -> None:
    nameless = Capture(None, None, (), CAPTURE.entries, "made by hand")
    with pytest.raises(Refusal) as refused:
        import_captures([nameless])
    assert refused.value.code == "headline_unknown"
    too_long = Capture(
        "Fine", None, (), (*CAPTURE.entries, CapturedEntry("x" * 300, None, "2031-03-04", ())), "by hand"
    )
    with pytest.raises(Refusal) as refused:
        import_captures([CAPTURE, too_long])
    assert refused.value.code == "heading_too_long"
    assert not LiveBlog.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_cut_off_before_its_time_gets_the_day_of_the_one_above() -> None:
    cut_off = CapturedEntry("The barge", None, None, ("It came",))
    [blog] = import_captures([Capture("Bridge", None, (), (CAPTURE.entries[0], cut_off), "by hand")])
    oldest = Entry.objects.get(live_blog=blog, position=1)
    assert oldest.published_day_only
    assert '<time datetime="2031-03-04">' in oldest.html


@pytest.mark.django_db(transaction=True)
def test_one_address_for_several_captures_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        import_captures([CAPTURE, CAPTURE], slug="bridge")
    assert refused.value.code == "slug_for_one"
    assert not LiveBlog.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_page_says_when_the_coverage_was_last_updated_not_when_it_was_brought_in() -> None:
    [blog] = import_captures([CAPTURE])
    assert blog.changed == dt.datetime(2031, 3, 4, 10, 42, tzinfo=dt.UTC)


@pytest.mark.django_db(transaction=True)
def test_the_log_gives_the_day_alone_where_no_clock_time_is_known() -> None:
    [blog] = import_captures([CAPTURE])
    first, second = blog.log.messages.order_by("n")
    assert '"published":"2031-03-04",' in first.text
    assert '"published":"2031-03-04T10:42:00.000Z",' in second.text
