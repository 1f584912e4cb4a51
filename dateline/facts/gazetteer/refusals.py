"""What the gazetteer may refuse with. A code never changes its meaning; a sentence may be reworded."""

from pathlib import Path
from typing import Final

from dateline.kit.refusal import Refusal

GAZETTEER_UNWRITABLE: Final = "gazetteer_unwritable"
GAZETTEER_BROKEN: Final = "gazetteer_broken"


def unwritable(folder: Path, error: Exception) -> Refusal:
    return Refusal(
        GAZETTEER_UNWRITABLE,
        f"The gazetteer, 30 MB with the places of the world, could not be written to {folder}: {error}. "
        "Make that folder writable, or name another in DATELINE_HOME.",
    )


def broken(path: Path) -> Refusal:
    return Refusal(
        GAZETTEER_BROKEN,
        f"The gazetteer {path} cannot be read. Delete that file: it is made again the next time it is needed.",
    )
