"""On battery or on a metered network the open account syncs less often, and so does the next one."""

import pytest

from kanbert_desktop.domain.events import Economy, SyncStatusChanged
from plugins.qt_loop import QtLoop
from support.app_user import AppUser


@pytest.mark.parametrize("reason", list(Economy))
def test_power_that_changes_while_running_reaches_schedule_and_status(
    qt_loop: QtLoop, app_user: AppUser, reason: Economy
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            current = application.current_account
            current.is_live = True
            await app_user.sign_in(application)
            session = application.session
            assert session is not None
            assert session.engine is not None
            published: list[Economy | None] = []
            application.bus.subscribe(SyncStatusChanged, lambda event: published.append(event.status.economy))
            current.set_economy(reason)
            assert session.engine.is_economical
            assert session.status().economy is reason
            current.set_economy(None)
            assert not session.engine.is_economical
            assert published[0] is reason
            assert published[-1] is None

    qt_loop(scenario())


def test_an_account_that_is_opened_or_connected_on_battery_starts_that_way(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            current = application.current_account
            current.is_live = True
            current.set_economy(Economy.BATTERY)
            await app_user.sign_in(application)
            assert application.session is not None
            assert application.session.status().economy is Economy.BATTERY
            engine = await current.connect()
            assert engine.is_economical

    qt_loop(scenario())


def test_a_verb_takes_no_notice(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            assert application.session is not None
            assert application.session.engine is not None
            assert not application.session.engine.is_economical

    qt_loop(scenario())
