"""Who may do what at the desk: every address, tried by an admin, an editor, a reporter and a stranger."""

from typing import Any

import pytest

from dateline.coverage.models import Draft, Entry, LiveBlog
from tests.desk.conftest import SCRIPT, Cast, refusal, request_id, words

PEOPLE = ("ada", "nora", "ben", "stranger")
# The statuses of Ada, Nora, Ben and the stranger, in this order.
EDITORS = (200, 200, 403, 401)
STAFF = (200, 200, 200, 401)


def asked(**more: Any) -> dict[str, Any]:
    return {"request_id": request_id(), **more}


VERBS = [
    ("GET", "drafts", lambda: None, STAFF),
    ("GET", "older?before=2", lambda: None, STAFF),
    ("GET", "entries/{entry}", lambda: None, STAFF),
    ("PUT", "drafts/draft00001", lambda: words(revision=0), STAFF),
    ("POST", "entries", lambda: words(request_id=request_id()), EDITORS),
    ("POST", "entries/{entry}/revise", lambda: words("Changed", base_version=1, request_id=request_id()), EDITORS),
    (
        "POST",
        "entries/{entry}/correct",
        lambda: words("Corrected", base_version=1, reason="Miscounted.", request_id=request_id()),
        EDITORS,
    ),
    ("POST", "entries/{entry}/withdraw", lambda: asked(reason="It was an exercise."), EDITORS),
    ("POST", "entries/{entry}/pin", asked, EDITORS),
    ("POST", "entries/{entry}/key", asked, EDITORS),
    ("POST", "headline", lambda: asked(headline="Ferry safe", standfirst=""), EDITORS),
    ("POST", "end", asked, EDITORS),
]


@pytest.mark.parametrize("place", range(4), ids=PEOPLE)
@pytest.mark.parametrize("method,path,body,statuses", VERBS, ids=[f"{verb[0]} {verb[1]}" for verb in VERBS])
def test_a_verb_is_open_to_those_whose_work_it_is(
    cast: Cast, method: str, path: str, body: Any, statuses: tuple[int, ...], place: int
) -> None:
    entry = cast.nora.publishes()
    person = cast[PEOPLE[place]]
    answer = person.ask(method, path.format(entry=entry.pk), body())
    assert answer.status_code == statuses[place], answer.content
    assert answer.headers["Cache-Control"] == "no-store"
    if answer.status_code == 403:
        assert refusal(answer) == (403, "not_allowed")
        assert Entry.objects.get().version == 1
    if answer.status_code == 401:
        assert refusal(answer) == (401, "signed_out")


@pytest.mark.parametrize("path", ["/desk/", "/desk/storm/", "/desk/signed-in"])
def test_a_stranger_is_sent_to_sign_in_and_comes_back(cast: Cast, path: str) -> None:
    answer = cast.stranger.client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/account/login/?next={path}"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_stranger_learns_nothing_of_which_live_blogs_there_are(cast: Cast) -> None:
    known, unknown = (cast.stranger.client.get(f"/desk/{slug}/entries/x", headers=SCRIPT) for slug in ("storm", "none"))
    assert known.content == unknown.content
    assert known.status_code == unknown.status_code == 401


@pytest.mark.parametrize("name,status", [("ada", 302), ("nora", 302), ("ben", 403), ("stranger", 302)])
def test_those_who_publish_start_live_blogs(cast: Cast, name: str, status: int) -> None:
    answer = cast[name].client.post("/desk/", {"headline": "Flood on the Vell"})
    assert answer.status_code == status
    started = LiveBlog.objects.filter(headline="Flood on the Vell").exists()
    assert started == (name in ("ada", "nora"))


def test_the_form_to_start_one_is_shown_to_those_who_may(cast: Cast) -> None:
    assert b"Start a live blog" in cast.nora.client.get("/desk/").content
    assert b"Start a live blog" not in cast.ben.client.get("/desk/").content


def test_a_person_whose_account_is_closed_is_signed_out(cast: Cast) -> None:
    assert cast.nora.staff
    cast.nora.staff.is_active = False
    cast.nora.staff.save()
    assert refusal(cast.nora.ask("GET", "drafts")) == (401, "signed_out")


def test_a_new_role_counts_from_the_next_request_on(cast: Cast) -> None:
    assert cast.ben.staff
    cast.ben.staff.role = "editor"
    cast.ben.staff.save()
    cast.ben.publishes("Published by Ben")


def test_a_reporter_sees_no_draft_of_another_and_an_editor_only_what_was_submitted(cast: Cast) -> None:
    cast.nora.saves("noras00001")
    cast.ben.saves("bens000001")
    assert cast.ben.drafts() == ["bens000001"]
    assert cast.nora.drafts() == ["noras00001"]
    assert cast.ada.drafts() == []
    cast.ben.post("drafts/bens000001/submit")
    assert cast.nora.drafts() == ["bens000001", "noras00001"]
    assert refusal(cast.ada.ask("GET", "drafts/noras00001")) == (404, "not_found")


@pytest.mark.parametrize("method,path", [("GET", ""), ("DELETE", ""), ("POST", "/submit"), ("POST", "/take-back")])
def test_a_hidden_draft_and_an_unknown_one_are_answered_alike(cast: Cast, method: str, path: str) -> None:
    cast.nora.saves("noras00001")
    hidden = cast.ben.ask(method, f"drafts/noras00001{path}")
    unknown = cast.ben.ask(method, f"drafts/nobodys001{path}")
    assert hidden.content == unknown.content
    assert refusal(hidden) == (404, "not_found")
    assert Draft.objects.filter(pk="noras00001").exists()
