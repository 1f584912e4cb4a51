"""Finished pages over real HTTP: the right bytes, the newest ones, made once."""

import asyncio
import gzip
import threading
from concurrent.futures import ThreadPoolExecutor

import brotli
import httpx
import pytest
from django.db import OperationalError

from dateline.coverage.models import DoneRequest, Entry, EntryVersion
from dateline.livepage import hot
from tests.livepage.conftest import HouseServer
from tests.livepage.newsroom import Newsroom, begin
from tests.livepage.reading import Page
from tests.stream.logs import go_back
from tests.waiting import until


def plain(house: HouseServer, newsroom: Newsroom) -> httpx.Response:
    return house.get(newsroom.url, accept_encoding="identity")


def test_the_page_is_the_same_in_every_encoding(house: HouseServer, newsroom: Newsroom) -> None:
    newsroom.publish_many(3)
    bytes_of = {}
    for coding in ("identity", "gzip", "br"):
        with house.stream(newsroom.url, accept_encoding=coding) as answer:
            bytes_of[coding] = b"".join(answer.iter_raw())
            assert answer.headers.get("content-encoding", "identity") == coding
            assert answer.headers["vary"] == "Accept-Encoding"
            assert int(answer.headers["content-length"]) == len(bytes_of[coding])
    assert gzip.decompress(bytes_of["gzip"]) == brotli.decompress(bytes_of["br"]) == bytes_of["identity"]


@pytest.mark.parametrize(
    "accepted,coding",
    [
        (b"", ""),
        (b"gzip, deflate, br, zstd", "br"),
        (b"gzip;q=1.0, br;q=0", "gzip"),
        (b"GZIP", "gzip"),
        (b"br;q=0, gzip; q=0.000", ""),
        (b"*", "br"),
        (b"*;q=0, gzip", "gzip"),
        (b"identity, \xff;=", ""),
    ],
)
def test_the_encoding_is_one_that_the_reader_takes(accepted: bytes, coding: str) -> None:
    assert hot.coding_for(accepted) == coding


def test_a_cache_may_keep_the_page_for_a_moment_and_longer_when_the_origin_is_gone(
    house: HouseServer, newsroom: Newsroom
) -> None:
    caching = house.get(newsroom.url).headers["cache-control"]
    assert caching == "public, max-age=5, stale-while-revalidate=60, stale-if-error=86400"


def test_the_page_keeps_itself_to_its_own_scripts(house: HouseServer, newsroom: Newsroom) -> None:
    headers = house.get(newsroom.url).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in headers


def test_a_page_that_the_reader_has_is_not_sent_again(house: HouseServer, newsroom: Newsroom) -> None:
    tag = house.get(newsroom.url).headers["etag"]
    again = house.get(newsroom.url, if_none_match=f'"other", {tag}')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    newsroom.publish()
    assert house.get(newsroom.url, if_none_match=tag).status_code == 200


def test_the_head_of_a_page_is_that_of_the_page(house: HouseServer, newsroom: Newsroom) -> None:
    whole, head = plain(house, newsroom), house.ask("HEAD", newsroom.url, accept_encoding="identity")
    assert head.content == b""
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_whoever_asks_after_an_entry_was_published_gets_it(house: HouseServer, newsroom: Newsroom) -> None:
    for number in range(1, 20):
        newsroom.publish(f"Update {number}")
        assert Page.of(plain(house, newsroom).text).n == number


def test_an_address_from_a_newsletter_is_the_same_page(house: HouseServer, newsroom: Newsroom) -> None:
    assert house.get(f"{newsroom.url}?utm_source=mail").headers["etag"] == house.get(newsroom.url).headers["etag"]


def test_an_address_with_an_entry_is_answered_with_that_entrys_introduction(
    house: HouseServer, newsroom: Newsroom
) -> None:
    entry = newsroom.publish("Second tug arrives")
    assert '<meta property="og:title" content="Second tug arrives">' in house.get(f"{newsroom.url}?entry={entry}").text


def test_an_unknown_live_blog_is_said_to_be_unknown(house: HouseServer) -> None:
    answer = house.get("/live/nowhere")
    assert answer.status_code == 404
    assert "No live blog has this address." in answer.text


def test_a_live_blog_is_there_as_soon_as_it_has_begun(house: HouseServer, transactional_db: None) -> None:
    answer = house.get("/live/storm-of-tomorrow")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    begin("Tomorrow", slug="storm-of-tomorrow")
    assert house.get("/live/storm-of-tomorrow").status_code == 200


def test_writing_to_a_live_page_is_refused(house: HouseServer, newsroom: Newsroom) -> None:
    assert house.ask("POST", newsroom.url).status_code in (403, 405)


def test_a_crowd_that_asks_at_once_has_the_page_made_once(
    house: HouseServer, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, may_finish = [], threading.Event()
    finished = hot._finished

    def slowly(slug: str) -> hot.Finished | None:
        made.append(slug)
        may_finish.wait(10)
        return finished(slug)

    monkeypatch.setattr(hot, "_finished", slowly)
    with ThreadPoolExecutor(20) as crowd:
        asking = [crowd.submit(plain, house, newsroom) for _ in range(20)]
        until(lambda: made, what="the first request")
        may_finish.set()
        assert {answer.result().status_code for answer in asking} == {200}
    assert made == [newsroom.blog.slug]


def test_the_last_page_known_is_answered_while_the_database_is_away(
    house: HouseServer, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.publish("Before")
    before = plain(house, newsroom).text
    with monkeypatch.context() as broken:
        broken.setattr(hot, "live_page", _database_away)
        newsroom.publish("Meanwhile")
        assert plain(house, newsroom).text == before
    until(lambda: "Meanwhile" in plain(house, newsroom).text, what="the page after the database is back")


def test_a_page_that_was_never_made_while_the_database_is_away_says_so_and_when_to_come_back(
    house: HouseServer, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hot, "live_page", _database_away)
    monkeypatch.setattr("dateline.livepage.views.live_page", _database_away)
    answer = plain(house, newsroom)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "Load the page again in a minute" in answer.text


def test_no_more_pages_are_kept_than_fit(
    house: HouseServer, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hot, "MOST_KEPT", 3)
    newsrooms = [begin(f"Storm {number}") for number in range(5)]
    for newsroom in (*newsrooms, newsrooms[0]):
        assert plain(house, newsroom).status_code == 200
    kept = list(house.house.pages._kept)
    assert kept == [newsroom.blog.slug for newsroom in (newsrooms[3], newsrooms[4], newsrooms[0])]


def _database_away(*_: object, **__: object) -> None:
    raise OperationalError("the database is away")


def test_a_page_of_which_more_was_heard_than_there_is_is_made_once_and_rests(
    house: HouseServer, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.publish("Before")
    plain(house, newsroom)
    made = []
    finished = hot._finished

    def counted(slug: str) -> hot.Finished | None:
        made.append(slug)
        return finished(slug)

    monkeypatch.setattr(hot, "_finished", counted)
    kept = house.house.pages._kept[newsroom.blog.slug]
    kept.wanted = 99
    assert plain(house, newsroom).status_code == 200
    until(lambda: kept.building is None, what="the end of the building")
    assert (len(made), kept.wanted) == (1, 1)


def test_a_page_whose_database_went_back_is_shown_as_it_is_now(house: HouseServer, newsroom: Newsroom) -> None:
    ids = newsroom.publish_many(8)
    assert Page.of(plain(house, newsroom).text).n == 8
    for entry_id in ids[3:]:
        EntryVersion.objects.filter(entry=entry_id).delete()
        DoneRequest.objects.filter(entry=entry_id).delete()
        Entry.objects.filter(pk=entry_id).delete()
    newsroom.blog.last_position = 3
    newsroom.blog.save()
    go_back(newsroom.blog.log, 3)
    until(lambda: Page.of(plain(house, newsroom).text).n == 3, what="the page as it was restored")
    newsroom.publish("After the restore")
    page = Page.of(plain(house, newsroom).text)
    assert page.n == 4
    assert "After the restore" in next(iter(page.entries.values()))


def test_the_server_ends_although_a_page_is_never_finished(
    house: HouseServer, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hot, "LEAVE_SECONDS", 0.05)
    pages = house.house.pages
    kept = pages._keep(newsroom.blog.slug)

    async def stop_while_building() -> None:
        kept.building = asyncio.create_task(asyncio.sleep(3600))
        await pages.stop()
        assert kept.building.cancelling()

    asyncio.run(asyncio.wait_for(stop_while_building(), 5))
