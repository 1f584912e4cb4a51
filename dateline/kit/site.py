"""What every page may say of the newsroom."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Template context: the newsroom's name, public address and zone."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "site_zone": settings.TIME_ZONE}
