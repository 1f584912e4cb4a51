"""The desk's addresses, below `/desk/`. `docs/rooms/desk.md` lists them with what they take and answer."""

from django.urls import path

from dateline.coverage import actions
from dateline.desk import drafts, entries, live_blogs, session

urlpatterns = [
    path("", live_blogs.live_blogs, name="desk"),
    path("session", session.session, name="desk-session"),
    path("signed-in", session.signed_in, name="desk-signed-in"),
    path("<slug:slug>/", live_blogs.live_blog, name="desk-live-blog"),
    path("<slug:slug>/older", live_blogs.older),
    path("<slug:slug>/headline", live_blogs.change_headline),
    path("<slug:slug>/end", live_blogs.end),
    path("<slug:slug>/entries", entries.publish),
    path("<slug:slug>/entries/<slug:entry_id>", entries.entry),
    path("<slug:slug>/entries/<slug:entry_id>/revise", entries.revise),
    path("<slug:slug>/entries/<slug:entry_id>/correct", entries.correct),
    path("<slug:slug>/entries/<slug:entry_id>/withdraw", entries.withdraw),
    path("<slug:slug>/entries/<slug:entry_id>/pin", entries.marking(actions.pin_entry)),
    path("<slug:slug>/entries/<slug:entry_id>/unpin", entries.marking(actions.unpin_entry)),
    path("<slug:slug>/entries/<slug:entry_id>/key", entries.marking(actions.mark_key)),
    path("<slug:slug>/entries/<slug:entry_id>/unkey", entries.marking(actions.unmark_key)),
    path("<slug:slug>/drafts", drafts.drafts),
    path("<slug:slug>/drafts/<slug:draft_id>", drafts.draft),
    path("<slug:slug>/drafts/<slug:draft_id>/submit", drafts.submit),
    path("<slug:slug>/drafts/<slug:draft_id>/take-back", drafts.take_back),
]
