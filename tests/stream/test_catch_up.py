"""Catch-up and HEAD over plain HTTP: offsets, chunks, tags, caching, refusals."""

from typing import Any

import httpx
import pytest
from django.db import transaction

from dateline.stream import log
from dateline.stream.models import Log
from tests.stream.conftest import LogServer
from tests.stream.logs import end, fill, offset, say, words

FOREVER = "public, max-age=31536000, immutable"


def test_a_reader_from_the_beginning_gets_everything_and_hears_that_it_is_all(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    say(storm, "wind", "rain")
    for address in (logs.address(storm), logs.address(storm) + "?offset=-1", logs.address(storm) + "?unknown=1"):
        answer = http.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert words(answer.json()) == ["wind", "rain"]
        assert answer.headers["stream-next-offset"] == offset(2)
        assert answer.headers["stream-up-to-date"] == "true"
        assert "stream-closed" not in answer.headers
        assert answer.headers["cache-control"] == "public, max-age=1"


def test_whoever_has_just_published_reads_it_at_once(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    for n in range(1, 30):
        say(storm, f"number {n}")
        assert http.get(logs.address(storm), params={"offset": offset(n - 1)}).json()[0]["n"] == n


def test_chunks_end_at_fixed_numbers_and_only_what_can_never_change_is_kept_for_good(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    fill(storm, 230)
    at = "-1"
    answers: list[httpx.Response] = []
    while not answers or "stream-up-to-date" not in answers[-1].headers:
        answers.append(http.get(logs.address(storm), params={"offset": at}))
        at = answers[-1].headers["stream-next-offset"]
    assert [len(answer.json()) for answer in answers] == [100, 100, 30]
    assert [answer.headers["cache-control"] for answer in answers] == [FOREVER, FOREVER, "public, max-age=1"]
    middle = http.get(logs.address(storm), params={"offset": offset(130)})
    assert [message["n"] for message in middle.json()] == list(range(131, 201))
    assert middle.headers["cache-control"] == FOREVER


def test_a_full_chunk_at_the_tail_is_not_kept_for_good_for_it_says_that_it_is_all(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    fill(storm, 100)
    first = http.get(logs.address(storm))
    assert first.headers["stream-up-to-date"] == "true"
    assert first.headers["cache-control"] == "public, max-age=1"
    say(storm, "one more")
    second = http.get(logs.address(storm), headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200
    assert "stream-up-to-date" not in second.headers
    assert second.headers["cache-control"] == FOREVER


def test_now_is_the_tail_and_may_not_be_kept(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    say(storm, "wind", "rain")
    answer = http.get(logs.address(storm), params={"offset": "now"})
    assert (answer.status_code, answer.json()) == (200, [])
    assert answer.headers["stream-next-offset"] == offset(2)
    assert answer.headers["stream-up-to-date"] == "true"
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


def test_an_empty_log_has_a_beginning(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    answer = http.get(logs.address(storm))
    assert answer.json() == []
    assert answer.headers["stream-next-offset"] == offset(0)
    again = http.get(logs.address(storm), params={"offset": offset(0)})
    assert (again.json(), again.headers["stream-up-to-date"]) == ([], "true")


def test_head_tells_the_tail_and_nobody_keeps_it(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    say(storm, "wind", "rain")
    answer = http.head(logs.address(storm))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["stream-next-offset"] == offset(2)
    assert answer.headers["cache-control"] == "no-store"
    assert "stream-closed" not in answer.headers
    end(storm, "calm")
    assert http.head(logs.address(storm)).headers["stream-closed"] == "true"


def test_only_the_end_of_a_closed_log_says_that_it_is_closed(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    fill(storm, 120)
    end(storm, "goodbye")
    assert "stream-closed" not in http.get(logs.address(storm)).headers
    for at in (offset(100), offset(121), "now"):
        assert http.get(logs.address(storm), params={"offset": at}).headers["stream-closed"] == "true"


def test_an_unchanged_answer_is_not_sent_again(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    say(storm, "wind")
    tag = http.get(logs.address(storm)).headers["etag"]
    for given in (tag, f'"other", W/{tag}', "*"):
        answer = http.get(logs.address(storm), headers={"if-none-match": given})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
        assert answer.headers["stream-next-offset"] == offset(1)
    say(storm, "rain")
    assert http.get(logs.address(storm), headers={"if-none-match": tag}).status_code == 200


def test_the_tag_changes_when_coverage_ends_or_an_old_message_is_blanked(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    fill(storm, 150)
    tags = [http.get(logs.address(storm)).headers["etag"]]
    with transaction.atomic():
        log.redact(storm.pk, 7, reason="a court's order")
    say(storm, "message 7 was blanked")
    answer = http.get(logs.address(storm), headers={"if-none-match": tags[0]})
    assert answer.status_code == 200
    assert answer.json()[6]["kind"] == "redacted"
    assert "words" not in answer.json()[6]

    at_tail = http.get(logs.address(storm), params={"offset": offset(151)}).headers["etag"]
    Log.objects.filter(pk=storm.pk).update(closed=True)
    logs.in_loop(lambda: logs.hub._rung(storm.name, 152))
    assert http.get(logs.address(storm), params={"offset": offset(151)}).headers["etag"] != at_tail


def test_large_answers_are_compressed_for_those_who_can_read_it(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    fill(storm, 100)
    packed = http.get(logs.address(storm), headers={"accept-encoding": "br;q=1, gzip"})
    plain = http.get(logs.address(storm), headers={"accept-encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "accept-encoding"


MALFORMED = [
    "",
    "0",
    "1",
    "42",
    "-2",
    "Now",
    "0000000000000001 ",
    "000000000000000a",
    "0,1",
    "../..",
    "０" * 16,
    "9" * 17,
]


@pytest.mark.parametrize("at", MALFORMED)
def test_a_malformed_offset_is_refused_with_a_sentence(
    logs: LogServer, storm: Log, http: httpx.Client, at: str
) -> None:
    answer = http.get(logs.address(storm), params={"offset": at})
    assert answer.status_code == 400
    assert answer.json()["code"] == "offset_malformed"
    assert "Give one that this log answered" in answer.json()["sentence"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f"offset={offset(0)}&offset={offset(1)}", "offset_twice"),
        ("offset=-1&live=sse&live=long-poll", "offset_twice"),
        ("live=long-poll", "offset_missing"),
        ("live=sse", "offset_missing"),
        ("offset=-1&live=websocket", "live_unknown"),
        ("offset=-1&live=", "live_unknown"),
        ("offset=-1&live=long-poll&cursor=soon", "cursor_malformed"),
        (f"offset={offset(1)}", "offset_ahead"),
        (f"offset={offset(1)}&live=long-poll", "offset_ahead"),
        (f"offset={offset(1)}&live=sse", "offset_ahead"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_code(
    logs: LogServer, storm: Log, http: httpx.Client, query: str, code: str
) -> None:
    answer = http.get(f"{logs.address(storm)}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["sentence"].endswith(".")


def test_an_unknown_log_is_not_found_however_it_is_asked_for(logs: LogServer, http: httpx.Client) -> None:
    for query in ("", "?offset=now", "?offset=-1&live=long-poll", "?offset=now&live=sse"):
        answer = http.get(f"{logs.url}/live/nothing/log{query}")
        assert (answer.status_code, answer.json()["code"]) == (404, "log_unknown")
    assert http.head(f"{logs.url}/live/nothing/log").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nobody_writes_over_http(logs: LogServer, storm: Log, http: httpx.Client, method: str) -> None:
    answer = http.request(method, logs.address(storm), json=[{"n": 1}])
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["code"] == "method_not_allowed"
    assert http.head(logs.address(storm)).headers["stream-next-offset"] == offset(0)


def test_other_sites_may_read_and_see_where_they_are(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    say(storm, "wind")
    answers = [
        http.get(logs.address(storm)),
        http.head(logs.address(storm)),
        http.get(logs.address(storm), params={"offset": "bad"}),
        http.options(logs.address(storm), headers={"origin": "https://example.org"}),
    ]
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Stream-Next-Offset" in answer.headers["access-control-expose-headers"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answers[-1].status_code == 204
    assert "If-None-Match" in answers[-1].headers["access-control-allow-headers"]
    assert answers[-1].headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_a_log_that_was_not_asked_for_lately_is_forgotten_and_found_again(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    say(storm, "wind")
    http.get(logs.address(storm))

    def forget() -> Any:
        logs.hub._followed[storm.name].used -= logs.hub.pace.idle + 1
        logs.hub._forget_idle()
        return logs.hub.tail(storm.name)

    assert logs.in_loop(forget) is None
    say(storm, "rain")
    assert words(http.get(logs.address(storm)).json()) == ["wind", "rain"]
    assert logs.in_loop(lambda: logs.hub.tail(storm.name)) == 2
