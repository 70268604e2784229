"""The tokens of one session and what the token endpoint said about them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kanbert_desktop.domain.errors import Later
from kanbert_desktop.net.redaction import conceal

MARGIN = timedelta(seconds=60)
LONGEST_LIFE = timedelta(days=3660)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TokenSet:
    """`expires_at` None: the server did not say. `scope` None: it granted what was asked for."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None
    scope: str | None = None
    received_at: datetime = LONG_AGO

    def __post_init__(self) -> None:
        conceal(self.access_token)
        conceal(self.refresh_token)

    def due(self, now: datetime) -> bool:
        """Whether to renew before the next use: a minute early, or a quarter of a very short life."""
        if self.expires_at is None:
            return False
        margin = min(MARGIN, (self.expires_at - self.received_at) / 4)
        return now >= self.expires_at - max(margin, timedelta(0))

    def after(self, former: "TokenSet") -> "TokenSet":
        """This answer to a renewal, with what it left out taken from the former one (RFC 6749, 6)."""
        return replace(
            self, refresh_token=self.refresh_token or former.refresh_token, scope=self.scope or former.scope
        )


def read_answer(answer: dict[str, Any], received_at: datetime) -> TokenSet:
    """The token endpoint's 2xx JSON; stricter than oauthlib, which takes any token type and odd lifetimes."""
    access, refresh = answer.get("access_token"), answer.get("refresh_token")
    kind = answer.get("token_type")
    if not isinstance(access, str) or not access.isprintable() or not access.strip():
        raise Later("unreadable_answer")
    if not isinstance(kind, str) or kind.lower() != "bearer":
        raise Later("unreadable_answer")
    return TokenSet(
        access_token=access,
        refresh_token=refresh if isinstance(refresh, str) and refresh else None,
        expires_at=_expiry(answer.get("expires_in"), received_at),
        scope=_scope(answer.get("scope")),
        received_at=received_at,
    )


def _expiry(value: object, received_at: datetime) -> datetime | None:
    """Absent, unreadable, zero or negative means unknown: taken literally it would renew without end."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        seconds = int(float(value))
    except (ValueError, OverflowError):
        return None
    return (
        received_at + timedelta(seconds=min(seconds, LONGEST_LIFE.total_seconds())) if seconds > 0 else None
    )


def _scope(value: object) -> str | None:
    if isinstance(value, list):
        value = " ".join(str(word) for word in value)
    return value if isinstance(value, str) and value.strip() else None
