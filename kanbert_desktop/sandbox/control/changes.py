"""Changes of the server's data that no client made. Each function is one atomic change."""

import random
import sqlite3
from datetime import timedelta

from kanbert_desktop.sandbox.state import SandboxState

NOT_DELETED = "deleted_at IS NULL"


class UnknownName(Exception):
    """A board or a user that does not exist; the message names it."""


def move_clock(state: SandboxState, seconds: float) -> None:
    """Sets the offset of the server's clock from this computer's clock."""
    state.clock_offset = timedelta(seconds=seconds)


def touch_cards(state: SandboxState, count: int = 10, board: str | None = None, seed: int = 0) -> list[str]:
    """Gives randomly chosen cards a new title and the current time as `updated_at`, so they move to another page. Returns their ids."""
    with state.transaction() as db:
        ids = _drawn(db, count, board, seed)
        sql = "UPDATE tasks SET title = 'Touched: ' || title, updated_at = ? WHERE id = ?"
        db.executemany(sql, [(state.now(), each) for each in ids])
    return ids


def share_updated_at(
    state: SandboxState, count: int = 100, board: str | None = None, moment: str | None = None, seed: int = 0
) -> list[str]:
    """Gives `count` cards the same `updated_at` (default: now): more than fit on a page."""
    with state.transaction() as db:
        ids = _drawn(db, count, board, seed)
        sql = "UPDATE tasks SET updated_at = ? WHERE id = ?"
        db.executemany(sql, [(moment or state.now(), each) for each in ids])
    return ids


def delete_cards(
    state: SandboxState, share: float = 0.9, board: str | None = None, seed: int = 0
) -> list[str]:
    """Deletes this share of all cards without leaving a trace."""
    with state.transaction() as db:
        ids = _drawn(db, None, board, seed)
        ids = ids[: round(len(ids) * share)]
        sql = f"UPDATE tasks SET deleted_at = ? WHERE (id = ? OR parent_task_id = ?) AND {NOT_DELETED}"  # noqa: S608
        db.executemany(sql, [(state.now(), each, each) for each in ids])
    return ids


def misspell_status(state: SandboxState, word: str = "Blocked", count: int = 1, seed: int = 0) -> list[str]:
    """Moves cards to a column that no client knows."""
    with state.transaction() as db:
        ids = _drawn(db, count, None, seed)
        sql = "UPDATE tasks SET status = ?, updated_at = ? WHERE id = ?"
        db.executemany(sql, [(word, state.now(), each) for each in ids])
    return ids


def set_project_status(state: SandboxState, board: str, status: str = "closed") -> None:
    """`status` is `closed`, `running`, or an unknown word."""
    with state.transaction() as db:
        values = (status, state.now(), _board(db, board))
        db.execute("UPDATE projects SET status = ?, updated_at = ? WHERE id = ?", values)


def revoke_permission(state: SandboxState, board: str, email: str) -> None:
    """Makes the board private and removes this user from its team."""
    with state.transaction() as db:
        key = (_board(db, board), _user(db, email))
        db.execute("UPDATE projects SET is_private = 1 WHERE id = ?", key[:1])
        db.execute("DELETE FROM members WHERE project_id = ? AND user_id = ?", key)


def grant_permission(state: SandboxState, board: str, email: str) -> None:
    with state.transaction() as db:
        row = (_board(db, board), _user(db, email), 0, state.now())
        db.execute("INSERT OR IGNORE INTO members VALUES (?, ?, ?, ?)", row)


def deactivate_user(state: SandboxState, email: str) -> None:
    """Invalidates the user's tokens and blocks sign-in. Cards and comments stay."""
    _set_deactivated(state, email, state.now())


def activate_user(state: SandboxState, email: str) -> None:
    _set_deactivated(state, email, None)


def revoke_tokens(state: SandboxState, kind: str | None = None, email: str | None = None) -> int:
    """`kind` is access or refresh, None means both; of one user or of all. Returns the number of tokens."""
    with state.transaction() as db:
        user = _user(db, email) if email else None
        sql = (
            "UPDATE tokens SET revoked = 1 WHERE NOT revoked AND (:kind IS NULL OR kind = :kind) "
            "AND (:person IS NULL OR user_id = :person)"
        )
        return db.execute(sql, {"kind": kind, "person": user}).rowcount


def remove_scope(state: SandboxState, scope: str = "task-management:write", email: str | None = None) -> int:
    """Removes a scope from valid tokens, as if less had been granted. Returns the number of tokens."""
    with state.transaction() as db:
        user = _user(db, email) if email else None
        sql = (
            "UPDATE tokens SET scopes = TRIM(REPLACE(' ' || scopes || ' ', ' ' || :scope || ' ', ' ')) "
            "WHERE INSTR(' ' || scopes || ' ', ' ' || :scope || ' ') AND (:person IS NULL OR user_id = :person)"
        )
        return db.execute(sql, {"scope": scope, "person": user}).rowcount


def _set_deactivated(state: SandboxState, email: str, moment: str | None) -> None:
    with state.transaction() as db:
        db.execute("UPDATE users SET deactivated_at = ? WHERE id = ?", (moment, _user(db, email)))


def _drawn(db: sqlite3.Connection, count: int | None, board: str | None, seed: int) -> list[str]:
    """Main cards in an order that depends on the seed only."""
    sql = f"SELECT id FROM tasks WHERE parent_task_id IS NULL AND {NOT_DELETED}"  # noqa: S608
    values: tuple[object, ...] = ()
    if board:
        sql, values = f"{sql} AND project_id = ?", (_board(db, board),)
    ids = [row["id"] for row in db.execute(f"{sql} ORDER BY created_at, uri", values)]
    random.Random(seed).shuffle(ids)  # noqa: S311 — reproducible, not secret
    return ids[:count]


def _board(db: sqlite3.Connection, shortcode: str) -> str:
    row = db.execute("SELECT id FROM projects WHERE shortcode = ?", (shortcode,)).fetchone()
    if row is None:
        raise UnknownName(f"No board {shortcode}.")
    return str(row["id"])


def _user(db: sqlite3.Connection, email: str) -> str:
    row = db.execute("SELECT id FROM users WHERE email = ?", (email,)).fetchone()
    if row is None:
        raise UnknownName(f"No user {email}.")
    return str(row["id"])
