"""What the keyring keeps of a sign-in, and for whom."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.async_keyring import MemoryVault
from kanbert_desktop.identity.token_store import ACCESS, REFRESH, KeptTokens, TokenSet, vault_service

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TOKENS = TokenSet("access-1", "refresh-1", NOW + timedelta(hours=1), "task-management:read", NOW)


def run(journey: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(journey)


def kept(vault: MemoryVault, issuer: str = "https://api.kanbert.com", user: str = "7") -> KeptTokens:
    return KeptTokens(vault, issuer, user)


def test_tokens_come_back_as_they_were() -> None:
    vault = MemoryVault()
    run(kept(vault).keep(TOKENS))
    assert run(kept(vault).recall()) == TOKENS


@pytest.mark.parametrize(("issuer", "user"), [("https://other.test", "7"), ("https://api.kanbert.com", "8")])
def test_another_issuer_or_user_gets_nothing(issuer: str, user: str) -> None:
    vault = MemoryVault()
    run(kept(vault).keep(TOKENS))
    assert run(kept(vault, issuer, user).recall()) is None


def test_an_access_token_of_an_earlier_renewal_is_not_taken() -> None:
    """The program may end between the two writes."""
    vault = MemoryVault()
    run(kept(vault).keep(TOKENS))
    older = run(vault.get(ACCESS))
    run(kept(vault).keep(TokenSet("access-2", "refresh-2", None, None, NOW + timedelta(hours=1))))
    run(vault.put(ACCESS, older))
    recalled = run(kept(vault).recall())
    assert (recalled.access_token, recalled.refresh_token) == ("", "refresh-2")


def test_a_session_without_a_refresh_token_keeps_its_access_token() -> None:
    vault = MemoryVault()
    run(kept(vault).keep(TOKENS))
    alone = TokenSet("access-2", None, None, None, NOW)
    run(kept(vault).keep(alone))
    assert run(vault.get(REFRESH)) is None
    assert run(kept(vault).recall()) == alone


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"version": 2}', '{"refresh_token": "x"}'])
def test_an_unreadable_item_is_no_session(text: str) -> None:
    vault = MemoryVault()
    run(vault.put(REFRESH, text))
    run(vault.put(ACCESS, text))
    assert run(kept(vault).recall()) is None


def test_forgetting_leaves_nothing() -> None:
    vault = MemoryVault()
    run(kept(vault).keep(TOKENS))
    run(kept(vault).forget())
    assert run(vault.get(ACCESS)) is run(vault.get(REFRESH)) is None


class SmallVault(MemoryVault):
    async def put(self, item: str, text: str) -> None:
        if item == ACCESS:
            raise KeyringUnavailable("keyring_too_small")
        await super().put(item, text)


def test_an_access_token_too_long_for_the_keyring_is_left_out() -> None:
    vault = SmallVault()
    run(kept(vault).keep(TOKENS))
    assert run(kept(vault).recall()).refresh_token == "refresh-1"
    with pytest.raises(KeyringUnavailable):
        run(kept(vault).keep(TokenSet("access-2", None, None, None, NOW)))


def test_one_service_name_an_account() -> None:
    assert vault_service("abc") == "kanbert-desktop:abc"
