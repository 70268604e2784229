"""A newer version is told in one quiet line, which leads to more or goes."""

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

NEWS = "https://kanbert.test/news"


@pytest.fixture
def released(application: FakeApplication) -> None:
    """This build has an address."""
    application.update_checker._source = UpdateSource("http://127.0.0.1:9/update.json", bytes(32))


def strips(window: MainWindow) -> dict[BannerKind, Banner]:
    return window.workspace.banner_bar.banners


def tell(application: FakeApplication, version: str = "9.1", about: str = NEWS) -> None:
    application.update_checker.newer_version = Announcement(version, NOW + timedelta(days=30), about)
    application.bus.publish(UpdateAvailable(version))


def row(window: MainWindow, name: str) -> SettingRow:
    window.window_actions[CommandId.SETTINGS].trigger()
    page = window.workspace.pages.currentWidget()
    return next(one for one in page.findChildren(SettingRow) if one.title_label.text() == name)


@pytest.mark.usefixtures("released")
def test_it_is_told_when_it_is_known_and_leads_to_more(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    check_for_updates(application, window)  # type: ignore[arg-type]
    assert BannerKind.UPDATE not in strips(window)
    tell(application)
    strip = strips(window)[BannerKind.UPDATE]
    assert strip.text_label.text() == "Kanbert Desktop 9.1 is available. You have 0.1.0."
    assert strip.property("tone") == "accent"
    strip.button.click()
    assert opened == [NEWS]
    assert BannerKind.UPDATE in strips(window)


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("about", [NEWS, ""])
def test_one_that_is_not_wanted_goes_and_the_next_is_told(
    window: MainWindow, application: FakeApplication, about: str
) -> None:
    check_for_updates(application, window)  # type: ignore[arg-type]
    tell(application, about=about)
    strip = strips(window)[BannerKind.UPDATE]
    later = strip.more_buttons[0] if about else strip.button
    assert later.text() == "Not this one"
    later.click()
    assert BannerKind.UPDATE not in strips(window)
    tell(application, "9.2")
    assert "9.2" in strips(window)[BannerKind.UPDATE].text_label.text()


@pytest.mark.usefixtures("released")
def test_switched_off_it_goes_at_once(window: MainWindow, application: FakeApplication) -> None:
    check_for_updates(application, window)  # type: ignore[arg-type]
    tell(application)
    (switch,) = row(window, "Look for a newer version").controls
    assert isinstance(switch, Switch)
    switch.click()
    assert application.settings.get(UPDATE_CHECK) is False
    assert BannerKind.UPDATE not in strips(window)


def test_a_build_without_an_address_says_so_and_starts_nothing(
    window: MainWindow, application: FakeApplication
) -> None:
    check_for_updates(application, window)  # type: ignore[arg-type]
    assert not application.tasks.is_running("updates")
    look = row(window, "Look for a newer version")
    assert look.note_label.text() == "This build has no address for it."
    assert not look.controls[0].isEnabled()


@pytest.mark.usefixtures("released")
def test_the_version_in_the_settings_names_it_too(window: MainWindow, application: FakeApplication) -> None:
    tell(application)
    assert row(window, "Version").hint_label.text() == "Kanbert Desktop 0.1.0 · 9.1 is available"
