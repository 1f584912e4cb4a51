"""How names are compared: without accents, capitals, and the kinds of dashes and quotes."""

import unicodedata

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "ʼ": "'",
        "–": "-",
        "‑": "-",
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
    }
)


def fold(name: str) -> str:
    """Return a name as the gazetteer keeps it. The same for "Engels" and "ENGELS", "Köln" and "Koln"."""
    if name.isascii():
        return " ".join(name.lower().replace("-", " ").split())
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return " ".join(
        "".join(letter for letter in plain if not unicodedata.combining(letter)).lower().replace("-", " ").split()
    )
