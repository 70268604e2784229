"""After a run with a fault: its report is offered, shown, copied and forgotten."""

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
def strip(window: MainWindow, application: FakeApplication, reports: CrashReports) -> Banner:
    offer_crash_reports(application, window)  # type: ignore[arg-type]
    return window.workspace.banner_bar.banners[BannerKind.CRASH_REPORT]


def test_nothing_is_offered_where_nothing_went_wrong(
    window: MainWindow, application: FakeApplication
) -> None:
    offer_crash_reports(application, window)  # type: ignore[arg-type]
    assert BannerKind.CRASH_REPORT not in window.workspace.banner_bar.banners


def test_the_line_is_quiet_and_lasts(strip: Banner, window: MainWindow, application: FakeApplication) -> None:
    assert "went wrong the last time" in strip.text_label.text()
    assert strip.property("tone") == "accent"
    assert [button.text() for button in (strip.button, *strip.more_buttons)] == ["Show", "Copy", "Forget it"]
    assert all(button.accessibleDescription() == strip.text_label.text() for button in strip.more_buttons)
    assert window.focusWidget() is not strip.button
    application.close_account()
    window.show_current_account()
    application.sign_in()
    window.show_current_account()
    assert BannerKind.CRASH_REPORT in window.workspace.banner_bar.banners


def test_copy_takes_all_of_them_the_newest_first(strip: Banner, window: MainWindow) -> None:
    strip.more_buttons[0].click()
    text = QGuiApplication.clipboard().text()
    assert text.index("the newer one") < text.index("the older one")
    assert window.workspace.toast.text_label.text() == "The report is on the clipboard."


def test_what_is_shown_is_what_would_be_copied(strip: Banner, window: MainWindow, qtbot: QtBot) -> None:
    strip.button.click()
    dialog = window.findChild(CrashReportDialog)
    assert dialog is not None
    strip.more_buttons[0].click()
    assert dialog.report_view.toPlainText() == QGuiApplication.clipboard().text()
    assert dialog.report_view.isReadOnly()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(CrashReportDialog) is None)
    assert BannerKind.CRASH_REPORT in window.workspace.banner_bar.banners


@pytest.mark.parametrize("way", ["strip", "dialog"])
def test_forgotten_ones_are_gone_for_good(
    strip: Banner, window: MainWindow, reports: CrashReports, application: FakeApplication, way: str
) -> None:
    if way == "strip":
        strip.more_buttons[1].click()
    else:
        strip.button.click()
        dialog = window.findChild(CrashReportDialog)
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Forget it").click()
    assert reports.paths() == []
    assert BannerKind.CRASH_REPORT not in window.workspace.banner_bar.banners
    window.account_changed.emit()
    assert BannerKind.CRASH_REPORT not in window.workspace.banner_bar.banners


def test_it_can_be_read_by_keyboard_in_a_small_window(
    strip: Banner, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(720, 480)
    qtbot.waitUntil(lambda: window.width() == 720)
    strip.button.click()
    dialog = window.findChild(CrashReportDialog)
    assert dialog.width() <= 720
    assert dialog.height() <= 480
    qtbot.waitUntil(dialog.copy_button.hasFocus)


def test_a_new_fault_is_told_at_once(
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


def test_somebody_who_is_signed_out_finds_it_on_the_first_page(
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
