"""The toast: one short notice at a time, with a way to take back what was just done."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
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

DURATION_MS = 8000
RECHECK_MS = 1000
"""How often it looks again whether pointer or focus has left it."""
_MAX_WIDTH = 560
_REPOSITION_MS = 30
_BOTTOM_OFFSET = 20
_ICONS = {"done": ("check", "ok"), "news": ("bell", "accent"), "problem": ("circle-alert", "bad")}
"""For each tone an icon and its colour."""


class Toast(QFrame):
    """`undo_wished` carries the wish to take back; `gone` comes for every wish whose toast has left the screen."""

    undo_requested = Signal(object)
    dismissed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme = theme
        self.change: QueuedChange | None = None
        self._bottom_offset = _BOTTOM_OFFSET
        self._icon = PlainLabel(self)
        self.text_label = plain_label("", self)
        self.text_label.setWordWrap(True)
        self.undo_button, self.action_button, self.close_button = (
            QPushButton(self),
            QPushButton(self),
            QToolButton(self),
        )
        for link in (self.undo_button, self.action_button):
            link.setProperty("kind", "link")
        self.action_button.hide()
        self._action: Callable[[], object] = self.dismiss_toast
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._on_time)
        # What was done moves the field that is written in: look again once all has its place.
        self._reposition_timer = QTimer(self, singleShot=True, interval=_REPOSITION_MS)
        self._reposition_timer.timeout.connect(self._update_position)
        self.undo_button.clicked.connect(self._on_undo)
        self.action_button.clicked.connect(self._on_action)
        self.close_button.clicked.connect(self.dismiss_toast)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 6, 8, 6)
        box.setSpacing(10)
        for part in (self._icon, self.text_label, self.undo_button, self.action_button, self.close_button):
            box.addWidget(part, 1 if part is self.text_label else 0)
        parent.installEventFilter(self)
        self.hide()
        self.apply_appearance()

    def show_undo(self, words: str, wish: QueuedChange) -> None:
        """Something was done, and can be taken back."""
        self._show_toast(words, "done", wish)

    def show_message(self, words: str) -> None:
        """Something is done."""
        self._show_toast(words, "done", None)

    def show_action(self, words: str, way: str, go: Callable[[], object]) -> None:
        """Something is done, and `way` leads to where it can be seen."""
        self.show_message(words)
        self._lead(way, go)

    def show_notification(self, words: str, way: str, go: Callable[[], object]) -> None:
        """Something happened elsewhere, and `way` leads there."""
        self._show_toast(words, "news", None)
        self._lead(way, go)

    def _lead(self, way: str, go: Callable[[], object]) -> None:
        self._action = go
        self.action_button.setText(way)
        self.action_button.show()
        self._update_position()

    def show_problem(self, title: str, message: str) -> None:
        """Something did not work: what, and what to do."""
        self._show_toast(f"{title} {message}".strip(), "problem", None)

    def dismiss_toast(self) -> None:
        self.timer.stop()
        wish, self.change = self.change, None
        self.hide()
        if wish is not None:
            self.dismissed.emit(wish)

    def set_bottom_offset(self, pixels: int) -> None:
        """The page has a foot this high."""
        self._bottom_offset = _BOTTOM_OFFSET + pixels
        self._update_position()

    def apply_appearance(self) -> None:
        self.undo_button.setText(tr("Undo"))
        self.close_button.setAccessibleName(tr("Close notice"))
        self.close_button.setToolTip(tr("Close notice"))
        self._show_icon()

    def _show_toast(self, words: str, tone: str, wish: QueuedChange | None) -> None:
        self.dismiss_toast()
        self.change = wish
        set_style_property(self, "tone", tone)
        for part in (self.text_label, self.undo_button, self.action_button, self.close_button):
            set_style_property(part, "tone", tone)
        self.text_label.setText(words)
        self.setAccessibleName(words)
        self.undo_button.setVisible(wish is not None)
        self.action_button.hide()
        self._show_icon()
        self.show()
        self._update_position()
        self.raise_()
        announce(self, words)
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
        if parent is None:
            return
        room = parent.rect()
        text = self.text_label.fontMetrics().horizontalAdvance(self.text_label.text()) + 8
        most = min(self._theme.px(_MAX_WIDTH), room.width() - 32)
        self.text_label.setMinimumWidth(min(text, most - self._theme.px(150)))
        self.text_label.setMaximumWidth(most - self._theme.px(120))
        self.adjustSize()
        place = QRect(0, 0, self.width(), self.height())
        place.moveTopLeft(
            QPoint((room.width() - self.width()) // 2, room.height() - self.height() - self._bottom_offset)
        )
        field = self._field_below(place)
        if field is not None:
            place.moveBottom(max(place.height(), field.top() - _BOTTOM_OFFSET // 2))
        self.setGeometry(place)

    def _field_below(self, place: QRect) -> QRect | None:
        """The field somebody is writing in, where the toast would hide it."""
        field, parent = QApplication.focusWidget(), self.parentWidget()
        if parent is None or field is None or not parent.isAncestorOf(field):
            return None
        if not isinstance(field, (QLineEdit, QPlainTextEdit, QTextEdit)):
            return None
        taken = QRect(field.mapTo(parent, QPoint(0, 0)), field.size())
        return taken if taken.intersects(place) else None

    def _on_undo(self) -> None:
        """The wish is taken back while it is still held."""
        wish, self.change = self.change, None
        self.dismiss_toast()
        if wish is not None:
            self.undo_requested.emit(wish)

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
