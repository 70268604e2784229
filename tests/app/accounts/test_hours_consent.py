"""Hours booked: asked for by a consent of its own, and never otherwise."""

import json
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kanbert_desktop.app.accounts import sign_in
from kanbert_desktop.app.accounts.sign_in import PendingSignIn
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.overview.hours import BookedHours, HoursState
from kanbert_desktop.domain.errors import Cancelled, Refused, SignInRequired
from kanbert_desktop.net.redaction import install_redaction
from support.app_user import AppUser
from support.sandbox import sign_in_by_http

QtLoop = Callable[[Coroutine[Any, Any, Any]], Any]
HOURS = "efforts:read"


@pytest.fixture(autouse=True)
def _few_rows(app_user: AppUser) -> None:
    with app_user.sandbox.state.transaction() as database:
        database.execute("DELETE FROM efforts WHERE date < date('now', '-7 days')")


def browse(monkeypatch: pytest.MonkeyPatch, visit: Callable[[str], object]) -> None:
    """What the browser does from now on with the link that it gets."""
    monkeypatch.setattr(
        sign_in, "open_in_browser", lambda link: threading.Thread(target=visit, args=(link,)).start()
    )


def requested_scopes(attempt: PendingSignIn) -> list[str]:
    return parse_qs(urlsplit(attempt.link).query)["scope"][0].split()


def state(application: Application) -> HoursState:
    return application.require_service().overview.hours.state


def figures(application: Application) -> BookedHours | None:
    overview = application.require_service().overview
    today = application.current_account.now().astimezone().date()
    return overview.figures(overview.everything(), today).hours


async def allow_hours(application: Application) -> None:
    attempt = await application.begin_hours_consent()
    assert HOURS in requested_scopes(attempt)
    await attempt.run()


def test_a_first_sign_in_asks_for_tasks_alone(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            attempt = application.begin_sign_in(app_user.public_registration)
            assert requested_scopes(attempt) == ["task-management:read", "task-management:write"]
            await attempt.run()
            await application.sync()
            assert state(application) is HoursState.OFF
            assert app_user.sandbox.faults.count_requests("GET", "/api/v1/efforts") == 0

    qt_loop(scenario())


@pytest.mark.parametrize("method", ["public_registration", "confidential_registration"])
def test_one_consent_brings_the_hours_and_a_restart_keeps_them(
    qt_loop: QtLoop, app_user: AppUser, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    install_redaction(caplog.handler)

    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, getattr(app_user, method))
            before = dict(app_user.keyring.items)
            await application.sync()
            await allow_hours(application)
            assert state(application) is HoursState.ON
            assert app_user.keyring.items != before, "the new tokens are stored"
            await application.sync()
            loaded = figures(application)
            assert loaded is not None
            assert loaded.minutes > 0
            assert application.require_service().sync.can_write
        app_user.expire_access_tokens()
        async with app_user.run_application() as application:
            assert figures(application) == loaded
            await application.sync()
            assert state(application) is HoursState.ON

    qt_loop(scenario())
    items = [json.loads(text) for text in app_user.keyring.items.values() if text.startswith("{")]
    secrets = [value for item in items for name, value in item.items() if name.endswith("_token")]
    assert secrets
    assert not any(secret in caplog.text for secret in secrets)


def test_a_denied_consent_differs_from_a_narrower_grant(
    qt_loop: QtLoop, app_user: AppUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may let people choose what they allow."""

    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            kept = dict(app_user.keyring.items)
            with monkeypatch.context() as patch:
                browse(patch, lambda link: sign_in_by_http(app_user.sandbox, link, "deny"))
                attempt = await application.begin_hours_consent()
                with pytest.raises(Cancelled, match="denied"):
                    await attempt.run()
            assert state(application) is HoursState.OFF
            assert app_user.keyring.items == kept
            read = sign_in.is_granted
            monkeypatch.setattr(
                sign_in, "is_granted", lambda _scope, name: read("task-management:read", name)
            )
            await allow_hours(application)
            assert state(application) is HoursState.NOT_ALLOWED
            await application.sync()

    qt_loop(scenario())


def test_a_server_that_refuses_the_scope_is_not_asked_for_it_again(
    qt_loop: QtLoop, app_user: AppUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            application.require_service().overview.hours.set_state(HoursState.ON)
            app_user.sandbox.behaviour.efforts_grantable = False
            browse(
                monkeypatch, lambda link: httpx.get(link, follow_redirects=True, trust_env=False, timeout=60)
            )
            again = await application.begin_sign_in_again()
            assert HOURS in requested_scopes(again)
            with pytest.raises(Refused, match="hours_refused"):
                await again.run()
            assert state(application) is HoursState.NOT_ALLOWED
            again = await application.begin_sign_in_again()
            assert HOURS not in requested_scopes(again)
            again.cancel()

    qt_loop(scenario())


def test_a_session_that_ended_is_signed_in_again_with_the_hours(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await allow_hours(application)
            await application.sync()
            before = figures(application)
            app_user.revoke_all_tokens()
            with pytest.raises(SignInRequired):
                await application.sync()
            assert figures(application) == before, "still there offline"
            await (await application.begin_sign_in_again()).run()
            await application.sync()
            assert state(application) is HoursState.ON

    qt_loop(scenario())


def test_signing_out_removes_them_and_a_later_sign_in_does_not_ask(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await allow_hours(application)
            await application.sync()
            account = application.account
            assert account is not None
            folder = application.environment.store_path(account.id).parent
            assert (folder / "efforts.db").exists()
            application.require_service().add_card(application.require_service().board("WEB").id, "Neu")
            await application.sign_out("keep")
            assert [path.name for path in folder.iterdir() if "efforts" in path.name] == []
            await app_user.sign_in(application)
            assert state(application) is HoursState.OFF
            again = await application.begin_sign_in_again()
            assert HOURS not in requested_scopes(again)
            again.cancel()

    qt_loop(scenario())


def test_a_direct_token_is_tried_without_a_browser(qt_loop: QtLoop, app_user: AppUser) -> None:
    token = app_user.sandbox.credentials["access_token"]

    async def scenario() -> None:
        async with app_user.run_application() as application:
            await application.sign_in_with_token(token, app_user.sandbox.url)
            with pytest.raises(Refused) as refused:
                await application.switch_on_hours()
            assert refused.value.status == 403
            assert state(application) is HoursState.OFF
            with app_user.sandbox.state.transaction() as database:
                database.execute("UPDATE tokens SET scopes = scopes || ' efforts:read'")
            await application.switch_on_hours()
            await application.sync()
            loaded = figures(application)
            assert loaded is not None
            assert loaded.minutes > 0

    qt_loop(scenario())
