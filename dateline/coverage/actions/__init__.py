"""The verbs of coverage: the only writers of its tables, one durable transaction each.

Each verb takes `by` (who does it; None is the program itself) and `request_id` (the same id twice does the work once),
writes its message on the live blog's log in the same transaction, and returns an `Outcome`.
"""

from dateline.coverage.actions.begin import begin_live_blog
from dateline.coverage.actions.bring_in import bring_in_live_blogs
from dateline.coverage.actions.change import correct_entry, revise_entry
from dateline.coverage.actions.drafts import discard_draft, save_draft, submit_draft, take_back_draft
from dateline.coverage.actions.mark import mark_key, pin_entry, unmark_key, unpin_entry
from dateline.coverage.actions.once import Outcome
from dateline.coverage.actions.publish import publish_entry
from dateline.coverage.actions.retitle import change_headline, end_coverage
from dateline.coverage.actions.withdraw import withdraw_entry

__all__ = [
    "Outcome",
    "begin_live_blog",
    "bring_in_live_blogs",
    "change_headline",
    "correct_entry",
    "discard_draft",
    "end_coverage",
    "mark_key",
    "pin_entry",
    "publish_entry",
    "revise_entry",
    "save_draft",
    "submit_draft",
    "take_back_draft",
    "unmark_key",
    "unpin_entry",
    "withdraw_entry",
]
