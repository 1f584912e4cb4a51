"""What was taken, changed or refused of the extractor's suggestions is kept, so that their quality can be seen."""

from dataclasses import replace

from dateline.coverage.models import Entry
from dateline.coverage.queries import present_words
from dateline.facts import actions, proposals, queries
from dateline.facts.gazetteer.lookup import Gazetteer
from dateline.facts.models import Claim
from dateline.facts.rules import NewClaim
from tests.facts.extractor.conftest import atlas
from tests.facts.record.newsroom import Newsroom, claim_of, refused, request_id
from tests.facts.record.suggesting import of, proposed

__all__ = ["atlas"]


def suggested(newsroom: Newsroom, atlas: Gazetteer) -> tuple[Entry, list[NewClaim]]:
    text = "The air force shot down 41 of 64 drones over Odesa, its spokesman said."
    return newsroom.publish(text), [one.claim for one in proposed(text, atlas)]


def test_a_claim_keeps_which_of_its_fields_a_person_changed(newsroom: Newsroom, atlas: Gazetteer) -> None:
    entry, [part, whole] = suggested(newsroom, atlas)
    wanted = replace(part, claimant="the air force", role="", rule="a rule of my own", confidence=None)
    for proposal, taken in ((part, wanted), (whole, whole)):
        actions.record_claim(
            present_words(entry), proposals.taken(proposal, taken), by=newsroom.nora, request_id=request_id()
        )
    changed, as_it_was = Claim.objects.order_by("value")
    assert set(changed.changed.split()) == {"claimant"} | ({"role"} if part.role else set())
    assert (changed.rule, changed.confidence) == (part.rule, part.confidence)
    assert (as_it_was.changed, as_it_was.rule) == ("", whole.rule)


def test_a_refused_suggestion_is_kept_once_and_told_to_nobody(newsroom: Newsroom, atlas: Gazetteer) -> None:
    entry, [part, whole] = suggested(newsroom, atlas)
    version = present_words(entry)
    told = newsroom.kinds()
    for _ in range(2):
        actions.refuse_suggestion(version, part, by=newsroom.nora)
    # Where several stand in the same words, the number tells them apart.
    whole = replace(whole, start=part.start, end=part.end, quote=part.quote)
    assert queries.refused_suggestions(version) == {(part.start, part.end, "figure", "41//")}
    actions.refuse_suggestion(version, whole, by=newsroom.ada)
    assert len(queries.refused_suggestions(version)) == 2
    kept = version.refused_suggestions.get(number="41//")
    assert (kept.rule, kept.confidence, kept.by) == (part.rule, part.confidence, newsroom.nora)
    assert newsroom.kinds() == told


def test_a_refusal_needs_an_editor_the_words_and_a_suggestion(newsroom: Newsroom, atlas: Gazetteer) -> None:
    entry, [part, _] = suggested(newsroom, atlas)
    version = present_words(entry)
    refused("not_allowed", lambda: actions.refuse_suggestion(version, part, by=newsroom.ben))
    refused(
        "quote_odd", lambda: actions.refuse_suggestion(version, replace(part, start=part.start + 1), by=newsroom.nora)
    )
    refused("not_suggested", lambda: actions.refuse_suggestion(version, replace(part, rule=""), by=newsroom.nora))
    assert queries.refused_suggestions(version) == set()


def test_what_the_record_cannot_keep_can_be_refused_as_well(newsroom: Newsroom, atlas: Gazetteer) -> None:
    entry = newsroom.publish("41 drones were seen.")
    odd = of("41 drones were seen.", atlas, value=-1e300, lower=-1e300, upper=1e300, rule="numbers.digits").claim
    actions.refuse_suggestion(present_words(entry), odd, by=newsroom.nora)
    [(_, _, _, number)] = queries.refused_suggestions(present_words(entry))
    assert number.startswith("-1")


def test_the_quality_of_each_step_can_be_seen(newsroom: Newsroom) -> None:
    entry = newsroom.publish("41 drones were seen, then 44 drones, then 47 drones, then 50 drones.")
    version = present_words(entry)
    newsroom.record(entry, "41 drones", rule="numbers.digits > place.sentence")
    newsroom.record(entry, "44 drones", rule="numbers.digits", changed="place")
    newsroom.record(entry, "50 drones")
    third = replace(claim_of(version, "47 drones"), rule="numbers.digits > basis.total")
    actions.refuse_suggestion(version, third, by=newsroom.nora)
    fates = {fate.step: (fate.taken, fate.changed, fate.refused) for fate in queries.fates_for(newsroom.nora)}
    assert fates == {"basis.total": (0, 0, 1), "numbers.digits": (1, 1, 1), "place.sentence": (1, 0, 0)}
