"""Every way the desk itself says no, before it asks a verb. The codes are a contract; the sentences are for people."""

from dateline.kit.refusal import Refusal

SENTENCES = {
    "database_unavailable": "The database is not available just now. Keep this page open, and try again in a moment.",
    "signed_out": "You have been signed out. Sign in in another tab, then press Publish again; your text is kept here.",
    "csrf": "This page is out of date. Go back, reload it, and try again; copy your text first.",
    "too_large": "This is {length} bytes; at most {limit} fit in one entry. Split it into several entries.",
    "request_malformed": "The desk did not understand this ({detail}). Copy your text, reload the page and try again.",
    "character_odd": "The text has a character that cannot be kept (U+{character}). Remove it, then try again.",
}


def refusal(code: str, **facts: object) -> Refusal:
    """Return the refusal for `code`, its sentence filled in with `facts`."""
    return Refusal(code, SENTENCES[code].format(**facts), **facts)
