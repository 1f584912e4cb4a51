"""Events, statements, denials and omissions: labels are a sample of them, so only what was found of it is measured.

A label is found when a suggestion's words overlap with its words: of the same kind, or of any. How many an entry gets
is said beside it, because finding more by suggesting everything would be no help to anybody.
"""

import json
from collections.abc import Sequence

from bench.matching import Label
from dateline.facts.extractor.claim import Suggestion

KINDS = ("event", "statement", "denial", "omission")
# The labels and the suggestions of one entry.
Laid = tuple[Sequence[Label], Sequence[Suggestion]]


def show(title: str, entries: Sequence[Laid], *, as_json: bool) -> None:
    """Print one row: what of the sample was found, and how many suggestions of each kind an entry gets."""
    found = recalls(entries)
    each = an_entry(entries)
    if as_json:
        print(json.dumps({"benchmark": "record", "part": f"{title}, other kinds", "recall": found, "an_entry": each}))
        return
    sampled = "  ".join(
        f"{kind}s {told['labelled']} (found as such {told['as_such']}, as any kind {told['as_any']})"
        for kind, told in found.items()
    )
    print(f"{title}: other kinds\n  {sampled or 'none labelled'}")
    print("  an entry gets " + "  ".join(f"{kind}s {count}" for kind, count in each.items()) + "\n")


def recalls(entries: Sequence[Laid]) -> dict[str, dict[str, float]]:
    """Return for each labelled kind how many labels there are and which share of them was found."""
    found: dict[str, dict[str, float]] = {}
    for kind in KINDS:
        laid = [(label, ours) for labels, ours in entries for label in labels if _is_sampled(label, kind)]
        if not laid:
            continue
        as_such = sum(any(one.kind == kind and overlaps(label, one) for one in ours) for label, ours in laid)
        as_any = sum(any(overlaps(label, one) for one in ours) for label, ours in laid)
        found[kind] = {
            "labelled": len(laid),
            "as_such": round(as_such / len(laid), 3),
            "as_any": round(as_any / len(laid), 3),
        }
    return found


def an_entry(entries: Sequence[Laid]) -> dict[str, float]:
    """Return how many suggestions of each kind an entry gets on average."""
    count = max(1, len(entries))
    return {kind: round(sum(one.kind == kind for _, ours in entries for one in ours) / count, 2) for kind in KINDS}


def overlaps(label: Label, one: Suggestion) -> bool:
    """Return whether they have words in common; a repeat that is linked to a suggestion counts as it."""
    spans = [(one.start, one.end), *((repeat.start, repeat.end) for repeat in one.repeats)]
    return any(start < label["end"] and label["start"] < end for start, end in spans)


def _is_sampled(label: Label, kind: str) -> bool:
    """A label whose words are not in its entry, as in a caption that was left out, cannot be found by anybody."""
    return bool(label["kind"] == kind and label["start"] >= 0)
