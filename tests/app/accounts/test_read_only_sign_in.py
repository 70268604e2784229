"""A sign-in without write access: reported once, edits refused in place, lifted by the next sign-in."""

import asyncio

import pytest

from kanbert_desktop.app.application import Application
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import WriteAccessChanged
from kanbert_desktop.sandbox.faults import with_field
from plugins.qt_loop import QtLoop
from support.app_user import AppUser

READ = "task-management:read"
BOTH = "task-management:read task-management:write"


def grant(person: AppUser, scopes: str) -> None:
    """Sets the scope of every valid token from the next refresh on."""
    with person.sandbox.state.transaction() as database:
        database.execute("UPDATE tokens SET scopes = ?", (scopes,))


async def renew(person: AppUser, application: Application) -> None:
    person.expire_access_tokens()
    await application.sync()


def queued(application: Application) -> None:
    service = application.require_service()
    service.add_card(service.board("WEB").id, "Neu")


def refused(application: Application) -> str:
    with pytest.raises(Refused) as caught:
        queued(application)
    return caught.value.key


def test_a_scope_that_shrinks_on_refresh_is_reported_and_stored_until_a_new_sign_in(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            reported: list[WriteAccessChanged] = []
            application.bus.subscribe(WriteAccessChanged, reported.append)
            grant(app_user, READ)
            await renew(app_user, application)
            assert reported == [WriteAccessChanged(can_write=False)]
            assert not application.require_service().sync.can_write
            assert refused(application) == "read_only"
        async with app_user.run_application() as application:
            assert not application.require_service().sync.can_write, (
                "before the keyring or the network is asked"
            )
            assert refused(application) == "read_only"
            application.bus.subscribe(WriteAccessChanged, reported.append)
            await app_user.sign_in(application)
            assert reported[1:] == [WriteAccessChanged(can_write=True)]
            queued(application)
            assert (await application.sync()).pending == 0

    qt_loop(scenario())


def test_a_read_only_sign_in_is_reported_from_the_start(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        app_user.sandbox.faults.inject("POST", "/oauth/token", with_field("scope", READ))
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            assert not application.require_service().sync.can_write
            await application.sync()
            assert refused(application) == "read_only"

    qt_loop(scenario())


def test_a_scope_that_grows_on_refresh_sends_pending_changes(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            queued(application)
            grant(app_user, READ)
            assert (await application.sync()).pending == 0, "the access token is still the former one"
            await renew(app_user, application)
            grant(app_user, BOTH)
            await renew(app_user, application)
            queued(application)
            assert (await application.sync()).pending == 0

    qt_loop(scenario())


def test_changes_made_before_wait_during_read_only_access(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            queued(application)
            grant(app_user, READ)
            app_user.expire_access_tokens()
            report = await application.sync()
            assert (report.pending, report.attention) == (1, 0)

    qt_loop(scenario())


def test_a_guest_has_read_only_access_while_the_server_says_guest(qt_loop: QtLoop, app_user: AppUser) -> None:
    def make(kind: str) -> None:
        with app_user.sandbox.state.transaction() as database:
            database.execute(
                "UPDATE users SET type = ? WHERE email = ?", (kind, app_user.sandbox.credentials["email"])
            )

    async def scenario() -> None:
        make("guest")
        async with app_user.run_application() as application:
            reported: list[WriteAccessChanged] = []
            application.bus.subscribe(WriteAccessChanged, reported.append)
            await app_user.sign_in(application)
            await application.sync()
            assert not application.require_service().sync.can_write
            assert reported == [WriteAccessChanged(can_write=False)]
        make("user")
        async with app_user.run_application() as application:
            assert not application.require_service().sync.can_write, "known from disk"
            application.bus.subscribe(WriteAccessChanged, reported.append)
            await application.sync()
            assert reported[1:] == [WriteAccessChanged(can_write=True)]

    qt_loop(scenario())


def test_a_token_counts_as_writing_until_the_server_rejects_a_write(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    """The token's scope is not reported."""

    async def scenario() -> None:
        async with app_user.run_application() as application:
            await application.sign_in_with_token(
                app_user.sandbox.credentials["access_token"], app_user.sandbox.url
            )
            assert application.require_service().sync.can_write
            await asyncio.sleep(0)

    qt_loop(scenario())
