"""Ctrl and plus, minus or 0 change the text size; a small window stays usable."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import TEXT_SIZE
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.window_frame import MINIMUM_SIZE
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


@pytest.mark.parametrize(("size", "scale"), [((720, 480), 2.0), ((1080, 720), 3.0), ((1080, 600), 2.5)])
def test_large_text_is_limited_to_what_fits_the_window(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    window.theme.configure("light", 3.0)
    try:
        window.theme.fit_window(*size)
        assert window.theme.scale == scale
        assert window.theme.is_limited == (scale < 3.0)
        assert window.theme.percent_shown == 100 * scale
    finally:
        window.theme.configure("light", 1.0)


def test_the_text_follows_a_window_that_becomes_small(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1080, 720)
    window.theme.configure("light", 3.0)
    try:
        qtbot.waitUntil(lambda: window.theme.scale == 3.0)
        window.resize(MINIMUM_SIZE)
        qtbot.waitUntil(lambda: window.theme.scale == 2.0)
    finally:
        window.theme.configure("light", 1.0)


def test_a_window_without_room_for_the_chosen_size_says_so(
    application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(MINIMUM_SIZE)
    application.settings.put(TEXT_SIZE, 290)
    window.theme.configure("light", 3.0)
    try:
        qtbot.waitUntil(lambda: window.theme.is_limited)
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
        message = "Text size 300 %. This window has room for 200 %."
        qtbot.waitUntil(lambda: window.workspace.toast.text_label.text() == message)
        window.workspace.navigator.open_page(PageKind.SETTINGS)
        hints = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        assert "This window has room for 200 %. A larger window shows more." in hints
    finally:
        application.settings.put(TEXT_SIZE, 100)
        window.theme.configure("light", 1.0)
