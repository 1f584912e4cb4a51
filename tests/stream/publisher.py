"""Another process that publishes: `python -m tests.stream.publisher DATABASE LOG_ID WORD…`, the database as JSON."""

import json
import sys

import django
from django.conf import settings


def main(database: str, log_id: str, *words: str) -> None:
    settings.configure(
        DATABASES={"default": json.loads(database)}, INSTALLED_APPS=["dateline.stream"], USE_TZ=True, TIME_ZONE="UTC"
    )
    django.setup()
    # Models can only be imported once Django is set up.
    from dateline.stream.models import Log  # noqa: PLC0415
    from tests.stream.logs import say  # noqa: PLC0415

    say(Log.objects.get(pk=log_id), *words)


if __name__ == "__main__":
    main(*sys.argv[1:])
