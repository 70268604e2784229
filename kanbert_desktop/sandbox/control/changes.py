"""What may happen to the world behind every client's back. Each function is one change, at once and whole."""

import random
import sqlite3
from datetime import timedelta

from kanbert_desktop.sandbox.state import SandboxState

NOT_DELETED = "deleted_at IS NULL"


class UnknownName(Exception):
    """A board or a person the world does not know; the text names it."""


def move_clock(world: SandboxState, seconds: float) -> None:
    """From now on the server's clock differs by so much from the computer's own."""
    world.clock_offset = timedelta(seconds=seconds)


def touch_cards(world: SandboxState, count: int = 10, board: str | None = None, seed: int = 0) -> list[str]:
    """Cards drawn by chance get a new title and the present as `updated_at`: they jump to another page. Answers their ids."""
    with world.transaction() as db:
        ids = _drawn(db, count, board, seed)
        sql = "UPDATE tasks SET title = 'Touched: ' || title, updated_at = ? WHERE id = ?"
        db.executemany(sql, [(world.now(), each) for each in ids])
    return ids


def share_updated_at(
    world: SandboxState, count: int = 100, board: str | None = None, moment: str | None = None, seed: int = 0
) -> list[str]:
    """So many cards have one and the same `updated_at` (default: now): more than a page holds."""
    with world.transaction() as db:
        ids = _drawn(db, count, board, seed)
        sql = "UPDATE tasks SET updated_at = ? WHERE id = ?"
        db.executemany(sql, [(moment or world.now(), each) for each in ids])
    return ids


def delete_cards(
    world: SandboxState, share: float = 0.9, board: str | None = None, seed: int = 0
) -> list[str]:
    """This share of all cards is gone, without a trace but their absence."""
    with world.transaction() as db:
        ids = _drawn(db, None, board, seed)
        ids = ids[: round(len(ids) * share)]
        sql = f"UPDATE tasks SET deleted_at = ? WHERE (id = ? OR parent_task_id = ?) AND {NOT_DELETED}"  # noqa: S608
        db.executemany(sql, [(world.now(), each, each) for each in ids])
    return ids


def misspell_status(world: SandboxState, word: str = "Blocked", count: int = 1, seed: int = 0) -> list[str]:
    """Cards in a column that no client knows."""
    with world.transaction() as db:
        ids = _drawn(db, count, None, seed)
        sql = "UPDATE tasks SET status = ?, updated_at = ? WHERE id = ?"
        db.executemany(sql, [(word, world.now(), each) for each in ids])
    return ids


def set_project_status(world: SandboxState, board: str, status: str = "closed") -> None:
    """`closed`, `running`, or a word that nobody knows."""
    with world.transaction() as db:
        values = (status, world.now(), _board(db, board))
        db.execute("UPDATE projects SET status = ?, updated_at = ? WHERE id = ?", values)


def revoke_permission(world: SandboxState, board: str, email: str) -> None:
    """The board becomes private and this person is no longer in its team."""
    with world.transaction() as db:
        key = (_board(db, board), _person(db, email))
        db.execute("UPDATE projects SET is_private = 1 WHERE id = ?", key[:1])
        db.execute("DELETE FROM members WHERE project_id = ? AND user_id = ?", key)


def grant_permission(world: SandboxState, board: str, email: str) -> None:
    with world.transaction() as db:
        row = (_board(db, board), _person(db, email), 0, world.now())
        db.execute("INSERT OR IGNORE INTO members VALUES (?, ?, ?, ?)", row)


def deactivate_user(world: SandboxState, email: str) -> None:
    """No token of theirs works any more, and no sign-in; their cards and comments stay."""
    _set_deactivated(world, email, world.now())


def activate_user(world: SandboxState, email: str) -> None:
    _set_deactivated(world, email, None)


def revoke_tokens(world: SandboxState, kind: str | None = None, email: str | None = None) -> int:
    """`kind` access or refresh, None both; of one person or of all. Answers how many."""
    with world.transaction() as db:
        person = _person(db, email) if email else None
        sql = (
            "UPDATE tokens SET revoked = 1 WHERE NOT revoked AND (:kind IS NULL OR kind = :kind) "
            "AND (:person IS NULL OR user_id = :person)"
        )
        return db.execute(sql, {"kind": kind, "person": person}).rowcount


def remove_scope(world: SandboxState, scope: str = "task-management:write", email: str | None = None) -> int:
    """Living tokens lose this scope, as if less had been granted. Answers how many."""
    with world.transaction() as db:
        person = _person(db, email) if email else None
        sql = (
            "UPDATE tokens SET scopes = TRIM(REPLACE(' ' || scopes || ' ', ' ' || :scope || ' ', ' ')) "
            "WHERE INSTR(' ' || scopes || ' ', ' ' || :scope || ' ') AND (:person IS NULL OR user_id = :person)"
        )
        return db.execute(sql, {"scope": scope, "person": person}).rowcount


def _set_deactivated(world: SandboxState, email: str, moment: str | None) -> None:
    with world.transaction() as db:
        db.execute("UPDATE users SET deactivated_at = ? WHERE id = ?", (moment, _person(db, email)))


def _drawn(db: sqlite3.Connection, count: int | None, board: str | None, seed: int) -> list[str]:
    """Main cards in an order that the seed alone decides."""
    sql = f"SELECT id FROM tasks WHERE parent_task_id IS NULL AND {NOT_DELETED}"  # noqa: S608
    values: tuple[object, ...] = ()
    if board:
        sql, values = f"{sql} AND project_id = ?", (_board(db, board),)
    ids = [row["id"] for row in db.execute(f"{sql} ORDER BY created_at, uri", values)]
    random.Random(seed).shuffle(ids)  # noqa: S311 — to be repeated, not to be secret
    return ids[:count]


def _board(db: sqlite3.Connection, shortcode: str) -> str:
    row = db.execute("SELECT id FROM projects WHERE shortcode = ?", (shortcode,)).fetchone()
    if row is None:
        raise UnknownName(f"No board {shortcode}.")
    return str(row["id"])


def _person(db: sqlite3.Connection, email: str) -> str:
    row = db.execute("SELECT id FROM users WHERE email = ?", (email,)).fetchone()
    if row is None:
        raise UnknownName(f"No user {email}.")
    return str(row["id"])
