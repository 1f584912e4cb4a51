"""Reads of the record. Whatever is read for a person takes that person as `viewer`; there is no other door."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import F, Q, QuerySet

from dateline.accounts.models import Staff
from dateline.coverage.models import EntryVersion, LiveBlog, Story
from dateline.facts import bonds, events, rules, sums
from dateline.facts.models import Bond, Claim, HistoryLine, Kind, RefusedSuggestion, Relation, Status
from dateline.facts.refusals import refusal

OUT_OF_REVIEW = (Status.CORRECTED, Status.RETRACTED)
"""What was taken back or put right quotes an older version by its nature."""


def claims() -> QuerySet[Claim]:
    """Return all claims with what it takes to tell of them."""
    return Claim.objects.select_related("entry__live_blog__story", "version", "claimant", "side", "place")


def claims_for(viewer: Staff, story: Story) -> list[Claim]:
    """Return the story's record for the desk, tombstones included, in the order in which readers met it."""
    return list(claims().filter(entry__live_blog__story=story).order_by(*READING_ORDER))


READING_ORDER = ("entry__live_blog__started", "entry__live_blog", "entry__position", "start", "pk")


def claim_for(viewer: Staff, claim_id: str) -> Claim:
    """Return a claim for the desk. Refuses `not_found`."""
    claim = claims().filter(pk=claim_id).first()
    if claim is None:
        raise refusal("not_found")
    return claim


def to_review_for(viewer: Staff, story: Story) -> list[Claim]:
    """Return what somebody has to look at again: what is marked, and what no review has reached yet."""
    waiting = claims().filter(~Q(review="") | BEHIND, entry__live_blog__story=story)
    return list(waiting.exclude(status__in=OUT_OF_REVIEW).order_by(*READING_ORDER))


BEHIND = ~Q(seen_version=F("entry__version")) | Q(entry__withdrawn__isnull=False) & ~Q(review="entry_withdrawn")
"""The entry has changed since the claim was last compared with it.

Read from the two tables as they stand, so that no message, cursor or call that went missing can hide a change.
"""


def behind(blog: LiveBlog) -> QuerySet[Claim]:
    """Return the live blog's claims whose entry has changed since they were last compared with it."""
    return claims().filter(BEHIND, entry__live_blog=blog).exclude(status__in=OUT_OF_REVIEW).order_by("pk")


def live_blogs_behind(log: str = "") -> list[LiveBlog]:
    """Return the live blogs that have such claims: of all, or the one whose log this is if it has any."""
    waiting = Claim.objects.filter(BEHIND).exclude(status__in=OUT_OF_REVIEW)
    if log:
        waiting = waiting.filter(entry__live_blog__log__name=log)
    return list(LiveBlog.objects.filter(pk__in=waiting.values("entry__live_blog")).order_by("pk"))


def standing_words(claim: Claim) -> str:
    """Return the words that stand for the claim in its entry: its quote, or the others that a person kept it at."""
    if claim.review:
        return claim.quote
    version = claim.entry.versions.get(number=claim.seen_version)
    return rules.text_of(version.heading, version.body)[claim.present_start : claim.present_end]


def history_of(claim: Claim) -> list[HistoryLine]:
    """Return who moved the claim, when and why, the first line first."""
    return list(claim.history.select_related("by").order_by("number"))


def record_of(blog: LiveBlog) -> list[dict[str, Any]]:
    """Return the live blog's record as readers have it, which is what the messages on its log add up to."""
    return told(list(claims().filter(entry__live_blog=blog).order_by(*READING_ORDER)))


def told(some: Sequence[Claim]) -> list[dict[str, Any]]:
    """Return what readers are told of these claims, in two queries however many they are."""
    relations: dict[str, list[Relation]] = defaultdict(list)
    answers: dict[str, list[Relation]] = defaultdict(list)
    for relation in Relation.objects.filter(claim__in=some).order_by("pk"):
        relations[relation.claim_id].append(relation)
    for relation in Relation.objects.filter(target__in=some).order_by("pk"):
        answers[relation.target_id].append(relation)
    return [events.claim_told(claim, relations[claim.id], answers[claim.id]) for claim in some]


def bound_to(claim: Claim, bond: Bond) -> list[str]:
    """Return what the claim is bound to in this way, and what that is bound to, and so on, by ids."""
    way: list[str] = []
    below = {claim.pk}
    while below:
        above = Relation.objects.filter(claim__in=below, bond=bond).order_by("pk").values_list("target", flat=True)
        below = set(above).difference(way)
        way += sorted(below)
    return way


def party(claim: Claim) -> bonds.Party:
    """Return what the rules on relations need to know of a claim."""
    claimant = claim.claimant
    return bonds.Party(
        id=claim.id,
        story=claim.entry.live_blog.story_id,
        kind=Kind(claim.kind),
        status=Status(claim.status),
        claimant=(claimant.same_as_id or claimant.pk) if claimant else None,
        claimant_name=claimant.name if claimant else "",
        via=claim.via,
        measure=claim.measure,
        unit=claim.unit,
        numbers=(claim.value, claim.lower, claim.upper),
        up_from=claim.up_from,
    )


def as_recorded(claim: Claim) -> rules.NewClaim:
    """Return a claim as it was recorded, to compare it with another."""
    place = claim.place
    return rules.NewClaim(
        kind=claim.kind,
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        status=claim.status,
        subject=claim.subject,
        measure=claim.measure,
        value=claim.value,
        lower=claim.lower,
        upper=claim.upper,
        unit=claim.unit,
        qualifier=claim.qualifier,
        basis=claim.basis,
        of=claim.of,
        up_from=claim.up_from,
        claimant=claim.claimant.name if claim.claimant else "",
        role=claim.role,
        side=claim.side.name if claim.side else "",
        cue=claim.cue,
        via=claim.via,
        place=rules.Where(
            place.name, claim.place_precision, claim.place_offset, place.gazetteer_id, place.latitude, place.longitude
        )
        if place
        else None,
        event_start=claim.event_start,
        event_end=claim.event_end,
        event_precision=claim.event_precision,
        claimed_at=claim.claimed_at,
        claimed_precision=claim.claimed_precision,
    )


@dataclass(frozen=True, slots=True)
class Unsummed:
    """A figure whose parts do not add up to it, for the desk."""

    whole: Claim
    parts: tuple[Claim, ...]
    finding: sums.Finding


def findings_for(viewer: Staff, story: Story) -> list[Unsummed]:
    """Return the figures of the story whose parts, as far as they stand, do not add up."""
    of_wholes = Relation.objects.filter(
        bond=Bond.PART_OF,
        target__entry__live_blog__story=story,
        claim__status__in=rules.STANDING,
        target__status__in=rules.STANDING,
    )
    parts: dict[str, list[str]] = defaultdict(list)
    for part, whole in of_wholes.order_by("pk").values_list("claim", "target"):
        parts[whole].append(part)
    known = {claim.id: claim for claim in claims().filter(pk__in={*parts, *chain(*parts.values())})}
    found = [(known[whole], tuple(known[part] for part in those)) for whole, those in parts.items()]
    return [
        Unsummed(whole, those, finding)
        for whole, those in found
        if (finding := sums.check_sum(_amount(whole), [_amount(part) for part in those]))
    ]


def refused_suggestions(version: EntryVersion) -> set[tuple[int, int, str, str]]:
    """Return which suggestions of a version were refused: start, end, kind, and `proposals.number_of`."""
    return set(version.refused_suggestions.values_list("start", "end", "kind", "number"))


@dataclass(slots=True)
class Fate:
    """What became of the suggestions that one step of the extractor had a part in."""

    step: str
    taken: int = 0
    """As they were."""
    changed: int = 0
    refused: int = 0


def fates_for(viewer: Staff) -> list[Fate]:
    """Return what became of suggestions in use, for each step of their rules, those that were refused most first.

    A correction may name the rule of a suggestion too, and counts as that one's.
    """
    fates: dict[str, Fate] = {}
    suggested = Claim.objects.exclude(rule="").values_list("rule", "changed").order_by("pk")
    for rule, changed in suggested.iterator():
        for step in rule.split(" > "):
            fate = fates.setdefault(step, Fate(step))
            fate.taken, fate.changed = fate.taken + (not changed), fate.changed + bool(changed)
    for rule in RefusedSuggestion.objects.order_by("pk").values_list("rule", flat=True).iterator():
        for step in rule.split(" > "):
            fates.setdefault(step, Fate(step)).refused += 1
    return sorted(fates.values(), key=lambda fate: (-fate.refused, -fate.changed, fate.step))


def _amount(claim: Claim) -> sums.Amount:
    return sums.Amount(claim.value, claim.lower, claim.upper, claim.unit, claim.qualifier)
