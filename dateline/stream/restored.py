"""What a restore says to running servers."""

import secrets

from dateline.stream.models import Log


def mark_restored() -> None:
    """Give every log another `restored`. Belongs inside the transaction that put a backup in the place of what was.

    Running servers then forget what they know of the logs, also of one that has outgrown its old tail since.
    """
    Log.objects.update(restored=secrets.randbits(62))
