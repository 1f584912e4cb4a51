"""What a reader gets from a page of Django's while the database is away."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dateline.kit.faults import DATABASE_FAULTS
from dateline.livepage import caching

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = "10"


class DatabaseAway:
    """Answers 503 with a page for readers where a view could not ask the database. The desk answers for itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DATABASE_FAULTS):
            return None
        # One line, for a crowd asks while the database is away.
        logger.error("%s %s: the database failed: %s", request.method, request.path, error)
        answer = render(request, "503.html", status=503)
        answer.headers["Retry-After"] = RETRY_AFTER_SECONDS
        answer.headers["Cache-Control"] = caching.NOT_AT_ALL
        return answer
