"""Banner about a version installed while the window is open."""

from pathlib import Path

import pytest

from kanbert_desktop.app.system.installed_program import InstalledProgram
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.startup_banners import InstalledVersionBanner
from support.fake_application import FakeApplication


@pytest.fixture
def program(window: MainWindow, application: FakeApplication, tmp_path: Path) -> InstalledProgram:
    program = InstalledProgram(window, tmp_path / "kanbert-desktop")
    InstalledVersionBanner(program, application, window)  # type: ignore[arg-type]
    return program


def test_it_offers_one_button_that_restarts(
    window: MainWindow, application: FakeApplication, program: InstalledProgram
) -> None:
    assert BannerKind.INSTALLED not in window.banner_bar.banners
    program.replaced.emit()
    banner = window.banner_bar.banners[BannerKind.INSTALLED]
    assert banner.text_label.text().startswith("A newer version of Kanbert Desktop was installed.")
    assert banner.button.text() == "Restart"
    banner.button.click()
    assert application.restarts


def test_it_stays_when_the_account_is_changed(window: MainWindow, program: InstalledProgram) -> None:
    program.replaced.emit()
    window.show_current_account()
    assert BannerKind.INSTALLED in window.banner_bar.banners
