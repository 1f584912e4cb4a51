"""Who is at the desk: the door that every screen and verb passes, and a fresh token for those who signed in again."""

import functools
import logging
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dateline.accounts.models import Staff
from dateline.desk.refusals import refusal
from dateline.desk.refused import refused, wants_json
from dateline.kit.faults import DATABASE_FAULTS
from dateline.kit.refusal import Refusal

P = ParamSpec("P")
logger = logging.getLogger(__name__)


def staff_required(
    view: Callable[Concatenate[HttpRequest, Staff, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let staff in, tell the view who it is, and answer its refusals. Nothing of the desk stays in a cache.

    Whoever is not signed in is sent to sign in, and comes back; a script gets 401 `signed_out`.
    """

    @functools.wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        answer: HttpResponse
        try:
            viewer = request.user
            if isinstance(viewer, Staff):
                answer = view(request, viewer, *args, **kwargs)
            elif wants_json(request):
                answer = refused(request, refusal("signed_out"))
            else:
                answer = redirect_to_login(request.get_full_path())
        except Refusal as no:
            answer = refused(request, no)
        except DATABASE_FAULTS:
            logger.exception("%s %s: the database failed", request.method, request.path)
            answer = refused(request, refusal("database_unavailable"))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return door


@require_GET
@staff_required
def session(request: HttpRequest, viewer: Staff) -> HttpResponse:
    """Tell an open screen who is signed in, and give it the token that signing in has changed."""
    return JsonResponse(
        {
            "person": viewer.pk,
            "name": viewer.name,
            "role": viewer.role,
            "publishes": viewer.publishes,
            "token": get_token(request),
        }
    )


@require_GET
@staff_required
def signed_in(request: HttpRequest, viewer: Staff) -> HttpResponse:
    """Where the sign-in in another tab ends: it says that the text is in the first one."""
    return render(request, "desk/signed_in.html", {"viewer": viewer})
