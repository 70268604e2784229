"""What a window says of a start that failed."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from kanbert_desktop.ui.window.start_failure import create_message_box, was_launched_from_desktop


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("report", ["where it happened", ""])
def test_it_says_what_happened_and_brings_the_report(qapp: QApplication, report: str) -> None:
    box = create_message_box("The disk is full.", "Make room.", report)
    assert (box.text(), box.informativeText(), box.detailedText()) == (
        "The disk is full.",
        "Make room.",
        report,
    )
    words = [button.text() for button in box.buttons()]
    assert len(words) == (2 if report else 1)
    assert box.button(QMessageBox.StandardButton.Close) is not None
    box.deleteLater()


def test_a_launcher_leaves_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not was_launched_from_desktop()
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "1")
    assert was_launched_from_desktop()
