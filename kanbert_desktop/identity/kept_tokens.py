"""A session's tokens in the vault: the refresh token in one item, the access token in another (S44)."""

from datetime import datetime
from typing import Any

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.owned_item import OwnedItem
from kanbert_desktop.identity.token_set import LONG_AGO, TokenSet
from kanbert_desktop.identity.vault import AnyVault

_NO_ROOM = ("keyring_too_small", "keyring_full")
REFRESH, ACCESS = "refresh", "access"


def vault_service(account: str) -> str:
    """The keyring's service name for an account's hash."""
    return f"kanbert-desktop:{account}"


class KeptTokens:
    """Bound to one issuer (origin) and user: what was kept for another one is not given out."""

    def __init__(self, vault: AnyVault, issuer: str, user_id: str) -> None:
        self.vault = vault
        owner = {"issuer": issuer, "user": user_id}
        self._refresh, self._access = OwnedItem(vault, REFRESH, owner), OwnedItem(vault, ACCESS, owner)

    @property
    def lasting(self) -> bool:
        """Whether they are still there after this run."""
        return self.vault.lasting

    async def recall(self) -> TokenSet | None:
        """The newest tokens kept; the access token may be missing (""), then renewing gives one."""
        refresh = await self._refresh.read()
        access = await self._access.read()
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
            if not tokens.refresh_token or error.key not in _NO_ROOM:
                raise
        if not tokens.refresh_token:
            await self._refresh.delete()

    async def forget(self) -> None:
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
