"""Say that two names are one claimant."""

from django.db import transaction

from dateline.accounts.models import Staff
from dateline.facts import rules
from dateline.facts.models import Claimant
from dateline.facts.refusals import refusal


def unite_claimants(name: Claimant, *, other: Claimant, by: Staff | None) -> None:
    """Make `other` another name of `name`: "the ministry" and "Russia's defence ministry" are one claimant.

    Claims keep the name that was printed, so nothing changes for readers and no message is needed. Doing it twice does
    it once. Refuses `other_story`, and `claimants_odd` where that would make a name of a name.
    """
    rules.check_may_keep_record(by)
    with transaction.atomic(durable=True):
        rows = Claimant.objects.select_for_update().filter(pk__in=[name.pk, other.pk]).order_by("pk")
        fresh = {row.pk: row for row in rows}
        main, second = fresh[name.pk], fresh[other.pk]
        if main.story_id != second.story_id:
            raise refusal("other_story")
        if second.same_as_id == main.pk:
            return
        if main.pk == second.pk or main.same_as_id or second.same_as_id or second.other_names.exists():
            raise refusal("claimants_odd", name=main.name, other=second.name)
        second.same_as = main
        second.save(update_fields=["same_as"])
