"""A finished page goes out before any callable is asked, and nobody can tell: byte for byte, over real connections."""

import itertools
import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dateline.livepage import hot
from tests.livepage.conftest import HouseServer
from tests.livepage.newsroom import Newsroom, begin
from tests.waiting import until

LAST = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
CROWD = 200


@pytest.fixture
def other_house(transactional_db: None) -> Iterator[HouseServer]:
    """A second house on the same database, under uvicorn's own protocol: its answers are all the callable's."""
    serving = HouseServer(http="httptools")
    serving.start()
    yield serving
    serving.stop()


@pytest.fixture
def callables(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that the callable was asked for, in any house of the test."""
    asked: list[str] = []
    answer = hot.HotPages.__call__

    async def noted(pages: hot.HotPages, scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["path"])
        await answer(pages, scope, receive, send)

    monkeypatch.setattr(hot.HotPages, "__call__", noted)
    return asked


def said(house: HouseServer, words: bytes) -> bytes:
    """Return all that the house says until it closes the connection, with one date for all."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=20) as reader:
        reader.sendall(words)
        answers = b"".join(iter(lambda: reader.recv(65536), b""))
    return re.sub(rb"\r\ndate: [^\r]+", b"\r\ndate: today", answers)


def ask(target: str, *headers: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {target} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


def tag_of(house: HouseServer, newsroom: Newsroom) -> str:
    tag: str = house.get(newsroom.url).headers["etag"]
    return tag


def test_a_page_given_at_once_is_the_callables_byte_for_byte(
    house: HouseServer, other_house: HouseServer, newsroom: Newsroom, callables: list[str]
) -> None:
    newsroom.publish_many(3)
    tag = tag_of(house, newsroom)
    assert tag_of(other_house, newsroom) == tag
    encodings = ("", "identity", "gzip", "gzip, deflate, br, zstd", "gzip;q=0, br;q=0.0", "*", ",;=", "x" * 300 + ",br")
    known = ("", tag, tag.removeprefix("W/"), f'"other", {tag}', f'{tag}, W/"other"', '"other"', "*", tag.strip('W/"'))
    for method, encoding, kept in itertools.product(("GET", "HEAD"), encodings, known):
        headers = [f"Accept-Encoding: {encoding}"] * bool(encoding) + [f"If-None-Match: {kept}"] * bool(kept)
        words = ask(newsroom.url, *headers, method=method) + LAST
        callables.clear()
        at_once = said(house, words)
        assert callables == [], words
        assert at_once == said(other_house, words), words
        assert callables == [newsroom.url]


@pytest.mark.parametrize(
    "headers",
    [
        ("Accept-Encoding: br", "Accept-Encoding: gzip"),
        ('If-None-Match: "other"', "If-None-Match: {tag}"),
        ("If-None-Match: {tag}", 'If-None-Match: "other"'),
        ("ACCEPT-ENCODING: gzip", "if-none-match: {tag}"),
        ("Cookie: sessionid=stolen", "Authorization: Basic eDp4"),
        ("Range: bytes=0-99", "If-Range: {tag}"),
        ("X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https", "Forwarded: for=192.0.2.7"),
        ("If-Modified-Since: Mon, 01 Jan 2035 00:00:00 GMT",),
    ],
)
@pytest.mark.parametrize("query", ["", "?", "?utm_source=mail", "?utm_source=mail#latest"])
def test_a_page_asked_for_in_an_odd_way_is_the_callables_byte_for_byte(
    house: HouseServer, other_house: HouseServer, newsroom: Newsroom, headers: tuple[str, ...], query: str
) -> None:
    newsroom.publish()
    tag = tag_of(house, newsroom)
    assert tag_of(other_house, newsroom) == tag
    words = ask(newsroom.url + query, *(header.format(tag=tag) for header in headers)) + LAST
    assert said(house, words) == said(other_house, words)


@pytest.mark.parametrize(
    "target", ["{url}?entry={entry}", "/live/nowhere", "/live/", "http://x{url}", "{url}/", "/live/%73torm", "/LIVE/x"]
)
def test_what_is_no_plain_page_is_answered_by_the_house(
    house: HouseServer, other_house: HouseServer, newsroom: Newsroom, target: str
) -> None:
    entry = newsroom.publish()
    tag_of(house, newsroom), tag_of(other_house, newsroom)
    words = ask(target.format(url=newsroom.url, entry=entry)) + LAST
    answer = said(house, words)
    assert answer == said(other_house, words)
    assert house.house.pages.ready("GET", target.format(url=newsroom.url, entry=entry).encode(), {}) is None


def test_a_page_that_is_no_longer_the_newest_is_not_given_at_once(
    house: HouseServer, newsroom: Newsroom, callables: list[str]
) -> None:
    for number in range(1, 6):
        newsroom.publish(f"Update {number}")
        assert f"Update {number}".encode() in said(house, ask(newsroom.url) + LAST)
        # It is the newest known now, so the next reader gets it without anybody being asked.
        asked = len(callables)
        assert f"Update {number}".encode() in said(house, ask(newsroom.url) + LAST)
        assert len(callables) == asked


def test_two_hundred_who_ask_at_a_new_number_have_the_page_made_once(
    house: HouseServer, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, callables: list[str]
) -> None:
    house.get(newsroom.url)
    # Nobody shall be given the older page however long the crowd takes to come.
    monkeypatch.setattr(hot, "PATIENCE_SECONDS", 60)
    made, may_finish = [], threading.Event()
    finished = hot._finished

    def slowly(slug: str) -> hot.Finished | None:
        made.append(slug)
        may_finish.wait(60)
        return finished(slug)

    monkeypatch.setattr(hot, "_finished", slowly)
    callables.clear()
    newsroom.publish("At a new number")
    with ThreadPoolExecutor(CROWD) as crowd:
        asking = [crowd.submit(said, house, ask(newsroom.url) + LAST) for _ in range(CROWD)]
        until(lambda: len(callables) == CROWD, what="the whole crowd")
        # The page is made beside the readers: who wants something else does not wait for it.
        assert house.get("/healthz").status_code == 200
        may_finish.set()
        assert all(b"At a new number" in answer.result() for answer in asking)
    assert made == [newsroom.blog.slug]


def test_a_page_that_is_asked_for_is_made_anew_before_the_next_reader_comes(
    house: HouseServer, newsroom: Newsroom, callables: list[str]
) -> None:
    house.get(newsroom.url)
    callables.clear()
    newsroom.publish("Made in advance")
    page = house.house.pages._kept[newsroom.blog.slug]
    until(lambda: page.page is not None and page.page.n == 1, what="the page at the new number")
    assert b"Made in advance" in said(house, ask(newsroom.url) + LAST)
    assert callables == []


def test_every_live_blog_has_its_own_page_at_once(
    house: HouseServer, transactional_db: None, callables: list[str]
) -> None:
    newsrooms = [begin(f"Storm number {number}") for number in range(3)]
    for newsroom in newsrooms:
        house.get(newsroom.url)
    callables.clear()
    answers = said(house, b"".join(ask(newsroom.url) for newsroom in newsrooms) + LAST)
    assert re.findall(rb"<h1[^>]*>\s*(Storm number \d)", answers) == [
        b"Storm number 0",
        b"Storm number 1",
        b"Storm number 2",
    ]
    assert callables == []
