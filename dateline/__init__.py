"""Dateline: live coverage for newsrooms. `docs/tour.md` shows the way in."""

__version__ = "0.1.0"
