"""The save dialog: the path it returns, and the question before a file is replaced."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.widgets.file_dialogs import SaveDialog


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    """A test may delete it."""
    assert qapp is not None
    made = QWidget()
    made.show()
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)


@pytest.fixture
def dialog(window: QWidget, tmp_path: Path) -> SaveDialog:
    (tmp_path / "plan.csv").write_text("old", "utf-8")
    made = SaveDialog(window, "Export", tmp_path / "plan.csv", {"csv": "Table", "json": "Data"})
    made.open()
    return made


def question(dialog: SaveDialog) -> QMessageBox:
    (box,) = dialog.findChildren(QMessageBox)
    assert box.isVisible()
    return box


def button(box: QMessageBox, role: QMessageBox.ButtonRole) -> QAbstractButton:
    (found,) = (one for one in box.buttons() if box.buttonRole(one) is role)
    return found


def test_a_new_file_is_chosen_at_once(dialog: SaveDialog, tmp_path: Path) -> None:
    chosen: list[str] = []
    dialog.fileSelected.connect(chosen.append)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    name.setText("other")
    dialog.accept()
    assert chosen == [str(tmp_path / "other.csv")]
    assert not dialog.isVisible()


@pytest.mark.parametrize("reported", ["", "Something else (*.odt)"])
def test_a_filter_that_the_desktop_made_up_changes_nothing(dialog: SaveDialog, reported: str) -> None:
    dialog.filterSelected.emit("Data (*.json)")
    dialog.filterSelected.emit(reported)
    assert dialog.defaultSuffix() == "json"


def test_an_existing_file_is_chosen_after_the_question(dialog: SaveDialog, tmp_path: Path) -> None:
    chosen: list[str] = []
    dialog.fileSelected.connect(chosen.append)
    dialog.accept()
    assert (chosen, question(dialog).text()) == ([], "“plan.csv” already exists.")
    button(question(dialog), QMessageBox.ButtonRole.DestructiveRole).click()
    assert chosen == [str(tmp_path / "plan.csv")]


def test_cancel_returns_to_the_dialog(dialog: SaveDialog, qtbot: QtBot) -> None:
    dialog.accept()
    box = question(dialog)
    button(box, QMessageBox.ButtonRole.RejectRole).click()
    qtbot.waitUntil(lambda: not shiboken6.isValid(box))
    assert dialog.isVisible()
    dialog.accept()
    assert question(dialog).isVisible()


def test_the_window_may_be_deleted_during_the_question(dialog: SaveDialog, window: QWidget) -> None:
    dialog.accept()
    box = question(dialog)
    shiboken6.delete(window)
    assert not shiboken6.isValid(box)
