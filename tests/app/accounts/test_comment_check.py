"""When the open account looks for comments on cards that have not changed: after an absence, and when asked to sync."""

from datetime import datetime, timedelta

import pytest

from kanbert_desktop.app.accounts.session import COMMENT_CHECK_TASK, Session
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.comment_check import MIN_ABSENCE
from plugins.qt_loop import QtLoop
from support.app_user import AppUser


async def connected(app_user: AppUser, application: Application) -> Session:
    application.current_account.is_live = True
    await app_user.sign_in(application)
    assert application.session is not None
    assert not application.tasks.is_running(COMMENT_CHECK_TASK)
    return application.session


@pytest.mark.parametrize("is_long", [True, False], ids=["long", "short"])
def test_coming_back_after_an_absence_checks(
    qt_loop: QtLoop, app_user: AppUser, monkeypatch: pytest.MonkeyPatch, is_long: bool
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            session = await connected(app_user, application)
            application.set_in_front(is_in_front=False)
            assert not application.tasks.is_running(COMMENT_CHECK_TASK)
            away = MIN_ABSENCE if is_long else timedelta(seconds=1)
            now: datetime = session.comment_check._now()
            monkeypatch.setattr(session.comment_check, "_now", lambda: now + away)
            application.set_in_front(is_in_front=True)
            assert application.tasks.is_running(COMMENT_CHECK_TASK) is is_long

    qt_loop(scenario())


def test_asking_for_a_sync_checks_until_the_account_is_closed(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            session = await connected(app_user, application)
            session.sync_now()
            assert application.tasks.is_running(COMMENT_CHECK_TASK)
            await session.disconnect()
            assert not application.tasks.is_running(COMMENT_CHECK_TASK)
            session.sync_now()
            assert not application.tasks.is_running(COMMENT_CHECK_TASK)

    qt_loop(scenario())
