"""What `dateline check` finds where two places say different things of one live blog."""

from dataclasses import dataclass

WAY_OUT = "Restore the database from a backup that dateline check finds nothing in."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that who reads the log and who reads the tables would see differently."""

    code: str
    sentence: str
    live_blog: str
    n: int | None = None
    """The message that says it differently, where there is one."""
    entry: str | None = None
    claim: str | None = None
