"""Half-written text in the panel outlives a closed card, news from the server, and a killed process."""

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
from support.board_fixture import BOARD, TODAY, BoardFixture, card, open_board_fixture

SEVEN = CardKey("7")
TESTS = Path(__file__).resolve().parents[2]
PLACES = {"title:7", "description:7", "comment:7", "sub-task:7", f"quick-add:{BOARD}:WIP"}


@pytest.fixture
def panel(page: BoardPage) -> CardPanel:
    page.open_card(SEVEN)
    return page.panel


def test_a_half_typed_title_and_sub_task_come_back(
    panel: CardPanel, board_fixture: BoardFixture, theme: Theme, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.sub_tasks.field, "Half a task")
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Half a title")
    qtbot.waitUntil(lambda: board_fixture.service.local.draft("title:7") == "Half a title")
    assert board_fixture.service.local.draft("sub-task:7") == "Half a task"
    again = BoardPage(board_fixture.service, board_fixture.bus, board_fixture.settings, theme, lambda: TODAY)
    qtbot.addWidget(again)
    again.show_board(BOARD)
    with qtbot.waitActive(again, timeout=10_000):
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


def test_news_never_touch_what_is_half_typed(
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


def test_news_do_not_touch_it_while_another_window_is_in_front_either(
    page: BoardPage, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    panel.title.setFocus()
    panel.title.selectAll()
    qtbot.keyClicks(panel.title, "Half a title")
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other, timeout=10_000):
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
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.style.theme import Theme
from support.board_stage import BOARD, TODAY, board_stage
with board_stage(Path(sys.argv[1])) as stage:
    page = BoardPage(stage.desk, stage.bus, stage.settings, Theme(app, "light"), lambda: TODAY)
    page.show_board(BOARD)
    page.resize(1208, 900)
    page.show()
    page.add_card(Column.WIP)
    QTest.keyClicks(page.strip.columns[Column.WIP].quick_add.field, "Draft of a card")
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
    """A process with a window in which everything is half written; nothing but its end is asked of it."""
    assert screen
    path = os.pathsep.join([str(TESTS), str(TESTS.parent / "packaging"), str(TESTS.parent)])
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], env={**os.environ, "PYTHONPATH": path}
    )
    yield process
    process.kill()
    process.wait(30)


def kept(folder: Path) -> set[str]:
    """What lies on disk, seen from outside."""
    file = next(folder.rglob("*.db"), None)
    if file is None:
        return set()
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
            return {place for (place,) in db.execute("SELECT place FROM drafts WHERE text <> ''")}
    except sqlite3.OperationalError:
        return set()


def test_nothing_half_written_is_lost_by_a_kill(
    writer: subprocess.Popen[bytes], tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    def is_kept() -> bool:
        assert writer.poll() is None, "it ended by itself"
        return kept(tmp_path) >= PLACES

    qtbot.waitUntil(is_kept, timeout=60_000)
    writer.send_signal(signal.SIGKILL)
    assert writer.wait(30) == -signal.SIGKILL
    with open_board_fixture(tmp_path) as stage:
        page = BoardPage(stage.service, stage.bus, stage.settings, theme, lambda: TODAY)
        qtbot.addWidget(page)
        page.show_board(BOARD)
        page.show()
        page.open_card(SEVEN)
        panel = page.panel
        assert "draft of a title" in panel.title.text()
        assert panel.composer.field.toPlainText() == "Draft of a comment"
        assert panel.sub_tasks.field.text() == "Draft of a sub-task"
        assert "Draft of a description" in panel.description.editor.toPlainText()
        assert stage.service.local.draft(f"quick-add:{BOARD}:WIP") == "Draft of a card"
