"""Template tags that every screen of the house uses: `{% load house %}`."""

from django import template

from dateline.kit import assets

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """`{% asset "reader.js" %}`: the address of a built script or style."""
    return assets.asset_url(name)
