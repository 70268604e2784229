"""Switching accounts of one profile: no request with another's token, no row in another's view (I10)."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.domain.errors import KeyringUnavailable, SignInRequired, StoreError
from kanbert_desktop.domain.events import AccountSwitched, CardsChanged, LoadProgressed
from kanbert_desktop.identity import async_keyring, keyring_backends
from kanbert_desktop.sandbox.faults import reset_connection
from kanbert_desktop.sandbox.oauth.storage import TASK_SCOPES, store_direct_token
from kanbert_desktop.store.migrations import NEWEST_VERSION
from plugins.qt_loop import QtLoop
from support import sandbox as support_sandbox
from support.sandbox import RunningSandbox, running_sandbox

Asked = tuple[int, str]
"""The server's port and the token it received."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """Every bearer token received, with the server that received it."""
    seen: list[Asked] = []
    plain = support_sandbox.create_app

    def listening(*parts: Any, **more: Any) -> ASGIApp:  # noqa: ANN401  whatever a sandbox is made of
        app = plain(*parts, **more)

        async def noted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                word = dict(scope["headers"]).get(b"authorization", b"").decode().removeprefix("Bearer ")
                seen.append((scope["server"][1], word))
            await app(scope, receive, send)

        return noted

    monkeypatch.setattr(support_sandbox, "create_app", listening)
    return seen


@pytest.fixture
def first_sandbox(asked: list[Asked], tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def second_sandbox(asked: list[Asked], tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path / "other") as running:
        yield running


@pytest.fixture
def start(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Application]:
    """Without a keyring, credentials last until the application ends."""

    def absent() -> keyring_backends.KeyringBackend:
        raise KeyringUnavailable("keyring_absent")

    defaults = async_keyring.AsyncKeyring.__init__.__kwdefaults__
    monkeypatch.setattr(
        async_keyring.AsyncKeyring.__init__, "__kwdefaults__", defaults | {"find_backend": absent}
    )

    def begin(**more: Any) -> Application:  # noqa: ANN401  options
        options = Options(profile=profile, **more)
        return Application(Environment.for_options(options), options)

    return begin


def token_of_another(sandbox: RunningSandbox) -> str:
    """A direct token of a colleague."""
    token = secrets.token_urlsafe(48)
    mine = sandbox.credentials["email"]
    (colleague,) = sandbox.state.rows(
        "SELECT id FROM users WHERE email <> ? AND type = 'user' ORDER BY email LIMIT 1", mine
    )
    with sandbox.state.transaction() as db:
        store_direct_token(
            *(db, token, "Another", colleague["id"], " ".join(TASK_SCOPES)),
            slug="another",
            created_at=sandbox.state.now(),
        )
    return token


def port(sandbox: RunningSandbox) -> int:
    return int(sandbox.url.rpartition(":")[2])


async def signed_in(application: Application, server: RunningSandbox, token: str) -> str:
    await application.sign_in_with_token(token, server.url)
    await application.sync()
    assert application.account is not None
    return application.account.id


def author_of(sandbox: RunningSandbox, title: str) -> str:
    (task,) = [task for task in sandbox.state.tasks() if task["title"] == title]
    (person,) = sandbox.state.rows("SELECT email FROM users WHERE id = ?", task["author_id"])
    return str(person["email"])


def test_three_accounts_on_two_servers_never_mix(
    qt_loop: QtLoop,
    first_sandbox: RunningSandbox,
    second_sandbox: RunningSandbox,
    asked: list[Asked],
    start: Callable[..., Application],
) -> None:
    tokens = first_sandbox.credentials["access_token"], token_of_another(first_sandbox)
    third = second_sandbox.credentials["access_token"]
    mails: dict[str, str] = {}

    async def scenario() -> None:
        application = start()
        ids = [
            await signed_in(application, first_sandbox, tokens[0]),
            await signed_in(application, first_sandbox, tokens[1]),
            await signed_in(application, second_sandbox, third),
        ]
        assert len(set(ids)) == 3
        await application.go_live()
        for turn in range(2):
            for number, account_id in enumerate(ids):
                await application.switch_to(account_id)
                service = application.require_service()
                assert application.account is not None
                assert application.account.id == account_id
                title = f"Runde {turn}, Konto {number}"
                service.add_card(service.boards()[0].id, title)
                mails[title] = service.me.email if service.me else ""
                await application.sync()
                await service.wait_until_saved()
        await application.close()

    qt_loop(scenario())
    allowed = {
        (port(first_sandbox), tokens[0]),
        (port(first_sandbox), tokens[1]),
        (port(second_sandbox), third),
    }
    assert {(where, token) for where, token in asked if token} == allowed
    assert len(set(mails.values())) == 3
    for title, mail in mails.items():
        assert author_of(second_sandbox if title.endswith("2") else first_sandbox, title) == mail


def test_unsent_edits_and_drafts_stay_with_their_account(
    qt_loop: QtLoop,
    first_sandbox: RunningSandbox,
    second_sandbox: RunningSandbox,
    start: Callable[..., Application],
) -> None:
    async def scenario() -> None:
        application = start()
        other = await signed_in(application, second_sandbox, second_sandbox.credentials["access_token"])
        mine = await signed_in(application, first_sandbox, first_sandbox.credentials["access_token"])
        first_sandbox.faults.inject("*", "*", reset_connection(), times=None)
        service = application.require_service()
        service.add_card(service.board("WEB").id, "Bleibt meine")
        service.local.save_draft("quick-add", "Halb")
        await application.switch_to(other)
        elsewhere = application.require_service()
        assert application.count_unsent().total == 0
        assert {board.id for board in elsewhere.boards()} <= {
            row["id"] for row in second_sandbox.state.rows("SELECT id FROM projects")
        }
        assert (await application.sync()).pushed == 0
        await application.switch_to(mine)
        assert (
            application.count_unsent().pending,
            application.require_service().local.draft("quick-add"),
        ) == (
            1,
            "Halb",
        )
        first_sandbox.faults.clear()
        assert (await application.sync()).pushed == 1
        await application.close()

    qt_loop(scenario())
    assert author_of(first_sandbox, "Bleibt meine") == first_sandbox.credentials["email"]


def test_nothing_of_the_old_account_is_published_after_the_switch(
    qt_loop: QtLoop,
    first_sandbox: RunningSandbox,
    second_sandbox: RunningSandbox,
    start: Callable[..., Application],
) -> None:
    heard: list[str] = []

    async def scenario() -> None:
        application = start()
        other = await signed_in(application, second_sandbox, second_sandbox.credentials["access_token"])
        await signed_in(application, first_sandbox, first_sandbox.credentials["access_token"])
        await application.go_live()

        def cards(event: CardsChanged) -> None:
            heard.extend(event.boards)

        def switched(_event: AccountSwitched) -> None:
            assert application.account is not None
            assert application.account.id == other
            application.bus.subscribe(CardsChanged, cards)
            application.bus.subscribe(LoadProgressed, lambda event: heard.append(str(event)))

        application.bus.subscribe(AccountSwitched, switched)
        application.wake_sync("asked")
        await application.switch_to(other)
        await application.sync()
        await application.close()

    qt_loop(scenario())
    ours = {row["id"] for row in second_sandbox.state.rows("SELECT id FROM projects")}
    assert set(heard) <= ours


def test_the_environments_token_is_used_for_its_account_only(
    qt_loop: QtLoop,
    first_sandbox: RunningSandbox,
    second_sandbox: RunningSandbox,
    asked: list[Asked],
    start: Callable[..., Application],
) -> None:
    mine, third = first_sandbox.credentials["access_token"], second_sandbox.credentials["access_token"]

    async def scenario() -> None:
        application = start(access_token=mine)
        here = await _by_environment(application, first_sandbox)
        assert application.current_account.sign_in_method == "token"
        other = await signed_in(application, second_sandbox, third)
        await application.switch_to(here)
        await application.sync()
        await application.switch_to(other)
        await application.sync()
        await application.close()

    qt_loop(scenario())
    assert {(where, token) for where, token in asked if token} == {
        (port(first_sandbox), mine),
        (port(second_sandbox), third),
    }


async def _by_environment(application: Application, sandbox: RunningSandbox) -> str:
    await application.sign_in_with_token(server=sandbox.url)
    assert application.account is not None
    return application.account.id


def test_a_damaged_account_leaves_the_open_one_open(
    qt_loop: QtLoop,
    first_sandbox: RunningSandbox,
    second_sandbox: RunningSandbox,
    start: Callable[..., Application],
) -> None:
    async def scenario() -> None:
        application = start()
        other = await signed_in(application, second_sandbox, second_sandbox.credentials["access_token"])
        mine = await signed_in(application, first_sandbox, first_sandbox.credentials["access_token"])
        with closing(sqlite3.connect(application.environment.store_path(other))) as db:
            db.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
        with pytest.raises(StoreError):
            await application.switch_to(other)
        assert application.account is not None
        assert application.account.id == mine
        assert (await application.sync()).pending == 0
        with pytest.raises(SignInRequired):
            await application.switch_to("nobody")
        await application.close()

    qt_loop(scenario())


def test_the_account_switched_to_is_opened_at_the_next_start(
    qt_loop: QtLoop,
    first_sandbox: RunningSandbox,
    second_sandbox: RunningSandbox,
    start: Callable[..., Application],
) -> None:
    async def scenario() -> None:
        application = start()
        mine = await signed_in(application, first_sandbox, first_sandbox.credentials["access_token"])
        await signed_in(application, second_sandbox, second_sandbox.credentials["access_token"])
        await application.switch_to(mine)
        await application.close()
        again = start()
        again.open_chosen_account()
        assert again.account is not None
        assert again.account.id == mine
        await again.close()

    qt_loop(scenario())
