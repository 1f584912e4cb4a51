"""Django's settings under test: the real ones, on a database and in a folder that are nobody's."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER")
if WORKER:
    # A worker starts with the first process's environment, and lives in that one's folder.
    HOME = Path(os.environ["DATELINE_HOME"]) / WORKER
    HOME.mkdir()
else:
    HOME = Path(tempfile.mkdtemp(prefix="dateline-tests-"))
    atexit.register(shutil.rmtree, HOME, ignore_errors=True)

# None of a developer's own settings reaches a test, except the database that `python -m tests.postgres` has started.
POSTGRES_URL = os.environ.get("DATELINE_DATABASE_URL", "")
for name in [name for name in os.environ if name.startswith("DATELINE_")]:
    del os.environ[name]
os.environ["DATELINE_HOME"] = str(HOME)
if POSTGRES_URL:
    os.environ["DATELINE_DATABASE_URL"] = POSTGRES_URL

from dateline.config.settings import *  # noqa: E402  # They are read from the environment that was just made.
from dateline.config.settings import DATABASES, INSTALLED_APPS  # noqa: E402

if not POSTGRES_URL:
    # A file, not memory: threads share it. Nobody needs it after a power cut.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

# The real one takes its time on purpose. The tests that start `dateline serve` use the real one.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# What every process connects, a test starts for itself: what it leaves running would write into the next one's tables.
INSTALLED_APPS.remove("dateline.config")
