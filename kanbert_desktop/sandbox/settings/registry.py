"""Registered applications in the world: made, changed, their secrets renewed, and gone with all they hold."""

import json
import secrets
import sqlite3
from typing import Any, NamedTuple

from kanbert_desktop.sandbox.house import House
from kanbert_desktop.sandbox.keys import digest
from kanbert_desktop.sandbox.oauth.grants import end_access
from kanbert_desktop.sandbox.settings.slugs import free_slug

_INSERT = (
    "INSERT INTO applications (client_id, name, slug, secret_hash, redirect_uris, created_at) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
# A direct access token has a name and belongs to no application.
_MAY_ACT = """
SELECT 1 FROM tokens WHERE tokens.client_id = applications.client_id AND user_id = ? AND NOT revoked
AND name IS NULL AND (kind = 'refresh' OR expires_at > ?)
"""
_SELECT = f"SELECT *, EXISTS ({_MAY_ACT}) AS may_act FROM applications"  # noqa: S608  both parts are ours


class Registered(NamedTuple):
    """`may_act`: the person who asks has let it."""

    client_id: str
    name: str
    slug: str
    has_secret: bool
    redirect_uris: list[str]
    created_at: str | None
    may_act: bool


def all_registered(house: House, user_id: str) -> list[Registered]:
    return [_registered(row) for row in _rows(house, user_id, "ORDER BY folded(name), client_id")]


def find_registered(house: House, user_id: str, client_id: str) -> Registered | None:
    rows = _rows(house, user_id, "WHERE client_id = ?", client_id)
    return _registered(rows[0]) if rows else None


def register(
    house: House, name: str, redirect_uris: list[str], *, with_secret: bool
) -> tuple[str, str | None]:
    """The new client ID and, where there is one, the secret, which only its reader will ever know."""
    client_id, secret = house.world.new_id(), _new_secret() if with_secret else None
    with house.world.transaction() as db:
        kept = digest(secret) if secret else None
        row = (client_id, name, free_slug(db, name), kept, json.dumps(redirect_uris), house.world.now())
        db.execute(_INSERT, row)
    return client_id, secret


def change(house: House, client_id: str, name: str, redirect_uris: list[str]) -> None:
    """The slug stays: what was written under it goes by it."""
    sql = "UPDATE applications SET name = ?, redirect_uris = ? WHERE client_id = ?"
    with house.world.transaction() as db:
        db.execute(sql, (name, json.dumps(redirect_uris), client_id))


def renew_secret(house: House, client_id: str) -> str:
    """The old one is worth nothing from now on; tokens go on."""
    secret = _new_secret()
    with house.world.transaction() as db:
        db.execute("UPDATE applications SET secret_hash = ? WHERE client_id = ?", (digest(secret), client_id))
    return secret


def delete(house: House, client_id: str) -> None:
    with house.world.transaction() as db:
        end_access(db, client_id)
        db.execute("DELETE FROM applications WHERE client_id = ?", (client_id,))


def disconnect(house: House, client_id: str, user_id: str) -> None:
    with house.world.transaction() as db:
        end_access(db, client_id, user_id)


def _rows(house: House, user_id: str, rest: str, *values: str) -> list[sqlite3.Row]:
    with house.world.transaction() as db:
        now = house.world.clock().timestamp()
        return db.execute(f"{_SELECT} {rest}", (user_id, now, *values)).fetchall()


def _registered(row: sqlite3.Row) -> Registered:
    values: dict[str, Any] = dict(row)
    return Registered(
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
