"""Codes and tokens in the world: one-shot, bound, rotated, and revoked as a family when one comes twice."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from oauthlib.common import Request

from kanbert_desktop.sandbox.house import House
from kanbert_desktop.sandbox.keys import digest

_NEW_TOKEN = "INSERT INTO tokens (token_hash, kind, family, client_id, user_id, scopes, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)"


def keep_code(house: House, code: str, request: Request) -> None:
    expires = house.world.clock().timestamp() + house.switches.code_seconds
    row = (digest(code), request.client_id, request.user, request.redirect_uri, request.code_challenge)
    with house.world.transaction() as db:
        db.execute(
            "INSERT INTO codes (code_hash, client_id, user_id, redirect_uri, challenge, scopes, family, expires_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, " ".join(request.scopes), house.world.new_id(), expires),
        )


def code_row(house: House, code: str) -> sqlite3.Row:
    with house.world.transaction() as db:
        row: sqlite3.Row = db.execute("SELECT * FROM codes WHERE code_hash = ?", (digest(code),)).fetchone()
        return row


def open_code(house: House, client_id: str, code: str, request: Request) -> bool:
    """False for a stranger's, an old or a spent one; a spent one ends all that came of it (RFC 6749 4.1.2)."""
    row: sqlite3.Row | None = code_row(house, code)
    if row is None or row["client_id"] != client_id:
        return False
    if row["used_at"] is not None:
        _revoke_family(house, row["family"])
        return False
    if row["expires_at"] <= house.world.clock().timestamp():
        return False
    request.user, request.scopes, request.family = row["user_id"], row["scopes"].split(), row["family"]
    return True


def spend_code(house: House, code: str) -> None:
    with house.world.transaction() as db:
        values = (house.world.clock().timestamp(), digest(code))
        db.execute("UPDATE codes SET used_at = ? WHERE code_hash = ?", values)


def keep_tokens(house: House, token: Mapping[str, Any], request: Request) -> None:
    now = house.world.clock().timestamp()
    owner = (request.family, request.client.client_id, request.user, " ".join(request.scopes))
    rows = [(digest(token["access_token"]), "access", *owner, now + token["expires_in"])]
    if "refresh_token" in token:
        rows.append((digest(token["refresh_token"]), "refresh", *owner, None))
    with house.world.transaction() as db:
        if request.grant_type == "refresh_token":
            _spend_refresh_token(db, request.refresh_token, now)
        db.executemany(_NEW_TOKEN, rows)


def open_refresh_token(house: House, token: str, client_id: str, request: Request) -> bool:
    """Each works once; a second use after the grace means theft or a lost answer, and ends the family."""
    now = house.world.clock().timestamp()
    row = _refresh_row(house, token)
    if row is None or row["client_id"] != client_id or row["revoked"]:
        return False
    if row["used_at"] is not None and now - row["used_at"] >= house.switches.refresh_grace_seconds:
        _revoke_family(house, row["family"])
        return False
    request.user, request.family = row["user_id"], row["family"]
    return True


def _spend_refresh_token(db: sqlite3.Connection, token: str, now: float) -> None:
    """The access tokens given before end with it, as in Laravel Passport [G]; not those of a use within the grace."""
    fresh = "UPDATE tokens SET used_at = ? WHERE token_hash = ? AND used_at IS NULL RETURNING family"
    for (family,) in db.execute(fresh, (now, digest(token))).fetchall():
        db.execute("UPDATE tokens SET revoked = 1 WHERE family = ? AND kind = 'access'", (family,))


def scopes_of(house: House, refresh_token: str) -> list[str]:
    row = _refresh_row(house, refresh_token)
    return row["scopes"].split() if row else []


def revoke(house: House, token: str, client_id: str) -> None:
    """Either kind; a refresh token takes its access tokens along (RFC 7009 2.1)."""
    with house.world.transaction() as db:
        row = db.execute("SELECT * FROM tokens WHERE token_hash = ?", (digest(token),)).fetchone()
        if row is None or row["client_id"] != client_id:
            return
        if row["kind"] == "refresh":
            _revoke_family(house, row["family"])
        db.execute("UPDATE tokens SET revoked = 1 WHERE token_hash = ?", (digest(token),))


def keep_direct_token(house_db: sqlite3.Connection, token: str, name: str, user_id: str, scopes: str) -> None:
    """A token without a flow behind it: `name` is its integration; it never ends."""
    house_db.execute(_NEW_TOKEN, (digest(token), "access", name, name, user_id, scopes, None))


def _refresh_row(house: House, token: str) -> sqlite3.Row | None:
    with house.world.transaction() as db:
        sql = "SELECT * FROM tokens WHERE token_hash = ? AND kind = 'refresh'"
        row: sqlite3.Row | None = db.execute(sql, (digest(token),)).fetchone()
        return row


def _revoke_family(house: House, family: str) -> None:
    with house.world.transaction() as db:
        db.execute("UPDATE tokens SET revoked = 1 WHERE family = ?", (family,))
