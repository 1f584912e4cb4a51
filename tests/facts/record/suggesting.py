"""Proposals for a text, as the desk would lay them before an editor."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dateline.facts.extractor.claim import Suggestion
from dateline.facts.extractor.suggest import suggest
from dateline.facts.gazetteer.lookup import Gazetteer
from dateline.facts.proposals import Proposal, propose

OSLO = ZoneInfo("Europe/Oslo")
DAY = date(2031, 3, 4)
"""A Tuesday."""


def proposed(text: str, atlas: Gazetteer, *, heading: str = "") -> list[Proposal]:
    whole = f"{heading}\n\n{text}" if heading else text
    return propose(whole, suggest(whole, atlas, on=DAY), heading=heading, atlas=atlas, zone=OSLO)


def of(text: str, atlas: Gazetteer, **said: Any) -> Proposal:
    """The proposal for one suggestion that is made up of these fields, on the first words of the text."""
    one = Suggestion(**{"quote": text[:4], "start": 0, "end": 4, "kind": "figure", "value": 41, **said})
    [proposal] = propose(text, [one], heading="", atlas=atlas, zone=OSLO)
    return proposal
