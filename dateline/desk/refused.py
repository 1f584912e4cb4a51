"""How the desk says no over HTTP: a status for each code, JSON for its scripts, a page for its people."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from dateline.desk.refusals import refusal
from dateline.kit.refusal import Refusal

STATUSES = {
    "request_malformed": 400,
    "signed_out": 401,
    "not_allowed": 403,
    "csrf": 403,
    "not_found": 404,
    "stale_version": 409,
    "draft_taken": 409,
    "draft_gone": 409,
    "ended": 409,
    "log_closed": 409,
    "too_large": 413,
    "database_unavailable": 503,
}
"""All other refusals are 422: understood, and not possible as asked."""
RETRY_AFTER_SECONDS = "5"


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer the refusal: to a script its code, its sentence and the facts a screen may show, to a person a page."""
    status = STATUSES.get(refusal.code, 422)
    answer: HttpResponse
    if wants_json(request):
        words = {**refusal.facts, "code": refusal.code, "sentence": refusal.sentence}
        answer = JsonResponse(words, status=status)
    else:
        answer = render(request, "desk/refused.html", {"refusal": refusal}, status=status)
    answer.headers["Cache-Control"] = "no-store"
    if status == 503:
        answer.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return answer


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks: it says so, for a browser opening a page does not."""
    return "application/json" in request.headers.get("Accept", "")


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form or a script whose token is missing or old, as after signing in elsewhere."""
    return refused(request, refusal("csrf"))
