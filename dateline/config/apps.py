"""What is connected once in every process that works with the database: a server, a worker, a command, a shell."""

import importlib

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "dateline.config"

    def ready(self) -> None:
        # Not imported above: the tables are known only now.
        importlib.import_module("dateline.facts.reviewer").reviewer.start()
