"""The list of live blogs and the screen of one, as the server makes them."""

import re

import pytest

from dateline.coverage.models import LiveBlog
from tests.desk.conftest import Cast, refusal, request_id, told


def test_the_list_names_what_is_live_before_what_has_ended(cast: Cast) -> None:
    cast.nora.client.post("/desk/", {"headline": "Flood on the Vell", "address": "flood"})
    cast.nora.publishes()
    cast.nora.post("end", {"request_id": request_id()})
    page = cast.ben.client.get("/desk/").content.decode()
    assert page.index("Flood on the Vell") < page.index("Storm Ada")
    assert re.search(r"Storm Ada.*?Ended</span> 1 entry", page, re.DOTALL)
    assert re.search(r"Flood on the Vell.*?Live</span> 0 entries", page, re.DOTALL)


def test_an_empty_list_says_what_to_do(cast: Cast) -> None:
    cast.nora.post("end", {"request_id": request_id()})
    assert "Give a headline" in cast.nora.client.get("/desk/").content.decode()
    assert "An editor starts a live blog" in cast.ben.client.get("/desk/").content.decode()


def test_a_live_blog_is_started_and_opened(cast: Cast) -> None:
    answer = cast.nora.client.post(
        "/desk/", {"headline": "Flood on the Vell", "standfirst": "It rises.", "address": ""}
    )
    blog = LiveBlog.objects.get(slug="flood-on-the-vell")
    assert answer.headers["Location"] == f"/desk/{blog.slug}/"
    assert (blog.headline, blog.standfirst) == ("Flood on the Vell", "It rises.")


@pytest.mark.parametrize(
    "given,field,sentence",
    [
        ({"headline": " "}, "headline", "Give the live blog a headline."),
        ({"headline": "x" * 201}, "headline", "The headline has 201 characters"),
        ({"headline": "Flood", "standfirst": "x" * 501}, "standfirst", "The standfirst has 501 characters"),
        ({"headline": "Flood", "address": "No Spaces"}, "address", "“No Spaces” cannot be an address."),
        ({"headline": "Flood", "address": "storm"}, "address", "There is a live blog at “storm” already."),
        ({"headline": "x" * 5_000}, "headline", "The headline has 5000 characters"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    cast: Cast, given: dict[str, str], field: str, sentence: str
) -> None:
    answer = cast.nora.client.post("/desk/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-sentence">{re.escape(sentence)}', page)
    assert all(value in page for value in given.values())
    assert LiveBlog.objects.count() == 1


def test_the_screen_shows_the_newest_entries_and_says_where_the_log_is(cast: Cast) -> None:
    for number in range(1, 54):
        cast.nora.publishes(f"Update {number}")
    page = cast.nora.client.get("/desk/storm/").content.decode()
    assert re.findall(r'data-position="(\d+)"', page) == [str(position) for position in range(53, 3, -1)]
    assert 'data-log="/live/storm/log" data-offset="0000000000000053"' in page
    assert 'data-before="4"' in page
    older = told(cast.nora.ask("GET", "older?before=4"))
    assert re.findall(r'data-position="(\d+)"', older["html"]) == ["3", "2", "1"]
    assert older["before"] is None


def test_a_screen_without_older_entries_offers_none(cast: Cast) -> None:
    cast.nora.publishes()
    assert 'id="older"' not in cast.nora.client.get("/desk/storm/").content.decode()


def test_a_name_in_the_page_is_only_a_name(cast: Cast) -> None:
    cast.nora.post("headline", {"headline": '"><script>x</script>', "standfirst": "", "request_id": request_id()})
    assert cast.nora.staff
    cast.nora.staff.name = '"><script>y</script>'
    cast.nora.staff.save()
    page = cast.nora.client.get("/desk/storm/").content.decode()
    assert "<script>x" not in page
    assert "<script>y" not in page


def test_a_reporter_is_offered_neither_headline_nor_end(cast: Cast) -> None:
    page = cast.ben.client.get("/desk/storm/").content.decode()
    assert 'id="edit-headline"' not in page
    assert 'id="end-coverage"' not in page
    assert "data-publishes" not in page


def test_coverage_ends_and_goes_on_elsewhere(cast: Cast) -> None:
    cast.nora.client.post("/desk/", {"headline": "Day two", "address": "day-two"})
    assert '<option value="day-two">Day two</option>' in cast.nora.client.get("/desk/storm/").content.decode()
    cast.nora.post("end", {"successor": "day-two", "request_id": request_id()})
    assert LiveBlog.objects.get(slug="storm").successor == LiveBlog.objects.get(slug="day-two")


@pytest.mark.parametrize("successor,refused", [("storm", (422, "successor_odd")), ("nowhere", (404, "not_found"))])
def test_coverage_does_not_go_on_in_itself_or_nowhere(cast: Cast, successor: str, refused: tuple[int, str]) -> None:
    assert refusal(cast.nora.post("end", {"successor": successor, "request_id": request_id()})) == refused
    assert LiveBlog.objects.get().ended is None


def test_the_headline_is_changed_and_an_unchanged_one_refused(cast: Cast) -> None:
    asked = {"headline": "Ferry safe", "standfirst": "", "request_id": request_id()}
    assert cast.nora.post("headline", asked).status_code == 200
    asked["request_id"] = request_id()
    assert refusal(cast.nora.post("headline", asked)) == (422, "nothing_changed")


def test_every_page_of_the_desk_allows_its_own_scripts_only(cast: Cast) -> None:
    for path in ("/desk/", "/desk/storm/", "/desk/signed-in", "/desk/nowhere/"):
        policy = cast.nora.client.get(path).headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
