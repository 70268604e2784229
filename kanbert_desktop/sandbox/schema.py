"""The sandbox's tables. Secrets stand here only as hashes."""

import sqlite3
from pathlib import Path

_TABLES = """
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


def connect(path: Path) -> sqlite3.Connection:
    """One connection, shared by threads under the world's own lock; tables are made on first use."""
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.executescript("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
    # Another process may open the same folder at the same moment, so looking and making are one step.
    db.execute("BEGIN IMMEDIATE")
    if db.execute("PRAGMA user_version").fetchone()[0] == 0:
        for statement in _TABLES.split(";"):
            db.execute(statement)
        db.execute("PRAGMA user_version = 1")
    db.execute("COMMIT")
    return db
