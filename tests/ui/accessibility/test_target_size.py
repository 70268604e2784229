"""Every click target is large enough for unsteady hands: 24 pixels each way."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_service import WEB
from support.idle_events import process_until_idle

SMALLEST = 24
TARGETS = (QAbstractButton, QLineEdit, QComboBox)


def targets(fixture: QWidget) -> Iterator[tuple[str, QSize]]:
    """Returns everything on screen that can be clicked, by name."""
    for kind in TARGETS:
        for one in fixture.findChildren(kind):
            if one.isVisible() and not _belongs_to_larger(one):
                yield one.accessibleName() or one.objectName(), one.size()
    for view in fixture.findChildren(QAbstractItemView):
        for row in range(view.model().rowCount() if view.isVisible() else 0):
            width = view.visualRect(view.model().index(row, 0))
            if width.isValid():
                yield f"row {row} of {view.accessibleName()}", width.size()


def too_small(fixture: QWidget, *, at_least: int) -> list[str]:
    """`at_least` so many must exist."""
    found = list(targets(fixture))
    assert len(found) >= at_least, found
    return [
        f"{name}: {size.width()} × {size.height()}"
        for name, size in found
        if min(size.width(), size.height()) < SMALLEST
    ]


def _belongs_to_larger(one: QWidget) -> bool:
    """A field inside a larger control, and its clear button, are part of that control."""
    return one.objectName().startswith("qt_") or isinstance(one.parent(), QLineEdit)


@pytest.mark.parametrize(
    "kind",
    [
        *(PageKind.MY_WORK, PageKind.CALENDAR, PageKind.OVERVIEW, PageKind.SEARCH),
        *(PageKind.ATTENTION, PageKind.DELETED, PageKind.TEMPLATES, PageKind.SETTINGS),
    ],
)
def test_targets_on_every_page(window: MainWindow, kind: PageKind) -> None:
    window.workspace.navigator.open_page(kind)
    assert too_small(window, at_least=7) == []


def test_targets_on_the_page_of_a_saved_view(window: MainWindow) -> None:
    SavedViews(window.workspace.service).add(SavedView("Offen", "is:open"))
    window.workspace.views.refresh()
    window.workspace.navigator.open_view("Offen")
    assert too_small(window, at_least=12) == []


def test_targets_on_a_board_with_an_open_card(window: MainWindow) -> None:
    window.workspace.navigator.open_board(WEB)
    window.workspace.board.open_card(CardKey("7"))
    process_until_idle()
    assert too_small(window, at_least=30) == []


def test_targets_in_palette_menu_and_toast(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.board.commands.delete([CardKey("1")])
    window.window_actions[CommandId.PALETTE].trigger()
    palette = QApplication.activePopupWidget() or window
    assert too_small(palette, at_least=10) == []
    menu = QMenu(window)
    menu.addActions([window.window_actions[name] for name in CommandId])
    assert all(menu.actionGeometry(action).height() >= SMALLEST for action in menu.actions())


def test_targets_when_signed_out(new_window: MainWindow) -> None:
    assert too_small(new_window, at_least=5) == []
