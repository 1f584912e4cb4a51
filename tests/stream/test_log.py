"""The laws of the log: numbers without gaps, never seen early, one transaction, append-only but redactable."""

import json
import logging

import pytest
from django.db import transaction

from dateline.kit.refusal import Refusal
from dateline.stream import log, queries
from dateline.stream.doorbell import bell
from dateline.stream.models import Log, Message
from tests.stream.logs import Said, end, say


def texts(of: Log) -> list[dict[str, object]]:
    return [json.loads(text) for _, text in queries.messages_after(of.pk, 0, 10_000)]


def test_messages_are_numbered_from_one_in_the_order_of_their_writing(storm: Log) -> None:
    assert [say(storm, "wind"), say(storm, "rain"), say(storm, "calm")] == [1, 2, 3]
    assert [(message["n"], message["words"]) for message in texts(storm)] == [(1, "wind"), (2, "rain"), (3, "calm")]


def test_a_message_begins_with_its_number_kind_and_time(storm: Log) -> None:
    say(storm, "“Ölstand”\n\u2028\x00</script>")
    text = Message.objects.get(log=storm).text
    assert list(json.loads(text)) == ["n", "kind", "at", "words"]
    assert text.startswith('{"n":1,"kind":"test.said","at":"2')
    assert "“Ölstand”" in text
    assert "\n" not in text
    assert "\r" not in text


def test_a_payload_cannot_pass_itself_off_as_another_number() -> None:
    with pytest.raises(ValueError, match="may not carry"):
        log.encode(7, "test.said", "2031-03-04T10:42:00.000Z", {"n": 8})


def test_a_message_outside_a_transaction_is_a_fault_of_the_program(storm: Log) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        log.append(storm.pk, Said("alone"))
    with pytest.raises(RuntimeError, match="transaction"):
        log.append_late(storm.pk, Said("alone"))
    with pytest.raises(RuntimeError, match="transaction"):
        log.redact(storm.pk, 1, reason="alone")


def test_a_transaction_that_fails_leaves_neither_message_nor_gap_nor_ring(storm: Log) -> None:
    heard: list[tuple[str, int]] = []
    stop = bell.subscribe(lambda name, n: heard.append((name, n)))
    try:
        with pytest.raises(ZeroDivisionError):
            say_and_fail(storm, "never")
        assert say(storm, "first") == 1
    finally:
        stop()
    assert heard == [("live/storm-maren", 1)]


def test_a_listener_that_fails_does_not_fail_the_publisher(storm: Log, caplog: pytest.LogCaptureFixture) -> None:
    def broken(name: str, n: int) -> None:
        raise LookupError(name)

    stop = bell.subscribe(broken)
    try:
        assert say(storm, "heard or not") == 1
    finally:
        stop()
    assert [message["words"] for message in texts(storm)] == ["heard or not"]


def test_a_closed_log_takes_no_more(storm: Log) -> None:
    end(storm, "goodbye")
    with pytest.raises(Refusal) as refused, transaction.atomic():
        log.append(storm.pk, Said("one more thing"))
    assert refused.value.code == "log_closed"
    tail = queries.tail_of(storm.name)
    assert tail
    assert (tail.n, tail.closed) == (1, True)


def test_a_correction_after_the_end_gets_the_next_number_and_the_log_stays_closed(storm: Log) -> None:
    end(storm, "goodbye")
    with transaction.atomic():
        assert log.append_late(storm.pk, Said("it was Tuesday, not Monday")) == 2
    with pytest.raises(Refusal), transaction.atomic():
        log.append(storm.pk, Said("one more thing"))
    assert [message["n"] for message in texts(storm)] == [1, 2]


def test_two_logs_count_each_for_itself(storm: Log) -> None:
    other = log.open_log("live/election")
    assert (say(storm, "a", "b"), say(other, "c")) == (2, 1)
    assert [message["words"] for message in texts(other)] == ["c"]


def test_redaction_blanks_the_words_and_keeps_number_and_time(storm: Log, caplog: pytest.LogCaptureFixture) -> None:
    say(storm, "before", "a name the court protects", "after")
    at = texts(storm)[1]["at"]
    with caplog.at_level(logging.WARNING), transaction.atomic():
        log.redact(storm.pk, 2, reason="order 12/2031 of the regional court")
    assert texts(storm)[1] == {"n": 2, "kind": "redacted", "at": at}
    assert "protects" not in str(Message.objects.values_list())
    assert "live/storm-maren: message 2 (test.said) redacted: order 12/2031" in caplog.text
    assert say(storm, "goes on") == 4


def test_only_a_message_that_exists_can_be_redacted(storm: Log) -> None:
    with pytest.raises(Refusal) as refused, transaction.atomic():
        log.redact(storm.pk, 5, reason="none")
    assert refused.value.code == "message_unknown"
    tail = queries.tail_of(storm.name)
    assert tail
    assert tail.redactions == 0


def say_and_fail(to: Log, word: str) -> None:
    with transaction.atomic():
        log.append(to.pk, Said(word))
        raise ZeroDivisionError
