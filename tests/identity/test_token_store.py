"""What the keyring stores of a sign-in, and for which account."""

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


def run(scenario: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    return asyncio.run(scenario)


def token_store(
    keyring: InMemoryKeyring, issuer: str = "https://api.kanbert.com", user: str = "7"
) -> TokenStore:
    return TokenStore(keyring, issuer, user)


def test_tokens_come_back_as_they_were() -> None:
    keyring = InMemoryKeyring()
    run(token_store(keyring).store(TOKENS))
    assert run(token_store(keyring).load()) == TOKENS


@pytest.mark.parametrize(("issuer", "user"), [("https://other.test", "7"), ("https://api.kanbert.com", "8")])
def test_another_issuer_or_user_gets_nothing(issuer: str, user: str) -> None:
    keyring = InMemoryKeyring()
    run(token_store(keyring).store(TOKENS))
    assert run(token_store(keyring, issuer, user).load()) is None


def test_an_access_token_of_an_earlier_refresh_is_ignored() -> None:
    """The program may end between the two writes."""
    keyring = InMemoryKeyring()
    run(token_store(keyring).store(TOKENS))
    older = run(keyring.get(ACCESS_ITEM))
    run(token_store(keyring).store(TokenSet("access-2", "refresh-2", None, None, NOW + timedelta(hours=1))))
    run(keyring.put(ACCESS_ITEM, older))
    recalled = run(token_store(keyring).load())
    assert (recalled.access_token, recalled.refresh_token) == ("", "refresh-2")


def test_a_session_without_a_refresh_token_keeps_its_access_token() -> None:
    keyring = InMemoryKeyring()
    run(token_store(keyring).store(TOKENS))
    alone = TokenSet("access-2", None, None, None, NOW)
    run(token_store(keyring).store(alone))
    assert run(keyring.get(REFRESH_ITEM)) is None
    assert run(token_store(keyring).load()) == alone


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"version": 2}', '{"refresh_token": "x"}'])
def test_an_unreadable_item_is_no_session(text: str) -> None:
    keyring = InMemoryKeyring()
    run(keyring.put(REFRESH_ITEM, text))
    run(keyring.put(ACCESS_ITEM, text))
    assert run(token_store(keyring).load()) is None


def test_deleting_leaves_nothing() -> None:
    keyring = InMemoryKeyring()
    run(token_store(keyring).store(TOKENS))
    run(token_store(keyring).delete())
    assert run(keyring.get(ACCESS_ITEM)) is run(keyring.get(REFRESH_ITEM)) is None


class SmallKeyring(InMemoryKeyring):
    async def put(self, item: str, text: str) -> None:
        if item == ACCESS_ITEM:
            raise KeyringUnavailable("keyring_too_small")
        await super().put(item, text)


def test_an_access_token_too_long_for_the_keyring_is_left_out() -> None:
    keyring = SmallKeyring()
    run(token_store(keyring).store(TOKENS))
    assert run(token_store(keyring).load()).refresh_token == "refresh-1"
    with pytest.raises(KeyringUnavailable):
        run(token_store(keyring).store(TokenSet("access-2", None, None, None, NOW)))


def test_one_service_name_an_account() -> None:
    assert keyring_service_name("abc") == "kanbert-desktop:abc"
