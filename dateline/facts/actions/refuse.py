"""Say that a suggestion is no claim."""

from django.db import transaction

from dateline.accounts.models import Staff
from dateline.coverage.models import EntryVersion
from dateline.facts import proposals, rules
from dateline.facts.models import RefusedSuggestion
from dateline.facts.refusals import refusal
from dateline.kit import clock


def refuse_suggestion(version: EntryVersion, suggested: rules.NewClaim, *, by: Staff | None) -> None:
    """Keep that a person refused what the extractor suggested of this version, with the rule that made it.

    Nobody but the desk is told. Doing it twice does it once. Whoever records the claim after all has changed their
    mind, and both stay. Refuses `quote_odd`, and `not_suggested` for what no rule has made.
    """
    rules.check_may_keep_record(by)
    rules.check_quote(suggested, rules.text_of(version.heading, version.body))
    if not suggested.rule:
        raise refusal("not_suggested")
    with transaction.atomic(durable=True):
        RefusedSuggestion.objects.get_or_create(
            version=version,
            start=suggested.start,
            end=suggested.end,
            kind=suggested.kind,
            number=proposals.number_of(suggested),
            defaults={
                "rule": suggested.rule[: rules.LIMITS["rule"]],
                "confidence": suggested.confidence,
                "at": clock.now(),
                "by": by,
            },
        )
