"""A database that goes back under a running server, as when a backup is restored: nobody is left with what is gone."""

import httpx
from django.db import transaction

from dateline.stream.hub import WENT_BACK, Pace
from dateline.stream.models import Log, Message
from dateline.stream.restored import mark_restored
from tests.stream.conftest import LogServer, ServeLogs
from tests.stream.logs import events, fill, go_back, offset, say, words
from tests.waiting import until


def test_readers_of_a_log_that_went_back_are_ended_and_told_to_load_again(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    fill(storm, 8)
    heard: list[tuple[str, int]] = []
    logs.in_loop(lambda: logs.hub.subscribe(lambda name, n: heard.append((name, n))))
    with http.stream("GET", logs.address(storm), params={"live": "sse", "offset": offset(8)}) as answer:
        seen = events(answer)
        assert next(seen).type == "control"
        go_back(storm, 3)
        # On a slow machine a heartbeat may come first.
        assert {event.type for event in seen} <= {"heartbeat"}
    # The ring for message 8 may be late, and still come before.
    assert [n for _, n in heard if n == WENT_BACK] == [WENT_BACK]
    assert heard[-1] == (storm.name, WENT_BACK)
    refused = http.get(logs.address(storm), params={"live": "sse", "offset": offset(8)})
    assert (refused.status_code, refused.json()["code"]) == (400, "offset_ahead")


def test_what_is_said_after_a_log_went_back_is_heard_in_place_of_what_was(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    fill(storm, 4)
    address = f"{logs.address(storm)}?offset={offset(3)}"
    before = http.get(address)
    assert words(before.json()) == ["filler 4"]
    fill(storm, 4)
    until(lambda: logs.in_loop(lambda: logs.hub.tail(storm.name)) == 8, what="message 8 at the hub")
    go_back(storm, 3)
    until(lambda: logs.in_loop(lambda: logs.hub.tail(storm.name)) is None, what="a log that is to be asked for anew")
    say(storm, "after the restore")
    again = http.get(address, headers={"if-none-match": before.headers["etag"]})
    assert [(message["n"], message["words"]) for message in again.json()] == [(4, "after the restore")]


def test_a_log_that_is_gone_after_a_restore_is_unknown(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    fill(storm, 2)
    assert http.get(logs.address(storm)).status_code == 200
    Message.objects.filter(log=storm).delete()
    storm.delete()
    until(lambda: http.get(logs.address(storm)).status_code == 404, what="a log that is not known any more")


def restore(which: Log, tail: int, *instead: str) -> None:
    """Put the log back to a number and let it grow again, all before anybody can look."""
    with transaction.atomic():
        go_back(which, tail)
        mark_restored()
        say(which, *instead)


def test_a_restored_log_that_has_outgrown_its_old_tail_is_noticed(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    fill(storm, 4)
    before = http.get(f"{logs.address(storm)}?offset={offset(3)}")
    with http.stream("GET", logs.address(storm), params={"live": "sse", "offset": offset(4)}) as answer:
        seen = events(answer)
        assert next(seen).type == "control"
        restore(storm, 3, "other words", "and more", "and more still")
        # It ends; nothing of the other log is written to a reader of this one.
        assert {event.type for event in seen} <= {"heartbeat"}
    address = f"{logs.address(storm)}?offset={offset(3)}"
    again = http.get(address, headers={"if-none-match": before.headers["etag"]})
    assert words(again.json()) == ["other words", "and more", "and more still"]


def test_what_was_made_of_a_log_that_nobody_followed_meanwhile_is_forgotten(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client
) -> None:
    logs = serve_logs(Pace(idle=0))
    heard: list[tuple[str, int]] = []
    logs.in_loop(lambda: logs.hub.subscribe(lambda name, n: heard.append((name, n))))
    fill(storm, 4)
    assert http.get(logs.address(storm)).status_code == 200
    until(lambda: logs.in_loop(lambda: logs.hub.tail(storm.name)) is None, what="a log that is not followed any more")
    restore(storm, 3, "other words")
    assert http.get(logs.address(storm)).status_code == 200
    assert (storm.name, WENT_BACK) in heard
