"""Drafts in the panel survive a closed card, updates from the server, and a killed process."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.panel import CardPanel
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, BoardFixture, card, new_board_page, open_board_fixture
from support.input_method import SURE, UNSURE, commit, compose

SEVEN = CardKey("7")
TESTS = Path(__file__).resolve().parents[2]
PLACES = {"title:7", "description:7", "comment:7", "sub-task:7", f"quick-add:{BOARD}:WIP"}


@pytest.fixture
def panel(page: BoardPage) -> CardPanel:
    page.open_card(SEVEN)
    return page.panel


def test_an_unfinished_title_and_sub_task_are_restored(
    panel: CardPanel, board_fixture: BoardFixture, theme: Theme, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.sub_tasks.field, "Half a task")
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Half a title")
    qtbot.waitUntil(lambda: board_fixture.service.local.draft("title:7") == "Half a title")
    assert board_fixture.service.local.draft("sub-task:7") == "Half a task"
    again = new_board_page(board_fixture, theme)
    qtbot.addWidget(again)
    again.show_board(BOARD)
    with qtbot.waitActive(again):
        again.show()
        again.activateWindow()
    again.open_card(CardKey("8"))
    assert again.panel.sub_tasks.field.text() == ""
    assert again.panel.title.text().startswith("Barriere")
    again.open_card(SEVEN)
    assert again.panel.title.text() == "Half a title"
    assert again.panel.title.hasFocus()
    assert again.panel.sub_tasks.field.text() == "Half a task"
    assert board_fixture.service.require_card(SEVEN).title.startswith("Checkout")


def test_saving_ends_a_title_draft(panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    panel.title.setFocus()
    qtbot.keyClicks(panel.title, " more")
    qtbot.waitUntil(lambda: board_fixture.service.local.draft("title:7") != "")
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Kasse")
    qtbot.keyClick(panel.title, Qt.Key.Key_Return)
    assert board_fixture.service.require_card(SEVEN).title == "Kasse"
    assert board_fixture.service.local.draft("title:7") == ""
    qtbot.keyClicks(panel.title, "!")
    qtbot.waitUntil(lambda: board_fixture.service.local.draft("title:7") == "Kasse!")


def test_an_added_sub_task_leaves_no_draft(
    panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.sub_tasks.field, "Whole")
    qtbot.waitUntil(lambda: board_fixture.service.local.draft("sub-task:7") == "Whole")
    qtbot.keyClick(panel.sub_tasks.field, Qt.Key.Key_Return)
    assert board_fixture.service.local.draft("sub-task:7") == ""


def test_updates_never_change_unfinished_text(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.composer.field, "Half a comment")
    qtbot.keyClicks(panel.sub_tasks.field, "Half a task")
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Half a title")
    board_fixture.receive_cards(card(7, "Theirs", Column.COMPLETED, description="<p>Theirs</p>"))
    page.refresh()
    assert panel.title.text() == "Half a title"
    assert panel.sub_tasks.field.text() == "Half a task"
    assert panel.composer.field.toPlainText() == "Half a comment"


def test_updates_do_not_change_it_behind_another_window_either(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Half a title")
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    board_fixture.receive_cards(card(7, "Theirs", Column.COMPLETED))
    page.refresh()
    assert panel.title.text() == "Half a title"
    page.save_drafts()
    assert board_fixture.service.local.draft("title:7") == "Half a title"


WRITER = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, new_board_page, open_board_fixture
from support.input_method import SURE, UNSURE, commit, compose
with open_board_fixture(Path(sys.argv[1])) as stage:
    page = new_board_page(stage, Theme(app, "light"))
    page.show_board(BOARD)
    page.resize(1208, 900)
    page.show()
    page.open_quick_add(Column.WIP)
    QTest.keyClicks(page.columns_view.columns[Column.WIP].quick_add.field, "Draft of a card")
    page.open_card(CardKey("7"))
    panel = page.panel
    panel.description.edit()
    QTest.keyClicks(panel.description.editor, "Draft of a description")
    QTest.keyClicks(panel.composer.field, "Draft of a comment")
    QTest.keyClicks(panel.sub_tasks.field, "Draft of a sub-task")
    panel.title.setFocus()
    QTest.keyClicks(panel.title, " draft of a title")
    app.exec()
"""


@pytest.fixture
def writer(screen: str, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process whose window holds unfinished text in every field; it is only ever killed."""
    assert screen
    path = os.pathsep.join([str(TESTS), str(TESTS.parent / "packaging"), str(TESTS.parent)])
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], env={**os.environ, "PYTHONPATH": path}
    )
    yield process
    process.kill()
    process.wait(30)


def stored(folder: Path) -> set[str]:
    """Returns what is stored on disk, read from another process."""
    file = next(folder.rglob("*.db"), None)
    if file is None:
        return set()
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
            return {place for (place,) in db.execute("SELECT place FROM drafts WHERE text <> ''")}
    except sqlite3.OperationalError:
        return set()


def test_no_unfinished_text_is_lost_by_a_kill(
    writer: subprocess.Popen[bytes], tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    def is_kept() -> bool:
        assert writer.poll() is None, "it ended by itself"
        return stored(tmp_path) >= PLACES

    qtbot.waitUntil(is_kept)
    writer.send_signal(signal.SIGKILL)
    assert writer.wait(30) == -signal.SIGKILL
    with open_board_fixture(tmp_path) as fixture:
        page = new_board_page(fixture, theme)
        qtbot.addWidget(page)
        page.show_board(BOARD)
        page.show()
        page.open_card(SEVEN)
        panel = page.panel
        assert "draft of a title" in panel.title.text()
        assert panel.composer.field.toPlainText() == "Draft of a comment"
        assert panel.sub_tasks.field.text() == "Draft of a sub-task"
        assert "Draft of a description" in panel.description.editor.toPlainText()
        assert fixture.service.local.draft(f"quick-add:{BOARD}:WIP") == "Draft of a card"


def test_a_draft_has_what_was_typed_and_nothing_that_is_half_composed(
    panel: CardPanel, board_fixture: BoardFixture
) -> None:
    panel.description.edit()
    panel.description.editor.selectAll()
    for field in (panel.composer.field, panel.sub_tasks.field, panel.description.editor):
        commit(field, SURE)
        compose(field, UNSURE)
    panel.save_drafts()
    draft = board_fixture.service.local.draft
    assert draft("comment:7") == draft("sub-task:7") == SURE
    assert SURE in draft("description:7")
    assert UNSURE not in draft("description:7")
