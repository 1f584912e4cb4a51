"""The verbs of the record: the only writers of its tables, one durable transaction each.

Each verb takes `by` (who does it; None is the program itself) and `request_id` (the same id twice does the work once),
writes its message on the log of the live blog that the claim stands in, and returns an `Outcome`. They work after the
end of coverage, too: the record outlives it. All refuse `not_allowed`.
"""

from dateline.facts.actions.bind import bind_claim
from dateline.facts.actions.carry import Outcome
from dateline.facts.actions.judge import confirm_claim, deny_claim, dispute_claim
from dateline.facts.actions.record import record_claim
from dateline.facts.actions.refuse import refuse_suggestion
from dateline.facts.actions.replace import correct_claim, supersede_claim
from dateline.facts.actions.retract import retract_claim
from dateline.facts.actions.review import keep_claim, review_what_changed
from dateline.facts.actions.unite import unite_claimants

__all__ = [
    "Outcome",
    "bind_claim",
    "confirm_claim",
    "correct_claim",
    "deny_claim",
    "dispute_claim",
    "keep_claim",
    "record_claim",
    "refuse_suggestion",
    "retract_claim",
    "review_what_changed",
    "supersede_claim",
    "unite_claimants",
]
