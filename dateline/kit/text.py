"""Which characters can be kept: Postgres keeps no NUL, and half of a surrogate pair is not text in UTF-8."""

import re

_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


def unkeepable(text: str) -> str | None:
    """Return the code point of the first character that cannot be kept, as `0000` or `D83D`, or None."""
    found = _UNKEEPABLE.search(text)
    return f"{ord(found[0]):04X}" if found else None
