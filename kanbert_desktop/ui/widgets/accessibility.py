"""Announcements, tab order, disabled controls with a reason."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.widgets.literal_text import literal


def announce(widget: QWidget, text: str) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  a start announces nothing

    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def set_reading_order(*neighbours: QWidget) -> None:
    """Sets the order in which a screen reader lists the children of a widget: Qt lists them by creation otherwise."""
    for part in neighbours:
        part.raise_()


def set_tab_order_after(stop: QWidget, *others: QWidget) -> None:
    """Chains the widgets in the tab order. Qt can place a widget after another one, but not before it."""
    for before, after in pairwise((stop, *others)):
        QWidget.setTabOrder(before, after)


def set_tab_order_before(stop: QWidget, others: Iterable[QWidget]) -> None:
    """Places the others between `stop` and the widget that precedes it in the tab order."""
    known = {stop, *others}
    before = stop.previousInFocusChain()
    while before is not None and (before in known or before.focusPolicy() is Qt.FocusPolicy.NoFocus):
        before = before.previousInFocusChain()
        if before is stop:
            # No other widget of this window takes the focus.
            return
    if before is not None:
        set_tab_order_after(before, *others, stop)


def read_only_text() -> str:
    return tr("You have read-only access.")


def set_editable(can_write: bool, *controls: QWidget) -> None:
    """Enables the controls, or disables them with the reason as tooltip.

    Call after `apply_appearance` has set tooltips.
    """
    reason = read_only_text()
    for control in controls:
        control.setEnabled(can_write)
        control.setAccessibleDescription("" if can_write else reason)
        if not can_write:
            control.setToolTip(literal(reason))
        elif control.toolTip() == reason:
            control.setToolTip("")
