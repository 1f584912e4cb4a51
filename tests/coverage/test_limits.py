"""What cannot be published or begun, what comes in whole or not at all, and what publishing costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dateline.coverage import actions, fragments
from dateline.coverage.actions.bring_in import Incoming, IncomingLiveBlog
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import LiveBlog
from dateline.kit.refusal import Refusal
from tests.coverage.conftest import Desk, messages, request_id

BODY = body_from_markdown("The ferry is under tow.")


@pytest.mark.parametrize(
    ("heading", "body", "code"),
    [
        ("x" * 5_000, BODY, "heading_too_long"),
        ("", body_from_markdown(""), "entry_empty"),
        ("   ", body_from_markdown("  \n "), "entry_empty"),
        ("Fine", {"type": "doc", "content": [{"type": "script"}]}, "body_malformed"),
        ("Fine", "just text", "body_malformed"),
        ("Bad \ud83d", BODY, "character_odd"),
        ("Bad \0", BODY, "character_odd"),
        ("", {"type": "doc", "content": [{"type": "embed"}]}, "embed_empty"),
        ("", {"type": "doc", "content": [{"type": "related"}]}, "entry_empty"),
        ("Fine", {"type": "doc", "content": [{"type": "embed", "attrs": {"url": "https://a b"}}]}, "link_odd"),
        ("Fine", {"type": "doc", "content": [{"type": "embed", "attrs": {"url": "https://u:p@x.org/"}}]}, "link_odd"),
        ("Fine", {"type": "doc", "content": [{"type": "embed", "attrs": {"url": "javascript:alert(1)"}}]}, "link_odd"),
        (
            "Fine",
            {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "x" * 50_001}]}]},
            "body_too_long",
        ),
    ],
)
def test_words_that_cannot_be_published_are_refused_with_a_sentence(
    desk: Desk, heading: str, body: object, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.publish_entry(desk.blog, heading=heading, body=body, byline="", by=desk.nora, request_id=request_id())
    assert refused.value.code == code
    assert len(refused.value.sentence) > 20
    assert not messages(desk)


def test_a_live_blog_gets_a_free_address_made_of_its_headline(desk: Desk) -> None:
    again = actions.begin_live_blog(headline="Storm Ada: ferry adrift")
    assert (desk.blog.slug, again.slug) == ("storm-ada-ferry-adrift", "storm-ada-ferry-adrift-2")
    with pytest.raises(Refusal) as refused:
        actions.begin_live_blog(headline="Other", slug=desk.blog.slug)
    assert refused.value.code == "slug_taken"
    with pytest.raises(Refusal) as refused:
        actions.begin_live_blog(headline="Other", slug="Not An Address")
    assert refused.value.code == "slug_odd"


def test_bringing_in_is_all_or_nothing(desk: Desk) -> None:
    before = LiveBlog.objects.count()
    entries = [
        Incoming(heading="Good", byline="", body=BODY, published=desk.blog.started),
        Incoming(heading="x" * 201, byline="", body=BODY, published=desk.blog.started),
    ]
    good = IncomingLiveBlog("From the wire", entries[:1])
    with pytest.raises(Refusal):
        actions.bring_in_live_blogs([good, IncomingLiveBlog("Half good", entries)])
    assert LiveBlog.objects.count() == before
    [blog] = actions.bring_in_live_blogs([good])
    assert blog.log.messages.count() == 1


def test_publishing_costs_as_many_queries_at_entry_two_hundred_as_at_entry_two(desk: Desk) -> None:
    def queries_of_one() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.publish("Again.", heading="Again", key=True)
        return len(captured)

    desk.publish("First.", heading="First", key=True)
    at_two = queries_of_one()
    for _ in range(200):
        desk.publish("More.", heading="More", key=True)
    assert queries_of_one() == at_two
    assert fragments.key_events(desk.blog).count("<li>") == fragments.KEY_EVENTS_SHOWN
