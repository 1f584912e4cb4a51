"""Drafts: saved as one types, submitted, edited, published, handed back."""

import pytest

from dateline.coverage.models import Draft, Entry
from tests.desk.conftest import Cast, refusal, request_id, told, words


def test_a_draft_is_saved_as_it_grows(cast: Cast) -> None:
    assert told(cast.ben.saves("draft00001", "T"))["revision"] == 1
    assert told(cast.ben.saves("draft00001", "Tug", revision=1))["revision"] == 2
    opened = told(cast.ben.ask("GET", "drafts/draft00001"))
    assert (opened["heading"], opened["revision"], opened["mine"]) == ("Tug", 2, True)


def test_a_draft_is_listed_by_its_heading_or_its_first_words(cast: Cast) -> None:
    cast.ben.saves("draft00001", "Tugs leave port")
    cast.ben.saves("draft00002", "")
    labels = {draft["label"] for draft in told(cast.ben.ask("GET", "drafts"))["drafts"]}
    assert labels == {"Tugs leave port", "Two of them."}


def test_another_window_does_not_overwrite_a_draft(cast: Cast) -> None:
    cast.ben.saves("draft00001", "One")
    cast.ben.saves("draft00001", "Two", revision=1)
    assert refusal(cast.ben.saves("draft00001", "Three", revision=1)) == (409, "draft_taken")
    assert Draft.objects.get().heading == "Two"


def test_a_draft_of_somebody_else_cannot_be_taken_by_its_id(cast: Cast) -> None:
    cast.nora.saves("draft00001", "Nora's")
    for revision in (0, 1):
        assert refusal(cast.ben.saves("draft00001", "Ben's", revision=revision)) == (409, "draft_taken")
    assert Draft.objects.get().heading == "Nora's"


def test_a_discarded_draft_does_not_come_back_from_another_window(cast: Cast) -> None:
    cast.ben.saves("draft00001", "One")
    assert cast.ben.ask("DELETE", "drafts/draft00001").status_code == 200
    assert refusal(cast.ben.saves("draft00001", "One more", revision=1)) == (409, "draft_gone")
    assert cast.ben.drafts() == []


def test_a_submitted_draft_is_published_under_its_reporters_name_and_gone(cast: Cast) -> None:
    cast.ben.saves("draft00001", "Tug", byline="Ben Sato")
    cast.ben.post("drafts/draft00001/submit")
    draft = told(cast.nora.ask("GET", "drafts/draft00001"))
    assert (draft["author"], draft["byline"], draft["mine"]) == ("Ben Sato", "Ben Sato", False)
    entry = cast.nora.publishes(draft["heading"], byline=draft["byline"], draft="draft00001")
    assert entry.byline == "Ben Sato"
    assert cast.ben.drafts() == cast.nora.drafts() == []


def test_two_editors_who_publish_the_same_submission_publish_it_once(cast: Cast) -> None:
    cast.ben.submits("draft00001")
    cast.nora.publishes("Tug", draft="draft00001")
    answer = cast.ada.post("entries", words("Tug", request_id=request_id(), draft="draft00001"))
    assert refusal(answer) == (409, "draft_gone")
    assert Entry.objects.count() == 1


def test_nobody_publishes_away_a_draft_that_is_not_theirs_to_see(cast: Cast) -> None:
    cast.ben.saves("draft00001")
    answer = cast.nora.post("entries", words(request_id=request_id(), draft="draft00001"))
    assert refusal(answer) == (409, "draft_gone")
    assert cast.ben.drafts() == ["draft00001"]
    assert not Entry.objects.exists()


def test_an_editor_writes_on_in_a_submission_and_hands_it_back(cast: Cast) -> None:
    cast.ben.submits("draft00001", "Tug")
    assert told(cast.nora.saves("draft00001", "Tug, with care", revision=1))["revision"] == 2
    assert told(cast.nora.post("drafts/draft00001/take-back"))["submitted"] is None
    assert told(cast.ben.ask("GET", "drafts/draft00001"))["heading"] == "Tug, with care"
    assert refusal(cast.nora.saves("draft00001", "Once more", revision=2)) == (409, "draft_taken")


def test_a_reporter_proposes_a_change_and_an_editor_publishes_it(cast: Cast) -> None:
    entry = cast.nora.publishes("Tugs leave port")
    cast.ben.saves("draft00001", "Three tugs leave port", entry=entry.pk, base_version=1)
    cast.ben.post("drafts/draft00001/submit")
    draft = told(cast.nora.ask("GET", "drafts/draft00001"))
    assert (draft["entry"], draft["base_version"]) == (entry.pk, 1)
    change = words(draft["heading"], base_version=1, draft="draft00001", request_id=request_id())
    assert told(cast.nora.post(f"entries/{entry.pk}/revise", change))["version"] == 2
    assert cast.nora.drafts() == []


def test_a_proposal_that_has_become_stale_stays_until_the_conflict_is_solved(cast: Cast) -> None:
    entry = cast.nora.publishes("Tugs leave port")
    cast.ben.saves("draft00001", "Three tugs", entry=entry.pk, base_version=1)
    cast.ben.post("drafts/draft00001/submit")
    cast.ada.post(f"entries/{entry.pk}/revise", words("Tugs at sea", base_version=1, request_id=request_id()))
    change = words("Three tugs", base_version=1, draft="draft00001", request_id=request_id())
    assert refusal(cast.nora.post(f"entries/{entry.pk}/revise", change)) == (409, "stale_version")
    assert cast.nora.drafts() == ["draft00001"]


def test_an_empty_draft_is_not_submitted(cast: Cast) -> None:
    cast.ben.saves("draft00001", "", body={"type": "doc", "content": [{"type": "paragraph"}]})
    assert refusal(cast.ben.post("drafts/draft00001/submit")) == (422, "entry_empty")


def test_a_heading_too_long_to_publish_is_kept_in_a_draft(cast: Cast) -> None:
    cast.ben.saves("draft00001", "x" * 5_000)
    assert len(Draft.objects.get().heading) == 5_000
    asked = words("x" * 5_000, request_id=request_id())
    assert refusal(cast.nora.post("entries", asked)) == (422, "heading_too_long")


@pytest.mark.parametrize("draft", ["short", "x" * 17, "UPPERCASE1"])
def test_a_draft_has_an_id_that_could_not_be_guessed(cast: Cast, draft: str) -> None:
    assert refusal(cast.ben.saves(draft)) == (404, "not_found")
