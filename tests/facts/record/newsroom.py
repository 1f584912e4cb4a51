"""A newsroom that covers a night of drones and keeps the record of it: the real verbs, short enough for a sentence."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from dateline.accounts.models import Staff
from dateline.coverage import actions as coverage
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import Entry, EntryVersion, LiveBlog
from dateline.coverage.queries import present_words
from dateline.facts import actions, queries, rules
from dateline.facts.models import Claim, Claimant
from dateline.kit.refusal import Refusal
from dateline.stream.models import Message

NIGHT = "The air force shot down 41 drones overnight. The governor spoke of 38 drones, up from 30."


@dataclass
class Newsroom:
    """Nora is an editor, Ben a reporter, Ada an admin."""

    ada: Staff
    nora: Staff
    ben: Staff
    blog: LiveBlog

    def publish(self, text: str, *, heading: str = "") -> Entry:
        outcome = coverage.publish_entry(
            self.blog, heading=heading, body=body_from_markdown(text), byline="", by=self.nora, request_id=request_id()
        )
        return self.entry(outcome.entry_id)

    def revise(self, entry: Entry, text: str) -> Entry:
        entry = self.entry(entry.pk)
        words: dict[str, Any] = {"heading": entry.heading, "byline": "", "body": body_from_markdown(text)}
        coverage.revise_entry(entry, **words, base_version=entry.version, by=self.nora, request_id=request_id())
        return self.entry(entry.pk)

    def correct_entry(self, entry: Entry, text: str) -> Entry:
        entry = self.entry(entry.pk)
        words: dict[str, Any] = {"heading": entry.heading, "byline": "", "body": body_from_markdown(text)}
        coverage.correct_entry(
            entry, **words, reason="Miscounted.", base_version=entry.version, by=self.nora, request_id=request_id()
        )
        return self.entry(entry.pk)

    def withdraw(self, entry: Entry) -> None:
        coverage.withdraw_entry(
            self.entry(entry.pk), reason="It was an exercise.", by=self.nora, request_id=request_id()
        )

    def end(self) -> None:
        coverage.end_coverage(self.blog, by=self.nora, request_id=request_id())

    def record(self, entry: Entry, quote: str, **more: Any) -> Claim:
        """Put the words, where they stand first in the entry, on the record as the figure that they begin with."""
        bonds = {name: more.pop(name) for name in ("repeats", "part_of") if name in more}
        version = present_words(entry)
        outcome = actions.record_claim(
            version, claim_of(version, quote, **more), by=self.nora, request_id=request_id(), **bonds
        )
        return queries.claim_for(self.nora, outcome.claim_id)

    def confirm(self, claim: Claim, **more: Any) -> Claim:
        more.setdefault("reason", "" if "because" in more else "Our reporter counted them.")
        return self._done(actions.confirm_claim(claim, **more, by=self.nora, request_id=request_id()))

    def dispute(self, claim: Claim, **more: Any) -> Claim:
        more.setdefault("reason", "" if "because" in more else "The pictures show fewer.")
        return self._done(actions.dispute_claim(claim, **more, by=self.nora, request_id=request_id()))

    def deny(self, claim: Claim, denial: Claim) -> Claim:
        return self._done(actions.deny_claim(claim, denial=denial, by=self.nora, request_id=request_id()))

    def bind(self, claim: Claim, **bonds: Claim) -> Claim:
        return self._done(actions.bind_claim(claim, **bonds, by=self.nora, request_id=request_id()))

    def supersede(self, claim: Claim, newer: Claim) -> Claim:
        return self._done(actions.supersede_claim(claim, newer=newer, by=self.nora, request_id=request_id()))

    def retract(self, claim: Claim, reason: str = "It was another night.") -> Claim:
        return self._done(actions.retract_claim(claim, reason=reason, by=self.nora, request_id=request_id()))

    def correct(self, claim: Claim, entry: Entry, quote: str, **more: Any) -> Claim:
        """Correct the claim from the entry as it stands now, and return the new one."""
        version = present_words(self.entry(entry.pk))
        outcome = actions.correct_claim(
            claim,
            version=version,
            corrected=claim_of(version, quote, **more),
            reason="The ministry had added them up wrongly.",
            by=self.nora,
            request_id=request_id(),
        )
        return self._done(outcome)

    def keep(self, claim: Claim, words: str) -> Claim:
        present = present_words(self.entry(claim.entry_id))
        start = rules.text_of(present.heading, present.body).index(words)
        outcome = actions.keep_claim(
            claim,
            start=start,
            end=start + len(words),
            version=present.number,
            by=self.nora,
            request_id=request_id(),
        )
        return self._done(outcome)

    def review(self) -> int:
        return actions.review_what_changed(self.blog)

    def unite(self, name: str, other: str) -> None:
        actions.unite_claimants(self.claimant(name), other=self.claimant(other), by=self.nora)

    def claimant(self, name: str) -> Claimant:
        return Claimant.objects.get(story=self.blog.story, name=name)

    def fresh(self, claim: Claim) -> Claim:
        return queries.claim_for(self.nora, claim.pk)

    def entry(self, entry_id: str | None) -> Entry:
        return Entry.objects.select_related("live_blog").get(pk=entry_id)

    def history(self, claim: Claim) -> list[tuple[str, str, str]]:
        """Each line of the claim's history: from, to, why."""
        return [(line.before, line.after, line.reason) for line in queries.history_of(claim)]

    def messages(self) -> list[dict[str, Any]]:
        texts = Message.objects.filter(log=self.blog.log).order_by("n").values_list("text", flat=True)
        return [json.loads(text) for text in texts]

    def kinds(self) -> list[str]:
        return [message["kind"] for message in self.messages()]

    def _done(self, outcome: actions.Outcome) -> Claim:
        return queries.claim_for(self.nora, outcome.claim_id)


def claim_of(version: EntryVersion, quote: str, **more: Any) -> rules.NewClaim:
    """A claim of these words, which are a figure of drones that the air force shot down unless said otherwise."""
    start = rules.text_of(version.heading, version.body).index(quote)
    number = quote.split(maxsplit=1)[0]
    said: dict[str, Any] = {"kind": "figure", "status": "claimed", "claimant": "the air force"}
    if more.get("kind", "figure") == "figure":
        said |= {"subject": "drones", "measure": "shot down", "unit": "drones"}
        if not {"value", "lower", "upper"} & more.keys():
            said["value"] = Decimal(number)
    return rules.NewClaim(quote=quote, start=start, end=start + len(quote), **(said | more))


def request_id() -> str:
    return secrets.token_hex(8)


def refused(code: str, verb: Callable[[], object]) -> None:
    """The verb refuses with this code, and its sentence speaks to a person."""
    with pytest.raises(Refusal) as refusal:
        verb()
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")
