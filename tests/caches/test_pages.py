"""Readers' pages through each cache, and what no cache may hold."""

import re

import httpx
import pytest

from tests.caches.conftest import Coverage
from tests.caches.fronts import Front, Varnish
from tests.servers import Server


def straight(server: Server, path: str, **headers: str) -> httpx.Response:
    return httpx.get(server.url + path, headers=headers, trust_env=False)


def test_a_page_is_the_same_through_the_cache_and_asked_for_once(
    front: Front, reader: httpx.Client, storm: Coverage
) -> None:
    page = straight(storm.server, storm.path)
    before = front.asked()
    first, second = reader.get(storm.path), reader.get(storm.path)
    assert first.content == second.content == page.content
    assert second.headers["x-cache"].lower() == "hit"
    assert front.asked() == before + 1
    assert first.headers["cache-control"] == page.headers["cache-control"]
    assert first.headers["content-security-policy"] == page.headers["content-security-policy"]


def test_a_page_comes_in_the_encoding_that_the_reader_can_read(
    front: Front, reader: httpx.Client, storm: Coverage
) -> None:
    plain = straight(storm.server, storm.path, accept_encoding="identity").text
    for coding in ("gzip", "identity", "gzip"):
        page = reader.get(storm.path, headers={"accept-encoding": coding})
        assert page.text == plain
        assert page.headers.get("content-encoding", "identity") == coding


def test_an_unchanged_page_is_not_sent_again(front: Front, reader: httpx.Client, storm: Coverage) -> None:
    tag = reader.get(storm.path).headers["etag"]
    before = front.asked()
    assert reader.get(storm.path, headers={"if-none-match": tag}).status_code == 304
    assert front.asked() == before


def test_a_page_shared_by_an_entry_is_another_page(front: Front, reader: httpx.Client, storm: Coverage) -> None:
    entry = re.findall(r'data-entry="(\w+)"', reader.get(storm.path).text)[0]
    shared = f"{storm.path}?entry={entry}"
    assert reader.get(shared).content == straight(storm.server, shared).content != reader.get(storm.path).content


def test_the_script_is_kept_for_good(front: Front, reader: httpx.Client, storm: Coverage) -> None:
    script = re.findall(r'src="(/assets/reader[^"]+\.js)"', reader.get(storm.path).text)[0]
    first = reader.get(script)
    assert first.status_code == 200
    before = front.asked()
    second = reader.get(script)
    assert "immutable" in second.headers["cache-control"]
    assert second.content == first.content
    assert front.asked() == before


@pytest.mark.parametrize("path", ["/desk/", "/account/login/", "/healthz"])
def test_what_is_not_for_every_reader_is_never_kept(front: Front, reader: httpx.Client, path: str) -> None:
    before = front.asked()
    answers = [reader.get(path) for _ in range(3)]
    assert front.asked() == before + 3
    assert {answer.headers.get("x-cache", "").lower() for answer in answers} <= {"", "miss"}


def test_each_person_at_the_desk_gets_their_own_answer(front: Front, server: Server) -> None:
    tokens = set()
    for _ in range(2):
        with httpx.Client(base_url=front.url, trust_env=False) as person:
            form = person.get("/account/login/")
            assert form.status_code == 200
            tokens.add(next(iter(person.cookies.values())))
    assert len(tokens) == 2


def test_no_cookie_reaches_a_page_that_is_kept(front: Front, reader: httpx.Client, storm: Coverage) -> None:
    before = front.asked()
    for session in ("nora", "sam"):
        page = reader.get(storm.path, headers={"cookie": f"sessionid={session}"})
        assert "set-cookie" not in page.headers
    assert front.asked() == before + 1


def test_what_is_posted_goes_through(front: Front, reader: httpx.Client, storm: Coverage) -> None:
    assert reader.post(f"{storm.path}/log").status_code == 405
    assert reader.post("/account/login/").status_code == 403


def test_after_a_redaction_everything_of_a_live_blog_can_be_purged(varnish: Varnish, storm: Coverage) -> None:
    with httpx.Client(base_url=varnish.url, trust_env=False) as reader:
        addresses = [storm.path, f"{storm.path}/log?offset=-1", f"{storm.path}/older?before=1&at=2"]
        for address in addresses:
            reader.get(address)
        kept = varnish.asked()
        varnish.forget(storm.slug)
        for address in addresses:
            assert reader.get(address).headers["x-cache"] == "miss"
        assert varnish.asked() == kept + 3
