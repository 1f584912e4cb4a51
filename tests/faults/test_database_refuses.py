"""The disk is full, or the database may only be read: the desk says so, and takes the same words later."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.http import HttpResponse

from dateline.accounts.actions import add_staff
from dateline.coverage.actions import begin_live_blog
from dateline.coverage.models import DoneRequest, Entry, LiveBlog
from dateline.stream.models import Message
from tests.desk.conftest import Person, words
from tests.faults.exposed import ON_FULL_DISK

Fault = Callable[[], AbstractContextManager[None]]


def do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def only_to_be_read() -> Iterator[None]:
    """As a standby that has not been promoted yet, or a file whose rights were changed."""
    postgres = connection.vendor == "postgresql"
    do("SET default_transaction_read_only = on" if postgres else "PRAGMA query_only = on")
    try:
        yield
    finally:
        do("SET default_transaction_read_only = off" if postgres else "PRAGMA query_only = off")


@contextmanager
def full_disk() -> Iterator[None]:
    """SQLite is given no page more than it has; Postgres fails where the message would be written."""
    postgres = connection.vendor == "postgresql"
    if not postgres:
        # No free pages in the file either.
        do("VACUUM")
    do(ON_FULL_DISK if postgres else "PRAGMA max_page_count = 1")
    try:
        yield
    finally:
        do("DROP FUNCTION disk_full CASCADE" if postgres else "PRAGMA max_page_count = 1073741823")


@pytest.fixture
def nora(transactional_db: None) -> Person:
    """An editor at the desk of a live blog."""
    blog = begin_live_blog(headline="Storm Ada")
    at_desk = Person(blog.slug, add_staff("nora@example.org", name="Nora", role="editor", password="of long standing"))
    assert at_desk.staff
    at_desk.client.force_login(at_desk.staff)
    return at_desk


def written() -> list[int]:
    return [table.objects.count() for table in (Entry, Message, DoneRequest)]


@pytest.mark.parametrize("fault", [only_to_be_read, full_disk])
def test_the_desk_is_told_nothing_is_half_done_and_the_same_request_works_later(nora: Person, fault: Fault) -> None:
    # More than fits into the free part of the file's last pages.
    asked = words("Tugs leave port", "They had waited for the tide. " * 600, request_id="the-same-request")
    with fault():
        answer = nora.post("entries", asked)
        assert_told(answer)
        assert written() == [0, 0, 0]
    assert nora.post("entries", asked).status_code == 200
    assert nora.post("entries", asked).status_code == 200
    assert written() == [1, 1, 1]


def assert_told(answer: HttpResponse) -> None:
    assert answer.status_code == 503, answer.content
    said = json.loads(answer.content)
    assert said["code"] == "database_unavailable"
    assert said["sentence"].endswith(".")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_draft_that_was_kept_before_is_still_there_and_can_be_read(nora: Person) -> None:
    draft = "draft00001"
    assert nora.saves(draft).status_code == 200
    with only_to_be_read():
        assert_told(nora.saves(draft, "Tug and barge", revision=1))
        assert nora.drafts() == [draft]
    assert nora.saves(draft, "Tug and barge", revision=1).status_code == 200


def test_a_person_without_a_script_gets_a_page_that_says_so(nora: Person) -> None:
    with only_to_be_read():
        answer = nora.client.post("/desk/", {"headline": "Storm of tomorrow", "standfirst": "", "address": ""})
        assert nora.client.get("/desk/").status_code == 200
    assert answer.status_code == 503
    assert b"That was not done" in answer.content
    assert "The database is not available" in answer.content.decode()
    assert LiveBlog.objects.count() == 1
