from django.apps import AppConfig


class KitConfig(AppConfig):
    """Only for its template tags: the kit owns no tables."""

    name = "dateline.kit"
