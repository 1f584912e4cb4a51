"""Signing in and out: one clear sentence for whatever goes wrong, and nothing told about who has an account."""

import re

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from dateline.accounts.actions import add_staff, change_password
from dateline.accounts.models import Staff

PASSWORD = "an editor of long standing"
WRONG = "No account has this e-mail address and this password. Check both and try again."


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def nora(db: None) -> Staff:
    return add_staff("nora@example.org", name="Nora Quill", role="editor", password=PASSWORD)


def sign_in(client: Client, email: str, password: str, *, after: str = "") -> HttpResponse:
    answer = client.post("/account/login/", {"login": email, "password": password, "next": after})
    assert isinstance(answer, HttpResponse)
    return answer


def text(answer: HttpResponse) -> str:
    """Return the page without what differs from page to page: the token."""
    return re.sub(r'value="\w{64}"', "", answer.content.decode())


def test_an_editor_signs_in_and_is_at_the_desk(client: Client, nora: Staff) -> None:
    answer = sign_in(client, "nora@example.org", PASSWORD)
    assert answer.headers["Location"] == "/desk/"
    assert b"Nora Quill, editor" in client.get("/desk/").content


def test_an_address_is_the_same_in_capitals(client: Client, nora: Staff) -> None:
    assert sign_in(client, " Nora@Example.ORG ", PASSWORD).status_code == 302


def test_a_wrong_password_is_one_sentence_and_the_address_stays(client: Client, nora: Staff) -> None:
    answer = sign_in(client, "nora@example.org", "wrong")
    assert text(answer).count(WRONG) == 1
    assert 'value="nora@example.org"' in text(answer)
    assert "wrong" not in text(answer)


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(client: Client, nora: Staff) -> None:
    known = sign_in(client, "nora@example.org", "wrong")
    unknown = sign_in(client, "nola@example.org", "wrong")
    assert text(known).replace("nora@", "nola@") == text(unknown)
    assert known.status_code == unknown.status_code
    assert {*known.headers} == {*unknown.headers}


def test_an_unknown_address_takes_the_work_of_a_known_one(
    client: Client, nora: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(Staff, "set_password", lambda self, password: hashed.append(password))
    sign_in(client, "nola@example.org", "wrong")
    assert hashed == ["wrong"], "the password is hashed although there is nothing to compare it with"


def test_a_closed_account_is_told_so_only_with_its_password(client: Client, nora: Staff) -> None:
    nora.is_active = False
    nora.save()
    assert WRONG in text(sign_in(client, "nora@example.org", "wrong"))
    answer = sign_in(client, "nora@example.org", PASSWORD)
    assert answer.headers["Location"] == "/account/inactive/"
    assert b"This account is closed" in client.get("/account/inactive/").content
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("email", ["", "nora", "nora@", "x" * 400 + "@example.org"])
def test_what_is_no_address_is_told_at_its_field(client: Client, db: None, email: str) -> None:
    page = text(sign_in(client, email, PASSWORD))
    assert "Give your e-mail address, such as nora@example.org." in page


@pytest.mark.parametrize("name", ["nora@example.org", "nobody@example.org"])
def test_after_five_wrong_tries_there_is_a_pause_whoever_it_is(client: Client, nora: Staff, name: str) -> None:
    for _ in range(5):
        assert WRONG in text(sign_in(client, name, "wrong"))
    page = text(sign_in(client, name, PASSWORD))
    assert "Too many tries. Wait five minutes, then try again." in page
    assert f'value="{name}"' in page


def test_a_crowd_of_tries_from_one_connection_is_paused(client: Client, db: None) -> None:
    answers = [sign_in(client, f"nobody{number}@example.org", "wrong") for number in range(31)]
    assert answers[-1].status_code == 429
    assert b"Wait a minute, then try again." in answers[-1].content


def test_one_comes_back_to_where_one_wanted_to_go(client: Client, nora: Staff) -> None:
    wanted = client.get("/desk/storm/").headers["Location"]
    assert 'name="next" value="/desk/storm/"' in client.get(wanted).content.decode()
    assert sign_in(client, "nora@example.org", PASSWORD, after="/desk/storm/").headers["Location"] == "/desk/storm/"


@pytest.mark.parametrize(
    "after", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_nobody_is_sent_to_another_site(client: Client, nora: Staff, after: str) -> None:
    assert sign_in(client, "nora@example.org", PASSWORD, after=after).headers["Location"] == "/desk/"


def test_signing_out_takes_a_press_of_a_button(client: Client, nora: Staff) -> None:
    client.force_login(nora)
    assert b"Sign out?" in client.get("/account/logout/").content
    assert client.get("/desk/").status_code == 200
    assert client.post("/account/logout/").headers["Location"] == "/"
    assert client.get("/desk/").status_code == 302


def test_signing_in_and_out_each_change_the_session(client: Client, nora: Staff) -> None:
    client.get("/account/login/")
    sign_in(client, "nora@example.org", PASSWORD)
    first = client.cookies["dateline-session"].value
    client.post("/account/logout/")
    sign_in(client, "nora@example.org", PASSWORD)
    assert client.cookies["dateline-session"].value != first


def test_a_new_password_ends_every_session(client: Client, nora: Staff) -> None:
    sign_in(client, "nora@example.org", PASSWORD)
    change_password("nora@example.org", password="quite another password")
    assert client.get("/desk/").status_code == 302


def test_a_sign_in_without_a_token_is_refused_on_a_page(nora: Staff) -> None:
    answer = sign_in(Client(enforce_csrf_checks=True), "nora@example.org", PASSWORD)
    assert answer.status_code == 403
    assert b"This page is out of date" in answer.content


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "password/change/", "reauthenticate/"])
def test_nothing_else_of_the_account_library_has_an_address(client: Client, db: None, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404


def test_pages_of_signing_in_stay_in_no_cache(client: Client, db: None) -> None:
    assert "no-store" in client.get("/account/login/").headers["Cache-Control"]
