"""Bad input: each has a status, a code and a sentence that says what to do, and changes nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from dateline.coverage.body import LIMIT
from dateline.coverage.models import Entry
from tests.desk.conftest import SCRIPT, Cast, refusal, request_id, told, words


def sent(cast: Cast, body: str | bytes) -> HttpResponse:
    """Nora's script sends these very bytes to publish."""
    answer = cast.nora.client.generic(
        "POST", "/desk/storm/entries", body, content_type="application/json", headers=SCRIPT
    )
    assert isinstance(answer, HttpResponse)
    return answer


def entry(**odd: Any) -> dict[str, Any]:
    return words(request_id=request_id()) | odd


def paragraphs(count: int, text: str) -> dict[str, Any]:
    return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}] * count}


ODD: list[tuple[str, Callable[[], dict[str, Any]], int, str]] = [
    ("a heading of 5,000 characters", lambda: entry(heading="x" * 5_000), 422, "heading_too_long"),
    ("a byline of 500 characters", lambda: entry(byline="x" * 500), 422, "byline_too_long"),
    ("nothing at all", lambda: entry(heading=" ", body=paragraphs(1, " ")), 422, "entry_empty"),
    ("too long a text", lambda: entry(body=paragraphs(2, "x" * (LIMIT // 2))), 422, "body_too_long"),
    ("a body of 2 MB", lambda: entry(body=paragraphs(1, "x" * 2_000_000)), 413, "too_large"),
    ("a body of 6 MB", lambda: entry(body=paragraphs(1, "x" * 6_000_000)), 413, "too_large"),
    ("a body that is no document", lambda: entry(body=[1, 2]), 422, "body_malformed"),
    (
        "a part that the schema lacks",
        lambda: entry(body={"type": "doc", "content": [{"type": "script"}]}),
        422,
        "body_malformed",
    ),
    ("a request without a name", lambda: entry(request_id=""), 422, "request_id_odd"),
    (
        "a field missing",
        lambda: {name: value for name, value in entry().items() if name != "byline"},
        400,
        "request_malformed",
    ),
    ("a field too many", lambda: entry(colour="red"), 400, "request_malformed"),
    ("a number for a text", lambda: entry(heading=5), 400, "request_malformed"),
    ("a text for a switch", lambda: entry(key="yes"), 400, "request_malformed"),
    ("nothing for a text", lambda: entry(byline=None), 400, "request_malformed"),
    ("a character that Postgres cannot keep", lambda: entry(heading="a\0b"), 422, "character_odd"),
    ("the same in the body", lambda: entry(body=paragraphs(1, "a\0b")), 422, "character_odd"),
    ("half a character", lambda: entry(heading="\ud83d"), 422, "character_odd"),
    ("an unknown draft", lambda: entry(draft="nobodys001"), 409, "draft_gone"),
]


@pytest.mark.parametrize("body,status,code", [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_an_odd_entry_is_refused(cast: Cast, body: Callable[[], dict[str, Any]], status: int, code: str) -> None:
    assert refusal(cast.nora.post("entries", body())) == (status, code)
    assert not Entry.objects.exists()


BROKEN = {
    "no JSON": b"heading=Tug",
    "nothing": b"",
    "a list": b"[]",
    "half an object": b'{"heading": "Tug"',
    "bytes that are no UTF-8": b'{"heading": "\xff"}',
    "a number that is none": b'{"heading": NaN}',
    "nested 100,000 deep": b"[" * 100_000,
    "an object nested 300 deep": b'{"body":' * 300 + b"1" + b"}" * 300,
    "a number of 5,000 digits": b'{"heading": ' + b"1" * 5_000 + b"}",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_a_malformed_request_is_refused(cast: Cast, body: bytes) -> None:
    assert refusal(sent(cast, body)) == (400, "request_malformed")


@pytest.mark.parametrize("number", [-1, 2**31, 10**30, True, "1", 1.0, None])
def test_a_version_that_no_table_could_hold_is_refused(cast: Cast, number: object) -> None:
    entry = cast.nora.publishes()
    asked = words("Changed", base_version=number, request_id=request_id())
    assert refusal(cast.nora.post(f"entries/{entry.pk}/revise", asked)) == (400, "request_malformed")


def test_a_body_nested_too_deep_is_refused(cast: Cast) -> None:
    node: dict[str, Any] = {"type": "paragraph"}
    for _ in range(40):
        node = {"type": "bullet_list", "content": [{"type": "list_item", "content": [{"type": "paragraph"}, node]}]}
    body = {"type": "doc", "content": [node]}
    assert refusal(cast.nora.post("entries", entry(body=body))) == (422, "body_too_deep")


@pytest.mark.parametrize("path", ["", "drafts", "older", "entries/x"])
def test_an_unknown_live_blog_is_not_found(cast: Cast, path: str) -> None:
    cast.nora.slug = "nowhere"
    assert refusal(cast.nora.ask("GET", path)) == (404, "not_found")


def test_an_unknown_live_blog_is_a_page_with_a_way_back_for_a_person(cast: Cast) -> None:
    answer = cast.nora.client.get("/desk/nowhere/")
    assert answer.status_code == 404
    assert b'<a href="/desk/">' in answer.content


@pytest.mark.parametrize("before", ["", "x", "-5", "0", "9" * 40, "٣"])
def test_older_entries_below_an_odd_position_are_no_fault(cast: Cast, before: str) -> None:
    cast.nora.publishes()
    assert cast.nora.ask("GET", f"older?before={before}").status_code == 200


def test_without_a_token_nothing_is_done(cast: Cast) -> None:
    careful = Client(enforce_csrf_checks=True)
    assert cast.nora.staff
    careful.force_login(cast.nora.staff)
    asked = json.dumps(entry())
    answer = careful.post("/desk/storm/entries", asked, content_type="application/json", headers=SCRIPT)
    assert refusal(answer) == (403, "csrf")
    assert not Entry.objects.exists()
    form = careful.post("/desk/", {"headline": "Flood"})
    assert form.status_code == 403
    assert b"This page is out of date" in form.content


def test_the_session_gives_the_token_that_the_next_request_needs(cast: Cast) -> None:
    careful = Client(enforce_csrf_checks=True)
    assert cast.nora.staff
    careful.force_login(cast.nora.staff)
    session = told(careful.get("/desk/session", headers=SCRIPT))
    assert (session["name"], session["publishes"]) == ("Nora Quill", True)
    answer = careful.post(
        "/desk/storm/entries",
        json.dumps(entry()),
        content_type="application/json",
        headers={**SCRIPT, "X-CSRFToken": session["token"]},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "method,path", [("GET", "entries"), ("PUT", "entries"), ("POST", "drafts"), ("PATCH", "drafts/draft00001")]
)
def test_a_method_that_an_address_does_not_know_is_405(cast: Cast, method: str, path: str) -> None:
    assert cast.nora.ask(method, path).status_code == 405
