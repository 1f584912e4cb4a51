"""Every way the stream room says no. The codes are a contract; the sentences are for people and may be reworded."""

from dateline.kit.refusal import Refusal

SENTENCES = {
    "log_closed": "This coverage has ended; nothing more can be added to it. Start a new live blog.",
    "log_unknown": "There is no log at this address. Check the live blog’s name in it.",
    "log_unavailable": "The log cannot be read just now. Ask again in a moment; nothing is lost.",
    "readers_full": "This server holds as many readers as it can. Ask again in a few seconds, or read without `live`.",
    "address_full": "So many readers of your network are here that there is no place for another. Ask again in a few"
    " seconds, or read without `live`.",
    "message_unknown": "There is no message {n} in this log. Look its number up in the log and try again.",
    "method_not_allowed": "This log is for reading: use GET, HEAD or OPTIONS. Entries are published at the desk.",
    "offset_malformed": "“{offset}” is not an offset. Give one that this log answered, or -1 (start), or now (tail).",
    "offset_twice": "The address has more than one {name}. Give it once.",
    "offset_missing": "Reading live needs an offset in the address. Give -1 for the beginning, or now.",
    "offset_ahead": "This log has not reached {offset}. Load the page again, or read from the start with offset=-1.",
    "live_unknown": "“{live}” is no way of reading live. Use live=long-poll or live=sse, or leave it out.",
    "cursor_malformed": "“{cursor}” is not a cursor. Give the last Stream-Cursor that this log answered, or none.",
}


def refusal(code: str, **facts: object) -> Refusal:
    """Return the refusal for `code`, its sentence filled in with `facts`."""
    return Refusal(code, SENTENCES[code].format(**facts), **facts)
