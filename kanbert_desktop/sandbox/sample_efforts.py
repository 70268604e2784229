"""The hours booked of the sample data: twelve weeks up to the day on which they are made."""

import random
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta

from kanbert_desktop.sandbox.state import SandboxState

_WEEKS = 12
_MINUTES = (30, 45, 60, 75, 90, 120, 150, 180, 240)
_DAY_OFF_SHARE = 0.06
_MADE = "efforts"
"""Name of the note that they are there: a folder of an earlier version gets them, too."""
_Row = tuple[str, str | None, str, str, str, int]


def add_sample_efforts(db: sqlite3.Connection, state: SandboxState, shortcodes: Sequence[str]) -> None:
    """On the boards of these shortcodes, by their members."""
    if db.execute("SELECT 1 FROM notes WHERE name = ?", (_MADE,)).fetchone():
        return
    db.execute("INSERT INTO notes VALUES (?, ?)", (_MADE, state.now()))
    # A generator of its own: cards are drawn from another one.
    drawn = random.Random(20_271)  # noqa: S311 — sample data, not secret
    today = state.clock().date()
    first = today - timedelta(days=today.weekday() + 7 * (_WEEKS - 1))
    days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    for user, boards in _members(db, shortcodes).items():
        for day in days:
            if day.weekday() < 5:
                rows = _day_of(drawn, state, user, boards, day)
                db.executemany("INSERT INTO efforts VALUES (?, ?, ?, ?, ?, ?)", rows)


def _day_of(
    drawn: random.Random, state: SandboxState, user: str, boards: Sequence[str], day: date
) -> list[_Row]:
    if drawn.random() < _DAY_OFF_SHARE:
        return [(state.new_id(), None, user, "admin", day.isoformat(), 480)]
    chosen = drawn.sample(boards, min(len(boards), drawn.randint(1, 3)))
    return [
        (state.new_id(), board, user, "project", day.isoformat(), drawn.choice(_MINUTES)) for board in chosen
    ]


def _members(db: sqlite3.Connection, shortcodes: Sequence[str]) -> dict[str, list[str]]:
    sql = (
        "SELECT users.email, user_id, project_id, shortcode FROM members JOIN users ON users.id = user_id "
        "JOIN projects ON projects.id = project_id WHERE users.type = 'user' AND projects.status = 'running' "
        "ORDER BY users.email, shortcode"
    )
    found: dict[str, list[str]] = {}
    for row in db.execute(sql):
        if row["shortcode"] in shortcodes:
            found.setdefault(row["user_id"], []).append(row["project_id"])
    return found
