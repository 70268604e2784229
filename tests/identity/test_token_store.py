"""What the keyring keeps of a sign-in, and for whom."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.identity.async_keyring import InMemoryKeyring
from kanbert_desktop.identity.token_store import (
    ACCESS_ITEM,
    REFRESH_ITEM,
    TokenSet,
    TokenStore,
    keyring_service_name,
)

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TOKENS = TokenSet("access-1", "refresh-1", NOW + timedelta(hours=1), "task-management:read", NOW)


def run(journey: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(journey)


def kept(vault: InMemoryKeyring, issuer: str = "https://api.kanbert.com", user: str = "7") -> TokenStore:
    return TokenStore(vault, issuer, user)


def test_tokens_come_back_as_they_were() -> None:
    vault = InMemoryKeyring()
    run(kept(vault).store(TOKENS))
    assert run(kept(vault).load()) == TOKENS


@pytest.mark.parametrize(("issuer", "user"), [("https://other.test", "7"), ("https://api.kanbert.com", "8")])
def test_another_issuer_or_user_gets_nothing(issuer: str, user: str) -> None:
    vault = InMemoryKeyring()
    run(kept(vault).store(TOKENS))
    assert run(kept(vault, issuer, user).load()) is None


def test_an_access_token_of_an_earlier_refresh_is_ignored() -> None:
    """The program may end between the two writes."""
    vault = InMemoryKeyring()
    run(kept(vault).store(TOKENS))
    older = run(vault.get(ACCESS_ITEM))
    run(kept(vault).store(TokenSet("access-2", "refresh-2", None, None, NOW + timedelta(hours=1))))
    run(vault.put(ACCESS_ITEM, older))
    recalled = run(kept(vault).load())
    assert (recalled.access_token, recalled.refresh_token) == ("", "refresh-2")


def test_a_session_without_a_refresh_token_keeps_its_access_token() -> None:
    vault = InMemoryKeyring()
    run(kept(vault).store(TOKENS))
    alone = TokenSet("access-2", None, None, None, NOW)
    run(kept(vault).store(alone))
    assert run(vault.get(REFRESH_ITEM)) is None
    assert run(kept(vault).load()) == alone


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"version": 2}', '{"refresh_token": "x"}'])
def test_an_unreadable_item_is_no_session(text: str) -> None:
    vault = InMemoryKeyring()
    run(vault.put(REFRESH_ITEM, text))
    run(vault.put(ACCESS_ITEM, text))
    assert run(kept(vault).load()) is None


def test_deleting_leaves_nothing() -> None:
    vault = InMemoryKeyring()
    run(kept(vault).store(TOKENS))
    run(kept(vault).delete())
    assert run(vault.get(ACCESS_ITEM)) is run(vault.get(REFRESH_ITEM)) is None


class SmallVault(InMemoryKeyring):
    async def put(self, item: str, text: str) -> None:
        if item == ACCESS_ITEM:
            raise KeyringUnavailable("keyring_too_small")
        await super().put(item, text)


def test_an_access_token_too_long_for_the_keyring_is_left_out() -> None:
    vault = SmallVault()
    run(kept(vault).store(TOKENS))
    assert run(kept(vault).load()).refresh_token == "refresh-1"
    with pytest.raises(KeyringUnavailable):
        run(kept(vault).store(TokenSet("access-2", None, None, None, NOW)))


def test_one_service_name_an_account() -> None:
    assert keyring_service_name("abc") == "kanbert-desktop:abc"
