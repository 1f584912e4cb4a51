from django.apps import AppConfig


class LivepageConfig(AppConfig):
    name = "dateline.livepage"
