"""Quick look: the whole text of the focused card, beside it; the arrow keys move on."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.card_panel.quick_look import QuickLookView
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce

_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class QuickLook(QObject):
    """Follows the card that has the focus. Closes when the focus leaves the columns.

    Page Up and Page Down scroll a text that is higher than the window.
    """

    def __init__(
        self, service: BoardService, columns_view: ColumnsView, theme: Theme, today: Callable[[], date]
    ) -> None:
        super().__init__(columns_view)
        self._service, self._columns_view = service, columns_view
        self.view = QuickLookView(service, theme, today, columns_view.window())
        self._shown: CardKey | None = None
        # The focus moves in steps: out of a list, into the next, to its card.
        self._follow_timer = QTimer(self, singleShot=True, interval=0)
        self._follow_timer.timeout.connect(self._follow)
        columns_view.set_up_each(self._connect)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    @property
    def is_open(self) -> bool:
        return self.view.isVisible()

    def toggle(self, view: ColumnView) -> None:
        key = view.cards.current_key()
        if self.is_open or key is None:
            self.close()
        else:
            self._show(view, key)

    def close(self) -> None:
        self._shown = None
        self.view.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self.is_open and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _PAGES.get(Qt.Key(event.key()))
            return step is not None and self.view.scroll_page(step)
        return False

    def _connect(self, view: ColumnView) -> None:
        view.cards.installEventFilter(self)
        view.cards.selectionModel().currentChanged.connect(self._schedule)
        view.cards.verticalScrollBar().valueChanged.connect(self._schedule)

    def _schedule(self) -> None:
        if self.is_open:
            self._follow_timer.start()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not self.is_open:
            return
        if now is not None and not any(view.cards is now for view in self._columns_view.shown):
            self.close()
        else:
            self._follow_timer.start()

    def _follow(self) -> None:
        view = next((view for view in self._columns_view.shown if view.cards.hasFocus()), None)
        key = view.cards.current_key() if view is not None else None
        if not self.is_open or view is None or key is None:
            self.close()
        else:
            self._show(view, key)

    def _show(self, view: ColumnView, key: CardKey) -> None:
        card = self._service.card(key)
        if card is None:
            self.close()
            return
        if key != self._shown:
            self._shown = key
            self.view.show_card(card)
            announce(view.cards, self.view.spoken_text(card))
        rect = view.cards.card_rect(key)
        top_left = view.cards.viewport().mapTo(view.window(), rect.topLeft())
        self.view.open_beside(QRect(top_left, rect.size()))
