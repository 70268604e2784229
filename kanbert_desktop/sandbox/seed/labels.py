"""Project types, tags, order numbers and planned hours of the sample's boards."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from kanbert_desktop.sandbox.state import World


def label_boards(db: sqlite3.Connection, world: World, sample: Mapping[str, Any]) -> None:
    """Boards that the file says nothing about are of its first type, the default."""
    types = _types(db, world, sample["types"])
    db.execute("UPDATE projects SET project_type_id = ?", (next(iter(types.values())),))
    tags: dict[str, str] = {}
    for shortcode, label in sample["labels"].items():
        computed = {"planned_hours": label["hours"]} if "hours" in label else {}
        values = (types[label["type"]], label.get("order"), json.dumps(computed), shortcode)
        sql = (
            "UPDATE projects SET project_type_id = ?, po_number = ?, computed_fields = ? WHERE shortcode = ?"
        )
        db.execute(sql, values)
        for title in label.get("tags", ()):
            _tag(db, world, tags, title, shortcode)


def _types(db: sqlite3.Connection, world: World, types: Mapping[str, Any]) -> dict[str, str]:
    ids = {}
    for position, (key, each) in enumerate(types.items()):
        ids[key] = world.new_id()
        row = (ids[key], each["title"], each["shortcode"], each["color"], position, position == 0)
        db.execute("INSERT INTO project_types VALUES (?, ?, ?, ?, ?, ?)", row)
    return ids


def _tag(db: sqlite3.Connection, world: World, known: dict[str, str], title: str, shortcode: str) -> None:
    if title not in known:
        known[title] = world.new_id()
        db.execute("INSERT INTO tags VALUES (?, ?)", (known[title], title))
    sql = "INSERT INTO project_tags SELECT id, ? FROM projects WHERE shortcode = ?"
    db.execute(sql, (known[title], shortcode))
