"""TokenSet, and tokens and client secret as keyring items bound to their owner."""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from kanbert_desktop.domain.errors import KeyringUnavailable, TransientError
from kanbert_desktop.domain.value_classes import dataclass, field, replace
from kanbert_desktop.identity.async_keyring import SecretStorage
from kanbert_desktop.net.redaction import register_secret

log = logging.getLogger(__name__)
REFRESH_MARGIN = timedelta(seconds=60)
MAX_LIFETIME = timedelta(days=3660)
LONG_AGO = datetime.min.replace(tzinfo=UTC)
ITEM_VERSION = 1
_NO_SPACE = ("keyring_too_small", "keyring_full")
REFRESH_ITEM, ACCESS_ITEM = "refresh", "access"
CLIENT_SECRET_ITEM = "client_secret"  # noqa: S105  the name of an item


@dataclass(frozen=True, slots=True)
class TokenSet:
    """`expires_at` None: the server did not say. `scope` None: it granted what was requested."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None
    scope: str | None = None
    received_at: datetime = LONG_AGO

    def __post_init__(self) -> None:
        register_secret(self.access_token)
        register_secret(self.refresh_token)

    def is_due(self, now: datetime) -> bool:
        """Whether to refresh before the next use: a minute early, or a quarter of a very short life."""
        if self.expires_at is None:
            return False
        margin = min(REFRESH_MARGIN, (self.expires_at - self.received_at) / 4)
        return now >= self.expires_at - max(margin, timedelta(0))

    def completed_from(self, former: "TokenSet") -> "TokenSet":
        """Returns this refresh response completed with what it omitted (RFC 6749, 6)."""
        return replace(
            self, refresh_token=self.refresh_token or former.refresh_token, scope=self.scope or former.scope
        )


def read_token_response(response: dict[str, Any], received_at: datetime) -> TokenSet:
    """Reads the token endpoint's 2xx JSON; stricter than oauthlib, which accepts any token type and odd lifetimes."""
    access, refresh = response.get("access_token"), response.get("refresh_token")
    kind = response.get("token_type")
    if not isinstance(access, str) or not access.isprintable() or not access.strip():
        raise TransientError("unreadable_answer")
    if not isinstance(kind, str) or kind.lower() != "bearer":
        raise TransientError("unreadable_answer")
    return TokenSet(
        access_token=access,
        refresh_token=refresh if isinstance(refresh, str) and refresh else None,
        expires_at=_expiry(response.get("expires_in"), received_at),
        scope=_scope(response.get("scope")),
        received_at=received_at,
    )


def _expiry(value: object, received_at: datetime) -> datetime | None:
    """Absent, unreadable, zero or negative means unknown: taken literally it would refresh without end."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        seconds = int(float(value))
    except (ValueError, OverflowError):
        return None
    return (
        received_at + timedelta(seconds=min(seconds, MAX_LIFETIME.total_seconds())) if seconds > 0 else None
    )


def _scope(value: object) -> str | None:
    if isinstance(value, list):
        value = " ".join(str(word) for word in value)
    return value if isinstance(value, str) and value.strip() else None


class OwnedKeyringItem:
    """A keyring item (S44) that contains its `owner`; another owner's item is ignored.

    Methods raise `KeyringUnavailable`.
    """

    def __init__(self, storage: SecretStorage, name: str, owner: Mapping[str, str]) -> None:
        self._storage = storage
        self._name = name
        self._owner: dict[str, Any] = {"version": ITEM_VERSION, **owner}

    async def read(self) -> dict[str, Any]:
        """Empty if there is none of this owner."""
        text = await self._storage.get(self._name)
        try:
            values = json.loads(text or "{}")
        except ValueError:
            values = {}
        if not isinstance(values, dict) or self._owner.items() - values.items():
            if text:
                log.warning("A keyring item is unreadable or belongs to another account")
            return {}
        return values

    async def write(self, values: dict[str, Any]) -> None:
        await self._storage.put(self._name, json.dumps(self._owner | values, separators=(",", ":")))

    async def delete(self) -> None:
        await self._storage.delete(self._name)


def keyring_service_name(account: str) -> str:
    """The keyring's service name for an account's hash."""
    return f"kanbert-desktop:{account}"


class TokenStore:
    """Bound to one issuer (origin) and user: another one's tokens are ignored."""

    def __init__(self, storage: SecretStorage, issuer: str, user_id: str) -> None:
        self.storage = storage
        owner = {"issuer": issuer, "user": user_id}
        self._refresh, self._access = (
            OwnedKeyringItem(storage, REFRESH_ITEM, owner),
            OwnedKeyringItem(storage, ACCESS_ITEM, owner),
        )

    @property
    def is_persistent(self) -> bool:
        """Whether the tokens survive this run."""
        return self.storage.is_persistent

    async def load(self) -> TokenSet | None:
        """Returns the newest stored tokens; the access token may be missing (""), then a refresh gives one."""
        refresh = await self._refresh.read()
        access = await self._access.read()
        if not refresh and not access:
            return None
        # Written one after the other: an access token of an earlier refresh is as good as none.
        if refresh and access.get("received_at") != refresh.get("received_at"):
            access = {}
        return _tokens(refresh, access)

    async def store(self, tokens: TokenSet) -> None:
        """Stores the refresh token first: losing it ends the session, losing the other costs one refresh."""
        received = tokens.received_at.isoformat()
        if tokens.refresh_token:
            await self._refresh.write({"refresh_token": tokens.refresh_token, "received_at": received})
        expires = tokens.expires_at.isoformat() if tokens.expires_at else None
        access = {
            "access_token": tokens.access_token,
            "expires_at": expires,
            "scope": tokens.scope,
            "received_at": received,
        }
        try:
            await self._access.write(access)
        except KeyringUnavailable as error:
            if not tokens.refresh_token or error.key not in _NO_SPACE:
                raise
        if not tokens.refresh_token:
            await self._refresh.delete()

    async def delete(self) -> None:
        await self._access.delete()
        await self._refresh.delete()


def _tokens(refresh: dict[str, Any], access: dict[str, Any]) -> TokenSet:
    return TokenSet(
        access_token=str(access.get("access_token") or ""),
        refresh_token=refresh.get("refresh_token"),
        expires_at=_moment(access.get("expires_at")),
        scope=access.get("scope"),
        received_at=_moment(access.get("received_at") or refresh.get("received_at")) or LONG_AGO,
    )


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


class ClientSecretStore:
    """Bound to one issuer (origin) and client ID. Every method may raise `KeyringUnavailable`."""

    def __init__(self, storage: SecretStorage, issuer: str, client_id: str) -> None:
        self._item = OwnedKeyringItem(storage, CLIENT_SECRET_ITEM, {"issuer": issuer, "client": client_id})

    async def load(self) -> str | None:
        secret = (await self._item.read()).get("client_secret")
        if not isinstance(secret, str):
            return None
        register_secret(secret)
        return secret

    async def store(self, secret: str) -> None:
        await self._item.write({"client_secret": secret})

    async def delete(self) -> None:
        await self._item.delete()
