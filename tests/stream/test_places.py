"""The places for live answers: so many in a process, so many of them for one address, and free again in the end."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.conf import LazySettings

from dateline.stream.models import Log
from tests.stream.conftest import LogServer, ServeLogs
from tests.stream.logs import Event, events, offset, say
from tests.waiting import until

SERVERS = pytest.mark.parametrize("server", ["lending", "h11"])
"""Our own protocol class, and a server that does not lend its connections."""
AT_TAIL = {"offset": "now", "live": "sse"}


@pytest.fixture
def neighbour() -> Iterator[httpx.Client]:
    """A client at another address."""
    with httpx.Client(trust_env=False, timeout=60, transport=httpx.HTTPTransport(local_address="127.0.0.2")) as client:
        yield client


def start(serve_logs: ServeLogs, server: str) -> LogServer:
    return serve_logs() if server == "lending" else serve_logs(http="h11")


def begun(answer: httpx.Response) -> Iterator[Event]:
    """Return the stream once it has begun. Keep it: whoever lets go of it hangs up."""
    read = events(answer)
    assert next(read).type == "control"
    return read


def assert_refused(answer: httpx.Response, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (503, code)
    assert 2 <= int(answer.headers["retry-after"]) <= 10
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["sentence"].endswith(".")


@SERVERS
def test_one_address_holds_its_share_and_everybody_else_comes_in(
    serve_logs: ServeLogs, storm: Log, http: httpx.Client, neighbour: httpx.Client, server: str
) -> None:
    logs = start(serve_logs, server)
    logs.hub.most_of_one_address = 2
    url = logs.address(storm)
    with ThreadPoolExecutor(1) as pool, http.stream("GET", url, params=AT_TAIL) as held:
        reading = begun(held)
        waiting = pool.submit(http.get, url, params={"offset": "now", "live": "long-poll"})
        until(lambda: logs.readers == 2)
        for live in ("sse", "long-poll"):
            assert_refused(http.get(url, params={"offset": "now", "live": live}), "address_full")
        assert http.get(url).status_code == 200, "reading what is there needs no place"
        with neighbour.stream("GET", url, params=AT_TAIL) as elsewhere:
            begun(elsewhere)
        say(storm, "wind")
        assert waiting.result(30).status_code == 200
        with http.stream("GET", url, params=AT_TAIL) as again:
            begun(again)
        assert next(reading).type == "data"
    until(lambda: logs.readers == 0)
    assert logs.hub._seats_of == {}, "an address is remembered although nobody is there"


def test_behind_a_proxy_its_readers_are_counted_and_not_the_proxy(
    logs: LogServer, storm: Log, http: httpx.Client, settings: LazySettings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    logs.hub.most_of_one_address = 1
    url = logs.address(storm)

    def of(address: str) -> dict[str, str]:
        return {"x-forwarded-for": f"203.0.113.9, {address}"}

    with (
        http.stream("GET", url, params=AT_TAIL, headers=of("2001:db8::1")) as one,
        http.stream("GET", url, params=AT_TAIL, headers=of("192.0.2.7")) as other,
        http.stream("GET", url, params=AT_TAIL) as own,
        http.stream("GET", url, params=AT_TAIL) as own_too,
    ):
        reading = [begun(answer) for answer in (one, other, own, own_too)]
        assert_refused(http.get(url, params=AT_TAIL, headers=of("192.0.2.7")), "address_full")
        assert_refused(http.get(url, params=AT_TAIL, headers=of("2001:db8::2")), "address_full")
        say(storm, "wind")
        assert {next(read).type for read in reading} == {"data"}
    until(lambda: logs.readers == 0)
    assert logs.hub._seats_of == {}


def test_nothing_is_said_against_any_number_where_the_limit_is_nought(
    logs: LogServer, storm: Log, http: httpx.Client
) -> None:
    logs.hub.most_of_one_address = 0
    with (
        http.stream("GET", logs.address(storm), params=AT_TAIL) as one,
        http.stream("GET", logs.address(storm), params=AT_TAIL) as other,
    ):
        reading = [begun(one), begun(other)]
        say(storm, "wind")
        assert [next(read).type for read in reading] == ["data", "data"]


def test_the_log_names_the_full_address_once_and_the_setting(
    logs: LogServer, storm: Log, http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    logs.hub.most_of_one_address = 1
    with http.stream("GET", logs.address(storm), params=AT_TAIL) as held:
        reading = begun(held)
        for _ in range(3):
            assert_refused(http.get(logs.address(storm), params=AT_TAIL), "address_full")
        say(storm, "wind")
        assert next(reading).type == "data"
    [line] = [record.getMessage() for record in caplog.records if record.name == "dateline.stream.hub"]
    assert line.startswith("127.0.0.1 holds 1 live answers")
    assert "DATELINE_READERS_PER_ADDRESS" in line
    assert "DATELINE_PROXIES" in line


def test_the_whole_process_is_full_before_an_address_is(logs: LogServer, storm: Log, http: httpx.Client) -> None:
    logs.hub.most_of_one_address = logs.hub.most_seats = 1
    with http.stream("GET", logs.address(storm), params={"offset": offset(0), "live": "sse"}) as held:
        reading = begun(held)
        assert_refused(http.get(logs.address(storm), params=AT_TAIL), "readers_full")
        say(storm, "wind")
        assert next(reading).type == "data"
