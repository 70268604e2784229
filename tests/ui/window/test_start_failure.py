"""Message box after a failed start."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from kanbert_desktop.ui.window.start_failure import create_message_box, was_launched_from_desktop


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("report", ["where it happened", ""])
def test_the_message_box_shows_the_error_and_the_report(qapp: QApplication, report: str) -> None:
    box = create_message_box("The disk is full.", "Make room.", report)
    assert (box.text(), box.informativeText(), box.detailedText()) == (
        "The disk is full.",
        "Make room.",
        report,
    )
    text = [button.text() for button in box.buttons()]
    assert len(text) == (2 if report else 1)
    assert box.button(QMessageBox.StandardButton.Close) is not None
    box.deleteLater()


def test_a_launch_from_the_desktop_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not was_launched_from_desktop()
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "1")
    assert was_launched_from_desktop()
