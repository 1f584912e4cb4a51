"""The contract of the log: every kind is documented with a sample, and the messages look like the samples."""

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dateline.coverage import actions, events
from dateline.coverage.body.markdown import body_from_markdown
from dateline.facts.events import KINDS as KINDS_OF_THE_RECORD
from dateline.stream.models import REDACTED, Message
from tests.coverage.conftest import Desk, request_id

PAGE = (Path(__file__).parents[2] / "docs" / "contracts" / "log.md").read_text()
SAMPLES: dict[str, dict[str, Any]] = {
    sample["kind"]: sample for sample in map(json.loads, re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL))
}


@pytest.mark.parametrize("kind", [*events.KINDS, *KINDS_OF_THE_RECORD, REDACTED])
def test_every_kind_of_message_has_a_section_and_a_sample(kind: str) -> None:
    assert f"\n## `{kind}`\n" in PAGE
    assert kind in SAMPLES


def test_the_page_documents_no_kind_that_does_not_exist() -> None:
    assert set(SAMPLES) == {*events.KINDS, *KINDS_OF_THE_RECORD, REDACTED}


def test_every_message_has_exactly_the_fields_of_its_sample(desk: Desk) -> None:
    play_every_verb(desk)
    written = [json.loads(message.text) for message in Message.objects.filter(log=desk.blog.log)]
    assert {message["kind"] for message in written} == set(events.KINDS)
    for message in written:
        assert shape(message) == shape(SAMPLES[message["kind"]]), message["kind"]


def shape(message: dict[str, Any]) -> dict[str, Any]:
    """The fields of a message and the types of their values; which regions changed depends on the page."""
    return {
        name: shape(value) if isinstance(value, dict) and name != "regions" else value is None or type(value).__name__
        for name, value in message.items()
        if name not in ("updated", "withdrawn", "successor")
    }


def play_every_verb(desk: Desk) -> None:
    entry = desk.publish("There are 212 people aboard.", heading="Ferry")
    revise = partial(actions.revise_entry, entry, heading="Ferry", byline="", by=desk.nora)
    revise(body=body_from_markdown("There are 213 people aboard."), base_version=1, request_id=request_id())
    correct = partial(actions.correct_entry, entry, heading="Ferry", byline="", by=desk.nora)
    correct(
        body=body_from_markdown("There are 181 people aboard."),
        base_version=2,
        reason="Counted twice.",
        request_id=request_id(),
    )
    for verb in (actions.pin_entry, actions.unpin_entry, actions.mark_key, actions.unmark_key):
        verb(entry, by=desk.nora, request_id=request_id())
    actions.change_headline(desk.blog, headline="Safe", standfirst="", by=desk.nora, request_id=request_id())
    actions.withdraw_entry(entry, reason="Wrong ferry.", by=desk.nora, request_id=request_id())
    actions.end_coverage(desk.blog, by=desk.nora, request_id=request_id())
