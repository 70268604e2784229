"""Stores clients, codes and tokens; the scopes."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kanbert_desktop.sandbox.context import AppContext
from kanbert_desktop.sandbox.demo_credentials import digest

_ACTIVE = "user_id IN (SELECT id FROM users WHERE deactivated_at IS NULL)"
_NEW = "INSERT INTO tokens (token_hash, kind, family, client_id, user_id, scopes, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
_NEW_DIRECT = (
    "INSERT INTO tokens (token_hash, kind, family, client_id, user_id, scopes, expires_at, name, created_at) "
    "VALUES (?, 'access', ?, ?, ?, ?, ?, ?, ?)"
)


class TokenHolder(NamedTuple):
    """The user, and the token family that all tokens of one consent share."""

    user_id: str
    family: str


@dataclass(frozen=True)
class Grant:
    client_id: str
    holder: TokenHolder
    scopes: list[str]

    def row(self) -> tuple[str, str, str, str]:
        return self.holder.family, self.client_id, self.holder.user_id, " ".join(self.scopes)


def store_code(
    context: AppContext, code: str, grant: Grant, redirect_uri: str, challenge: str | None
) -> None:
    expires = context.state.clock().timestamp() + context.behaviour.code_seconds
    with context.state.transaction() as db:
        db.execute(
            "INSERT INTO codes (code_hash, family, client_id, user_id, scopes, redirect_uri, challenge, expires_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (digest(code), *grant.row(), redirect_uri, challenge, expires),
        )


def code_row(context: AppContext, code: str) -> sqlite3.Row | None:
    with context.state.transaction() as db:
        sql = f"SELECT * FROM codes WHERE code_hash = ? AND {_ACTIVE}"  # noqa: S608 — no value in it
        row: sqlite3.Row | None = db.execute(sql, (digest(code),)).fetchone()
        return row


def redeemable_grant(context: AppContext, client_id: str, code: str) -> Grant | None:
    """None for a foreign, expired or used code. A used code revokes everything issued from it (RFC 6749 4.1.2)."""
    row = code_row(context, code)
    if row is None or row["client_id"] != client_id:
        return None
    if row["used_at"] is not None:
        _revoke_family(context, row["family"])
        return None
    if row["expires_at"] <= context.state.clock().timestamp():
        return None
    return _grant(row)


def mark_code_used(context: AppContext, code: str) -> None:
    with context.state.transaction() as db:
        values = (context.state.clock().timestamp(), digest(code))
        db.execute("UPDATE codes SET used_at = ? WHERE code_hash = ?", values)


def store_tokens(context: AppContext, grant: Grant, token: Mapping[str, Any], spent: str | None) -> None:
    """`token` is the token response; `spent` is the refresh token it was issued for, None after a code."""
    now = context.state.clock().timestamp()
    access = (digest(token["access_token"]), "access", *grant.row(), now + token["expires_in"])
    rows: list[tuple[object, ...]] = [access]
    if "refresh_token" in token:
        rows.append((digest(token["refresh_token"]), "refresh", *grant.row(), None))
    with context.state.transaction() as db:
        if spent is not None:
            _spend_refresh_token(db, spent, now)
        db.executemany(_NEW, rows)


def refreshable_grant(context: AppContext, client_id: str, token: str) -> Grant | None:
    """A refresh token works once. A second use after the grace period means theft or a lost response, and revokes the family."""
    row = _refresh_row(context, token)
    if row is None or row["client_id"] != client_id or row["revoked"]:
        return None
    since = context.state.clock().timestamp() - (row["used_at"] or 0)
    if row["used_at"] is not None and since >= context.behaviour.refresh_grace_seconds:
        _revoke_family(context, row["family"])
        return None
    return _grant(row)


def scopes_of(context: AppContext, refresh_token: str) -> list[str]:
    row = _refresh_row(context, refresh_token)
    return row["scopes"].split() if row else []


def revoke_token(context: AppContext, client_id: str, token: str) -> None:
    """Either kind; revoking a refresh token also revokes its access tokens (RFC 7009 2.1)."""
    with context.state.transaction() as db:
        row = db.execute("SELECT * FROM tokens WHERE token_hash = ?", (digest(token),)).fetchone()
        if row is None or row["client_id"] != client_id:
            return
        if row["kind"] == "refresh":
            _revoke_family(context, row["family"])
        db.execute("UPDATE tokens SET revoked = 1 WHERE token_hash = ?", (digest(token),))


def store_direct_token(
    db: sqlite3.Connection,
    token: str,
    name: str,
    user_id: str,
    scopes: str,
    *,
    slug: str | None = None,
    expires_at: float | None = None,
    created_at: str | None = None,
) -> None:
    """A token without a flow. `slug`, else the name, is its integration; without `expires_at` it never ends."""
    integration = slug or name
    row = (digest(token), integration, integration, user_id, scopes, expires_at, name, created_at)
    db.execute(_NEW_DIRECT, row)


def has_consented(context: AppContext, client_id: str, user_id: str, scopes: Iterable[str]) -> bool:
    """Whether a valid grant covers all of `scopes`."""
    sql = "SELECT scopes FROM tokens WHERE client_id = ? AND user_id = ? AND NOT revoked AND (expires_at IS NULL OR expires_at > ?)"
    with context.state.transaction() as db:
        rows = db.execute(sql, (client_id, user_id, context.state.clock().timestamp())).fetchall()
    return any(set(scopes) <= set(row["scopes"].split()) for row in rows)


def revoke_access(db: sqlite3.Connection, client_id: str, user_id: str | None = None) -> None:
    """Revokes everything the application holds, codes included; for one user or for all."""
    whose = (client_id, user_id, user_id)
    db.execute("UPDATE tokens SET revoked = 1 WHERE client_id = ? AND (user_id = ? OR ? IS NULL)", whose)
    db.execute("DELETE FROM codes WHERE client_id = ? AND (user_id = ? OR ? IS NULL)", whose)


def _grant(row: sqlite3.Row) -> Grant:
    return Grant(row["client_id"], TokenHolder(row["user_id"], row["family"]), row["scopes"].split())


def _spend_refresh_token(db: sqlite3.Connection, token: str, now: float) -> None:
    """Earlier access tokens end with it, as in Laravel Passport [G]; except for a use within the grace period."""
    fresh = "UPDATE tokens SET used_at = ? WHERE token_hash = ? AND used_at IS NULL RETURNING family"
    for (family,) in db.execute(fresh, (now, digest(token))).fetchall():
        db.execute("UPDATE tokens SET revoked = 1 WHERE family = ? AND kind = 'access'", (family,))


def _refresh_row(context: AppContext, token: str) -> sqlite3.Row | None:
    with context.state.transaction() as db:
        sql = f"SELECT * FROM tokens WHERE token_hash = ? AND kind = 'refresh' AND {_ACTIVE}"  # noqa: S608
        row: sqlite3.Row | None = db.execute(sql, (digest(token),)).fetchone()
        return row


def _revoke_family(context: AppContext, family: str) -> None:
    with context.state.transaction() as db:
        db.execute("UPDATE tokens SET revoked = 1 WHERE family = ?", (family,))


_LOOPBACK = re.compile(r"http://(?P<host>127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?P<rest>/.*)?")


class Client(NamedTuple):
    """Confidential with a `secret_hash`, public without."""

    client_id: str
    name: str
    secret_hash: str | None
    redirect_uris: list[str]


def find_client(context: AppContext, client_id: str | None) -> Client | None:
    with context.state.transaction() as db:
        row = db.execute("SELECT * FROM applications WHERE client_id = ?", (client_id,)).fetchone()
    if row is None:
        return None
    return Client(row["client_id"], row["name"], row["secret_hash"], json.loads(row["redirect_uris"]))


def is_loopback(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1"}


def is_same_redirect_uri(registered: str, requested: str, *, any_port: bool) -> bool:
    """Compares byte for byte; on a loopback literal any port matches (RFC 8252 7.3) if the switch allows it."""
    if registered == requested:
        return True
    if not any_port:
        return False
    ours, theirs = (_LOOPBACK.fullmatch(each) for each in (registered, requested))
    return (
        ours is not None and theirs is not None and ours.group("host", "rest") == theirs.group("host", "rest")
    )


TASK_SCOPES = ("task-management:read", "task-management:write")
EFFORT_SCOPES = frozenset({"efforts:read", "efforts:extended:read"})
SCOPES = (
    *TASK_SCOPES,
    "efforts:read",
    "efforts:extended:read",
    "user_group:read",
    "contact-data:read",
    "offer:read",
    "outgoing-invoice:read",
    "incoming-invoice:read",
    "chart-of-accounts:read",
    "integration",
)
