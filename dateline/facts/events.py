"""What the record puts on the log. Each class is one kind of message; `docs/contracts/log.md` documents every field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from dateline.facts.models import Bond, Claim, Place, Relation, Status
from dateline.facts.rules import plain
from dateline.kit import clock

OWN_BONDS = (Bond.REPEATS, Bond.PART_OF)
"""Relations that are a claim's own, so that it tells them itself; the others are told by their target."""


def claim_told(claim: Claim, relations: Sequence[Relation], answers: Sequence[Relation]) -> dict[str, Any]:
    """Return what readers are told of a claim: all that it says and how it stands, or its tombstone.

    `relations` lead from the claim, `answers` to it. Every change of this is a message on the live blog's log.
    """
    stands = {
        "id": claim.id,
        "live_blog": claim.entry.live_blog.slug,
        "entry": claim.entry_id,
        "version": claim.version.number,
        "url": claim.entry.url,
        "status": claim.status,
        "review": claim.review or None,
        "answers": [
            {"bond": answer.bond, "claim": answer.claim_id} for answer in answers if answer.bond not in OWN_BONDS
        ],
    }
    if claim.status == Status.RETRACTED:
        return stands
    said = {relation.bond: relation.target_id for relation in relations}
    return stands | {
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind,
        "subject": claim.subject,
        "measure": claim.measure,
        "value": plain(claim.value),
        "lower": plain(claim.lower),
        "upper": plain(claim.upper),
        "unit": claim.unit,
        "qualifier": claim.qualifier,
        "basis": claim.basis,
        "of": plain(claim.of),
        "up_from": plain(claim.up_from),
        "claimant": claim.claimant.name if claim.claimant else "",
        "role": claim.role,
        "side": claim.side.name if claim.side else "",
        "cue": claim.cue,
        "via": claim.via,
        "place": _place(claim, claim.place) if claim.place else None,
        "event_time": _span(claim.event_start, claim.event_end, claim.event_precision),
        "claimed_at": _span(claim.claimed_at, claim.claimed_at, claim.claimed_precision),
        "repeats": said.get(Bond.REPEATS),
        "part_of": said.get(Bond.PART_OF),
    }


def _place(claim: Claim, place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "precision": claim.place_precision,
        "offset": claim.place_offset,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _span(start: datetime | None, end: datetime | None, precision: str) -> dict[str, str] | None:
    if start is None or end is None:
        return None
    return {"start": clock.iso(start), "end": clock.iso(end), "precision": precision}


@dataclass(frozen=True, slots=True)
class _ClaimEvent:
    """The claim as it stands after this message."""

    kind: ClassVar[str]

    claim: dict[str, Any]

    def payload(self) -> dict[str, object]:
        return {"claim": self.claim}


@dataclass(frozen=True, slots=True)
class _JudgedEvent:
    """The claim whose status changed, why, and the claim that says so where there is one."""

    kind: ClassVar[str]

    claim: dict[str, Any]
    reason: str
    other: dict[str, Any] | None

    def payload(self) -> dict[str, object]:
        return {"claim": self.claim, "reason": self.reason, "other": self.other}


class ClaimRecorded(_ClaimEvent):
    kind: ClassVar[str] = "claim.recorded"


class ClaimConfirmed(_JudgedEvent):
    kind: ClassVar[str] = "claim.confirmed"


class ClaimDisputed(_JudgedEvent):
    kind: ClassVar[str] = "claim.disputed"


class ClaimDenied(_JudgedEvent):
    kind: ClassVar[str] = "claim.denied"


class ClaimCorrected(_JudgedEvent):
    kind: ClassVar[str] = "claim.corrected"


class ClaimSuperseded(_JudgedEvent):
    kind: ClassVar[str] = "claim.superseded"


@dataclass(frozen=True, slots=True)
class ClaimRetracted:
    """The claim's tombstone."""

    kind: ClassVar[str] = "claim.retracted"

    claim: dict[str, Any]
    reason: str

    def payload(self) -> dict[str, object]:
        return {"claim": self.claim, "reason": self.reason}


class ClaimBound(_ClaimEvent):
    kind: ClassVar[str] = "claim.bound"


class ClaimHeld(_ClaimEvent):
    kind: ClassVar[str] = "claim.held"


class ClaimKept(_ClaimEvent):
    kind: ClassVar[str] = "claim.kept"


JUDGED = (ClaimConfirmed, ClaimDisputed, ClaimDenied, ClaimCorrected, ClaimSuperseded)
KINDS = tuple(event.kind for event in (ClaimRecorded, ClaimBound, *JUDGED, ClaimRetracted, ClaimHeld, ClaimKept))
