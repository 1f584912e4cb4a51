"""Addresses that Django answers. The live page and the log are answered before it, in `asgi.py`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("dateline.desk.urls")),
    path("account/", include("dateline.accounts.urls")),
    path("", include("dateline.livepage.urls")),
]

handler400 = "dateline.livepage.views.misunderstood"
handler404 = "dateline.livepage.views.nothing_here"
handler500 = "dateline.livepage.views.broken"
