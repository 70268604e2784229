"""Clients, codes, tokens, scopes."""

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
    """For whom, and the consent it all came from."""

    user_id: str
    family: str


@dataclass(frozen=True)
class Grant:
    client_id: str
    holder: TokenHolder
    scopes: list[str]

    def row(self) -> tuple[str, str, str, str]:
        return self.holder.family, self.client_id, self.holder.user_id, " ".join(self.scopes)


def store_code(house: AppContext, code: str, grant: Grant, redirect_uri: str, challenge: str | None) -> None:
    expires = house.state.clock().timestamp() + house.behaviour.code_seconds
    with house.state.transaction() as db:
        db.execute(
            "INSERT INTO codes (code_hash, family, client_id, user_id, scopes, redirect_uri, challenge, expires_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (digest(code), *grant.row(), redirect_uri, challenge, expires),
        )


def code_row(house: AppContext, code: str) -> sqlite3.Row | None:
    with house.state.transaction() as db:
        sql = f"SELECT * FROM codes WHERE code_hash = ? AND {_ACTIVE}"  # noqa: S608 — no value in it
        row: sqlite3.Row | None = db.execute(sql, (digest(code),)).fetchone()
        return row


def redeemable_grant(house: AppContext, client_id: str, code: str) -> Grant | None:
    """None for a stranger's, an old or a spent one; a spent one ends all that came of it (RFC 6749 4.1.2)."""
    row = code_row(house, code)
    if row is None or row["client_id"] != client_id:
        return None
    if row["used_at"] is not None:
        _revoke_family(house, row["family"])
        return None
    if row["expires_at"] <= house.state.clock().timestamp():
        return None
    return _grant(row)


def mark_code_used(house: AppContext, code: str) -> None:
    with house.state.transaction() as db:
        values = (house.state.clock().timestamp(), digest(code))
        db.execute("UPDATE codes SET used_at = ? WHERE code_hash = ?", values)


def store_tokens(house: AppContext, grant: Grant, token: Mapping[str, Any], spent: str | None) -> None:
    """`token` as it is answered; `spent` is the refresh token it was given for, None after a code."""
    now = house.state.clock().timestamp()
    access = (digest(token["access_token"]), "access", *grant.row(), now + token["expires_in"])
    rows: list[tuple[object, ...]] = [access]
    if "refresh_token" in token:
        rows.append((digest(token["refresh_token"]), "refresh", *grant.row(), None))
    with house.state.transaction() as db:
        if spent is not None:
            _spend_refresh_token(db, spent, now)
        db.executemany(_NEW, rows)


def refreshable_grant(house: AppContext, client_id: str, token: str) -> Grant | None:
    """Each works once; a second use after the grace means theft or a lost answer, and ends the family."""
    row = _refresh_row(house, token)
    if row is None or row["client_id"] != client_id or row["revoked"]:
        return None
    since = house.state.clock().timestamp() - (row["used_at"] or 0)
    if row["used_at"] is not None and since >= house.behaviour.refresh_grace_seconds:
        _revoke_family(house, row["family"])
        return None
    return _grant(row)


def scopes_of(house: AppContext, refresh_token: str) -> list[str]:
    row = _refresh_row(house, refresh_token)
    return row["scopes"].split() if row else []


def revoke_token(house: AppContext, client_id: str, token: str) -> None:
    """Either kind; a refresh token takes its access tokens along (RFC 7009 2.1)."""
    with house.state.transaction() as db:
        row = db.execute("SELECT * FROM tokens WHERE token_hash = ?", (digest(token),)).fetchone()
        if row is None or row["client_id"] != client_id:
            return
        if row["kind"] == "refresh":
            _revoke_family(house, row["family"])
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
    """A token without a flow behind it. `slug`, else the name, is its integration; without `expires_at` it never ends."""
    integration = slug or name
    row = (digest(token), integration, integration, user_id, scopes, expires_at, name, created_at)
    db.execute(_NEW_DIRECT, row)


def has_consented(house: AppContext, client_id: str, user_id: str, scopes: Iterable[str]) -> bool:
    """Whether something still living was given before, for all of `scopes`."""
    sql = "SELECT scopes FROM tokens WHERE client_id = ? AND user_id = ? AND NOT revoked AND (expires_at IS NULL OR expires_at > ?)"
    with house.state.transaction() as db:
        rows = db.execute(sql, (client_id, user_id, house.state.clock().timestamp())).fetchall()
    return any(set(scopes) <= set(row["scopes"].split()) for row in rows)


def revoke_access(db: sqlite3.Connection, client_id: str, user_id: str | None = None) -> None:
    """All that the application holds, codes included; of one person, or of all."""
    whose = (client_id, user_id, user_id)
    db.execute("UPDATE tokens SET revoked = 1 WHERE client_id = ? AND (user_id = ? OR ? IS NULL)", whose)
    db.execute("DELETE FROM codes WHERE client_id = ? AND (user_id = ? OR ? IS NULL)", whose)


def _grant(row: sqlite3.Row) -> Grant:
    return Grant(row["client_id"], TokenHolder(row["user_id"], row["family"]), row["scopes"].split())


def _spend_refresh_token(db: sqlite3.Connection, token: str, now: float) -> None:
    """The access tokens given before end with it, as in Laravel Passport [G]; not those of a use within the grace."""
    fresh = "UPDATE tokens SET used_at = ? WHERE token_hash = ? AND used_at IS NULL RETURNING family"
    for (family,) in db.execute(fresh, (now, digest(token))).fetchall():
        db.execute("UPDATE tokens SET revoked = 1 WHERE family = ? AND kind = 'access'", (family,))


def _refresh_row(house: AppContext, token: str) -> sqlite3.Row | None:
    with house.state.transaction() as db:
        sql = f"SELECT * FROM tokens WHERE token_hash = ? AND kind = 'refresh' AND {_ACTIVE}"  # noqa: S608
        row: sqlite3.Row | None = db.execute(sql, (digest(token),)).fetchone()
        return row


def _revoke_family(house: AppContext, family: str) -> None:
    with house.state.transaction() as db:
        db.execute("UPDATE tokens SET revoked = 1 WHERE family = ?", (family,))


_LOOPBACK = re.compile(r"http://(?P<host>127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?P<rest>/.*)?")


class Client(NamedTuple):
    """With a `secret_hash` it is confidential, without it public."""

    client_id: str
    name: str
    secret_hash: str | None
    redirect_uris: list[str]


def find_client(house: AppContext, client_id: str | None) -> Client | None:
    with house.state.transaction() as db:
        row = db.execute("SELECT * FROM applications WHERE client_id = ?", (client_id,)).fetchone()
    if row is None:
        return None
    return Client(row["client_id"], row["name"], row["secret_hash"], json.loads(row["redirect_uris"]))


def is_loopback(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1"}


def is_same_redirect_uri(registered: str, requested: str, *, any_port: bool) -> bool:
    """Byte for byte; on a loopback literal the port is free (RFC 8252 7.3) where the switch says so."""
    if registered == requested:
        return True
    if not any_port:
        return False
    ours, theirs = (_LOOPBACK.fullmatch(each) for each in (registered, requested))
    return (
        ours is not None and theirs is not None and ours.group("host", "rest") == theirs.group("host", "rest")
    )


TASK_SCOPES = ("task-management:read", "task-management:write")
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
