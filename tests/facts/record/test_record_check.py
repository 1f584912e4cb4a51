"""`dateline check` compares what the log tells of claims with the record: each damage is found, nothing else."""

import argparse
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from dateline.config.commands import check
from dateline.config.snapshot import snapshot
from dateline.coverage.actions import begin_live_blog
from dateline.coverage.models import LiveBlog
from dateline.facts import replay
from dateline.facts.models import Claim, Relation
from dateline.kit.findings import Finding
from dateline.stream import log
from dateline.stream.models import Message
from tests.facts.record.newsroom import Newsroom
from tests.facts.record.test_record_log import play_every_verb
from tests.stream.logs import Aside


def findings(newsroom: Newsroom) -> list[Finding]:
    with snapshot():
        return list(replay.differences(LiveBlog.objects.get(pk=newsroom.blog.pk)))


def told(newsroom: Newsroom) -> list[tuple[str, int | None, str | None]]:
    return [(finding.code, finding.n, finding.claim) for finding in findings(newsroom)]


def test_after_every_verb_the_log_tells_what_the_record_says(newsroom: Newsroom) -> None:
    play_every_verb(newsroom)
    assert findings(newsroom) == []


def test_a_live_blog_without_a_record_is_well(newsroom: Newsroom) -> None:
    assert findings(newsroom) == []
    newsroom.publish("The sirens have stopped.")
    assert findings(newsroom) == []


def test_a_claim_answered_from_another_live_blog_of_the_story_is_no_finding(newsroom: Newsroom, claim: Claim) -> None:
    story = newsroom.blog.story.slug
    next_day = Newsroom(
        newsroom.ada, newsroom.nora, newsroom.ben, begin_live_blog(headline="The day after", story=story)
    )
    newer = next_day.record(next_day.publish("It was 44 drones, the air force says."), "44 drones")
    newsroom.supersede(claim, newer)
    next_day.retract(newer)
    assert findings(newsroom) == findings(next_day) == []


@pytest.mark.parametrize(
    "damage",
    [
        {"status": "confirmed"},
        {"value": Decimal("40.5")},
        {"claimant": None},
        {"review": "quote_gone", "present_start": None, "present_end": None},
        {"quote": "64 drones"},
    ],
)
def test_a_claim_changed_behind_the_log_is_found_by_its_name_and_number(
    newsroom: Newsroom, claim: Claim, damage: dict[str, Any]
) -> None:
    other = newsroom.record(claim.entry, "38 drones", claimant="the governor")
    Claim.objects.filter(pk=claim.pk).update(**damage)
    [finding] = findings(newsroom)
    assert (finding.code, finding.n, finding.claim) == ("claim_differs", 2, claim.pk)
    for named in (newsroom.blog.slug, claim.pk, "message 2", "Restore"):
        assert named in finding.sentence
    assert other.pk not in finding.sentence


def test_a_relation_that_is_gone_is_found(newsroom: Newsroom, claim: Claim) -> None:
    other = newsroom.record(claim.entry, "41 drones", claimant="the governor")
    newsroom.confirm(claim, because=other)
    Relation.objects.all().delete()
    assert told(newsroom) == [("claim_differs", 4, claim.pk)]


def spoil(newsroom: Newsroom, n: int, change: Callable[[dict[str, Any]], object]) -> None:
    message = Message.objects.get(log=newsroom.blog.log_id, n=n)
    said = json.loads(message.text)
    change(said)
    Message.objects.filter(pk=message.pk).update(text=json.dumps(said))


def test_a_message_that_was_changed_is_found(newsroom: Newsroom, claim: Claim) -> None:
    spoil(newsroom, 2, lambda said: said["claim"].update(value="14"))
    assert told(newsroom) == [("claim_differs", 2, claim.pk)]


@pytest.mark.parametrize("words", [None, [], "41 drones", {}, {"id": "c"}, {"live_blog": 3}])
def test_a_message_that_tells_of_no_claim_is_found(newsroom: Newsroom, claim: Claim, words: object) -> None:
    spoil(newsroom, 2, lambda said: said.update(claim=words))
    assert ("claim_not_in_log", None, claim.pk) in told(newsroom)
    if words != {"live_blog": 3}:
        assert ("message_damaged", 2, None) in told(newsroom)


def test_only_what_was_told_last_counts(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.confirm(claim)
    spoil(newsroom, 2, lambda said: said["claim"].update(value="14"))
    assert findings(newsroom) == []


def test_a_message_of_a_version_that_told_less_is_no_finding(newsroom: Newsroom, claim: Claim) -> None:
    spoil(newsroom, 2, lambda said: said["claim"].pop("up_from"))
    assert findings(newsroom) == []


def test_a_claim_that_no_message_told_is_found(newsroom: Newsroom, claim: Claim) -> None:
    Message.objects.filter(log=newsroom.blog.log_id, n=2).delete()
    assert told(newsroom) == [("claim_not_in_log", None, claim.pk)]


def test_a_message_whose_claim_is_gone_is_found(newsroom: Newsroom, claim: Claim) -> None:
    with connection.cursor() as cursor:
        for statement in ("DELETE FROM facts_historyline", "DELETE FROM facts_claim"):
            cursor.execute(statement)
    assert told(newsroom) == [("claim_missing", 2, claim.pk)]


def test_what_was_redacted_is_no_finding(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.confirm(claim)
    for n in (3, 2):
        with transaction.atomic():
            log.redact(newsroom.blog.log_id, n, reason="A court's order.")
        assert findings(newsroom) == []


def test_recording_meanwhile_is_no_finding(newsroom: Newsroom, claim: Claim) -> None:
    def judge() -> None:
        for number in range(15):
            newsroom.confirm(claim) if number % 2 else newsroom.dispute(claim)

    writer = Aside(target=judge, name="the record")
    writer.start()
    looked = 0
    while writer.is_alive() or looked < 3:
        assert findings(newsroom) == []
        looked += 1
    writer.join_well()


def test_the_command_names_the_claim_and_says_that_something_was_found(
    newsroom: Newsroom, claim: Claim, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_check(capsys) == (0, [])
    Claim.objects.filter(pk=claim.pk).update(status="confirmed")
    code, [finding] = run_check(capsys)
    assert code == 1
    assert (finding["code"], finding["live_blog"], finding["n"], finding["claim"]) == (
        "claim_differs",
        newsroom.blog.slug,
        2,
        claim.pk,
    )


def run_check(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    code = check.run(argparse.Namespace(json=True))
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]
