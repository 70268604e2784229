"""How the server's database compares texts: without regard to case and accents, as MySQL's utf8mb4_unicode_ci does.

Which database the real service has is not documented; this is the collation of a Laravel application that was never
told otherwise [G].
"""

import sqlite3
import unicodedata


def collation_key(text: str | None) -> str | None:
    """What is equal for such a database is equal here: "Übersicht" and "UBERSICHT", "Straße" and "strasse"."""
    if text is None:
        return None
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def register_collation(db: sqlite3.Connection) -> None:
    """SQL's `folded`; some indexes hold it, so whoever writes to the tables needs it."""
    db.create_function("folded", 1, collation_key, deterministic=True)
