"""The readers' addresses. `/live/<slug>` is answered from memory by `hot`; its view is for what that leaves over."""

from django.urls import path

from dateline.livepage import views

urlpatterns = [
    path("", views.front, name="front"),
    path("live/<slug:slug>", views.live, name="live"),
    path("live/<slug:slug>/", views.without_slash),
    path("live/<slug:slug>/older", views.older, name="older"),
    path("live/<slug:slug>/entry/<slug:entry_id>", views.entry, name="entry"),
    path("story/<slug:slug>", views.story, name="story"),
    path("icon.svg", views.icon),
    path("robots.txt", views.robots),
]
