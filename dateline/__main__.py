"""`python -m dateline` is the command `dateline`."""

import sys

from dateline.config.cli import main

sys.exit(main(sys.argv[1:]))
