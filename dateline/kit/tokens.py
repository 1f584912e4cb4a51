"""Random names for things that appear in addresses."""

import secrets

# Without vowels no words arise by chance; without 0, 1, l nobody misreads one aloud.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


def public_id() -> str:
    """Return 10 random characters, 48 bits: the id of an entry in addresses and in the log."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))
