"""Programs from the system's packages that some tests run. bin/test installs them where it can."""

import os
import shutil
import sys
from pathlib import Path

import pytest

# Debian keeps servers where only root looks; bin/ puts Node in the environment where the system has none.
PLACES = [os.environ.get("PATH", os.defpath), "/usr/sbin", str(Path(sys.prefix) / "node-bin")]
PACKAGES = {
    "chromium": "chromium",
    "nginx": "nginx",
    "node": "nodejs",
    "varnishadm": "varnish",
    "varnishd": "varnish",
    "varnishstat": "varnish",
    "wrk": "wrk",
}


def program(name: str) -> str:
    """Return the program's path. Fails the test with the way to install it where it is missing."""
    found = shutil.which(name, path=os.pathsep.join(PLACES))
    if not found:
        pytest.fail(f"{name} is not installed. On Debian: sudo apt-get install -y {PACKAGES[name]}", pytrace=False)
    return found
