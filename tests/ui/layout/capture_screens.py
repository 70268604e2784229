"""Screens of the capture window, which opens beside the main window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.ui.capture.form import CaptureForm
from kanbert_desktop.ui.capture.window import CaptureController, CaptureWindow
from ui.layout.window_fixture import OPEN_CARD, WindowFixture


def capture_window_of(fixture: WindowFixture) -> CaptureWindow:
    """Returns the capture window of the current account, or of no account."""
    made = CaptureController(fixture.application, fixture.window.theme, fixture.window)  # type: ignore[arg-type]
    made.open()
    assert made.window is not None
    return made.window


def capture(fixture: WindowFixture) -> CaptureForm:
    """Opens it with a line that contains an unknown name, and with a template."""
    Templates(fixture.open_account.service).save(OPEN_CARD)
    form = capture_window_of(fixture).form
    assert form is not None
    QTest.keyClicks(form.quick_add.field, "2 @")
    return form


def open_capture_window(fixture: WindowFixture) -> None:
    """Opens it after one card was added, with the next one half written: the window reports both."""
    form = capture(fixture)
    QTest.keyClick(form.quick_add.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    form.quick_add.field.insertPlainText("2 @Λέα")
    form.added_line.show()
