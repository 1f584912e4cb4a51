"""The readers' pages around the live page, as Django answers them."""

import re

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from dateline.livepage import views
from tests.livepage.newsroom import Newsroom, begin


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return str(answer.content.decode())


@pytest.mark.django_db
def test_a_front_page_without_coverage_says_how_to_begin(client: Client) -> None:
    html = text_of(client, "/")
    assert "bin/dateline new --headline" in html
    assert "bin/dateline demo" in html


def test_the_front_page_has_what_is_live_now_with_its_latest_headings(newsroom: Newsroom, client: Client) -> None:
    withdrawn = newsroom.publish("Second ship")
    for heading in ("First tug", "Second tug"):
        newsroom.publish(heading)
    newsroom.publish("", "The harbour is still dark.")
    newsroom.withdraw(withdrawn)
    ended = begin("Storm Ada, day one")
    ended.publish("Wind rises")
    ended.end()
    now, recent = text_of(client, "/").split("Recent coverage")
    assert re.findall(r'<a href="/live/[^"]+/entry/\w+">([^<]+)</a>', now) == [
        "The harbour is still dark.",
        "Second tug",
        "First tug",
    ]
    assert "Storm Ada, day one" in recent
    assert "Wind rises" not in recent


def test_a_story_has_all_its_live_blogs_the_latest_first(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.blog.story.slug
    begin("Day two", story=story)
    html = text_of(client, f"/story/{story}")
    assert re.findall(r'<h3><a href="[^"]+">([^<]+)</a>', html) == ["Day two", "Storm Ada: ferry adrift"]


def test_an_entrys_page_tells_its_history_but_not_who_wrote_it(newsroom: Newsroom, client: Client) -> None:
    entry = newsroom.publish("Rescue", "Eleven were taken off.")
    newsroom.revise(entry, "Eleven people were taken off.", heading="Rescue")
    newsroom.correct(entry, "Twelve people were taken off.", reason="Counted twice.", heading="Rescue")
    html = text_of(client, newsroom.entry(entry).url)
    acts = re.findall(r"<b>(Published|Revised|Corrected|Withdrawn)</b>", html)
    assert acts == ["Published", "Revised", "Corrected"]
    history = html.split("History of this update")[1]
    assert "Eleven people" in history
    assert "Twelve people" in history
    assert "Counted twice." in history
    assert f'href="{newsroom.url}#entry-{entry}"' in html


def test_the_page_of_a_withdrawn_entry_has_none_of_its_words(newsroom: Newsroom, client: Client) -> None:
    entry = newsroom.publish("Rescue", "Eleven were taken off.")
    newsroom.correct(entry, "Twelve were taken off.", heading="Rescue")
    newsroom.withdraw(entry, reason="It was an exercise.")
    html = text_of(client, newsroom.entry(entry).url)
    assert "It was an exercise." in html
    assert re.findall(r"<b>(\w+)</b>", html) == ["Published", "Corrected", "Withdrawn"]
    for word in ("Eleven", "Twelve", "Rescue"):
        assert word not in html


def test_an_entry_that_has_left_the_live_page_is_shown_among_its_neighbours(newsroom: Newsroom, client: Client) -> None:
    ids = newsroom.publish_many(60)
    html = text_of(client, newsroom.entry(ids[4]).url)
    link = re.search(r'<a class="button" href="([^"]+)#entry-(\w+)"', html)
    assert link
    assert link[2] == ids[4]
    assert f'id="entry-{ids[4]}"' in text_of(client, link[1])
    assert newsroom.url + "#entry-" in text_of(client, newsroom.entry(ids[10]).url)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path,sentence",
    [
        ("/live/nowhere", "No live blog has this address."),
        ("/live/nowhere/older?before=5", "No live blog has this address."),
        ("/live/nowhere/entry/k3x9mq27bd", "No update has this address."),
        ("/story/nowhere", "No running story has this address."),
        ("/nowhere", "The address may have a slip in it"),
    ],
)
def test_an_unknown_address_is_answered_with_a_sentence_that_helps(client: Client, path: str, sentence: str) -> None:
    html = text_of(client, path, 404)
    assert client.get(path).headers["Cache-Control"] == "no-store"
    assert sentence in html
    assert 'href="/"' in html


def test_an_unknown_entry_of_a_known_live_blog_is_said_to_be_unknown(newsroom: Newsroom, client: Client) -> None:
    assert "No update has this address." in text_of(client, f"{newsroom.url}/entry/k3x9mq27bd", 404)


@pytest.mark.parametrize("before", ["abc", "-1", "1.5", "9" * 30, "٣"])
def test_older_than_something_odd_is_refused_with_a_sentence(newsroom: Newsroom, client: Client, before: str) -> None:
    assert "needs a number to begin below" in text_of(client, f"{newsroom.url}/older?before={before}", 404)


def test_older_than_the_oldest_is_an_empty_page_and_no_error(newsroom: Newsroom, client: Client) -> None:
    newsroom.publish()
    assert "There are no updates before this one." in text_of(client, f"{newsroom.url}/older?before=1")


def test_any_cache_may_keep_a_readers_page(newsroom: Newsroom, client: Client) -> None:
    entry = newsroom.publish()
    for path in ("/", newsroom.url, newsroom.entry(entry).url, f"{newsroom.url}/older?before=1"):
        answer = client.get(path)
        assert answer.headers["Cache-Control"].startswith("public, max-age=5,"), path
        assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding", path
        assert not answer.cookies, path


def test_older_entries_asked_for_at_a_number_may_be_kept_longer(newsroom: Newsroom, client: Client) -> None:
    answer = client.get(f"{newsroom.url}/older?before=5&at=7")
    assert answer.headers["Cache-Control"].startswith("public, max-age=60,")


def test_a_page_that_the_reader_has_is_not_sent_again(newsroom: Newsroom, client: Client) -> None:
    newsroom.publish_many(3)
    first = client.get(f"{newsroom.url}/older", headers={"accept-encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(
        f"{newsroom.url}/older", headers={"accept-encoding": "gzip", "if-none-match": first.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_live_pages_address_with_a_slash_leads_to_the_page(newsroom: Newsroom, client: Client) -> None:
    answer = client.get(f"{newsroom.url}/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == newsroom.url
    assert answer.headers["Cache-Control"].startswith("public, max-age=5,")


def test_reading_is_all_that_can_be_done_to_a_readers_page(newsroom: Newsroom, client: Client) -> None:
    answer = client.post(newsroom.url)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (405, "no-store")


@pytest.mark.django_db
def test_no_cache_keeps_what_was_said_to_a_request_that_makes_no_sense(client: Client) -> None:
    answer = client.get("/live/nowhere", headers={"host": "not a host"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (400, "no-store")


def test_the_front_page_says_when_a_live_blog_was_last_updated(newsroom: Newsroom, client: Client) -> None:
    assert "Last update" not in text_of(client, "/")
    newsroom.publish()
    assert "Last update <time" in text_of(client, "/")


@pytest.mark.django_db
def test_the_newsroom_has_an_icon_and_a_word_for_robots(client: Client) -> None:
    assert ">D</text>" in text_of(client, "/icon.svg")
    assert "Disallow: /desk/" in text_of(client, "/robots.txt")


@pytest.mark.django_db
def test_a_fault_of_ours_has_a_page_in_the_houses_style(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr(views, "live_page", lambda *_, **__: 1 / 0)
    answer = client.get("/live/storm-ada")
    assert answer.status_code == 500
    assert "Load the page again in a minute." in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_for_a_fault_does_not_fail_when_everything_does(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "render", _database_away)
    answer = views.broken(rf.get("/"))
    assert answer.status_code == 500
    assert b"Load the page again in a minute." in answer.content


def _database_away(*_: object, **__: object) -> None:
    raise OperationalError("the database is away")
