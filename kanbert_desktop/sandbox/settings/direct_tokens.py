"""A person's direct access tokens in the world."""

import secrets
from datetime import UTC, datetime
from typing import NamedTuple

from kanbert_desktop.sandbox.house import House
from kanbert_desktop.sandbox.oauth.grants import end_access, keep_direct_token
from kanbert_desktop.sandbox.settings.slugs import free_slug
from kanbert_desktop.sandbox.state import atom

DAY = 24 * 3600


class DirectToken(NamedTuple):
    """Without `expires_at` it never ends; `is_over` once that has passed."""

    slug: str
    name: str
    scopes: list[str]
    created_at: str | None
    expires_at: str | None
    is_over: bool


def living_tokens(house: House, user_id: str) -> list[DirectToken]:
    """All that were not revoked, the newest first."""
    sql = "SELECT * FROM tokens WHERE user_id = ? AND name IS NOT NULL AND NOT revoked ORDER BY rowid DESC"
    with house.world.transaction() as db:
        rows = db.execute(sql, (user_id,)).fetchall()
    now = house.world.clock().timestamp()
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


def find_token(house: House, user_id: str, slug: str) -> DirectToken | None:
    return next((token for token in living_tokens(house, user_id) if token.slug == slug), None)


def create(house: House, user_id: str, name: str, scopes: list[str], days: int | None) -> tuple[str, str]:
    """The slug and the token itself, which only its reader will ever know."""
    token, now = secrets.token_urlsafe(48), house.world.clock().timestamp()
    expires = None if days is None else now + days * DAY
    with house.world.transaction() as db:
        slug = free_slug(db, name)
        keep_direct_token(
            *(db, token, name, user_id, " ".join(scopes)),
            slug=slug,
            expires_at=expires,
            created_at=house.world.now(),
        )
    return slug, token


def revoke(house: House, user_id: str, slug: str) -> None:
    with house.world.transaction() as db:
        end_access(db, slug, user_id)


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else atom(datetime.fromtimestamp(seconds, UTC))
