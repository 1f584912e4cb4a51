"""The addresses of built scripts and styles. Their names carry their content, so a cache may keep them for good."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings


class AssetMissing(LookupError):
    """A script or style that the front end's build has not made; the message says what to do."""


def asset_url(name: str) -> str:
    """Return the address of a built file: `reader.js` is at `/assets/reader-4QK2ZN7A.js`. Refuses a name not built."""
    names = _names(settings.ASSETS)
    if name not in names:
        raise AssetMissing(
            f"The front end has no “{name}”, only {', '.join(sorted(names))}. Is it built by frontend/build.mjs?"
        )
    return f"/assets/{names[name]}"


# Once a process: the server, too, lists the folder only once, so a new build asks for a restart in any case.
@functools.cache
def _names(folder: Path) -> Mapping[str, str]:
    try:
        names: dict[str, str] = json.loads((folder / "manifest.json").read_bytes())
    except FileNotFoundError as error:
        raise AssetMissing("The front end is not built. Start with bin/dateline, which builds it.") from error
    return names
