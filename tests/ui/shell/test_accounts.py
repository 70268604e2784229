"""Going out with something unsent: send, keep, or export and discard; Esc stays."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.signing_out import Unsent
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import NotReady, Refused
from kanbert_desktop.ui.main_window import MainWindow
from kanbert_desktop.ui.sign_out_question import SignOutQuestion
from kanbert_desktop.ui.theme import Theme
from support.played import PlayedApplication


@pytest.fixture
def question(window: MainWindow, application: PlayedApplication) -> SignOutQuestion:
    application.desktop.desk.move_card("1", Column.COMPLETED)
    window.ask_to_sign_out()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, SignOutQuestion)
    return asked


def button(question: SignOutQuestion, words: str) -> QPushButton:
    return next(found for found in question.findChildren(QPushButton) if found.text() == words)


def said(question: SignOutQuestion) -> list[str]:
    return [label.accessibleName() or label.text() for label in question.findChildren(QLabel)]


@pytest.mark.parametrize(("words", "choice"), [("Send and sign out", "send"), ("Keep for next time", "keep")])
def test_sending_and_keeping(
    question: SignOutQuestion, application: PlayedApplication, words: str, choice: str
) -> None:
    assert "1 change is not sent yet." in said(question)
    button(question, words).click()
    assert application.signed_out_with == [choice]
    assert application.exported_to == []


def test_enter_sends(question: SignOutQuestion, application: PlayedApplication, qtbot: QtBot) -> None:
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert application.signed_out_with == ["send"]


def ask_where(question: SignOutQuestion, qtbot: QtBot) -> QFileDialog:
    button(question, "Export and discard").click()
    qtbot.waitUntil(lambda: bool(question.findChildren(QFileDialog)))
    (asking,) = question.findChildren(QFileDialog)
    return asking


def test_an_export_asks_where_and_goes_there(
    question: SignOutQuestion, application: PlayedApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    asking = ask_where(question, qtbot)
    assert application.signed_out_with == []
    assert asking.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    asking.fileSelected.emit(str(tmp_path / "left.json"))
    assert application.exported_to == [tmp_path / "left.json"]
    assert application.signed_out_with == ["discard"]


def test_whoever_leaves_the_file_dialog_is_back_at_the_question(
    question: SignOutQuestion, application: PlayedApplication, qtbot: QtBot
) -> None:
    ask_where(question, qtbot).reject()
    assert question.isVisible()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert application.signed_out_with == []


def test_an_export_that_fails_discards_nothing_and_says_why(
    question: SignOutQuestion,
    window: MainWindow,
    application: PlayedApplication,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    application.export_trouble = NotReady("export_unwritable", path="/x", reason="No space left on device")
    ask_where(question, qtbot).fileSelected.emit(str(tmp_path / "left.json"))
    assert application.signed_out_with == []
    assert "No space left on device" in window.workspace.toast.words.text()


def test_what_sending_alone_does_not_end_is_said(theme: Theme, window: MainWindow) -> None:
    asked = SignOutQuestion(Unsent(pending=1, parked=2, drafts=1, unreadable=1), theme, window)
    (words,) = [line for line in said(asked) if "decision" in line]
    assert words.startswith(
        "2 need your decision first. 1 is an unfinished text. 1 was made by a newer version."
    )
    asked.deleteLater()


def test_what_could_not_be_sent_is_said(
    window: MainWindow, application: PlayedApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_pending: str) -> None:
        raise Refused("unsent_left", pending=1, parked=2, drafts=0)

    monkeypatch.setattr(application, "sign_out", refuse)
    window._sign_out("send")
    assert "to send 1, to decide 2, drafts 0" in window.workspace.toast.words.text()
    assert window.pages.currentWidget() is window.workspace
