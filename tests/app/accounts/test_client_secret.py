"""An OAuth client with a secret: stored only in the keyring, read on demand, deleted by the sign-out."""

import asyncio
import errno
from dataclasses import replace
from pathlib import Path

import pytest

from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.accounts.registry import AccountRegistry, RedirectUrl
from kanbert_desktop.domain.errors import InvalidInput, Refused, SignInRequired
from kanbert_desktop.identity.token_store import CLIENT_SECRET_ITEM
from plugins.qt_loop import QtLoop
from support.app_user import AppUser


def on_disk(profile: Path) -> str:
    return "\n".join(path.read_bytes().decode("latin-1") for path in profile.rglob("*") if path.is_file())


def test_a_typed_secret_outlives_the_process_in_the_keyring_alone(qt_loop: QtLoop, app_user: AppUser) -> None:
    secret = app_user.sandbox.credentials["client_secret"]

    async def first() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            assert application.current_account.sign_in_method == "secret"
            assert application.current_account.keyring_problem is None

    async def later() -> None:
        app_user.expire_access_tokens()
        async with app_user.run_application() as application:
            assert application.current_account.sign_in_method == "secret"
            app_user.keyring.calls.clear()
            await application.sync()
            assert app_user.keyring.calls["get"] > 0

    qt_loop(first())
    assert secret in app_user.keyring.all_text()
    qt_loop(later())
    assert app_user.options.profile is not None
    assert secret not in on_disk(app_user.options.profile)


def test_nothing_is_read_from_the_keyring_before_the_first_request(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def first() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)

    async def later() -> None:
        app_user.keyring.calls.clear()
        async with app_user.run_application() as application:
            assert application.service is not None
            await asyncio.sleep(0)
            assert not app_user.keyring.calls

    qt_loop(first())
    qt_loop(later())


def test_the_environments_secret_wins_and_is_not_stored(qt_loop: QtLoop, app_user: AppUser) -> None:
    secret = app_user.sandbox.credentials["client_secret"]
    typed = replace(app_user.confidential_registration, client_secret="an older one, typed")

    async def scenario() -> None:
        async with app_user.run_application(client_secret=secret) as application:
            await app_user.sign_in(application, typed)
            assert application.current_account.sign_in_method == "secret"
        app_user.expire_access_tokens()
        async with app_user.run_application(client_secret=secret) as application:
            await application.sync()

    qt_loop(scenario())
    assert CLIENT_SECRET_ITEM not in app_user.keyring.names()
    assert secret not in app_user.keyring.all_text()


def test_the_environments_secret_goes_to_no_other_application_or_server(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def scenario() -> None:
        reported = {"client_secret": "of another one", "client_id": "another", "server": app_user.sandbox.url}
        async with app_user.run_application(**reported) as application:
            await app_user.sign_in(application, app_user.public_registration)
            assert application.current_account.sign_in_method == "browser"
        reported = {"client_secret": "of another one", "server": "https://elsewhere.test"}
        async with app_user.run_application(**reported) as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            assert application.current_account.sign_in_method == "secret"

    qt_loop(scenario())
    assert "of another one" not in app_user.keyring.all_text()


def test_a_missing_secret_is_asked_for_and_the_next_sign_in_stores_it_again(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def first() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)

    async def later() -> None:
        app_user.expire_access_tokens()
        for service, name in list(app_user.keyring.items):
            if name == CLIENT_SECRET_ITEM:
                del app_user.keyring.items[service, name]
        async with app_user.run_application() as application:
            with pytest.raises(SignInRequired) as caught:
                await application.sync()
            assert caught.value.key == "secret_missing"
            with pytest.raises(SignInRequired):
                await application.begin_sign_in_again()
            await app_user.sign_in(application, app_user.confidential_registration)
            assert CLIENT_SECRET_ITEM in app_user.keyring.names()
            await application.sync()

    qt_loop(first())
    qt_loop(later())


def test_signing_in_again_needs_no_typing(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
        app_user.revoke_all_tokens()
        async with app_user.run_application() as application:
            with pytest.raises(SignInRequired):
                await application.sync()
            again = await application.begin_sign_in_again()
            user = await again.run()
            assert not again.is_other_account
            assert application.account is not None
            assert application.account.user == user.id
            await application.sync()

    qt_loop(scenario())


def test_without_a_keyring_it_works_until_quitting(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        app_user.keyring.is_absent = True
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            assert application.current_account.keyring_problem == "keyring_absent"
            app_user.expire_access_tokens()
            await application.sync()
        async with app_user.run_application() as application:
            with pytest.raises(SignInRequired):
                await application.sync()

    with pytest.raises(SignInRequired):
        qt_loop(scenario())


def test_a_full_keyring_does_not_prevent_the_sign_in(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        app_user.keyring.failure = OSError(errno.ENOSPC, "No space left on device")
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            assert application.current_account.keyring_problem == "keyring_full"
            assert not await application.store_credentials_again()
            app_user.expire_access_tokens()
            await application.sync()
            app_user.keyring.failure = None
            assert await application.store_credentials_again()
            assert application.current_account.keyring_problem is None

    qt_loop(scenario())


def test_a_keyring_that_fills_up_halfway_stores_no_half_sign_in(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            app_user.keyring.max_items = 1
            await app_user.sign_in(application, app_user.confidential_registration)
            assert application.current_account.keyring_problem == "keyring_full"
            assert app_user.keyring.items == {}
            await application.sync()
            app_user.keyring.max_items = 2
            await app_user.sign_in(application, app_user.confidential_registration)
            assert application.current_account.keyring_problem is None, (
                "without its access token it lasts as well"
            )
        async with app_user.run_application() as application:
            await application.sync()

    qt_loop(scenario())


def test_a_dismissed_prompt_is_reported_with_its_consequence(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        app_user.keyring.is_locked = True
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            assert application.current_account.keyring_problem == "keyring_stayed_locked"
            await application.sync()
            assert not await application.store_credentials_again()
            assert application.current_account.keyring_problem == "keyring_stayed_locked"
            app_user.keyring.is_locked = False
            assert await application.store_credentials_again()
            assert application.current_account.keyring_problem is None
            await application.sync()
        async with app_user.run_application() as application:
            app_user.expire_access_tokens()
            await application.sync()

    qt_loop(scenario())


def test_signing_out_deletes_the_secret_after_revoking_with_it(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            await application.sign_out()
            assert application.current_account.sign_in_method == "browser"

    qt_loop(scenario())
    assert app_user.keyring.items == {}
    living = app_user.sandbox.state.rows("SELECT * FROM tokens WHERE kind = 'refresh' AND NOT revoked")
    assert living == []


def test_a_client_without_a_secret_replaces_one_with(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            await app_user.sign_in(application, app_user.public_registration)
            assert application.current_account.sign_in_method == "browser"
            assert CLIENT_SECRET_ITEM not in app_user.keyring.names()

    qt_loop(scenario())


def test_a_wrong_secret_is_refused_and_changes_nothing(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            with pytest.raises(Refused) as caught:
                await app_user.sign_in(
                    application, replace(app_user.confidential_registration, client_secret="wrong")
                )
            assert caught.value.key == "client_rejected"
            assert application.account is None

    qt_loop(scenario())
    assert app_user.keyring.items == {}


@pytest.mark.parametrize(
    ("client_id", "key"),
    [
        ("", "client_id_missing"),
        (" ", "client_id_missing"),
        ("a b", "client_id_space"),
        ("x@y.z", "client_id_email"),
    ],
)
def test_what_cannot_be_a_client_id_opens_no_browser(
    qt_loop: QtLoop, app_user: AppUser, client_id: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(sign_in, "open_in_browser", opened.append)

    async def scenario() -> None:
        async with app_user.run_application() as application:
            with pytest.raises(InvalidInput) as caught:
                application.begin_sign_in(replace(app_user.public_registration, client_id=client_id))
            assert caught.value.key == key

    qt_loop(scenario())
    assert opened == []


def test_a_fixed_redirect_is_used_and_remembered_with_the_account(
    qt_loop: QtLoop, app_user: AppUser, free_port: int
) -> None:
    redirect = RedirectUrl(free_port, localhost=True)
    with app_user.sandbox.state.transaction() as database:
        database.execute("UPDATE applications SET redirect_uris = ?", (f'["{redirect.url}"]',))
    app_user.sandbox.behaviour.loopback_any_port = False

    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, replace(app_user.public_registration, redirect=redirect))
        async with app_user.run_application() as application:
            again = await application.begin_sign_in_again()
            assert f"localhost%3A{free_port}" in again.link
            await again.run()
        assert app_user.options.profile is not None
        last = AccountRegistry(app_user.options.profile / "accounts").last_signed_in()
        assert last is not None
        assert last.redirect == redirect

    qt_loop(scenario())
