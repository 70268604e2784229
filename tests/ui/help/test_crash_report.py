"""The crash report of an earlier run: banner, dialog, copy, delete."""

import logging
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.crash_reports.reports import CrashReportHandler, CrashReports
from kanbert_desktop.ui.help.crash_report_dialog import CrashReportDialog
from kanbert_desktop.ui.widgets.banner import Banner, BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.startup import announce_crash_reports, offer_crash_reports
from support.fake_application import FakeApplication


@pytest.fixture
def crash_banner(window: MainWindow, application: FakeApplication, reports: CrashReports) -> Banner:
    offer_crash_reports(application, window)  # type: ignore[arg-type]
    return window.workspace.banner_bar.banners[BannerKind.CRASH_REPORT]


def test_without_a_crash_report_there_is_no_banner(window: MainWindow, application: FakeApplication) -> None:
    offer_crash_reports(application, window)  # type: ignore[arg-type]
    assert BannerKind.CRASH_REPORT not in window.workspace.banner_bar.banners


def test_the_banner_is_unobtrusive_and_stays(
    crash_banner: Banner, window: MainWindow, application: FakeApplication
) -> None:
    assert "had a problem last time" in crash_banner.text_label.text()
    assert crash_banner.property("tone") == "accent"
    assert [button.text() for button in (crash_banner.button, *crash_banner.more_buttons)] == [
        "Show",
        "Copy",
        "Delete report",
    ]
    assert all(
        button.accessibleDescription() == crash_banner.text_label.text()
        for button in crash_banner.more_buttons
    )
    assert window.focusWidget() is not crash_banner.button
    application.close_account()
    window.show_current_account()
    application.sign_in()
    window.show_current_account()
    assert BannerKind.CRASH_REPORT in window.workspace.banner_bar.banners


def test_copy_copies_all_reports_newest_first(crash_banner: Banner, window: MainWindow) -> None:
    crash_banner.more_buttons[0].click()
    text = QGuiApplication.clipboard().text()
    assert text.index("the newer one") < text.index("the older one")
    assert window.workspace.toast.text_label.text() == "Report copied."


def test_the_dialog_shows_what_copy_copies(crash_banner: Banner, window: MainWindow, qtbot: QtBot) -> None:
    crash_banner.button.click()
    dialog = window.findChild(CrashReportDialog)
    assert dialog is not None
    crash_banner.more_buttons[0].click()
    assert dialog.report_view.toPlainText() == QGuiApplication.clipboard().text()
    assert dialog.report_view.isReadOnly()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(CrashReportDialog) is None)
    assert BannerKind.CRASH_REPORT in window.workspace.banner_bar.banners


@pytest.mark.parametrize("source", ["banner", "dialog"])
def test_deleted_reports_are_gone(
    crash_banner: Banner, window: MainWindow, reports: CrashReports, application: FakeApplication, source: str
) -> None:
    if source == "banner":
        crash_banner.more_buttons[1].click()
    else:
        crash_banner.button.click()
        dialog = window.findChild(CrashReportDialog)
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Delete report").click()
    assert reports.paths() == []
    assert BannerKind.CRASH_REPORT not in window.workspace.banner_bar.banners
    window.account_changed.emit()
    assert BannerKind.CRASH_REPORT not in window.workspace.banner_bar.banners


def test_it_can_be_read_by_keyboard_in_a_small_window(
    crash_banner: Banner, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(720, 480)
    qtbot.waitUntil(lambda: window.width() == 720)
    crash_banner.button.click()
    dialog = window.findChild(CrashReportDialog)
    assert dialog.width() <= 720
    assert dialog.height() <= 480
    qtbot.waitUntil(dialog.copy_button.hasFocus)


def test_a_new_crash_report_is_announced_at_once(
    window: MainWindow, application: FakeApplication, qapp: QApplication, reports: CrashReports, qtbot: QtBot
) -> None:
    recorder = CrashReportHandler(reports, application.current_account.now)
    announce_crash_reports(recorder, application, qapp)  # type: ignore[arg-type]
    error = ValueError("broken")
    record = logging.LogRecord("test", logging.ERROR, "", 0, "It failed", (), (ValueError, error, None))
    elsewhere = threading.Thread(target=recorder.emit, args=(record,))
    elsewhere.start()
    elsewhere.join()
    qtbot.waitUntil(lambda: "Something went wrong" in window.workspace.toast.text_label.text())


def test_a_signed_out_user_finds_it_on_the_first_run_page(
    window: MainWindow, application: FakeApplication, reports: CrashReports
) -> None:
    application.close_account()
    window.show_current_account()
    offer_crash_reports(application, window)  # type: ignore[arg-type]
    assert BannerKind.CRASH_REPORT in window.page_stack.banner_bar.banners
    application.sign_in()
    window.show_current_account()
    assert BannerKind.CRASH_REPORT not in window.page_stack.banner_bar.banners
    assert BannerKind.CRASH_REPORT in window.workspace.banner_bar.banners
