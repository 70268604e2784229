"""The boards are painted before the keyring is asked and while it does not answer (S40)."""

import asyncio
import threading
from pathlib import Path
from sqlite3 import Connection

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop import main
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.settings import LANGUAGE
from kanbert_desktop.domain.events import SyncState, SyncStatusChanged
from kanbert_desktop.store import migrations
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.startup import open_window
from plugins.qt_loop import QtLoop
from support.app_user import AppUser, next_event
from support.released_stores import downgrade_to


@pytest.fixture(autouse=True)
def _long_paint_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second passes on a busy machine before a window is on the screen."""
    monkeypatch.setattr(main, "PAINT_SECONDS", 60.0)


def test_a_silent_keyring_does_not_delay_the_first_paint(
    qt_loop: QtLoop, qapp: QApplication, app_user: AppUser
) -> None:
    async def first() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            await application.sync()

    async def later() -> None:
        app_user.expire_access_tokens()
        app_user.keyring.calls.clear()
        app_user.keyring.was_accessed.clear()
        circuit_breaker = app_user.keyring.blocking_event = threading.Event()
        application = Application(Environment.for_options(app_user.options), app_user.options)
        application.settings.put(LANGUAGE, "en")
        application.open_chosen_account()
        window = open_window(application)
        main._wait_for_first_paint(qapp, window)
        handle = window.windowHandle()
        assert handle is not None
        assert handle.isExposed()
        assert window.workspace is not None
        assert application.require_service().boards()
        assert not app_user.keyring.calls, "painted, and nothing was asked of the keyring"
        await window.go_online()
        await asyncio.to_thread(app_user.keyring.was_accessed.wait, 30)
        assert app_user.keyring.calls["get"] == 1, "asked, and it does not answer"
        service = application.require_service()
        service.add_card(service.board("WEB").id, "Während der Schlüsselbund nachdenkt")
        await service.wait_until_saved()
        assert application.count_unsent().pending == 1
        circuit_breaker.set()
        async with asyncio.timeout(30):
            while service.sync.status().state is not SyncState.UP_TO_DATE:
                await next_event(application, SyncStatusChanged)
        assert application.count_unsent().pending == 0
        await application.close()
        window.close()
        window.deleteLater()

    qt_loop(first())
    qt_loop(later())


def test_an_old_file_is_updated_behind_a_page_that_says_so(
    qt_loop: QtLoop, qapp: QApplication, app_user: AppUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, bool]] = []
    back_up = migrations.back_up
    profile = app_user.options.profile
    assert profile is not None

    async def first() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            await application.sync()

    async def later() -> None:
        application = Application(Environment.for_options(app_user.options), app_user.options)
        application.settings.put(LANGUAGE, "en")

        def note_page(db: Connection, path: Path, version: int, extract: migrations.Extract) -> Path:
            (window,) = [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow)]
            page, handle = window.pages.currentWidget(), window.windowHandle()
            assert page is not None
            shown.append((page.objectName(), handle is not None and handle.isExposed()))
            return back_up(db, path, version, extract)

        monkeypatch.setattr(migrations, "back_up", note_page)
        (path,) = profile.glob("accounts/*/store.db")
        downgrade_to(path, 1)
        window = main._open_window(qapp, application)
        assert window.pages.currentWidget() is window.workspace
        assert application.require_service().boards()
        await application.close()
        window.close()
        window.deleteLater()

    qt_loop(first())
    qt_loop(later())
    assert shown == [("fileUpdatePage", True)]
