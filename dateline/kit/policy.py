"""The headers that keep a page to its own scripts (Content Security Policy Level 3; ASVS 5.0, 3.4)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# All scripts and styles are files of our own origin, none is inline: cached pages need neither nonce nor hash.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
if settings.SITE_URL.startswith("https://"):
    # ASVS 5.0, 3.4.1: a year. Set here and not by Django, which sees plain HTTP behind a proxy that ends TLS.
    HEADERS["Strict-Transport-Security"] = "max-age=31536000"


class ContentSecurityPolicy:
    """Middleware that sets these headers on every answer that Django gives."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
