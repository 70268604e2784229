"""What tests of the calendar page do with it, and what they look at."""

from datetime import date

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.card_list.model import CardRow
from kanbert_desktop.ui.cards.drag import CARDS_MIME_TYPE
from support.drag_events import drag_entering
from support.fake_application import FakeApplication
from support.fake_service import NOW

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2026, 12, 15)
"""A Tuesday in the middle of its month."""
TODAY = NOW.date()
"""The calendar's own day in these tests: `DAY` is in the future."""


def press(qtbot: QtBot, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, held)


def due(application: FakeApplication, key: str) -> date | None:
    return application.open_account.service.require_card(key).due


def tray_titles(page: CalendarPage) -> list[str]:
    rows = page.trays.card_list.grouped_model
    items = [rows.item_at(rows.item_model.index(row, 0)) for row in range(rows.item_model.rowCount())]
    return [item.card.title if isinstance(item, CardRow) else f"# {item.name}" for item in items if item]


def mime_data(*keys: str) -> QMimeData:
    data = QMimeData()
    data.setData(CARDS_MIME_TYPE, str(list(keys)).replace("'", '"').encode())
    return data


def drop(target: QWidget, point: QPoint, *keys: str) -> bool:
    """Returns whether the cards were taken."""
    data = mime_data(*keys)
    entering = drag_entering(point, data)
    QApplication.sendEvent(target, entering)
    event = QDropEvent(QPointF(point), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(target, event)
    return entering.isAccepted()


def cell(page: CalendarPage, day: date) -> QPoint:
    return page.grid.visualRect(page.grid.days.index_of(day)).center()


def spoken(page: CalendarPage, day: date) -> str:
    index = page.grid.days.index_of(day)
    return str(page.grid.days.data(index, Qt.ItemDataRole.AccessibleTextRole))
