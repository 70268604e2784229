"""Stores registered applications, direct access tokens and slugs."""

import json
import re
import secrets
import sqlite3
import unicodedata
from datetime import UTC, datetime
from itertools import count
from typing import Any, NamedTuple

from kanbert_desktop.sandbox.context import AppContext
from kanbert_desktop.sandbox.demo_credentials import digest
from kanbert_desktop.sandbox.oauth.storage import revoke_access, store_direct_token
from kanbert_desktop.sandbox.state import format_timestamp

_TAKEN = """
SELECT 1 FROM applications WHERE ? IN (slug, client_id) UNION ALL SELECT 1 FROM tokens WHERE client_id = ? LIMIT 1
"""
_LONGEST = 60
_PATHS = {"new"}


def free_slug(db: sqlite3.Connection, name: str) -> str:
    """A slug that no application and no token has ever used."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "integration"
    numbered = (f"{slug}-{number}" if number > 1 else slug for number in count(1))
    return next(
        each
        for each in numbered
        if each not in _PATHS and db.execute(_TAKEN, (each, each)).fetchone() is None
    )


_INSERT = (
    "INSERT INTO applications (client_id, name, slug, secret_hash, redirect_uris, created_at) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
# A direct access token has a name and belongs to no application.
_MAY_ACT = """
SELECT 1 FROM tokens WHERE tokens.client_id = applications.client_id AND user_id = ? AND NOT revoked
AND name IS NULL AND (kind = 'refresh' OR expires_at > ?)
"""
_SELECT = f"SELECT *, EXISTS ({_MAY_ACT}) AS may_act FROM applications"  # noqa: S608  both parts are constants


class RegisteredClient(NamedTuple):
    """`may_act`: the requesting user has granted it access."""

    client_id: str
    name: str
    slug: str
    has_secret: bool
    redirect_uris: list[str]
    created_at: str | None
    may_act: bool


def registered_clients(context: AppContext, user_id: str) -> list[RegisteredClient]:
    return [_registered(row) for row in _rows(context, user_id, "ORDER BY folded(name), client_id")]


def find_registered_client(context: AppContext, user_id: str, client_id: str) -> RegisteredClient | None:
    rows = _rows(context, user_id, "WHERE client_id = ?", client_id)
    return _registered(rows[0]) if rows else None


def register_client(
    context: AppContext, name: str, redirect_uris: list[str], *, with_secret: bool
) -> tuple[str, str | None]:
    """Returns the new client ID and, for a confidential client, the secret, which is not stored in plain text."""
    client_id, secret = context.state.new_id(), _new_secret() if with_secret else None
    with context.state.transaction() as db:
        stored = digest(secret) if secret else None
        row = (client_id, name, free_slug(db, name), stored, json.dumps(redirect_uris), context.state.now())
        db.execute(_INSERT, row)
    return client_id, secret


def change_client(context: AppContext, client_id: str, name: str, redirect_uris: list[str]) -> None:
    """The slug stays: earlier writes are filed under it."""
    sql = "UPDATE applications SET name = ?, redirect_uris = ? WHERE client_id = ?"
    with context.state.transaction() as db:
        db.execute(sql, (name, json.dumps(redirect_uris), client_id))


def renew_secret(context: AppContext, client_id: str) -> str:
    """The old secret stops working at once; tokens stay valid."""
    secret = _new_secret()
    with context.state.transaction() as db:
        db.execute("UPDATE applications SET secret_hash = ? WHERE client_id = ?", (digest(secret), client_id))
    return secret


def delete_client(context: AppContext, client_id: str) -> None:
    with context.state.transaction() as db:
        revoke_access(db, client_id)
        db.execute("DELETE FROM applications WHERE client_id = ?", (client_id,))


def disconnect(context: AppContext, client_id: str, user_id: str) -> None:
    with context.state.transaction() as db:
        revoke_access(db, client_id, user_id)


def _rows(context: AppContext, user_id: str, rest: str, *values: str) -> list[sqlite3.Row]:
    with context.state.transaction() as db:
        now = context.state.clock().timestamp()
        return db.execute(f"{_SELECT} {rest}", (user_id, now, *values)).fetchall()


def _registered(row: sqlite3.Row) -> RegisteredClient:
    values: dict[str, Any] = dict(row)
    return RegisteredClient(
        client_id=values["client_id"],
        name=values["name"],
        slug=values["slug"],
        has_secret=values["secret_hash"] is not None,
        redirect_uris=json.loads(values["redirect_uris"]),
        created_at=values["created_at"],
        may_act=bool(values["may_act"]),
    )


def _new_secret() -> str:
    return secrets.token_urlsafe(30)


SECONDS_PER_DAY = 24 * 3600


class DirectToken(NamedTuple):
    """Without `expires_at` it never ends; `is_over` once that time has passed."""

    slug: str
    name: str
    scopes: list[str]
    created_at: str | None
    expires_at: str | None
    is_over: bool


def active_tokens(context: AppContext, user_id: str) -> list[DirectToken]:
    """All tokens that were not revoked, newest first."""
    sql = "SELECT * FROM tokens WHERE user_id = ? AND name IS NOT NULL AND NOT revoked ORDER BY rowid DESC"
    with context.state.transaction() as db:
        rows = db.execute(sql, (user_id,)).fetchall()
    now = context.state.clock().timestamp()
    return [
        DirectToken(
            slug=row["client_id"],
            name=row["name"],
            scopes=row["scopes"].split(),
            created_at=row["created_at"],
            expires_at=_moment(row["expires_at"]),
            is_over=row["expires_at"] is not None and row["expires_at"] <= now,
        )
        for row in rows
    ]


def find_token(context: AppContext, user_id: str, slug: str) -> DirectToken | None:
    return next((token for token in active_tokens(context, user_id) if token.slug == slug), None)


def create_token(
    context: AppContext, user_id: str, name: str, scopes: list[str], days: int | None
) -> tuple[str, str]:
    """Returns the slug and the token, which is not stored in plain text."""
    token, now = secrets.token_urlsafe(48), context.state.clock().timestamp()
    expires = None if days is None else now + days * SECONDS_PER_DAY
    with context.state.transaction() as db:
        slug = free_slug(db, name)
        store_direct_token(
            *(db, token, name, user_id, " ".join(scopes)),
            slug=slug,
            expires_at=expires,
            created_at=context.state.now(),
        )
    return slug, token


def revoke_direct_token(context: AppContext, user_id: str, slug: str) -> None:
    with context.state.transaction() as db:
        revoke_access(db, slug, user_id)


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else format_timestamp(datetime.fromtimestamp(seconds, UTC))
