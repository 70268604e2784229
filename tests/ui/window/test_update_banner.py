"""Banner about a newer version."""

from datetime import timedelta

import pytest
from PySide6.QtGui import QDesktopServices

from kanbert_desktop.app.settings import UPDATE_CHECK
from kanbert_desktop.app.updates import Announcement, UpdateSource
from kanbert_desktop.domain.events import UpdateAvailable
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.settings.controls import Switch
from kanbert_desktop.ui.settings.rows import SettingRow
from kanbert_desktop.ui.widgets.banner import Banner, BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.startup import check_for_updates
from support.fake_application import FakeApplication
from support.fake_service import NOW

ANNOUNCEMENT = "https://kanbert.test/news"


@pytest.fixture
def released(application: FakeApplication) -> None:
    """A build with an update address."""
    application.update_checker._source = UpdateSource("http://127.0.0.1:9/update.json", bytes(32))


def banner_kinds(window: MainWindow) -> dict[BannerKind, Banner]:
    return window.workspace.banner_bar.banners


def announce(application: FakeApplication, version: str = "9.1", about: str = ANNOUNCEMENT) -> None:
    application.update_checker.newer_version = Announcement(version, NOW + timedelta(days=30), about)
    application.bus.publish(UpdateAvailable(version))


def row(window: MainWindow, name: str) -> SettingRow:
    window.window_actions[CommandId.SETTINGS].trigger()
    page = window.workspace.pages.currentWidget()
    return next(one for one in page.findChildren(SettingRow) if one.title_label.text() == name)


@pytest.mark.usefixtures("released")
def test_a_newer_version_is_announced_with_its_release_notes(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    check_for_updates(application, window)  # type: ignore[arg-type]
    assert BannerKind.UPDATE not in banner_kinds(window)
    announce(application)
    banner = banner_kinds(window)[BannerKind.UPDATE]
    assert banner.text_label.text() == "Kanbert Desktop 9.1 is available. You have 0.1.0."
    assert banner.property("tone") == "accent"
    banner.button.click()
    assert opened == [ANNOUNCEMENT]
    assert BannerKind.UPDATE in banner_kinds(window)


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("about", [ANNOUNCEMENT, ""])
def test_a_skipped_version_disappears_and_the_next_is_announced(
    window: MainWindow, application: FakeApplication, about: str
) -> None:
    check_for_updates(application, window)  # type: ignore[arg-type]
    announce(application, about=about)
    banner = banner_kinds(window)[BannerKind.UPDATE]
    later = banner.more_buttons[0] if about else banner.button
    assert later.text() == "Skip this version"
    later.click()
    assert BannerKind.UPDATE not in banner_kinds(window)
    announce(application, "9.2")
    assert "9.2" in banner_kinds(window)[BannerKind.UPDATE].text_label.text()


@pytest.mark.usefixtures("released")
def test_switching_the_check_off_hides_the_banner(window: MainWindow, application: FakeApplication) -> None:
    check_for_updates(application, window)  # type: ignore[arg-type]
    announce(application)
    (switch,) = row(window, "Check for updates").controls
    assert isinstance(switch, Switch)
    switch.click()
    assert application.settings.get(UPDATE_CHECK) is False
    assert BannerKind.UPDATE not in banner_kinds(window)


def test_a_build_without_an_update_address_says_so_and_checks_nothing(
    window: MainWindow, application: FakeApplication
) -> None:
    check_for_updates(application, window)  # type: ignore[arg-type]
    assert not application.tasks.is_running("updates")
    theme_case = row(window, "Check for updates")
    assert theme_case.note_label is not None
    assert theme_case.note_label.text() == "Not available in this version."
    assert not theme_case.controls[0].isEnabled()


@pytest.mark.usefixtures("released")
def test_the_version_in_the_settings_names_it_too(window: MainWindow, application: FakeApplication) -> None:
    announce(application)
    assert row(window, "Version").hint_label.text() == "Kanbert Desktop 0.1.0 · 9.1 is available"
