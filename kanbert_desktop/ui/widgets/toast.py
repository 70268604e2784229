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
from kanbert_desktop.ui.style.widget_style import set_property
from kanbert_desktop.ui.widgets.accessibility import speak
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

MILLISECONDS = 8000
LINGER = 1000
"""How often it looks again whether pointer or focus has left it."""
_WIDEST = 560
_SETTLE = 30
_ABOVE = 20
_SIGNS = {"done": ("check", "ok"), "news": ("bell", "accent"), "problem": ("circle-alert", "bad")}
"""For each tone an icon and its colour."""


class Toast(QFrame):
    """`undo_wished` carries the wish to take back; `gone` comes for every wish whose toast has left the screen."""

    undo_wished = Signal(object)
    gone = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme = theme
        self.wish: QueuedChange | None = None
        self._above = _ABOVE
        self._sign = PlainLabel(self)
        self.words = plain_label("", self)
        self.words.setWordWrap(True)
        self.undo, self.way, self.dismiss = QPushButton(self), QPushButton(self), QToolButton(self)
        for link in (self.undo, self.way):
            link.setProperty("kind", "link")
        self.way.hide()
        self._go: Callable[[], object] = self.leave
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._on_time)
        # What was done moves the field that is written in: look again once all has its place.
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settled.timeout.connect(self._place)
        self.undo.clicked.connect(self._on_undo)
        self.way.clicked.connect(self._on_way)
        self.dismiss.clicked.connect(self.leave)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 6, 8, 6)
        box.setSpacing(10)
        for part in (self._sign, self.words, self.undo, self.way, self.dismiss):
            box.addWidget(part, 1 if part is self.words else 0)
        parent.installEventFilter(self)
        self.hide()
        self.dress()

    def offer(self, words: str, wish: QueuedChange) -> None:
        """Something was done, and can be taken back."""
        self._appear(words, "done", wish)

    def tell(self, words: str) -> None:
        """Something is done."""
        self._appear(words, "done", None)

    def tell_way(self, words: str, way: str, go: Callable[[], object]) -> None:
        """Something is done, and `way` leads to where it can be seen."""
        self.tell(words)
        self._lead(way, go)

    def tell_news(self, words: str, way: str, go: Callable[[], object]) -> None:
        """Something happened elsewhere, and `way` leads there."""
        self._appear(words, "news", None)
        self._lead(way, go)

    def _lead(self, way: str, go: Callable[[], object]) -> None:
        self._go = go
        self.way.setText(way)
        self.way.show()
        self._place()

    def warn(self, title: str, message: str) -> None:
        """Something did not work: what, and what to do."""
        self._appear(f"{title} {message}".strip(), "problem", None)

    def leave(self) -> None:
        self.timer.stop()
        wish, self.wish = self.wish, None
        self.hide()
        if wish is not None:
            self.gone.emit(wish)

    def stay_above(self, pixels: int) -> None:
        """The page has a foot this high."""
        self._above = _ABOVE + pixels
        self._place()

    def dress(self) -> None:
        self.undo.setText(tr("Undo"))
        self.dismiss.setAccessibleName(tr("Close notice"))
        self.dismiss.setToolTip(tr("Close notice"))
        self._show_sign()

    def _appear(self, words: str, tone: str, wish: QueuedChange | None) -> None:
        self.leave()
        self.wish = wish
        set_property(self, "tone", tone)
        for part in (self.words, self.undo, self.way, self.dismiss):
            set_property(part, "tone", tone)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.undo.setVisible(wish is not None)
        self.way.hide()
        self._show_sign()
        self.show()
        self._place()
        self.raise_()
        speak(self, words)
        self.timer.start(MILLISECONDS)
        self._settled.start()

    def _show_sign(self) -> None:
        name, color = _SIGNS[self.property("tone") or "done"]
        ratio, size = self.devicePixelRatioF(), self._theme.px(16)
        self._sign.setPixmap(icons.pixmap(name, self._theme.color(color), size, ratio))
        self.dismiss.setIcon(self._theme.icon("x"))
        self.dismiss.setIconSize(QSize(size, size))

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        text = self.words.fontMetrics().horizontalAdvance(self.words.text()) + 8
        most = min(self._theme.px(_WIDEST), room.width() - 32)
        self.words.setMinimumWidth(min(text, most - self._theme.px(150)))
        self.words.setMaximumWidth(most - self._theme.px(120))
        self.adjustSize()
        place = QRect(0, 0, self.width(), self.height())
        place.moveTopLeft(
            QPoint((room.width() - self.width()) // 2, room.height() - self.height() - self._above)
        )
        field = self._field_below(place)
        if field is not None:
            place.moveBottom(max(place.height(), field.top() - _ABOVE // 2))
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
        wish, self.wish = self.wish, None
        self.leave()
        if wish is not None:
            self.undo_wished.emit(wish)

    def _on_way(self) -> None:
        self.leave()
        self._go()

    def _on_time(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self.timer.start(LINGER)
        else:
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)
