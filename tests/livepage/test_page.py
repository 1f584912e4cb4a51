"""The live page's bytes: what they say, in what order, and how many they are."""

import gzip
import json
import random
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dateline.coverage.models import Entry, LiveBlog
from dateline.livepage import page as pages
from tests.livepage.newsroom import Newsroom, begin
from tests.livepage.reading import Page

WORDS = re.findall(r"[a-z]{2,}", (Path(__file__).parents[2] / "LICENSE").read_text().lower())


def html_of(newsroom: Newsroom, **more: Any) -> str:
    page = pages.live_page(newsroom.blog.slug, **more)
    assert page
    return page.html


def structured(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    posting: dict[str, Any] = json.loads(found[1])
    return posting


def meta(html: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', html)
    assert found, name
    return found[1]


def test_the_page_says_at_which_number_of_its_log_it_was_made(newsroom: Newsroom) -> None:
    assert Page.of(html_of(newsroom)).n == 0
    entry = newsroom.publish()
    newsroom.pin(entry)
    assert Page.of(html_of(newsroom)).n == 2


def test_the_page_has_the_newest_fifty_and_leads_to_all_the_others_once(newsroom: Newsroom, client: Client) -> None:
    ids = newsroom.publish_many(120)
    html, seen = html_of(newsroom), []
    while True:
        seen += re.findall(r'<article [^>]*data-entry="(\w+)"', html)
        link = re.search(r'id="older"[^>]*href="([^"]+)"', html)
        if link is None:
            break
        assert len(seen) % 50 == 0
        html = client.get(link[1]).content.decode()
    assert seen == ids[::-1]


def test_fifty_typical_entries_keep_within_the_budget(newsroom: Newsroom) -> None:
    """At most 60 KB of HTML and 15 KB compressed: 50 entries of 60 words with heading and byline, and key events."""
    dice = random.Random(7)
    for number in range(51):
        text = " ".join(dice.choices(WORDS, k=60)).capitalize() + "."
        heading = " ".join(dice.choices(WORDS, k=7)).capitalize()
        newsroom.publish(
            heading, text, byline=f"{dice.choice(WORDS)} {dice.choice(WORDS)}".title(), key=number % 8 == 0
        )
    plain = html_of(newsroom).encode()
    assert plain.count(b"<article") == 50
    assert len(plain) <= 60_000
    assert len(gzip.compress(plain, 6)) <= 15_000


def test_a_page_read_while_an_entry_is_published_is_exactly_the_page_at_its_number(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.publish("Before")
    look = pages._look
    looks: list[str] = []

    def interrupted(slug: str) -> pages.Sight:
        sight = look(slug)
        if not looks:
            newsroom.publish("Meanwhile")
        looks.append(slug)
        return sight

    monkeypatch.setattr(pages, "_look", interrupted)
    page = Page.of(html_of(newsroom))
    assert page.n == 2
    assert "Meanwhile" in "".join(page.entries.values())
    assert len(looks) == 2


def test_a_page_of_a_log_that_never_rests_claims_no_number_that_it_has_not_reached(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = pages._look

    def interrupted(slug: str) -> pages.Sight:
        sight = look(slug)
        newsroom.publish()
        return sight

    monkeypatch.setattr(pages, "_look", interrupted)
    page = Page.of(html_of(newsroom))
    assert page.n <= len(page.entries)


def test_an_empty_page_has_hidden_places_for_what_may_come(newsroom: Newsroom) -> None:
    page = Page.of(html_of(newsroom))
    assert page.entries == {}
    assert page.regions["pinned"] == '<section data-region="pinned" hidden></section>'
    assert page.regions["key-events"] == '<nav data-region="key-events" hidden></nav>'


def test_search_engines_get_every_update_with_its_own_times_and_address(newsroom: Newsroom) -> None:
    first = newsroom.publish("First tug", "The tug left at noon.", byline="Ida Lund")
    newsroom.publish("Second tug")
    newsroom.correct(first, "The tug left at eleven.", heading="First tug")
    posting = structured(html_of(newsroom))
    assert posting["@type"] == "LiveBlogPosting"
    assert "coverageEndTime" not in posting
    second, told = posting["liveBlogUpdate"]
    entry = newsroom.entry(first)
    assert told["headline"] == "First tug"
    assert told["articleBody"] == "The tug left at eleven."
    assert told["author"] == {"@type": "Person", "name": "Ida Lund"}
    assert told["url"].endswith(entry.url)
    assert told["@id"].endswith(f"{newsroom.url}#entry-{first}")
    assert told["datePublished"] < second["datePublished"] < told["dateModified"]
    assert "dateModified" not in second


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
def test_a_day_without_a_clock_time_is_the_same_day_for_search_engines_in_every_zone(
    newsroom: Newsroom, settings: Any, zone: str
) -> None:
    settings.TIME_ZONE = zone
    day = datetime(2031, 3, 4, tzinfo=UTC)
    entry = newsroom.publish("First tug")
    newsroom.publish("Second tug")
    Entry.objects.filter(pk=entry).update(published=day, published_day_only=True)
    LiveBlog.objects.filter(pk=newsroom.blog.pk).update(started=day)
    posting = structured(html_of(newsroom))
    assert posting["liveBlogUpdate"][1]["datePublished"] == "2031-03-04"
    assert posting["coverageStartTime"] == posting["datePublished"] == "2031-03-04"


def test_coverage_that_began_with_a_clock_time_says_it(newsroom: Newsroom) -> None:
    newsroom.publish()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*Z", structured(html_of(newsroom))["coverageStartTime"])


def test_a_page_without_entries_claims_no_update(newsroom: Newsroom) -> None:
    assert '<p id="wire">No updates yet.' in html_of(newsroom)
    newsroom.publish()
    assert '<p id="wire">Last update <time' in html_of(newsroom)


def test_the_end_of_coverage_is_told_once_it_has_come(newsroom: Newsroom) -> None:
    newsroom.end()
    assert structured(html_of(newsroom))["coverageEndTime"]


def test_what_was_withdrawn_is_told_nowhere_on_the_page(newsroom: Newsroom) -> None:
    entry = newsroom.publish("Second ship", "A cargo ship drags its anchor.", key=True)
    newsroom.pin(entry)
    newsroom.withdraw(entry)
    html = html_of(newsroom)
    assert "It was an exercise." in html
    assert "Second ship" not in html
    assert "anchor" not in html


def test_no_text_of_an_entry_ends_the_script_it_stands_in(newsroom: Newsroom) -> None:
    newsroom.publish("</script><script>alert(1)</script>", "</script><!-- <b>")
    html = html_of(newsroom)
    assert structured(html)["liveBlogUpdate"][0]["headline"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in html


def test_the_page_introduces_itself_to_other_sites(newsroom: Newsroom) -> None:
    html = html_of(newsroom)
    assert "<title>Storm Ada: ferry adrift | Dateline</title>" in html
    assert meta(html, "og:title") == "Storm Ada: ferry adrift"
    assert meta(html, "og:description") == "Two coasts count the damage."
    assert meta(html, "og:url").endswith(newsroom.url)


def test_an_address_with_an_entry_introduces_that_entry_and_stays_one_page(newsroom: Newsroom) -> None:
    entry = newsroom.publish("Second tug arrives", "The tug Grete has a line aboard.")
    html = html_of(newsroom, shared=entry)
    assert meta(html, "og:title") == "Second tug arrives"
    assert meta(html, "og:description") == "The tug Grete has a line aboard."
    assert meta(html, "og:url").endswith(f"{newsroom.url}?entry={entry}")
    assert re.search(rf'<link rel="canonical" href="[^"]+{newsroom.url}">', html)


def test_an_address_with_an_entry_that_is_gone_introduces_the_live_blog(newsroom: Newsroom) -> None:
    entry = newsroom.publish("Second ship")
    newsroom.withdraw(entry)
    for shared in (entry, "nothing"):
        assert meta(html_of(newsroom, shared=shared), "og:title") == "Storm Ada: ferry adrift"


def test_an_entry_of_another_live_blog_does_not_lend_its_words(newsroom: Newsroom) -> None:
    stranger = begin("Elsewhere").publish("Elsewhere it is dry")
    assert meta(html_of(newsroom, shared=stranger), "og:title") == "Storm Ada: ferry adrift"


@pytest.mark.django_db
def test_an_unknown_live_blog_has_no_page() -> None:
    assert pages.live_page("nowhere") is None
