"""What one claim is to another: who may confirm, deny and supersede whom, and what parts add up to."""

from decimal import Decimal
from functools import partial

from dateline.coverage.actions import begin_live_blog
from dateline.coverage.models import Entry
from dateline.facts import queries, rules
from dateline.facts.models import Claim
from tests.facts.record.newsroom import Newsroom, refused
from tests.stream.logs import Aside


def test_different_claimants_stand_side_by_side_when_one_disputes_the_other(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    other = newsroom.record(entry, "38 drones", claimant="the governor")
    newsroom.dispute(claim, because=other)
    assert newsroom.fresh(claim).status == "disputed"
    assert newsroom.fresh(other).status == "claimed"
    assert newsroom.fresh(claim).value == 41


def test_a_denial_is_its_own_claim_and_makes_its_target_disputed(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    denial = newsroom.record(entry, "The governor spoke", kind="denial", claimant="the ministry")
    newsroom.deny(claim, denial)
    assert newsroom.fresh(claim).status == "disputed"
    assert newsroom.fresh(denial).status == "claimed"
    refused("related_already", partial(newsroom.deny, claim, denial))


def test_what_its_own_claimant_takes_back_is_denied(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    denial = newsroom.record(entry, "The governor spoke", kind="denial", claimant="the air force")
    assert newsroom.deny(claim, denial).status == "denied"


def test_only_a_denial_denies(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    refused("not_a_denial", partial(newsroom.deny, claim, newsroom.record(entry, "38 drones", claimant="the governor")))


def test_the_newer_figure_of_the_same_claimant_takes_the_place_of_the_older(
    newsroom: Newsroom, entry: Entry, claim: Claim
) -> None:
    newer = newsroom.record(newsroom.publish("By noon it was 44 drones."), "44 drones")
    assert newsroom.supersede(claim, newer).status == "superseded"
    assert newsroom.fresh(claim).value == 41, "it stays on the record as it was said"
    refused("over", partial(newsroom.confirm, claim))


def test_another_claimants_figure_takes_no_place(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    other = newsroom.record(entry, "38 drones", claimant="the governor")
    refused("other_claimant", partial(newsroom.supersede, claim, other))
    assert newsroom.fresh(claim).status == "claimed"


def test_an_agency_without_a_claimant_speaks_for_itself(newsroom: Newsroom, entry: Entry) -> None:
    first = newsroom.record(entry, "41 drones", claimant="", via="Agency One")
    other = newsroom.record(entry, "38 drones", claimant="", via="Agency Two")
    later = newsroom.record(newsroom.publish("Now it is 44 drones."), "44 drones", claimant="", via="agency one")
    refused("other_claimant", partial(newsroom.supersede, first, other))
    refused("same_claimant", partial(newsroom.confirm, first, because=later))
    assert newsroom.supersede(first, later).status == "superseded"


def test_the_newsroom_may_confirm_its_own_report(newsroom: Newsroom, entry: Entry) -> None:
    there = newsroom.record(entry, "41 drones", claimant="", status="reported")
    here = newsroom.record(newsroom.publish("We counted 41 drones."), "41 drones", claimant="", status="reported")
    assert newsroom.confirm(there, because=here).status == "confirmed"


def test_a_figure_that_says_up_from_takes_the_place_of_that_number(newsroom: Newsroom, entry: Entry) -> None:
    older = newsroom.record(entry, "30", claimant="the mayor")
    newer = newsroom.record(entry, "38 drones", claimant="the governor", up_from=Decimal(30))
    assert newsroom.supersede(older, newer).status == "superseded"


def test_a_claimant_by_two_names_is_one_claimant(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    newer = newsroom.record(newsroom.publish("Now it is 44 drones."), "44 drones", claimant="Ukraine’s air force")
    refused("other_claimant", partial(newsroom.supersede, claim, newer))
    newsroom.unite("the air force", "Ukraine’s air force")
    newsroom.unite("the air force", "Ukraine’s air force")
    assert newsroom.supersede(claim, newer).status == "superseded"
    assert newsroom.fresh(newer).claimant == newsroom.claimant("Ukraine’s air force"), "the name stays as printed"
    refused("claimants_odd", partial(newsroom.unite, "Ukraine’s air force", "the air force"))


def test_a_claimant_is_not_its_own_second_source(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    again = newsroom.record(newsroom.publish("It repeats: 41 drones."), "41 drones")
    refused("same_claimant", partial(newsroom.confirm, claim, because=again))


def test_nothing_rests_on_a_claim_that_is_over(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    other = newsroom.record(entry, "38 drones", claimant="the governor")
    newsroom.retract(other)
    for verb in (newsroom.confirm, newsroom.dispute):
        refused("other_over", partial(verb, claim, because=other))
    refused("other_over", partial(newsroom.record, entry, "38 drones", part_of=other))


def test_a_claim_has_no_relation_to_itself_or_to_another_story(newsroom: Newsroom, claim: Claim) -> None:
    refused("to_itself", partial(newsroom.supersede, claim, claim))
    elsewhere = Newsroom(newsroom.ada, newsroom.nora, newsroom.ben, begin_live_blog(headline="Another story"))
    foreign = elsewhere.record(elsewhere.publish("It was 41 drones."), "41 drones")
    refused("other_story", partial(newsroom.confirm, claim, because=foreign))


def test_a_later_live_blog_of_the_story_supersedes_the_day_before(newsroom: Newsroom, claim: Claim) -> None:
    later = begin_live_blog(headline="The day after", story=newsroom.blog.story.slug)
    tomorrow = Newsroom(newsroom.ada, newsroom.nora, newsroom.ben, later)
    newer = tomorrow.record(tomorrow.publish("In the end it was 44 drones."), "44 drones")
    newsroom.supersede(claim, newer)
    told = newsroom.messages()[-1]
    assert (told["kind"], told["other"]["live_blog"]) == ("claim.superseded", later.slug)
    assert tomorrow.kinds() == ["entry.published", "claim.recorded"], "told where the claim stands that changed"


def test_a_heading_repeats_its_body(newsroom: Newsroom) -> None:
    entry = newsroom.publish("The air force shot down 41 drones.", heading="41 down, 38 missed")
    body = newsroom.record(entry, "41 drones")
    heading = newsroom.record(entry, "41", status="reported", claimant="", repeats=body)
    assert queries.told([heading])[0]["repeats"] == body.pk
    refused("not_the_same", partial(newsroom.record, entry, "38", repeats=body))


def test_the_desk_is_told_of_parts_that_do_not_add_up(newsroom: Newsroom) -> None:
    entry = newsroom.publish("Of 64 drones it shot down 41 and 22 were lost.")
    whole = newsroom.record(entry, "64 drones", measure="launched")
    newsroom.record(entry, "41", part_of=whole)
    assert queries.findings_for(newsroom.nora, newsroom.blog.story) == [], "nobody said that it was all"
    lost = newsroom.record(entry, "22", measure="lost", part_of=whole)
    [found] = queries.findings_for(newsroom.nora, newsroom.blog.story)
    assert (found.whole, found.finding.sentence) == (whole, "41 + 22 of 64: 1 is unaccounted for.")
    newsroom.retract(lost)
    assert queries.findings_for(newsroom.nora, newsroom.blog.story) == []


def test_a_part_that_was_recorded_first_is_bound_to_its_whole_later(newsroom: Newsroom) -> None:
    entry = newsroom.publish("Of 64 drones it shot down 41 and 24 were lost.")
    parts = [newsroom.record(entry, "41"), newsroom.record(entry, "24", measure="lost")]
    whole = newsroom.record(entry, "64 drones", measure="launched")
    for part in parts:
        newsroom.bind(part, part_of=whole)
    assert newsroom.kinds()[-1] == "claim.bound"
    assert newsroom.messages()[-1]["claim"]["part_of"] == whole.pk
    [found] = queries.findings_for(newsroom.nora, newsroom.blog.story)
    assert found.finding.sentence == "41 + 24 of 64: that is 1 too many."
    assert [line[:2] for line in newsroom.history(parts[0])] == [("", "claimed"), ("claimed", "claimed")]


def test_a_claim_has_one_whole_and_says_which(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    whole, another = newsroom.record(entry, "38 drones"), newsroom.record(entry, "30")
    refused("bond_missing", partial(newsroom.bind, claim))
    newsroom.bind(claim, part_of=whole)
    refused("bound_already", partial(newsroom.bind, claim, part_of=another))
    refused("bound_already", partial(newsroom.bind, claim, part_of=whole))


def test_no_claim_is_a_part_of_its_own_part(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    part, least = newsroom.record(entry, "38 drones", part_of=claim), newsroom.record(entry, "30")
    newsroom.bind(least, part_of=part)
    refused("to_itself", partial(newsroom.bind, claim, part_of=claim))
    for below in (part, least):
        refused("goes_round", partial(newsroom.bind, claim, part_of=below))


def test_what_is_over_is_bound_to_nothing(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    other = newsroom.record(entry, "38 drones")
    newsroom.retract(other)
    refused("over", partial(newsroom.bind, other, part_of=claim))
    refused("other_over", partial(newsroom.bind, claim, part_of=other))


def test_a_heading_is_bound_to_its_body_only_where_it_says_the_same(newsroom: Newsroom) -> None:
    entry = newsroom.publish("The air force shot down 41 drones.", heading="41 down, 38 missed")
    heading, other = (newsroom.record(entry, word, status="reported", claimant="") for word in ("41", "38"))
    body = newsroom.record(entry, "41 drones")
    assert newsroom.bind(heading, repeats=body).status == "reported"
    assert queries.told([newsroom.fresh(heading)])[0]["repeats"] == body.pk
    refused("not_the_same", partial(newsroom.bind, other, repeats=body))


def test_only_figures_are_parts_of_figures(newsroom: Newsroom, entry: Entry, claim: Claim) -> None:
    refused("not_a_figure", partial(newsroom.record, entry, "The governor", kind="statement", part_of=claim))


def test_two_live_blogs_that_name_a_claimant_at_once_name_one(newsroom: Newsroom, entry: Entry) -> None:
    later = begin_live_blog(headline="The day after", story=newsroom.blog.story.slug)
    tomorrow = Newsroom(newsroom.ada, newsroom.nora, newsroom.ben, later)
    where = rules.Where("Berdin", "settlement")
    there = tomorrow.publish("It was 44 drones.")
    record = [
        partial(newsroom.record, entry, "41 drones", side="Ukraine", place=where),
        partial(tomorrow.record, there, "44 drones", side="Ukraine", place=where),
    ]
    desks = [Aside(target=verb, name="a desk") for verb in record for _ in range(2)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join_well()
    story = newsroom.blog.story
    assert (story.claimants.count(), story.sides.count(), story.places.count()) == (1, 1, 1)
    assert len(queries.claims_for(newsroom.nora, story)) == 4
