"""The people and the live blog that the tests of coverage speak of."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import pytest

from dateline.accounts.actions import add_staff
from dateline.accounts.models import Staff
from dateline.coverage import actions
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import Entry, LiveBlog
from dateline.stream.models import Message


@dataclass
class Desk:
    """Nora is an editor, Ben a reporter, Ada an admin; they cover a storm."""

    ada: Staff
    nora: Staff
    ben: Staff
    blog: LiveBlog
    published: list[Entry] = field(default_factory=list)

    def publish(self, text: str = "The ferry is under tow.", *, heading: str = "", key: bool = False) -> Entry:
        outcome = actions.publish_entry(
            self.blog,
            heading=heading,
            body=body_from_markdown(text),
            byline=self.nora.name,
            by=self.nora,
            request_id=request_id(),
            key=key,
        )
        return self.fresh(outcome.entry_id)

    def fresh(self, entry_id: str | None) -> Entry:
        return Entry.objects.select_related("live_blog").get(pk=entry_id)


def messages(desk: Desk) -> list[dict[str, Any]]:
    return [
        json.loads(text)
        for text in Message.objects.filter(log=desk.blog.log).order_by("n").values_list("text", flat=True)
    ]


def request_id() -> str:
    return secrets.token_hex(8)


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    return Desk(
        ada=add_staff("ada@example.org", name="Ada Brook", role="admin", password="an admin of long standing"),
        nora=add_staff("nora@example.org", name="Nora Quill", role="editor", password="an editor of long standing"),
        ben=add_staff("ben@example.org", name="Ben Sato", role="reporter", password="a reporter of long standing"),
        blog=actions.begin_live_blog(headline="Storm Ada: ferry adrift", standfirst="Two coasts count the damage"),
    )
