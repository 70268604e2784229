"""The world in one line: for tests that ask whether something happened exactly once, or not at all."""

import hashlib
import json

from kanbert_desktop.sandbox.state import World

TABLES = ("users", "clients", "projects", "members", "tags", "project_tags", "tasks", "watchers", "comments")
_SECRET = frozenset({"password_hash"})


def digest_of(world: World) -> dict[str, object]:
    """`tables` has rows and SHA-256 of each; deleted tasks count as rows, for they hold their `external_id`."""
    tables = {}
    for name in TABLES:
        rows = [
            {key: value for key, value in row.items() if key not in _SECRET}
            for row in world.rows(f"SELECT * FROM {name}")  # noqa: S608 — the names stand above
        ]
        lines = sorted(json.dumps(row, sort_keys=True) for row in rows)
        tables[name] = {"rows": len(rows), "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest()}
    return {"digest": hashlib.sha256(json.dumps(tables).encode()).hexdigest(), "tables": tables}
