"""The people of a newsroom, each at a browser of their own, and the live blog they cover."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest
from django.http import HttpResponse
from django.test import Client

from dateline.accounts.actions import add_staff
from dateline.accounts.models import Staff
from dateline.coverage.actions import begin_live_blog
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import Entry, LiveBlog

SCRIPT = {"Accept": "application/json"}


def request_id() -> str:
    return secrets.token_hex(8)


def words(heading: str = "Tugs leave port", text: str = "Two of them.", **more: Any) -> dict[str, Any]:
    """What the composer sends of an entry."""
    return {"heading": heading, "byline": "Nora Quill", "body": body_from_markdown(text), **more}


@dataclass
class Person:
    """Somebody at the desk, who asks as the desk's script does."""

    slug: str
    staff: Staff | None = None
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, asked: object = None) -> HttpResponse:
        """Ask for `path` below the live blog's own."""
        body = "" if asked is None else json.dumps(asked)
        answer = self.client.generic(
            method, f"/desk/{self.slug}/{path}", body, content_type="application/json", headers=SCRIPT
        )
        assert isinstance(answer, HttpResponse)
        return answer

    def post(self, path: str, asked: object = None) -> HttpResponse:
        return self.ask("POST", path, asked)

    def publishes(self, heading: str = "Tugs leave port", text: str = "Two of them.", **more: Any) -> Entry:
        """Publish an entry and return it."""
        answer = self.post("entries", words(heading, text, request_id=request_id(), **more))
        assert answer.status_code == 200, answer.content
        return Entry.objects.get(pk=json.loads(answer.content)["entry"])

    def saves(self, draft: str, heading: str = "Tug", *, revision: int = 0, **more: Any) -> HttpResponse:
        return self.ask("PUT", f"drafts/{draft}", words(heading, revision=revision, **more))

    def submits(self, draft: str, heading: str = "Tug") -> None:
        assert self.saves(draft, heading).status_code == 200
        assert self.post(f"drafts/{draft}/submit").status_code == 200

    def drafts(self) -> list[str]:
        """Return the ids of the drafts this person sees."""
        return [draft["id"] for draft in told(self.ask("GET", "drafts"))["drafts"]]


@dataclass
class Cast:
    """Ada is an admin, Nora an editor, Ben a reporter; the stranger has no account."""

    blog: LiveBlog
    ada: Person
    nora: Person
    ben: Person
    stranger: Person

    def __getitem__(self, name: str) -> Person:
        person: Person = getattr(self, name)
        return person


class Answer(Protocol):
    """What a view answered, whichever way the test asked."""

    @property
    def status_code(self) -> int: ...

    @property
    def content(self) -> bytes: ...


def told(answer: Answer) -> dict[str, Any]:
    """Return the answer's JSON."""
    said: dict[str, Any] = json.loads(answer.content)
    return said


def refusal(answer: Answer) -> tuple[int, str]:
    """Return an answer's status and code. Every refusal has a sentence too."""
    said = told(answer)
    assert said["sentence"].endswith("."), said
    return answer.status_code, said["code"]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    blog = begin_live_blog(headline="Storm Ada: ferry adrift", standfirst="Two coasts count the damage.", slug="storm")

    def person(name: str, role: str) -> Person:
        email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
        staff = add_staff(email, name=name, role=role, password="a person of long standing")
        at_desk = Person(blog.slug, staff)
        at_desk.client.force_login(staff)
        return at_desk

    return Cast(
        blog,
        ada=person("Ada Brook", "admin"),
        nora=person("Nora Quill", "editor"),
        ben=person("Ben Sato", "reporter"),
        stranger=Person(blog.slug),
    )
