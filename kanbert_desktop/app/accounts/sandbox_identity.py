"""The identity of the sample server in this profile."""

import json
from pathlib import Path


def sandbox_id(folder: Path) -> str | None:
    """Its permanent id, read from disk: never a value that a server announces."""
    try:
        identity = json.loads((folder / "identity.json").read_text("utf-8"))
        return str(identity["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
