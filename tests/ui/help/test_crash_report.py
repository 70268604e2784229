"""After a run with a fault: its report is offered, shown, copied and forgotten."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.crash_reports.reports import CrashReportHandler, CrashReports
from kanbert_desktop.ui.help.crash_report_dialog import ReportDialog
from kanbert_desktop.ui.widgets.banner import About, Strip
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.startup import offer_reports, tell_of_faults
from support.fake_application import PlayedApplication


@pytest.fixture
def strip(window: MainWindow, application: PlayedApplication, reports: CrashReports) -> Strip:
    offer_reports(application, window)  # type: ignore[arg-type]
    return window.workspace.strips.strips[About.FAULT]


def test_nothing_is_offered_where_nothing_went_wrong(
    window: MainWindow, application: PlayedApplication
) -> None:
    offer_reports(application, window)  # type: ignore[arg-type]
    assert About.FAULT not in window.workspace.strips.strips


def test_the_line_is_quiet_and_lasts(
    strip: Strip, window: MainWindow, application: PlayedApplication
) -> None:
    assert "went wrong the last time" in strip.words.text()
    assert strip.property("tone") == "accent"
    assert [button.text() for button in (strip.button, *strip.more)] == ["Show", "Copy", "Forget it"]
    assert all(button.accessibleDescription() == strip.words.text() for button in strip.more)
    assert window.focusWidget() is not strip.button
    application.leave_desk()
    window.show_whoever_is_here()
    application.sign_in()
    window.show_whoever_is_here()
    assert About.FAULT in window.workspace.strips.strips


def test_copy_takes_all_of_them_the_newest_first(strip: Strip, window: MainWindow) -> None:
    strip.more[0].click()
    text = QGuiApplication.clipboard().text()
    assert text.index("the newer one") < text.index("the older one")
    assert window.workspace.toast.words.text() == "The report is on the clipboard."


def test_what_is_shown_is_what_would_be_copied(strip: Strip, window: MainWindow, qtbot: QtBot) -> None:
    strip.button.click()
    dialog = window.findChild(ReportDialog)
    assert dialog is not None
    strip.more[0].click()
    assert dialog.report.toPlainText() == QGuiApplication.clipboard().text()
    assert dialog.report.isReadOnly()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ReportDialog) is None)
    assert About.FAULT in window.workspace.strips.strips


@pytest.mark.parametrize("way", ["strip", "dialog"])
def test_forgotten_ones_are_gone_for_good(
    strip: Strip, window: MainWindow, reports: CrashReports, application: PlayedApplication, way: str
) -> None:
    if way == "strip":
        strip.more[1].click()
    else:
        strip.button.click()
        dialog = window.findChild(ReportDialog)
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Forget it").click()
    assert reports.paths() == []
    assert About.FAULT not in window.workspace.strips.strips
    window.desk_changed.emit()
    assert About.FAULT not in window.workspace.strips.strips


def test_it_can_be_read_by_keyboard_in_a_small_window(strip: Strip, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(720, 480)
    qtbot.waitUntil(lambda: window.width() == 720)
    strip.button.click()
    dialog = window.findChild(ReportDialog)
    assert dialog.width() <= 720
    assert dialog.height() <= 480
    qtbot.waitUntil(dialog.copy.hasFocus)


def test_a_new_fault_is_told_at_once(
    window: MainWindow,
    application: PlayedApplication,
    qapp: QApplication,
    reports: CrashReports,
    qtbot: QtBot,
) -> None:
    recorder = CrashReportHandler(reports, application.presence.now)
    tell_of_faults(recorder, application, qapp)  # type: ignore[arg-type]
    elsewhere = threading.Thread(target=recorder.on_new_report)
    elsewhere.start()
    elsewhere.join()
    qtbot.waitUntil(lambda: "Something went wrong" in window.workspace.toast.words.text())


def test_somebody_who_is_signed_out_finds_it_on_the_first_page(
    window: MainWindow, application: PlayedApplication, reports: CrashReports
) -> None:
    application.leave_desk()
    window.show_whoever_is_here()
    offer_reports(application, window)  # type: ignore[arg-type]
    assert About.FAULT in window.shell.strips.strips
    application.sign_in()
    window.show_whoever_is_here()
    assert About.FAULT not in window.shell.strips.strips
    assert About.FAULT in window.workspace.strips.strips
