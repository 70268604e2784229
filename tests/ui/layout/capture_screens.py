"""The places of the small window that stands beside the large one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.ui.capture.form import CaptureForm
from kanbert_desktop.ui.capture.window import CaptureController, CaptureWindow
from ui.layout.window_fixture import OPEN_CARD, WindowFixture


def capture_window_of(seat: WindowFixture) -> CaptureWindow:
    """Of whoever is here, or of nobody."""
    made = CaptureController(seat.application, seat.window.theme, seat.window)  # type: ignore[arg-type]
    made.open()
    assert made.window is not None
    return made.window


def capture(seat: WindowFixture) -> CaptureForm:
    """A line with a word that names nobody, and a template at hand."""
    Templates(seat.open_account.service).save(OPEN_CARD)
    form = capture_window_of(seat).form
    assert form is not None
    QTest.keyClicks(form.quick_add.field, "2 @")
    return form


def open_capture_window(seat: WindowFixture) -> None:
    """One card was added, and the next one is half written for somebody: both are told of."""
    form = capture(seat)
    QTest.keyClick(form.quick_add.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    form.quick_add.field.insertPlainText("2 @Λέα")
    form.added_line.show()
