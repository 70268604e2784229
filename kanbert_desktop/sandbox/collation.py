"""Text comparison of the server's database: ignores case and accents, like MySQL's utf8mb4_unicode_ci.

The real service does not document its database. This is the default collation of a Laravel application [G].
"""

import sqlite3
import unicodedata


def collation_key(text: str | None) -> str | None:
    """Two texts with equal keys are equal for the database: "Übersicht" and "UBERSICHT", "Straße" and "strasse"."""
    if text is None:
        return None
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def register_collation(db: sqlite3.Connection) -> None:
    """Registers the SQL function `folded`. Some indexes use it, so every connection that writes needs it."""
    db.create_function("folded", 1, collation_key, deterministic=True)
