"""Announcements, tab order, disabled controls with a reason."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.widgets.literal_text import literal


def announce(widget: QWidget, words: str) -> None:
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def set_reading_order(*neighbours: QWidget) -> None:
    """A reader is told of the parts of one widget in the order they were made: let it be that of the eye."""
    for part in neighbours:
        part.raise_()


def set_tab_order_after(stop: QWidget, *others: QWidget) -> None:
    """From one to the next; Qt puts a widget after another one, never before."""
    for before, after in pairwise((stop, *others)):
        QWidget.setTabOrder(before, after)


def set_tab_order_before(stop: QWidget, others: Iterable[QWidget]) -> None:
    """The others come between `stop` and whatever Tab came from so far."""
    known = {stop, *others}
    before = stop.previousInFocusChain()
    while before is not None and (before in known or before.focusPolicy() is Qt.FocusPolicy.NoFocus):
        before = before.previousInFocusChain()
        if before is stop:
            # Nothing else in this window takes the keyboard.
            return
    if before is not None:
        set_tab_order_after(before, *others, stop)


def read_only_text() -> str:
    return tr("You can read here, not change.")


def set_editable(can_write: bool, *controls: QWidget) -> None:
    """To be called after they were dressed: their tooltip gives way to the reason."""
    why = read_only_text()
    for control in controls:
        control.setEnabled(can_write)
        control.setAccessibleDescription("" if can_write else why)
        if not can_write:
            control.setToolTip(literal(why))
        elif control.toolTip() == why:
            control.setToolTip("")
