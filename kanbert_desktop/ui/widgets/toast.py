"""Toast: one short message at a time, with Undo or another action."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from kanbert_desktop.app.boards.service import QueuedChange
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.text_fields import is_text_field

DURATION_MS = 8000
RECHECK_MS = 1000
"""Interval at which an expired toast checks whether pointer or focus has left it."""
_MAX_WIDTH = 560
_REPOSITION_MS = 30
_BOTTOM_OFFSET = 20
_ICONS = {"done": ("check", "ok"), "news": ("bell", "accent"), "problem": ("circle-alert", "bad")}
"""Icon and its colour for each tone."""


class Toast(QFrame):
    """`undo_requested` carries the change to undo; `dismissed` carries each change whose toast has closed without Undo.

    It is filled for the first message.
    """

    undo_requested = Signal(object)
    dismissed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme = theme
        self.change: QueuedChange | None = None
        self._bottom_offset = _BOTTOM_OFFSET
        self._before: QWidget | None = None
        self._action: Callable[[], object] = self.dismiss_toast
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._on_time)
        # The change can move the field being edited: the position is checked again once the layout is done.
        self._reposition_timer = QTimer(self, singleShot=True, interval=_REPOSITION_MS)
        self._reposition_timer.timeout.connect(self._update_position)
        parent.installEventFilter(self)
        self.hide()

    @cached_property
    def _icon(self) -> PlainLabel:
        return PlainLabel(self)

    @cached_property
    def text_label(self) -> QLabel:
        label = plain_label("", self)
        label.setWordWrap(True)
        return label

    @cached_property
    def undo_button(self) -> QPushButton:
        return self._new_link(self._on_undo)

    @cached_property
    def action_button(self) -> QPushButton:
        return self._new_link(self._on_action)

    @cached_property
    def close_button(self) -> QToolButton:
        button = QToolButton(self)
        button.clicked.connect(self.dismiss_toast)
        return button

    def _new_link(self, on_click: Callable[[], None]) -> QPushButton:
        link = QPushButton(self)
        link.setProperty("kind", "link")
        link.clicked.connect(on_click)
        return link

    def _fill(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 6, 8, 6)
        box.setSpacing(10)
        for part in (self._icon, self.text_label, self.undo_button, self.action_button, self.close_button):
            box.addWidget(part, 1 if part is self.text_label else 0)
        self.apply_appearance()

    def show_undo(self, change: QueuedChange, text: str) -> None:
        """Reports a change that can be undone."""
        self._show_toast(text, "done", change)

    def show_message(self, text: str) -> None:
        self._show_toast(text, "done", None)

    def show_action(self, text: str, action_text: str, action: Callable[[], object]) -> None:
        """Reports a result, with a button that shows it."""
        self.show_message(text)
        self._lead(action_text, action)

    def focus_action(self) -> None:
        """For a page that has nothing left to do. While the button has the focus, the toast stays.

        Afterwards the focus returns to where it was.
        """
        self._before = self.window().focusWidget()
        self.action_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_notification(self, text: str, action_text: str, action: Callable[[], object]) -> None:
        """Reports something that happened elsewhere, with a button that opens it."""
        self._show_toast(text, "news", None)
        self._lead(action_text, action)

    def _lead(self, action_text: str, action: Callable[[], object]) -> None:
        self._action = action
        self.action_button.setText(action_text)
        self.action_button.show()
        self._update_position()

    def show_problem(self, title: str, message: str) -> None:
        """Reports what did not work, and what to do."""
        self._show_toast(f"{title} {message}".strip(), "problem", None)

    def dismiss_toast(self) -> None:
        self.timer.stop()
        self._restore_focus()
        self.hide()
        self._replace_change(None)

    def _replace_change(self, change: QueuedChange | None) -> None:
        """The change that was reported before can be undone no longer from here."""
        before, self.change = self.change, change
        if before is not None:
            self.dismissed.emit(before)

    def _restore_focus(self) -> None:
        before, self._before = self._before, None
        focused = self.window().focusWidget()
        # It may have been deleted: only widgets of the window can be used.
        exists = any(widget is before for widget in self.window().findChildren(QWidget))
        if focused is not None and self.isAncestorOf(focused) and exists and before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss_toast()
        else:
            super().keyPressEvent(event)

    def set_bottom_offset(self, pixels: int) -> None:
        """`pixels`: height of the page's footer."""
        self._bottom_offset = _BOTTOM_OFFSET + pixels
        self._update_position()

    def apply_appearance(self) -> None:
        if self.layout() is None:
            return
        self.undo_button.setText(tr("Undo"))
        self.close_button.setAccessibleName(tr("Close message"))
        self.close_button.setToolTip(tr("Close message"))
        self._show_icon()

    def _show_toast(self, text: str, tone: str, change: QueuedChange | None) -> None:
        # A toast that is shown stays shown: hiding it would lay out and paint it again.
        self._replace_change(change)
        if self.layout() is None:
            self._fill()
        set_style_property(self, "tone", tone)
        for part in (self.text_label, self.undo_button, self.action_button, self.close_button):
            set_style_property(part, "tone", tone)
        self.text_label.setText(text)
        self.setAccessibleName(text)
        self.undo_button.setVisible(change is not None)
        self.action_button.hide()
        self._show_icon()
        self.show()
        self._update_position()
        self.raise_()
        announce(self, text)
        self.timer.start(DURATION_MS)
        self._reposition_timer.start()

    def _show_icon(self) -> None:
        name, color = _ICONS[self.property("tone") or "done"]
        ratio, size = self.devicePixelRatioF(), self._theme.px(16)
        self._icon.setPixmap(icons.pixmap(name, self._theme.color(color), size, ratio))
        self.close_button.setIcon(self._theme.icon("x"))
        self.close_button.setIconSize(QSize(size, size))

    def _update_position(self) -> None:
        parent = self.parentWidget()
        if parent is None or self.layout() is None:
            return
        area = parent.rect()
        text_width = self.text_label.fontMetrics().horizontalAdvance(self.text_label.text()) + 8
        max_width = min(self._theme.px(_MAX_WIDTH), area.width() - 32)
        # The window may be laid out later: until then it has no width.
        self.text_label.setMinimumWidth(max(0, min(text_width, max_width - self._theme.px(150))))
        self.text_label.setMaximumWidth(max(0, max_width - self._theme.px(120)))
        self.adjustSize()
        rect = QRect(0, 0, self.width(), self.height())
        rect.moveTopLeft(
            QPoint((area.width() - self.width()) // 2, area.height() - self.height() - self._bottom_offset)
        )
        field = self._field_below(rect)
        if field is not None:
            rect.moveBottom(max(rect.height(), field.top() - _BOTTOM_OFFSET // 2))
        self.setGeometry(rect)

    def _field_below(self, rect: QRect) -> QRect | None:
        """The field being edited, if the toast would cover it."""
        field, parent = QApplication.focusWidget(), self.parentWidget()
        if parent is None or field is None or not parent.isAncestorOf(field):
            return None
        if not is_text_field(field):
            return None
        taken = QRect(field.mapTo(parent, QPoint(0, 0)), field.size())
        return taken if taken.intersects(rect) else None

    def _on_undo(self) -> None:
        """Undoes the change while it is still held back from the server."""
        change, self.change = self.change, None
        self.dismiss_toast()
        if change is not None:
            self.undo_requested.emit(change)

    def _on_action(self) -> None:
        self.dismiss_toast()
        self._action()

    def _on_time(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self.timer.start(RECHECK_MS)
        else:
            self.dismiss_toast()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() is QEvent.Type.Resize and not self.isHidden():
            self._update_position()
        return super().eventFilter(watched, event)
