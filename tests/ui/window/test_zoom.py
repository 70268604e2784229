"""Ctrl and plus, minus or 0 change the text size; a small window stays usable."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import TEXT_SIZE
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MINIMUM_SIZE, MainWindow
from support.fake_application import FakeApplication

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_keys_change_the_text_size(
    application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    for key, size in ((Qt.Key.Key_Plus, 110), (Qt.Key.Key_Equal, 120), (Qt.Key.Key_Minus, 110)):
        qtbot.keyClick(window, key, CTRL)
        assert application.settings.get(TEXT_SIZE) == size
    assert window.workspace.toast.text_label.text() == "Text size 110 %"
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert application.settings.get(TEXT_SIZE) == 100


def test_the_keys_work_before_the_sign_in(
    application: FakeApplication, new_window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(new_window, Qt.Key.Key_Plus, CTRL)
    assert application.settings.get(TEXT_SIZE) == 110


@pytest.fixture(params=[0.8, 2.0, 3.0])
def zoomed(window: MainWindow, theme: Theme, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    window.resize(*MINIMUM_SIZE)
    theme.configure("light", request.param)
    yield window
    theme.configure("light", 1.0)


def test_a_small_window_shows_a_whole_column_at_every_text_size(zoomed: MainWindow, qtbot: QtBot) -> None:
    columns = zoomed.workspace.board.columns_view
    qtbot.waitUntil(lambda: columns.columns[Column.NEW].cards.viewport().height() > 0)
    assert (zoomed.width(), zoomed.height()) == MINIMUM_SIZE
    assert columns.columns[Column.NEW].width() <= columns.viewport().width()
    cards = columns.columns[Column.NEW].cards
    assert cards.viewport().height() >= zoomed.workspace.board._theme.px(38)


def test_chips_in_use_stay_at_the_largest_text(window: MainWindow, theme: Theme) -> None:
    window.resize(*MINIMUM_SIZE)
    bar = window.workspace.board.filter_bar
    bar.mine.setChecked(True)
    theme.configure("light", 3.0)
    try:
        assert bar.mine.isVisible()
        assert not bar.this_week.isVisible()
    finally:
        theme.configure("light", 1.0)
    assert bar.this_week.isVisible()
