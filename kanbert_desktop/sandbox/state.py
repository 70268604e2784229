"""The sandbox's state: one SQLite file in one folder, and its schema."""

import contextlib
import os
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kanbert_desktop.sandbox.collation import register_collation
from kanbert_desktop.sandbox.demo_credentials import demo_secrets_of

_FIRST = """
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE users (
    id TEXT PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL, password_hash TEXT) STRICT;
CREATE TABLE clients (
    id TEXT PRIMARY KEY, external_id TEXT, external_origin TEXT, name TEXT NOT NULL, shortcode TEXT,
    primary_contact_id TEXT REFERENCES users) STRICT;
CREATE TABLE projects (
    id TEXT PRIMARY KEY, external_id TEXT, external_origin TEXT, client_id TEXT NOT NULL REFERENCES clients,
    title TEXT NOT NULL, description TEXT, shortcode TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
    is_acquisition INTEGER NOT NULL DEFAULT 0, is_private INTEGER NOT NULL DEFAULT 0, start_date TEXT, end_date TEXT,
    created_by TEXT REFERENCES users, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    cards INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE members (
    project_id TEXT NOT NULL REFERENCES projects, user_id TEXT NOT NULL REFERENCES users,
    is_project_lead INTEGER NOT NULL DEFAULT 0, added_at TEXT NOT NULL,
    PRIMARY KEY (project_id, user_id)) STRICT;
CREATE TABLE priorities (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, color TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE tasks (
    id TEXT PRIMARY KEY, project_id TEXT NOT NULL REFERENCES projects, parent_task_id TEXT REFERENCES tasks,
    integration TEXT, external_id TEXT, external_origin TEXT, uri TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    description TEXT, status TEXT NOT NULL, due_date TEXT, priority_id TEXT REFERENCES priorities,
    is_public INTEGER NOT NULL DEFAULT 0, assignee_id TEXT REFERENCES users, author_id TEXT REFERENCES users,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT) STRICT;
CREATE UNIQUE INDEX task_external ON tasks (integration, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX task_fresh ON tasks (updated_at, created_at);
CREATE INDEX task_born ON tasks (created_at);
CREATE INDEX task_board ON tasks (project_id, status);
CREATE INDEX task_family ON tasks (parent_task_id);
CREATE TABLE watchers (
    task_id TEXT NOT NULL REFERENCES tasks, user_id TEXT NOT NULL REFERENCES users,
    PRIMARY KEY (task_id, user_id)) STRICT;
CREATE TABLE comments (
    id TEXT PRIMARY KEY, task_id TEXT NOT NULL REFERENCES tasks, parent_comment_id TEXT REFERENCES comments,
    integration TEXT, external_id TEXT, external_origin TEXT, author_id TEXT NOT NULL REFERENCES users, comment TEXT,
    is_public INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX comment_external ON comments (integration, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX comment_task ON comments (task_id, created_at);
CREATE TABLE applications (
    client_id TEXT PRIMARY KEY, name TEXT NOT NULL, slug TEXT NOT NULL, secret_hash TEXT,
    redirect_uris TEXT NOT NULL) STRICT;
CREATE TABLE codes (
    code_hash TEXT PRIMARY KEY, client_id TEXT NOT NULL, user_id TEXT NOT NULL, redirect_uri TEXT NOT NULL,
    challenge TEXT, scopes TEXT NOT NULL, family TEXT NOT NULL, expires_at REAL NOT NULL, used_at REAL) STRICT;
CREATE TABLE tokens (
    token_hash TEXT PRIMARY KEY, kind TEXT NOT NULL, family TEXT NOT NULL, client_id TEXT NOT NULL,
    user_id TEXT NOT NULL, scopes TEXT NOT NULL, expires_at REAL, used_at REAL,
    revoked INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX token_family ON tokens (family);
"""

_PLAN = """
ALTER TABLE users ADD COLUMN deactivated_at TEXT;
CREATE TABLE project_types (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, shortcode TEXT NOT NULL, color TEXT NOT NULL, position INTEGER NOT NULL,
    is_default INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE tags (id TEXT PRIMARY KEY, title TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE project_tags (
    project_id TEXT NOT NULL REFERENCES projects, tag_id TEXT NOT NULL REFERENCES tags,
    PRIMARY KEY (project_id, tag_id)) STRICT;
ALTER TABLE projects ADD COLUMN project_type_id TEXT REFERENCES project_types;
ALTER TABLE projects ADD COLUMN po_number TEXT;
ALTER TABLE projects ADD COLUMN computed_fields TEXT NOT NULL DEFAULT '{}';
CREATE INDEX task_title ON tasks (title, id);
CREATE INDEX task_status ON tasks (status, id);
CREATE INDEX task_due ON tasks (COALESCE(due_date, ''), id);
CREATE INDEX task_due_title ON tasks (COALESCE(due_date, ''), title, id);
CREATE INDEX task_uri ON tasks (uri COLLATE NOCASE);
CREATE INDEX task_external_word ON tasks (external_id COLLATE NOCASE) WHERE external_id IS NOT NULL
"""
# `name` is set for direct access tokens only.
_SETTINGS = """
ALTER TABLE applications ADD COLUMN created_at TEXT;
ALTER TABLE tokens ADD COLUMN name TEXT;
ALTER TABLE tokens ADD COLUMN created_at TEXT;
UPDATE tokens SET name = client_id WHERE kind = 'access' AND expires_at IS NULL;
CREATE INDEX token_holder ON tokens (user_id, client_id)
"""
_FOLDED = """
DROP INDEX task_title;
DROP INDEX task_due_title;
DROP INDEX task_uri;
DROP INDEX task_external_word;
CREATE INDEX task_title ON tasks (folded(title), id);
CREATE INDEX task_due_title ON tasks (COALESCE(due_date, ''), folded(title), id);
CREATE INDEX task_uri ON tasks (folded(uri));
CREATE INDEX task_external_word ON tasks (folded(external_id))
"""
_EFFORTS = """
CREATE TABLE efforts (
    id TEXT PRIMARY KEY, project_id TEXT REFERENCES projects, user_id TEXT NOT NULL REFERENCES users,
    type TEXT NOT NULL, date TEXT NOT NULL, minutes INTEGER NOT NULL) STRICT;
CREATE INDEX effort_day ON efforts (date, id)
"""
_STEPS = (_FIRST, _PLAN, _SETTINGS, _FOLDED, _EFFORTS)
"""A folder of an earlier version applies the missing steps; a released step is never changed."""


def connect(path: Path) -> sqlite3.Connection:
    """One connection, shared by threads under the lock of `SandboxState`. Creates and upgrades the tables."""
    if not path.exists():
        _place_new_file(path)
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    db.row_factory = sqlite3.Row
    register_collation(db)
    db.executescript("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
    # Another process may open the same folder at the same moment, so checking and creating are one transaction.
    db.execute("BEGIN IMMEDIATE")
    taken = db.execute("PRAGMA user_version").fetchone()[0]
    for step in _STEPS[taken:]:
        for statement in step.split(";"):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {max(taken, len(_STEPS))}")
    db.execute("COMMIT")
    return db


def _place_new_file(path: Path) -> None:
    """An empty file with a write-ahead log. If two processes make it at the same time, the first one wins.

    SQLite refuses at once, whatever its timeout, if two connections give the same file its log at the same time.
    """
    draft = path.with_name(f"{path.name}.{uuid.uuid4()}")
    with contextlib.closing(sqlite3.connect(draft)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    # Where the file system has no links, the file is made as it is opened.
    with contextlib.suppress(OSError):
        os.link(draft, path)
    draft.unlink()


Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    return datetime.now(UTC)


class SandboxState:
    """Thread-safe: one lock, one transaction at a time."""

    def __init__(self, folder: Path, clock: Clock = wall_clock) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self.clock_offset = timedelta()
        self._clock = clock
        self.secrets = demo_secrets_of(folder)
        self.new_id: Callable[[], str] = lambda: str(uuid.uuid4())
        self._lock = threading.RLock()
        self._db = connect(folder / "sandbox.db")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; an inner transaction joins the outer one."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def clock(self) -> datetime:
        """The server's time, which may differ from the computer's."""
        return self._clock() + self.clock_offset

    def now(self) -> str:
        """The server's time as Laravel writes it: ATOM, UTC, whole seconds."""
        return format_timestamp(self.clock())

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """For tests that inspect the database."""
        with self.transaction() as db:
            return [dict(row) for row in db.execute(sql, values)]

    def tasks(self) -> list[dict[str, Any]]:
        """All cards that are not deleted, with sub-tasks, as plain rows."""
        return self.rows("SELECT * FROM tasks WHERE deleted_at IS NULL ORDER BY created_at, uri")

    def comments(self) -> list[dict[str, Any]]:
        return self.rows("SELECT * FROM comments ORDER BY created_at, id")


def format_timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
