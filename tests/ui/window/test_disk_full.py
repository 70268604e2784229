"""The window on a really full disk: a banner, and quitting asks before anything is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import THEME, Settings
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import local
from kanbert_desktop.store.database import open_store
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.question_dialogs import QuitDialog
from support.fake_application import FakeApplication
from support.fake_window import window_on_screen
from support.small_disk import fill_completely, fill_up, small_disk

DRAFT = "comment:1"


@pytest.fixture
def disk() -> Iterator[Path]:
    with small_disk(6 << 20) as place:
        yield place


@pytest.fixture
def application(disk: Path) -> Iterator[FakeApplication]:
    """Replaces the application whose disk has space."""
    application = FakeApplication(disk)
    yield application
    application.tasks.close()
    application.close_account()


@pytest.fixture
def ballast(disk: Path, window: MainWindow, application: FakeApplication) -> Path:
    """Fills the disk beside an open window; remove the file to free space."""
    assert window.isVisible()
    found = fill_up(disk)
    assert application.open_account is not None
    store = application.open_account.store
    fill_completely(
        lambda text: store.write(lambda db: local.set_value(db, "filler", text.hex())).result(60), StoreError
    )
    return found


def write_draft(application: FakeApplication) -> None:
    assert application.open_account is not None
    application.open_account.service.local.save_draft(DRAFT, "Noch nicht gesendet")
    assert application.save_now(20)


def question(window: MainWindow) -> QuitDialog | None:
    shown = [one for one in window.findChildren(QuitDialog) if one.isVisible()]
    return shown[0] if shown else None


def saved_drafts(disk: Path) -> dict[str, str]:
    store = open_store(disk / "store.db").store
    found = local.drafts(store.read())
    assert store.close()
    return found


def test_quitting_asks_and_cancelling_loses_nothing(
    window: MainWindow, application: FakeApplication, ballast: Path
) -> None:
    write_draft(application)
    window.close()
    assert (application.wait_for_quit, window.isVisible()) == (0, True)
    asked = question(window)
    assert asked is not None
    assert window.workspace is not None
    assert (
        window.workspace.banner_bar.banners[BannerKind.SAVING]
        .text_label.text()
        .startswith("The disk is full.")
    )
    asked.close()
    assert application.wait_for_quit == 0
    window.window_state.quit()
    assert question(window) is not None
    assert ballast.exists()


def test_save_and_quit_saves_once_there_is_space(
    window: MainWindow, application: FakeApplication, ballast: Path, disk: Path, qtbot: QtBot
) -> None:
    write_draft(application)
    window.window_state.quit()
    asked = question(window)
    assert asked is not None
    asked.save_button.click()
    application.tasks.run_pending()
    assert application.wait_for_quit == 0, "the disk is full still"
    ballast.unlink()
    window.window_state.quit()

    def left() -> bool:
        """Quits at once if everything was saved before the question; otherwise the question is answered."""
        application.tasks.run_pending()
        again = question(window)
        if again is not None:
            again.save_button.click()
        return application.wait_for_quit > 0

    qtbot.waitUntil(left)
    application.close_account()
    assert saved_drafts(disk) == {DRAFT: "Noch nicht gesendet"}


def test_quitting_without_saving_quits(
    window: MainWindow, application: FakeApplication, ballast: Path
) -> None:
    write_draft(application)
    window.window_state.quit()
    asked = question(window)
    assert asked is not None
    asked.quit_button.click()
    assert (application.wait_for_quit, window.isVisible()) == (1, False)
    assert ballast.exists()


class VisibleTray:
    """A tray icon that is always visible."""

    is_visible = True


def test_closing_into_the_tray_does_not_ask(
    window: MainWindow, application: FakeApplication, ballast: Path
) -> None:
    write_draft(application)
    window.window_state.keep_running_in(VisibleTray())
    window.close()
    assert (application.wait_for_quit, window.isVisible(), question(window)) == (0, False, None)
    window.window_state.quit()
    assert question(window) is not None
    assert window.window_state.stays_running, "a rejected quit leaves the program in the tray"
    assert ballast.exists()


def test_a_read_only_store_is_reported_at_the_start(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.saving_problem = "disk_full"
    application.sign_in()
    # Deleted at the end: it tries to save again after 15 s.
    with window_on_screen(application, theme, qtbot) as window:
        banner = window.workspace.banner_bar.banners[BannerKind.SAVING]
        assert banner.text_label.text().startswith("The disk is full.")


def test_a_setting_that_could_not_be_saved_is_reported_and_kept(disk: Path) -> None:
    path = disk / "settings.json"
    errors: list[str] = []
    settings = Settings(path, lambda error: errors.append(error.key))
    ballast = fill_up(disk)
    settings.put(THEME, "dark")
    assert errors == ["disk_full"]
    with pytest.raises(StoreError):
        settings.retry_save()
    assert Settings(path).get(THEME) == "system"
    ballast.unlink()
    settings.retry_save()
    assert Settings(path).get(THEME) == "dark"
    assert [left.name for left in disk.glob("settings.json*")] == ["settings.json"]
