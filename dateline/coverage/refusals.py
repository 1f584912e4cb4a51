"""Every way the coverage room says no. The codes are a contract; the sentences are for people and may be reworded."""

from dateline.kit.refusal import Refusal

SENTENCES = {
    "not_found": "There is nothing at this address, or it is not yours to see.",
    "not_allowed": "Your role ({role}) may not do this. Submit the draft, and an editor will publish it.",
    "slug_odd": "“{slug}” cannot be an address. Use small letters, digits and hyphens, at most 80, as in storm-ada.",
    "slug_taken": "There is a live blog at “{slug}” already. Choose another address.",
    "headline_missing": "Give the live blog a headline.",
    "headline_too_long": "The headline has {length} characters; at most {limit} fit. Move some to the standfirst.",
    "standfirst_too_long": "The standfirst has {length} characters; at most {limit} fit. Shorten it.",
    "heading_too_long": "The heading has {length} characters; at most {limit} fit. Move some of it to the text below.",
    "byline_too_long": "The byline has {length} characters; at most {limit} fit. Shorten it.",
    "reason_missing": "Say why: readers see the reason.",
    "reason_too_long": "The reason has {length} characters; at most {limit} fit. Shorten it.",
    "entry_empty": "Write a heading or some text before publishing.",
    "body_too_long": "The text has {length} characters; at most {limit} fit in an entry. Split it into several.",
    "body_too_deep": "Lists and quotes are nested more than {limit} deep. Flatten them.",
    "body_malformed": (
        "The text has a form this desk does not know ({detail}). Copy it, reload the page and paste it again."
    ),
    "link_odd": "“{href}” cannot be a link. Use an address that begins with https://, http:// or mailto:.",
    "attribute_too_long": "The {name} has {length} characters; at most {limit} fit. Shorten it.",
    "character_odd": "The text has a character that cannot be kept (U+{character}). Remove it, then try again.",
    "embed_empty": "Give the embed an address, or remove it.",
    "request_id_used": "This request id was used for something else. Reload the page and try again.",
    "file_unreadable": "{file} cannot be read: {why}. Check the name, and that it is plain text in UTF-8.",
    "request_id_odd": "The request has no usable id. Reload the page and try again.",
    "stale_version": "Somebody changed this entry while you were writing. Compare the two texts and choose.",
    "nothing_changed": "Nothing has changed: the text is the same as before.",
    "withdrawn": "This entry has been withdrawn and cannot be changed.",
    "ended": "Coverage of this live blog has ended. Start a new one to go on.",
    "successor_odd": "A live blog cannot go on in itself. Choose another one.",
    "already": "It is so already.",
    "draft_taken": "This draft was saved elsewhere in the meantime. Copy your text, then open the draft again.",
    "draft_gone": "Somebody published or discarded this draft in the meantime. Your text is still here: see that it is"
    " not on the page already, then publish it as a new entry.",
}


def refusal(code: str, **facts: object) -> Refusal:
    """Return the refusal for `code`, its sentence filled in with `facts`."""
    return Refusal(code, SENTENCES[code].format(**facts), **facts)
