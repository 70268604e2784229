"""The short name of an integration: what `external_id` is unique within, and what `external_origin` defaults to [G]."""

import re
import sqlite3
import unicodedata
from itertools import count

_TAKEN = """
SELECT 1 FROM applications WHERE ? IN (slug, client_id) UNION ALL SELECT 1 FROM tokens WHERE client_id = ? LIMIT 1
"""
_LONGEST = 60
_PATHS = {"new"}


def free_slug(db: sqlite3.Connection, name: str) -> str:
    """Of no application and no token that ever was."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "integration"
    numbered = (f"{slug}-{number}" if number > 1 else slug for number in count(1))
    return next(
        each
        for each in numbered
        if each not in _PATHS and db.execute(_TAKEN, (each, each)).fetchone() is None
    )
