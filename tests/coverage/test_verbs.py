"""What the verbs of coverage do, and what they refuse."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from dateline.coverage import actions
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import Entry, EntryVersion
from dateline.kit.refusal import Refusal
from tests.coverage.conftest import Desk, messages, request_id

BODY = body_from_markdown("The ferry is under tow.")


def revise(desk: Desk, entry: Entry, text: str, *, base_version: int | None = None) -> actions.Outcome:
    return actions.revise_entry(
        entry,
        heading=entry.heading,
        body=body_from_markdown(text),
        byline=entry.byline,
        base_version=base_version or entry.version,
        by=desk.nora,
        request_id=request_id(),
    )


def correct(desk: Desk, entry: Entry, text: str, *, reason: str = "The operator counted twice.") -> actions.Outcome:
    return actions.correct_entry(
        entry,
        heading=entry.heading,
        body=body_from_markdown(text),
        byline=entry.byline,
        base_version=entry.version,
        reason=reason,
        by=desk.nora,
        request_id=request_id(),
    )


def test_a_published_entry_stands_on_the_log_with_its_article(desk: Desk) -> None:
    entry = desk.publish("Two tugs have **left** port.", heading="Tugs on the way")
    [message] = messages(desk)
    assert message["kind"] == "entry.published"
    assert message["n"] == 1
    assert message["html"] == entry.html
    assert "<p>Two tugs have <strong>left</strong> port.</p>" in entry.html
    assert message["entry"]["position"] == entry.position == 1
    assert desk.nora.name in message["regions"]["lead"], "a new name joins the contributors at the top"


def test_the_same_request_twice_publishes_once(desk: Desk) -> None:
    publish = partial(
        actions.publish_entry,
        desk.blog,
        heading="Once",
        body=BODY,
        byline="",
        by=desk.nora,
        request_id="request-0001",
    )
    first, second = publish(), publish()
    assert (second.n, second.entry_id) == (first.n, first.entry_id)
    assert second.repeated
    assert not first.repeated
    assert Entry.objects.count() == 1


def test_a_request_id_used_for_another_verb_is_refused(desk: Desk) -> None:
    outcome = actions.publish_entry(
        desk.blog, heading="Once", body=BODY, byline="", by=desk.nora, request_id="request-0001"
    )
    with pytest.raises(Refusal) as refused:
        actions.withdraw_entry(desk.fresh(outcome.entry_id), reason="Why", by=desk.nora, request_id="request-0001")
    assert refused.value.code == "request_id_used"


def test_a_name_that_stands_on_no_entry_any_more_leaves_the_contributors(desk: Desk) -> None:
    def publish(byline: str) -> Entry:
        outcome = actions.publish_entry(
            desk.blog, heading="Tug", body=BODY, byline=byline, by=desk.nora, request_id=request_id()
        )
        return desk.fresh(outcome.entry_id)

    typo, kept = publish("Nora Qiull"), publish("Nora Quill")
    revised = actions.revise_entry
    revised(typo, heading="Tug", body=BODY, byline="Ben Sato", base_version=1, by=desk.nora, request_id=request_id())
    desk.blog.refresh_from_db()
    assert desk.blog.contributors == ["Nora Quill", "Ben Sato"]
    assert "Nora Qiull" not in messages(desk)[-1]["regions"]["lead"]
    actions.withdraw_entry(kept, reason="Twice.", by=desk.nora, request_id=request_id())
    desk.blog.refresh_from_db()
    assert desk.blog.contributors == ["Ben Sato"]
    assert "Nora Quill" not in messages(desk)[-1]["regions"]["lead"]


def test_the_same_request_from_eight_threads_publishes_once(desk: Desk) -> None:
    def publish(_: int) -> actions.Outcome:
        try:
            return actions.publish_entry(
                desk.blog, heading="Once", body=BODY, byline="", by=desk.nora, request_id="request-0001"
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(publish, range(8)))
    assert len({outcome.entry_id for outcome in outcomes}) == 1
    assert sum(not outcome.repeated for outcome in outcomes) == 1
    assert len(messages(desk)) == 1


def test_forty_parallel_entries_lose_none(desk: Desk) -> None:
    def publish(number: int) -> None:
        try:
            actions.publish_entry(
                desk.blog,
                heading=f"Entry {number}",
                body=BODY,
                byline="",
                by=desk.nora,
                request_id=f"parallel-{number:03}",
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(publish, range(40)))
    assert {entry.heading for entry in Entry.objects.all()} == {f"Entry {number}" for number in range(40)}
    assert [message["n"] for message in messages(desk)] == list(range(1, 41))
    assert sorted(entry.position for entry in Entry.objects.all()) == list(range(1, 41))


def test_a_revision_is_a_new_version_and_the_old_one_stays(desk: Desk) -> None:
    entry = desk.publish("The ferry drifts.")
    revise(desk, entry, "The ferry is under tow.")
    versions = list(EntryVersion.objects.filter(entry=entry).order_by("number"))
    assert [version.act for version in versions] == ["published", "revised"]
    assert versions[0].body == body_from_markdown("The ferry drifts.")
    assert "Updated" in desk.fresh(entry.id).html
    assert messages(desk)[-1]["entry"]["version"] == 2


def test_a_stale_edit_is_refused_with_the_present_words_and_changes_nothing(desk: Desk) -> None:
    entry = desk.publish("The ferry drifts.")
    revise(desk, entry, "The ferry is under tow.")
    with pytest.raises(Refusal) as refused:
        revise(desk, entry, "The ferry sinks.", base_version=1)
    assert refused.value.code == "stale_version"
    assert refused.value.facts["version"] == 2
    assert refused.value.facts["body"] == body_from_markdown("The ferry is under tow.")
    assert refused.value.facts["by"] == "Nora Quill"
    assert len(messages(desk)) == 2


def test_a_correction_shows_readers_the_old_words_the_new_and_the_reason(desk: Desk) -> None:
    entry = desk.publish("There are 212 people aboard, the operator said.")
    correct(desk, entry, "There are 181 people aboard, the operator said.")
    html = desk.fresh(entry.id).html
    assert "<del>There are 212 people aboard, the operator …</del>" in html
    assert "<ins>There are 181 people aboard, the operator …</ins>" in html
    assert "The operator counted twice." in html


def test_a_corrected_heading_stands_apart_from_the_corrected_text(desk: Desk) -> None:
    entry = desk.publish("The ferry has 212 people aboard.", heading="Ferry with 212 aboard adrift")
    actions.correct_entry(
        entry,
        heading="Ferry with 181 aboard adrift",
        body=body_from_markdown("The ferry has 181 people aboard."),
        byline="",
        base_version=1,
        reason="Counted twice.",
        by=desk.nora,
        request_id=request_id(),
    )
    html = desk.fresh(entry.id).html
    assert "<del>Ferry with 212 aboard adrift / The ferry has 212 people aboard.</del>" in html


def test_a_correction_without_a_reason_is_refused(desk: Desk) -> None:
    entry = desk.publish("There are 212 people aboard.")
    with pytest.raises(Refusal, match="Say why"):
        correct(desk, entry, "There are 181 people aboard.", reason="  ")


def test_an_edit_that_changes_nothing_is_refused(desk: Desk) -> None:
    entry = desk.publish("The ferry drifts.")
    with pytest.raises(Refusal) as refused:
        revise(desk, entry, "The ferry drifts.")
    assert refused.value.code == "nothing_changed"


def test_a_withdrawn_entry_leaves_a_tombstone_and_loses_pin_and_key(desk: Desk) -> None:
    entry = desk.publish("Looting in the harbour.", heading="Looting", key=True)
    actions.pin_entry(entry, by=desk.nora, request_id=request_id())
    actions.withdraw_entry(entry, reason="The pictures are old.", by=desk.nora, request_id=request_id())
    last = messages(desk)[-1]
    assert last["kind"] == "entry.withdrawn"
    assert "The pictures are old." in last["html"]
    assert "Looting" not in last["html"]
    assert "hidden" in last["regions"]["pinned"]
    assert "hidden" in last["regions"]["key-events"]
    with pytest.raises(Refusal) as refused:
        revise(desk, desk.fresh(entry.id), "Looting again.")
    assert refused.value.code == "withdrawn"


def test_pinning_another_entry_lets_the_first_go(desk: Desk) -> None:
    first, second = desk.publish("One.", heading="One"), desk.publish("Two.", heading="Two")
    actions.pin_entry(first, by=desk.nora, request_id=request_id())
    actions.pin_entry(second, by=desk.nora, request_id=request_id())
    assert "Two" in messages(desk)[-1]["regions"]["pinned"]
    with pytest.raises(Refusal) as refused:
        actions.unpin_entry(first, by=desk.nora, request_id=request_id())
    assert refused.value.code == "already"


def test_a_revised_pinned_key_event_changes_everywhere_it_is_shown(desk: Desk) -> None:
    entry = desk.publish("One.", heading="Tug ahead", key=True)
    actions.pin_entry(entry, by=desk.nora, request_id=request_id())
    actions.revise_entry(
        desk.fresh(entry.id),
        heading="Tug alongside",
        body=BODY,
        byline="Mira Castell",
        base_version=1,
        by=desk.nora,
        request_id=request_id(),
    )
    last = messages(desk)[-1]
    assert all("Tug alongside" in last["regions"][region] for region in ("pinned", "key-events"))
    assert "Mira Castell" in last["regions"]["lead"]


def test_key_events_are_marked_and_unmarked(desk: Desk) -> None:
    entry = desk.publish("One.", heading="Tug ahead")
    actions.mark_key(entry, by=desk.nora, request_id=request_id())
    assert "Tug ahead" in messages(desk)[-1]["regions"]["key-events"]
    assert "Key event" in messages(desk)[-1]["html"]
    actions.unmark_key(entry, by=desk.nora, request_id=request_id())
    assert "hidden" in messages(desk)[-1]["regions"]["key-events"]
    assert "Key event" not in messages(desk)[-1]["html"]


def test_a_headline_changes_for_open_pages(desk: Desk) -> None:
    actions.change_headline(desk.blog, headline="Ferry safe", standfirst="", by=desk.nora, request_id=request_id())
    assert "Ferry safe" in messages(desk)[-1]["regions"]["lead"]


def test_after_the_end_nothing_is_published_but_what_is_wrong_is_put_right(desk: Desk) -> None:
    entry = desk.publish("There are 212 people aboard.")
    actions.end_coverage(desk.blog, by=desk.nora, request_id=request_id())
    with pytest.raises(Refusal) as refused:
        desk.publish("One more thing.")
    assert refused.value.code == "ended"
    with pytest.raises(Refusal):
        actions.pin_entry(entry, by=desk.nora, request_id=request_id())
    correct(desk, entry, "There are 181 people aboard.")
    actions.withdraw_entry(desk.fresh(entry.id), reason="A court order.", by=desk.nora, request_id=request_id())
    assert [message["kind"] for message in messages(desk)][-3:] == [
        "coverage.ended",
        "entry.corrected",
        "entry.withdrawn",
    ]
    desk.blog.log.refresh_from_db()
    assert desk.blog.log.closed


def test_the_end_names_where_coverage_goes_on(desk: Desk) -> None:
    tomorrow = actions.begin_live_blog(headline="Storm Ada: the day after")
    actions.end_coverage(desk.blog, successor=tomorrow, by=desk.nora, request_id=request_id())
    assert messages(desk)[-1]["successor"] == tomorrow.url
    assert tomorrow.url in messages(desk)[-1]["regions"]["lead"]


VERBS: list[Callable[[Desk, Entry], object]] = [
    lambda desk, entry: actions.publish_entry(
        desk.blog, heading="No", body=BODY, byline="", by=desk.ben, request_id=request_id()
    ),
    lambda desk, entry: actions.revise_entry(
        entry, heading="No", body=BODY, byline="", base_version=1, by=desk.ben, request_id=request_id()
    ),
    lambda desk, entry: actions.correct_entry(
        entry, heading="No", body=BODY, byline="", base_version=1, reason="r", by=desk.ben, request_id=request_id()
    ),
    lambda desk, entry: actions.withdraw_entry(entry, reason="r", by=desk.ben, request_id=request_id()),
    lambda desk, entry: actions.pin_entry(entry, by=desk.ben, request_id=request_id()),
    lambda desk, entry: actions.unpin_entry(entry, by=desk.ben, request_id=request_id()),
    lambda desk, entry: actions.mark_key(entry, by=desk.ben, request_id=request_id()),
    lambda desk, entry: actions.unmark_key(entry, by=desk.ben, request_id=request_id()),
    lambda desk, entry: actions.change_headline(
        desk.blog, headline="No", standfirst="", by=desk.ben, request_id=request_id()
    ),
    lambda desk, entry: actions.end_coverage(desk.blog, by=desk.ben, request_id=request_id()),
    lambda desk, entry: actions.begin_live_blog(headline="No", by=desk.ben),
]


def test_a_reporter_may_do_nothing_that_readers_see(desk: Desk) -> None:
    entry = desk.publish("The ferry drifts.")
    for verb in VERBS:
        with pytest.raises(Refusal) as refused:
            verb(desk, entry)
        assert refused.value.code == "not_allowed"
    assert len(messages(desk)) == 1
