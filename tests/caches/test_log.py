"""The log through each cache: a crowd that waits together, event streams, and pages that heal themselves."""

import functools
import json
import re
from collections.abc import Iterator

import httpx

from tests.caches.conftest import Coverage
from tests.caches.crowd import Crowd
from tests.caches.fronts import Front, Nginx, Varnish
from tests.waiting import until

ENTRIES = 5


def everyone_gets_every_entry(front: Front, storm: Coverage, *, readers: int) -> int:
    """Publish to a crowd behind the cache. Return how many requests reached the server meanwhile."""
    crowd = Crowd(f"{front.url}{storm.path}/log", readers, after=1, last=1 + ENTRIES)
    before = front.asked()
    for number in range(ENTRIES):
        n = storm.publish(f"Update {number}")
        until(functools.partial(crowd.reached, n), seconds=60, what=f"message {n} with every reader")
    crowd.join()
    assert crowd.seen == [list(range(2, 2 + ENTRIES))] * readers
    # Now and then one meets a cache that closes its connection. A crowd that is cut off has a cache that refuses it.
    assert crowd.cut_off < readers
    return front.asked() - before


def test_a_crowd_behind_varnish_costs_the_server_a_handful_of_requests(varnish: Varnish, storm: Coverage) -> None:
    # One for each entry; who asks a moment before another adds one now and then.
    assert everyone_gets_every_entry(varnish, storm, readers=200) <= 4 * ENTRIES


def test_a_crowd_behind_nginx_costs_the_server_a_handful_of_requests(nginx: Nginx, storm: Coverage) -> None:
    assert everyone_gets_every_entry(nginx, storm, readers=100) <= 4 * ENTRIES


def test_a_crowd_that_waits_in_vain_asks_once_and_is_told_together(front: Front, storm: Coverage) -> None:
    # "No news" takes the server 20 seconds: were it asked by one reader after another, or by each for itself, the crowd
    # would be late or the count high.
    before = front.asked()
    crowd = Crowd(f"{front.url}{storm.path}/log", 50, after=1, last=2)
    until(lambda: crowd.told_nothing == 50, seconds=40, what="no news for all")
    n = storm.publish("The wind turns")
    until(lambda: crowd.reached(n), seconds=60, what="the entry with every reader")
    crowd.join()
    assert front.asked() - before <= 6


def test_where_the_log_ends_is_asked_of_the_server_each_time(
    front: Front, reader: httpx.Client, storm: Coverage
) -> None:
    reader.get(f"{storm.path}/log")
    assert reader.head(f"{storm.path}/log").headers["stream-next-offset"] == f"{1:016d}"
    n = storm.publish("The wind turns")
    assert reader.head(f"{storm.path}/log").headers["stream-next-offset"] == f"{n:016d}"
    assert reader.get(f"{storm.path}/log?offset=now").headers["stream-next-offset"] == f"{n:016d}"


def test_questions_for_now_are_not_answered_with_what_was_now(
    front: Front, reader: httpx.Client, storm: Coverage
) -> None:
    assert reader.get(f"{storm.path}/log?offset=now").headers["stream-next-offset"] == f"{1:016d}"
    n = storm.publish("The wind turns")
    now = reader.get(f"{storm.path}/log?offset=now")
    assert now.headers["stream-next-offset"] == f"{n:016d}"
    # Not even looked for, or one who waits for news would have to wait for another first.
    assert now.headers.get("x-cache", "") in {"", "miss"}


def test_a_refusal_is_not_kept(front: Front, reader: httpx.Client, storm: Coverage) -> None:
    address = f"{storm.path}/log?offset={2:016d}"
    assert reader.get(address).status_code == 400
    storm.publish("The wind turns")
    assert reader.get(address).status_code == 200


def events(stream: httpx.Response) -> Iterator[tuple[str, str]]:
    """Yield each event but the heartbeats, which come whenever they are due."""
    kind = ""
    for line in stream.iter_lines():
        if line.startswith("event: "):
            kind = line[len("event: ") :]
        elif line.startswith("data:") and kind != "heartbeat":
            yield kind, line[len("data:") :]


def test_an_event_stream_comes_through_as_it_is_written(front: Front, reader: httpx.Client, storm: Coverage) -> None:
    with reader.stream("GET", f"{storm.path}/log?offset=-1&live=sse") as stream:
        coming = events(stream)
        assert [message["n"] for message in json.loads(next(coming)[1])] == [1]
        assert next(coming)[0] == "control"
        n = storm.publish("The wind turns")
        # The stream goes on for a minute: what a cache held back would come only then, or after the reader's patience.
        assert [message["n"] for message in json.loads(next(coming)[1])] == [n]


def test_two_readers_have_an_event_stream_each(front: Front, storm: Coverage) -> None:
    with (
        httpx.Client(base_url=front.url, trust_env=False) as nora,
        httpx.Client(base_url=front.url, trust_env=False) as sam,
        nora.stream("GET", f"{storm.path}/log?offset=-1&live=sse") as first,
        sam.stream("GET", f"{storm.path}/log?offset=-1&live=sse") as second,
    ):
        assert next(events(first))[0] == next(events(second))[0] == "data"


def test_a_page_that_a_cache_has_held_is_made_whole_by_the_log(
    front: Front, reader: httpx.Client, storm: Coverage
) -> None:
    held = reader.get(storm.path).text
    reader.get(f"{storm.path}/log?offset={1:016d}")
    n = storm.publish("The wind turns")
    page = reader.get(storm.path)
    [offset] = re.findall(r'data-offset="(\d+)"', page.text)
    assert page.text == held, "the cache should have had the page still"
    answer = reader.get(f"{storm.path}/log?offset={offset}&live=long-poll")
    assert [message["n"] for message in answer.json()] == [n]
    assert "The wind turns" in answer.json()[0]["html"]
