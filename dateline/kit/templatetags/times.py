"""Times as readers see them before the script knows their zone."""

from datetime import UTC, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def when(moment: datetime, *, day_only: bool = False) -> SafeString:
    """Return a `<time>` in the newsroom's zone; with `day_only` the day alone, kept as UTC's, and no invented clock."""
    if day_only:
        known = moment.astimezone(UTC)
        return format_html('<time datetime="{}"><span>{}</span></time>', f"{known:%Y-%m-%d}", _day(known))
    local = timezone.localtime(moment)
    stamp = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return format_html('<time datetime="{}">{}<span> {}</span></time>', stamp, f"{local:%H:%M}", _day(local))


def _day(local: datetime) -> str:
    return f"{local.day} {local:%B %Y}"
