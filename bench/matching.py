"""When a suggestion is what a person labelled: the spans overlap and the value or the bounds are the same."""

import re
from collections.abc import Sequence
from typing import Any

from dateline.facts.extractor.claim import Suggestion
from dateline.facts.gazetteer.folding import fold

Label = dict[str, Any]
# One measure in two words: a person who labels writes either.
_SAME = {
    "deaths": "killed",
    "hospitalised": "in_hospital",
    "wounded": "injured",
    "dead": "killed",
    "detained": "arrested",
    "maximum_fine": "fine",
    "on_board": "aboard",
    "attending": "attended",
    "infected": "cases",
    "rate": "interest_rate",
    "speed": "wind_speed",
    "jobs_lost": "laid_off",
    "maximum_jail": "sentenced",
    "sentence": "sentenced",
    "delay": "delayed",
    "striking": "on_strike",
    "counted": "votes_counted",
    "voted": "votes",
    "burned": "burned_area",
    # Which way it went is more than that it did.
    "growth": "change",
    "fall": "change",
}
_IDLE = {
    "the",
    "a",
    "of",
    "s",
    "and",
    "in",
    "region",
    "oblast",
    "county",
    "province",
    "state",
    "city",
    "central",
    "other",
    "parts",
}


def matched_pairs(labels: Sequence[Label], figures: Sequence[Suggestion]) -> list[tuple[Label, Suggestion]]:
    """Return each label with the suggestion that says it; a repeat that is linked to a suggestion counts as it."""
    pairs = []
    taken: set[int] = set()
    for label in labels:
        fitting = [one for one in figures if _same_number(label, one) and _overlaps(label, one)]
        fresh = [one for one in fitting if id(one) not in taken] or (fitting if label.get("relation") else [])
        if fresh:
            one = min(fresh, key=lambda one: abs(one.start - label["start"]))
            taken.add(id(one))
            pairs.append((label, one))
    return pairs


def _same_number(label: Label, one: Suggestion) -> bool:
    if label.get("value") is not None:
        return one.value is not None and abs(float(label["value"]) - one.value) < 1e-6 * max(1.0, abs(one.value))
    return (label.get("lower"), label.get("upper")) == (one.lower, one.upper) and one.value is None


def _overlaps(label: Label, one: Suggestion) -> bool:
    if label["start"] < 0:
        return True
    spans = [(one.start, one.end), *((repeat.start, repeat.end) for repeat in one.repeats)]
    return any(start < label["end"] and label["start"] < end for start, end in spans)


def same_words(label: str | None, ours: str | None) -> bool:
    return _SAME.get(label or "", label or "").lower() == _SAME.get(ours or "", ours or "").lower()


def same_unit(label: str | None, ours: str | None) -> bool:
    return same_words(label, ours) or bool(label and ours and fold(label).split()[0] == fold(ours).split()[0])


def same_name(label: str | None, ours: str | None) -> bool:
    """Return whether two names share their words: one may be the fuller."""
    if not label or not ours:
        return not label and not ours
    first, second = _telling(label), _telling(ours)
    return bool(first & second) and (first <= second or second <= first or len(first & second) >= 2)


def same_place(label: str | None, ours: str | None) -> bool:
    if not label or not ours:
        return not label and not ours
    first, second = _telling(label.split(",")[0]), _telling(ours.split(",")[0])
    return bool(first & (second | _telling(ours))) or bool(
        second and second <= _telling(label) and "," not in ours and "," not in label
    )


def _telling(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", fold(name))) - _IDLE
