"""Signing in with a typed token: its owner is read first, then it is stored; its expiry; its removal."""

from pathlib import Path

import pytest

from kanbert_desktop.domain.errors import (
    InvalidInput,
    KeyringUnavailable,
    Refused,
    SignInRequired,
    TransientError,
)
from kanbert_desktop.domain.events import SignedIn, SignedOut, SignInExpired
from kanbert_desktop.sandbox.faults import reset_connection
from plugins.qt_loop import QtLoop
from support.app_user import AppUser
from support.colleague import Colleague


@pytest.fixture
def token(app_user: AppUser) -> str:
    return app_user.sandbox.credentials["access_token"]


def test_a_typed_token_outlives_the_process_in_the_keyring_alone(
    qt_loop: QtLoop, app_user: AppUser, token: str, profile: Path
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            heard: list[SignedIn] = []
            application.bus.subscribe(SignedIn, heard.append)
            user = await application.sign_in_with_token(f" Bearer  {token}\n", app_user.sandbox.url)
            assert heard == [SignedIn(user, app_user.sandbox.url, with_token=True)]
            assert application.current_account.sign_in_method == "token"
            await application.sync()
        app_user.keyring.calls.clear()
        async with app_user.run_application() as application:
            assert not app_user.keyring.calls, "not before the first request"
            assert application.current_account.sign_in_method == "token"
            await application.sync()

    qt_loop(scenario())
    assert token in app_user.keyring.all_text()
    assert [
        path for path in profile.rglob("*") if path.is_file() and token.encode() in path.read_bytes()
    ] == []


def test_an_unknown_token_changes_nothing(qt_loop: QtLoop, app_user: AppUser, profile: Path) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            with pytest.raises(Refused) as caught:
                await application.sign_in_with_token("unknown-token", app_user.sandbox.url)
            assert caught.value.key == "token_refused"
            assert application.account is None

    qt_loop(scenario())
    assert app_user.keyring.items == {}
    assert not (profile / "accounts" / "index.json").exists()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "token_empty"),
        (" \n", "token_empty"),
        ("Bearer ", "token_empty"),
        ("a b", "token_unreadable"),
        ("tök", "token_unreadable"),
        ("a\r\nX-Evil: 1", "token_unreadable"),
    ],
)
def test_an_impossible_token_is_not_sent(qt_loop: QtLoop, app_user: AppUser, text: str, key: str) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            with pytest.raises(InvalidInput) as caught:
                await application.sign_in_with_token(text, "https://nowhere.test")
            assert caught.value.key == key
            assert "Evil" not in str(caught.value)

    qt_loop(scenario())


def test_a_network_error_is_reported_as_one(qt_loop: QtLoop, app_user: AppUser, token: str) -> None:
    app_user.sandbox.faults.inject("*", "*", reset_connection(), times=None)

    async def scenario() -> None:
        async with app_user.run_application() as application:
            with pytest.raises(TransientError):
                await application.sign_in_with_token(token, app_user.sandbox.url)

    qt_loop(scenario())


def test_a_deleted_token_asks_for_a_new_one_in_place_and_editing_goes_on(
    qt_loop: QtLoop, app_user: AppUser, token: str
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await application.sign_in_with_token(token, app_user.sandbox.url)
            await application.sync()
            expired: list[SignInExpired] = []
            application.bus.subscribe(SignInExpired, expired.append)
            app_user.revoke_all_tokens()
            with pytest.raises(SignInRequired) as caught:
                await application.sync()
            assert caught.value.key == "token_ended"
            assert expired == [SignInExpired("token_ended")]
            service = application.require_service()
            assert service.sync.status().problem == "token_ended"
            service.add_card(service.board("WEB").id, "Trotzdem")
            assert application.count_unsent().pending == 1
            with app_user.sandbox.state.transaction() as database:
                database.execute("UPDATE tokens SET revoked = 0")
            await application.sign_in_with_token(token, app_user.sandbox.url)
            assert application.service is service
            assert (await application.sync()).pending == 0

    qt_loop(scenario())


def test_a_token_typed_in_place_of_the_environment_s_works_at_once(
    qt_loop: QtLoop, app_user: AppUser, token: str
) -> None:
    """The variable is unchanged and so is its owner: what the user typed since takes precedence."""

    async def scenario() -> None:
        async with app_user.run_application(access_token=token) as application:
            await application.sign_in_with_token(server=app_user.sandbox.url)
            await application.sync()
        async with app_user.run_application(access_token=token) as application:
            app_user.revoke_all_tokens()
            with pytest.raises(SignInRequired):
                await application.sync()
            mira = app_user.sandbox.credentials["email"]
            first_name = app_user.sandbox.state.rows("SELECT first_name FROM users WHERE email = ?", mira)
            new = Colleague(app_user.sandbox.state, first_name[0]["first_name"]).token()
            await application.sign_in_with_token(new, app_user.sandbox.url)
            assert (await application.sync()).pending == 0
            # For new connections of this run, as after the keyring has opened.
            await application.current_account.connect()
            assert (await application.sync()).pending == 0
            assert application.current_account.is_signed_in
        assert new in app_user.keyring.all_text()

    qt_loop(scenario())


def test_a_revoked_sign_in_is_reported_differently_from_a_token(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            app_user.revoke_all_tokens()
            with pytest.raises(SignInRequired) as caught:
                await application.sync()
            assert caught.value.key == "sign_in_needed"

    qt_loop(scenario())


def test_signing_out_deletes_the_token_and_says_that_it_stays_valid(
    qt_loop: QtLoop, app_user: AppUser, token: str
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await application.sign_in_with_token(token, app_user.sandbox.url)
            heard: list[SignedOut] = []
            application.bus.subscribe(SignedOut, heard.append)
            await application.sign_out()
            assert heard == [SignedOut(token_remains_valid=True)]

    qt_loop(scenario())
    assert app_user.keyring.items == {}
    with app_user.sandbox.client() as client:
        assert client.get("/whoami").status_code == 200


def test_after_a_browser_sign_in_no_token_stays_valid(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            heard: list[SignedOut] = []
            application.bus.subscribe(SignedOut, heard.append)
            await application.sign_out()
            assert heard == [SignedOut()]

    qt_loop(scenario())


def test_without_a_keyring_the_token_lasts_until_quitting(
    qt_loop: QtLoop, app_user: AppUser, token: str
) -> None:
    async def scenario() -> None:
        app_user.keyring.is_absent = True
        async with app_user.run_application() as application:
            await application.sign_in_with_token(token, app_user.sandbox.url)
            assert application.current_account.keyring_problem == "keyring_absent"
            await application.sync()
        with pytest.raises(SignInRequired) as caught:
            async with app_user.run_application():
                pass
        assert caught.value.key == "token_gone"

    qt_loop(scenario())


def test_a_token_missing_in_the_keyring_is_no_rejection(
    qt_loop: QtLoop, app_user: AppUser, token: str
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await application.sign_in_with_token(token, app_user.sandbox.url)
        app_user.keyring.items.clear()
        async with app_user.run_application() as application:
            with pytest.raises(SignInRequired) as caught:
                await application.sync()
            assert caught.value.key == "token_gone"
            await application.sign_in_with_token(token, app_user.sandbox.url)
            assert token in app_user.keyring.all_text()

    qt_loop(scenario())


def test_a_locked_keyring_does_not_sign_out(qt_loop: QtLoop, app_user: AppUser, token: str) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await application.sign_in_with_token(token, app_user.sandbox.url)
        app_user.keyring.is_locked = True
        async with app_user.run_application() as application:
            with pytest.raises(KeyringUnavailable):
                await application.sync()
            app_user.keyring.is_locked = False
            await application.sync()

    qt_loop(scenario())


def test_the_environments_token_is_never_stored(
    qt_loop: QtLoop, app_user: AppUser, token: str, profile: Path
) -> None:
    async def scenario() -> None:
        async with app_user.run_application(access_token=token, server=app_user.sandbox.url) as application:
            await application.sign_in_with_token()
            await application.sync()

    qt_loop(scenario())
    assert app_user.keyring.items == {}
    assert [
        path for path in profile.rglob("*") if path.is_file() and token.encode() in path.read_bytes()
    ] == []
