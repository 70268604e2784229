"""The text of an empty page scrolls where the page is too low for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label
from support.idle_events import process_until_idle

HINT = "What others change on your cards is shown here. " * 6


@pytest.mark.parametrize(("height", "is_scrolled"), [(600, False), (160, True)])
def test_it_scrolls_rather_than_take_the_room_of_what_is_above(
    theme: Theme, qtbot: QtBot, height: int, is_scrolled: bool
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    above, empty = plain_label("page", page), EmptyState(theme, "inbox", "ok", page)
    above.setText("Inbox")
    empty.apply_appearance("All done.", HINT)
    box = QVBoxLayout(page)
    box.addWidget(above)
    box.addWidget(empty, 1)
    page.resize(320, height)
    page.show()
    process_until_idle()
    assert above.height() >= above.sizeHint().height()
    assert empty.hint_label.height() >= empty.hint_label.heightForWidth(empty.hint_label.width())
    assert (empty.verticalScrollBar().maximum() > 0) == is_scrolled
    assert empty.focusPolicy() is (Qt.FocusPolicy.TabFocus if is_scrolled else Qt.FocusPolicy.NoFocus)
