"""The time, in one place, so that a test can hold it still. Times are for people; the log's numbers give the order."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in UTC, to the millisecond (what the log's JSON keeps)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def iso(moment: datetime) -> str:
    """Return RFC 3339 in UTC with milliseconds, as `2031-03-04T10:42:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
