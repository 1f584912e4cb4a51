"""The checkout as these tests read it."""

import subprocess
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parent.parent.parent


@cache
def files() -> list[Path]:
    """Return every file that is, or would be, committed."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(words, cwd=HOUSE, capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for name in listed if name and (path := HOUSE / name).is_file()]


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))
