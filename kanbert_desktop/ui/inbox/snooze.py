"""Asks until when an entry is snoozed."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.cards.pickers import DueDatePicker
from kanbert_desktop.ui.cards.texts import short_date
from kanbert_desktop.ui.inbox.view import InboxList
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.popups import Menu

_MONDAY = 0


def next_monday(today: date) -> date:
    """The first Monday after today."""
    return today + timedelta(days=(_MONDAY - today.weekday() - 1) % 7 + 1)


class SnoozeDatePicker(DueDatePicker):
    """The due date's picker in other words."""

    def __init__(self, theme: Theme, today: date, parent: QWidget) -> None:
        super().__init__(theme, next_monday(today), today, parent)
        self.setAccessibleName(tr("Snooze until"))
        self.field.setAccessibleName(tr("Day as text"))

    def _shortcuts(self) -> QHBoxLayout:
        """The menu before has them."""
        return QHBoxLayout()


def snooze_menu(entries: InboxList, theme: Theme, today: date, choose: Callable[[date], object]) -> Menu:
    """Tomorrow, Monday, or a day that is typed or picked."""
    menu = Menu(entries)
    menu.setAccessibleName(tr("Snooze until"))
    for text, day in ((tr("Tomorrow"), today + timedelta(days=1)), (tr("Monday"), next_monday(today))):
        action = menu.addAction(f"{text}\t{short_date(day, today)}")
        action.triggered.connect(lambda _checked=False, day=day: choose(day))
    other = menu.addAction(tr("Choose a day …"))
    other.triggered.connect(lambda _checked=False: _pick(entries, theme, today, choose))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def popup_below(entries: InboxList, menu: Menu) -> None:
    rect = entries.current_rect()
    at = (
        rect.bottomRight() - QPoint(menu.frame_size().width(), 0)
        if entries.isRightToLeft()
        else rect.bottomLeft()
    )
    menu.open_at(entries.viewport().mapToGlobal(at))
    menu.setActiveAction(menu.actions()[0])


def _pick(entries: InboxList, theme: Theme, today: date, choose: Callable[[date], object]) -> None:
    picker = SnoozeDatePicker(theme, today, entries)
    picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    picker.chosen.connect(choose)
    picker.open_below(entries.viewport(), entries.current_rect())
