"""A newsroom that covers a storm: the verbs of coverage, short enough to read in a test's sentence."""

import secrets
from dataclasses import dataclass
from typing import Any

from dateline.coverage import actions
from dateline.coverage.actions import Outcome
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import Entry, LiveBlog
from dateline.coverage.queries import present_words
from dateline.facts.actions import record_claim
from dateline.facts.rules import NewClaim, text_of


@dataclass
class Newsroom:
    """One live blog and those who write it."""

    blog: LiveBlog

    @property
    def url(self) -> str:
        return self.blog.url

    def publish(self, heading: str = "Ferry under tow", text: str = "A tug has a line aboard.", **more: Any) -> str:
        """Publish an entry and return its id."""
        words = {"heading": heading, "body": body_from_markdown(text), "byline": more.pop("byline", "Mira Castell")}
        return _id(actions.publish_entry(self.blog, **words, by=None, request_id=_request_id(), **more))

    def publish_many(self, count: int) -> list[str]:
        """Publish so many entries and return their ids, the oldest first."""
        return [
            self.publish(f"Update {number}", f"What happened as number {number}.") for number in range(1, count + 1)
        ]

    def revise(self, entry_id: str, text: str, heading: str = "Ferry under tow") -> None:
        entry = self.entry(entry_id)
        words: dict[str, Any] = {"heading": heading, "body": body_from_markdown(text), "byline": entry.byline}
        actions.revise_entry(entry, **words, base_version=entry.version, by=None, request_id=_request_id())

    def correct(self, entry_id: str, text: str, reason: str = "Miscounted.", heading: str = "Ferry under tow") -> None:
        entry = self.entry(entry_id)
        words: dict[str, Any] = {"heading": heading, "body": body_from_markdown(text), "byline": entry.byline}
        actions.correct_entry(
            entry, **words, reason=reason, base_version=entry.version, by=None, request_id=_request_id()
        )

    def withdraw(self, entry_id: str, reason: str = "It was an exercise.") -> None:
        actions.withdraw_entry(self.entry(entry_id), reason=reason, by=None, request_id=_request_id())

    def pin(self, entry_id: str) -> None:
        actions.pin_entry(self.entry(entry_id), by=None, request_id=_request_id())

    def unpin(self, entry_id: str) -> None:
        actions.unpin_entry(self.entry(entry_id), by=None, request_id=_request_id())

    def mark_key(self, entry_id: str) -> None:
        actions.mark_key(self.entry(entry_id), by=None, request_id=_request_id())

    def unmark_key(self, entry_id: str) -> None:
        actions.unmark_key(self.entry(entry_id), by=None, request_id=_request_id())

    def record(self, entry_id: str, quote: str) -> None:
        """Put these words of the entry on the record, in the newsroom's own voice."""
        version = present_words(self.entry(entry_id))
        start = text_of(version.heading, version.body).index(quote)
        claim = NewClaim(kind="event", quote=quote, start=start, end=start + len(quote), status="reported")
        record_claim(version, claim, by=None, request_id=_request_id())

    def change_headline(self, headline: str, standfirst: str = "") -> None:
        words = {"headline": headline, "standfirst": standfirst}
        actions.change_headline(self.blog, **words, by=None, request_id=_request_id())

    def end(self, successor: str = "") -> None:
        """End the coverage, to go on in the live blog with the slug `successor` if there is one."""
        following = LiveBlog.objects.get(slug=successor) if successor else None
        actions.end_coverage(self.blog, successor=following, by=None, request_id=_request_id())

    def entry(self, entry_id: str) -> Entry:
        return Entry.objects.select_related("live_blog").get(pk=entry_id)


def begin(headline: str = "Storm Ada: ferry adrift", slug: str = "", **more: Any) -> Newsroom:
    """Begin a live blog; without a slug, at an address that no other test has."""
    slug = slug or f"storm-{secrets.token_hex(5)}"
    standfirst = more.pop("standfirst", "Two coasts count the damage.")
    return Newsroom(actions.begin_live_blog(headline=headline, standfirst=standfirst, slug=slug, **more))


def _id(outcome: Outcome) -> str:
    assert outcome.entry_id
    return outcome.entry_id


def _request_id() -> str:
    return secrets.token_hex(8)
