"""What the composer and the timeline ask of entries."""

import pytest

from dateline.coverage.models import Draft, Entry
from dateline.stream.models import Message
from tests.desk.conftest import Cast, refusal, request_id, told, words


def test_what_is_published_is_answered_with_its_number_on_the_log(cast: Cast) -> None:
    answer = told(cast.nora.post("entries", words(request_id=request_id())))
    assert answer == {"n": 1, "entry": Entry.objects.get().pk, "version": 1, "repeated": False}


def test_the_same_request_sent_again_publishes_once(cast: Cast) -> None:
    asked = words(request_id=request_id())
    first, second = told(cast.nora.post("entries", asked)), told(cast.nora.post("entries", asked))
    assert second == {**first, "repeated": True}
    assert Entry.objects.count() == 1


def test_the_same_request_sent_again_publishes_once_although_its_draft_is_gone(cast: Cast) -> None:
    cast.nora.saves("draft00001")
    asked = words(request_id=request_id(), draft="draft00001")
    first, second = told(cast.nora.post("entries", asked)), told(cast.nora.post("entries", asked))
    assert (second["entry"], second["repeated"]) == (first["entry"], True)
    assert not Draft.objects.exists()


def test_an_entry_can_be_a_key_event_from_the_start(cast: Cast) -> None:
    assert cast.nora.publishes(key=True).key


def test_an_entry_is_opened_with_its_present_words(cast: Cast) -> None:
    entry = cast.nora.publishes("Tugs leave port", "Two of them.")
    revised = words("Tugs reach the ferry", "Both.", base_version=1, request_id=request_id())
    cast.nora.post(f"entries/{entry.pk}/revise", revised)
    opened = told(cast.ben.ask("GET", f"entries/{entry.pk}"))
    assert opened == {"version": 2, **{name: revised[name] for name in ("heading", "byline", "body")}}


def test_a_stale_change_is_refused_with_what_stands_now(cast: Cast) -> None:
    entry = cast.nora.publishes("Tugs leave port")
    theirs = words("Tugs reach the ferry", "Both.", base_version=1, request_id=request_id())
    cast.ada.post(f"entries/{entry.pk}/revise", theirs)
    answer = cast.nora.post(f"entries/{entry.pk}/revise", words("Mine", base_version=1, request_id=request_id()))
    assert refusal(answer) == (409, "stale_version")
    assert {name: told(answer)[name] for name in ("version", "heading", "body", "by")} == {
        "version": 2,
        "heading": "Tugs reach the ferry",
        "body": theirs["body"],
        "by": "Ada Brook",
    }
    again = words("Mine", base_version=2, request_id=request_id())
    assert told(cast.nora.post(f"entries/{entry.pk}/revise", again))["version"] == 3


def test_a_correction_needs_a_reason(cast: Cast) -> None:
    entry = cast.nora.publishes()
    asked = words("Three tugs", base_version=1, reason="  ", request_id=request_id())
    assert refusal(cast.nora.post(f"entries/{entry.pk}/correct", asked)) == (422, "reason_missing")


def test_a_withdrawal_needs_a_reason_and_leaves_a_tombstone(cast: Cast) -> None:
    entry = cast.nora.publishes()
    path = f"entries/{entry.pk}/withdraw"
    assert refusal(cast.nora.post(path, {"reason": "", "request_id": request_id()})) == (422, "reason_missing")
    cast.nora.post(path, {"reason": "It was an exercise.", "request_id": request_id()})
    assert "It was an exercise." in Entry.objects.get().html
    assert refusal(cast.nora.post(path, {"reason": "Again.", "request_id": request_id()})) == (422, "withdrawn")


@pytest.mark.parametrize("mark,unmark", [("pin", "unpin"), ("key", "unkey")])
def test_a_mark_is_set_and_taken_away(cast: Cast, mark: str, unmark: str) -> None:
    entry = cast.nora.publishes()
    for verb in (mark, unmark):
        assert cast.nora.post(f"entries/{entry.pk}/{verb}", {"request_id": request_id()}).status_code == 200
    assert refusal(cast.nora.post(f"entries/{entry.pk}/{unmark}", {"request_id": request_id()})) == (422, "already")
    assert Message.objects.count() == 3


def test_after_the_end_nothing_new_is_published_but_mistakes_are_put_right(cast: Cast) -> None:
    entry = cast.nora.publishes()
    cast.nora.post("end", {"request_id": request_id()})
    assert refusal(cast.nora.post("entries", words(request_id=request_id()))) == (409, "ended")
    corrected = words("Three tugs", base_version=1, reason="Miscounted.", request_id=request_id())
    assert cast.nora.post(f"entries/{entry.pk}/correct", corrected).status_code == 200


def test_an_entry_of_another_live_blog_is_not_found_here(cast: Cast) -> None:
    entry = cast.nora.publishes()
    cast.nora.client.post("/desk/", {"headline": "Flood", "address": "flood"})
    cast.nora.slug = "flood"
    assert refusal(cast.nora.ask("GET", f"entries/{entry.pk}")) == (404, "not_found")


def test_scripts_and_handlers_in_words_are_only_words(cast: Cast) -> None:
    entry = cast.nora.publishes("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
    assert "&lt;script&gt;alert(1)" in entry.html
    assert "<script" not in entry.html
    assert "<img" not in entry.html


@pytest.mark.parametrize("href", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_a_link_that_a_browser_would_run_is_refused(cast: Cast, href: str) -> None:
    text = {"type": "text", "text": "here", "marks": [{"type": "link", "attrs": {"href": href}}]}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [text]}]}
    answer = cast.nora.post("entries", words(request_id=request_id()) | {"body": body})
    assert refusal(answer) == (422, "link_odd")
    assert not Entry.objects.exists()
