"""Bearer token to caller: user, integration and scopes."""

import sqlite3
from dataclasses import dataclass

from starlette.requests import Request

from kanbert_desktop.sandbox.context import context_of
from kanbert_desktop.sandbox.demo_credentials import digest
from kanbert_desktop.sandbox.errors import missing_scope, unauthenticated

READ = "task-management:read"
WRITE = "task-management:write"
EFFORTS = "efforts:read"
ADMIN_EFFORTS = "efforts:extended:read"

_SELECT = """
SELECT tokens.user_id, tokens.client_id, tokens.scopes, tokens.expires_at, users.type, applications.slug
FROM tokens JOIN users ON users.id = tokens.user_id LEFT JOIN applications ON applications.client_id = tokens.client_id
WHERE token_hash = ? AND kind = 'access' AND NOT revoked AND users.deactivated_at IS NULL
"""


@dataclass(frozen=True)
class Caller:
    """`integration` is the scope in which `external_id` is unique: the application, or the direct token's name."""

    user_id: str
    integration: str
    slug: str
    scopes: frozenset[str]
    is_guest: bool


def caller_of(request: Request, scope: str | None = None) -> Caller:
    """Responds with 401 without a valid token, 403 without the scope."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise unauthenticated()
    state = context_of(request).state
    with state.transaction() as db:
        row = db.execute(_SELECT, (digest(token.strip()),)).fetchone()
    if row is None or _is_over(row, state.clock().timestamp()):
        raise unauthenticated()
    caller = _caller(row)
    if scope is not None and scope not in caller.scopes:
        raise missing_scope()
    return caller


def _is_over(row: sqlite3.Row, now: float) -> bool:
    return row["expires_at"] is not None and bool(row["expires_at"] <= now)


def _caller(row: sqlite3.Row) -> Caller:
    return Caller(
        user_id=row["user_id"],
        integration=row["client_id"],
        slug=row["slug"] or row["client_id"],
        scopes=frozenset(row["scopes"].split()),
        is_guest=row["type"] == "guest",
    )
