"""What the desk keeps before readers see it."""

import pytest

from dateline.coverage import actions, queries
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import Draft
from dateline.kit.refusal import Refusal
from tests.coverage.conftest import Desk, request_id

BODY = body_from_markdown("The ferry is under tow.")


def test_a_draft_is_gone_when_it_is_published(desk: Desk) -> None:
    draft = actions.save_draft(
        desk.blog, "draft0001", heading="Tug", byline="Ben Sato", body=BODY, revision=0, by=desk.ben
    )
    actions.submit_draft(draft, by=desk.ben)
    [seen] = queries.drafts_for(desk.nora, desk.blog)
    actions.publish_entry(
        desk.blog,
        heading=seen.heading,
        body=seen.body,
        byline=seen.byline,
        by=desk.nora,
        request_id=request_id(),
        draft_id=seen.id,
    )
    assert not Draft.objects.exists()


def test_only_its_author_sees_a_draft_until_it_is_submitted(desk: Desk) -> None:
    draft = actions.save_draft(desk.blog, "draft0001", heading="Tug", byline="", body=BODY, revision=0, by=desk.ben)
    with pytest.raises(Refusal) as refused:
        queries.draft_for(desk.nora, desk.blog.slug, draft.id)
    assert refused.value.code == "not_found"
    actions.submit_draft(draft, by=desk.ben)
    assert queries.draft_for(desk.nora, desk.blog.slug, draft.id).heading == "Tug"


def test_a_draft_saved_in_two_windows_is_not_overwritten(desk: Desk) -> None:
    first = actions.save_draft(desk.blog, "draft0001", heading="One", byline="", body=BODY, revision=0, by=desk.ben)
    actions.save_draft(
        desk.blog, "draft0001", heading="Two", byline="", body=BODY, revision=first.revision, by=desk.ben
    )
    with pytest.raises(Refusal) as refused:
        actions.save_draft(
            desk.blog, "draft0001", heading="Three", byline="", body=BODY, revision=first.revision, by=desk.ben
        )
    assert refused.value.code == "draft_taken"
    assert Draft.objects.get().heading == "Two"


def test_a_heading_too_long_to_publish_is_still_kept_as_a_draft(desk: Desk) -> None:
    actions.save_draft(desk.blog, "draft0001", heading="x" * 5_000, byline="", body=BODY, revision=0, by=desk.ben)
    assert len(Draft.objects.get().heading) == 5_000
