"""What coverage puts on the log. Each class is one kind of message; `docs/contracts/log.md` documents every field."""

from dataclasses import dataclass
from typing import Any, ClassVar

Regions = dict[str, str]
"""Outer HTML of what else the message changes on the page, by name: `lead`, `pinned`, `key-events`."""


@dataclass(frozen=True, slots=True)
class _EntryEvent:
    kind: ClassVar[str]

    entry: dict[str, Any]
    html: str
    regions: Regions

    def payload(self) -> dict[str, object]:
        return {"entry": self.entry, "html": self.html, "regions": self.regions}


class EntryPublished(_EntryEvent):
    kind: ClassVar[str] = "entry.published"


class EntryRevised(_EntryEvent):
    kind: ClassVar[str] = "entry.revised"


class EntryCorrected(_EntryEvent):
    kind: ClassVar[str] = "entry.corrected"


class EntryWithdrawn(_EntryEvent):
    kind: ClassVar[str] = "entry.withdrawn"


class EntryPinned(_EntryEvent):
    kind: ClassVar[str] = "entry.pinned"


class EntryUnpinned(_EntryEvent):
    kind: ClassVar[str] = "entry.unpinned"


class EntryMarkedKey(_EntryEvent):
    kind: ClassVar[str] = "entry.marked_key"


class EntryUnmarkedKey(_EntryEvent):
    kind: ClassVar[str] = "entry.unmarked_key"


@dataclass(frozen=True, slots=True)
class HeadlineChanged:
    kind: ClassVar[str] = "headline.changed"

    headline: str
    standfirst: str
    regions: Regions

    def payload(self) -> dict[str, object]:
        return {"headline": self.headline, "standfirst": self.standfirst, "regions": self.regions}


@dataclass(frozen=True, slots=True)
class CoverageEnded:
    kind: ClassVar[str] = "coverage.ended"

    ended: str
    successor: str | None
    """Address of the live blog that goes on, if there is one."""
    regions: Regions

    def payload(self) -> dict[str, object]:
        return {"ended": self.ended, "successor": self.successor, "regions": self.regions}


ENTRY_EVENTS: tuple[type[_EntryEvent], ...] = (
    EntryPublished,
    EntryRevised,
    EntryCorrected,
    EntryWithdrawn,
    EntryPinned,
    EntryUnpinned,
    EntryMarkedKey,
    EntryUnmarkedKey,
)
KINDS = (*(event.kind for event in ENTRY_EVENTS), HeadlineChanged.kind, CoverageEnded.kind)
