"""One JSON object in the vault that says whose it is: what was kept for somebody else is not given out."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from kanbert_desktop.identity.vault import AnyVault

log = logging.getLogger(__name__)
VERSION = 1


class OwnedItem:
    """`owner` is written into the item and has to be found there again. Methods raise `KeyringUnavailable`."""

    def __init__(self, vault: AnyVault, name: str, owner: Mapping[str, str]) -> None:
        self._vault = vault
        self._name = name
        self._owner: dict[str, Any] = {"version": VERSION, **owner}

    async def read(self) -> dict[str, Any]:
        """Empty where there is none of this owner's."""
        text = await self._vault.get(self._name)
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
        await self._vault.put(self._name, json.dumps(self._owner | values, separators=(",", ":")))

    async def delete(self) -> None:
        await self._vault.delete(self._name)
