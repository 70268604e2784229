"""A registered application's secret in the vault, beside the account's tokens and never anywhere else."""

from kanbert_desktop.identity.owned_item import OwnedItem
from kanbert_desktop.identity.vault import AnyVault
from kanbert_desktop.net.redaction import conceal

ITEM = "client_secret"


class KeptSecret:
    """Bound to one issuer (origin) and client ID. Every method may raise `KeyringUnavailable`."""

    def __init__(self, vault: AnyVault, issuer: str, client_id: str) -> None:
        self._item = OwnedItem(vault, ITEM, {"issuer": issuer, "client": client_id})

    async def recall(self) -> str | None:
        secret = (await self._item.read()).get("client_secret")
        if not isinstance(secret, str):
            return None
        conceal(secret)
        return secret

    async def keep(self, secret: str) -> None:
        await self._item.write({"client_secret": secret})

    async def forget(self) -> None:
        await self._item.delete()
