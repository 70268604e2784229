"""A session's tokens in the vault: the refresh token in one item, the access token in another (S44)."""

import json
import logging
from datetime import datetime
from typing import Any

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.token_set import LONG_AGO, TokenSet
from kanbert_desktop.identity.vault import AnyVault

log = logging.getLogger(__name__)
VERSION = 1
REFRESH, ACCESS = "refresh", "access"


def vault_service(account: str) -> str:
    """The keyring's service name for an account's hash."""
    return f"kanbert-desktop:{account}"


class KeptTokens:
    """Bound to one issuer (origin) and user: what was kept for another one is not given out."""

    def __init__(self, vault: AnyVault, issuer: str, user_id: str) -> None:
        self.vault = vault
        self._owner = {"version": VERSION, "issuer": issuer, "user": user_id}

    @property
    def lasting(self) -> bool:
        """Whether they are still there after this run."""
        return self.vault.lasting

    async def recall(self) -> TokenSet | None:
        """The newest tokens kept; the access token may be missing (""), then renewing gives one."""
        refresh = self._read(await self.vault.get(REFRESH))
        access = self._read(await self.vault.get(ACCESS))
        if not refresh and not access:
            return None
        # Written one after the other: an access token of an earlier renewal is as good as none.
        if refresh and access.get("received_at") != refresh.get("received_at"):
            access = {}
        return _tokens(refresh, access)

    async def keep(self, tokens: TokenSet) -> None:
        """The refresh token first: losing it ends the session, losing the other costs one renewal."""
        received = tokens.received_at.isoformat()
        if tokens.refresh_token:
            await self._write(REFRESH, {"refresh_token": tokens.refresh_token, "received_at": received})
        expires = tokens.expires_at.isoformat() if tokens.expires_at else None
        access = {
            "access_token": tokens.access_token,
            "expires_at": expires,
            "scope": tokens.scope,
            "received_at": received,
        }
        try:
            await self._write(ACCESS, access)
        except KeyringUnavailable as error:
            if not tokens.refresh_token or error.key != "keyring_too_small":
                raise
        if not tokens.refresh_token:
            await self.vault.delete(REFRESH)

    async def forget(self) -> None:
        await self.vault.delete(ACCESS)
        await self.vault.delete(REFRESH)

    async def _write(self, item: str, values: dict[str, Any]) -> None:
        await self.vault.put(item, json.dumps(self._owner | values, separators=(",", ":")))

    def _read(self, text: str | None) -> dict[str, Any]:
        try:
            values = json.loads(text or "{}")
        except ValueError:
            values = {}
        if not isinstance(values, dict) or self._owner.items() - values.items():
            if text:
                log.warning("A keyring item is unreadable or belongs to another account")
            return {}
        return values


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
