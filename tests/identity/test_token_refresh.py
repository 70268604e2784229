"""Token refresh: stored before use, once across processes, never given up too early."""

import asyncio
from pathlib import Path

import httpx
import pytest

from kanbert_desktop.domain.errors import KeyringUnavailable, Refused, SignInRequired, TransientError
from kanbert_desktop.identity.async_keyring import InMemoryKeyring
from kanbert_desktop.identity.token_store import TokenSet
from kanbert_desktop.net.errors import fetch
from support.fake_clock import FakeClock
from support.token_server import FakeTokenServer, StoredAccount, first_tokens, read_with, run_coroutine


def test_new_tokens_are_stored_before_they_are_used(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.clock.advance(hours=2)
    order: list[str] = []
    keep = stored_account.keyring.put

    async def watched(item: str, text: str) -> None:
        # A slow keyring: code that does not wait for it has used the new token by then.
        for _ in range(20):
            await asyncio.sleep(0)
        assert stored_account.token_server.calls == []
        order.append(f"kept {item}")
        await keep(item, text)

    stored_account.keyring.put = watched  # type: ignore[method-assign]  # watches the real one

    async def scenario() -> None:
        await read_with(stored_account, credentials)
        order.append("used")

    run_coroutine(scenario())
    assert order == ["kept refresh", "kept access", "used"]
    assert "refresh-1" in str(run_coroutine(stored_account.keyring.get("refresh")))


def test_a_thousand_requests_across_an_expiry_cause_one_refresh(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.clock.advance(hours=2)

    async def scenario() -> list[int]:
        async with stored_account.token_server.client(credentials) as client:
            answers = await asyncio.gather(*(fetch(client, "/api/v1/tasks") for _ in range(1000)))
        return [answer.status_code for answer in answers]

    assert run_coroutine(scenario()) == [200] * 1000
    assert stored_account.token_server.used_refresh_tokens == ["refresh-0"]


def test_a_response_without_a_refresh_token_keeps_the_old_one(stored_account: StoredAccount) -> None:
    stored_account.token_server.omitted_fields = {"refresh_token"}
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    run_coroutine(credentials.access_token(failed="access-0"))
    assert credentials.tokens is not None
    assert credentials.tokens.refresh_token == "refresh-0"


def test_a_rejected_refresh_requires_a_sign_in_and_is_not_repeated(stored_account: StoredAccount) -> None:
    stored_account.token_server.refresh = "another"
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))

    async def scenario() -> None:
        for _ in range(3):
            with pytest.raises(SignInRequired):
                await credentials.access_token(failed="access-0")

    run_coroutine(scenario())
    assert stored_account.token_server.used_refresh_tokens == ["refresh-0"]


def test_tokens_refreshed_by_another_process_are_used(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))

    async def scenario() -> str:
        stored_account.clock.advance(minutes=5)
        await stored_account.credentials(first_tokens(stored_account.clock())).access_token(failed="access-0")
        return await credentials.access_token(failed="access-0")

    assert run_coroutine(scenario()) == "access-1"
    assert stored_account.token_server.refresh_count == 1


def test_tokens_refreshed_by_a_build_without_the_lock_are_used(stored_account: StoredAccount) -> None:
    """`invalid_grant`, and only then the keyring contains the newer tokens."""
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.token_server.refresh = "refresh-x"
    recalled: list[TokenSet | None] = [None, first_tokens(stored_account.clock(), refresh_token="refresh-x")]

    async def recall() -> TokenSet | None:
        return recalled.pop(0)

    stored_account.token_store.load = recall  # type: ignore[method-assign]  # two answers, one after the other
    assert run_coroutine(credentials.access_token(failed="access-0")) == "access-1"
    assert stored_account.token_server.used_refresh_tokens == ["refresh-0", "refresh-x"]


def test_two_processes_refresh_one_after_the_other(stored_account: StoredAccount) -> None:
    run_coroutine(stored_account.token_store.store(first_tokens(stored_account.clock())))
    stored_account.clock.advance(hours=2)

    async def scenario() -> list[str]:
        return await asyncio.gather(*(stored_account.credentials().access_token() for _ in range(4)))

    assert run_coroutine(scenario()) == ["access-1"] * 4
    assert stored_account.token_server.used_refresh_tokens == ["refresh-0"]


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError("no route"),
        httpx.ReadTimeout("slow"),
        httpx.Response(503),
        httpx.Response(429, headers={"Retry-After": "5"}),
        httpx.Response(200, html="<h1>Free Wi-Fi</h1>"),
        httpx.Response(400, html="<h1>Bad</h1>"),
        httpx.Response(200, json={"access_token": "x"}),
    ],
)
def test_a_transient_failure_never_signs_out(
    stored_account: StoredAccount, trouble: httpx.Response | Exception
) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.token_server.responses = [trouble]

    async def scenario() -> str:
        with pytest.raises(TransientError):
            await credentials.access_token(failed="access-0")
        return await credentials.access_token(failed="access-0")

    assert run_coroutine(scenario()) == "access-1"


def test_a_rejected_client_does_not_end_the_session(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.token_server.responses = [httpx.Response(401, json={"error": "invalid_client"})]
    with pytest.raises(Refused) as caught:
        run_coroutine(credentials.access_token(failed="access-0"))
    assert caught.value.key == "client_rejected"
    assert run_coroutine(credentials.access_token(failed="access-0")) == "access-1"


def test_passports_older_engine_calls_a_dead_refresh_token_an_invalid_request(
    stored_account: StoredAccount,
) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    statuses = {
        "error": "invalid_request",
        "hint": "Token has been revoked",
        "message": "The refresh token is invalid.",
    }
    stored_account.token_server.responses = [httpx.Response(401, json=statuses)]
    with pytest.raises(SignInRequired):
        run_coroutine(credentials.access_token(failed="access-0"))


def test_an_invalid_request_of_our_own_does_not_end_the_session(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))
    stored_account.token_server.responses = [httpx.Response(400, json={"error": "invalid_request"})]
    with pytest.raises(Refused):
        run_coroutine(credentials.access_token(failed="access-0"))
    assert run_coroutine(credentials.access_token(failed="access-0")) == "access-1"


def test_a_refresh_outlives_the_request_that_started_it(stored_account: StoredAccount) -> None:
    credentials = stored_account.credentials(first_tokens(stored_account.clock()))

    async def scenario() -> None:
        stored_account.token_server.blocking_event = asyncio.Event()
        waiting = asyncio.ensure_future(credentials.access_token(failed="access-0"))
        while not stored_account.token_server.used_refresh_tokens:  # noqa: ASYNC110  # set inside the transport
            await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        stored_account.token_server.blocking_event.set()
        await credentials.wait_until_stored()

    run_coroutine(scenario())
    assert credentials.tokens is not None
    assert credentials.tokens.access_token == "access-1"
    assert run_coroutine(stored_account.token_store.load()).refresh_token == "refresh-1"


class BrokenKeyring(InMemoryKeyring):
    broken = True

    async def get(self, item: str) -> str | None:
        if self.broken:
            raise KeyringUnavailable("keyring_locked")
        return await super().get(item)

    async def put(self, item: str, text: str) -> None:
        if self.broken:
            raise KeyringUnavailable("keyring_locked")
        await super().put(item, text)


def test_a_keyring_locked_at_the_start_is_not_a_lost_session(
    token_server: FakeTokenServer, clock: FakeClock, tmp_path: Path
) -> None:
    home = StoredAccount(token_server, BrokenKeyring(), clock, tmp_path)
    with pytest.raises(KeyringUnavailable):
        run_coroutine(home.credentials().access_token())


def test_a_keyring_locked_later_costs_nothing_and_gets_the_tokens_when_it_can(
    token_server: FakeTokenServer, clock: FakeClock, tmp_path: Path
) -> None:
    keyring = BrokenKeyring()
    home = StoredAccount(token_server, keyring, clock, tmp_path)
    credentials = home.credentials(first_tokens(clock()))

    async def scenario() -> None:
        assert await credentials.access_token(failed="access-0") == "access-1"
        keyring.broken = False
        await credentials.wait_until_stored()

    run_coroutine(scenario())
    assert run_coroutine(home.token_store.load()).refresh_token == "refresh-1"
