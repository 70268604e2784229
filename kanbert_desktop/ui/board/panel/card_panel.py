"""The panel of one card."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.gestures import Gestures
from kanbert_desktop.ui.theme import Theme


class CardPanel(QFrame):
    """Asks the desk for its card; every field saves by a gesture of its own."""

    closed = Signal()
    link_wished = Signal(object)

    def __init__(
        self, desk: Desk, gestures: Gestures, theme: Theme, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cardPanel")
        self._desk, self._gestures, self._theme, self._today = desk, gestures, theme, today
        self._key: CardKey | None = None

    def show_card(self, key: CardKey) -> None:
        self._key = key
        self.refresh()

    def refresh(self) -> None:
        """Shows what the desk says now, except in a field that is being edited."""

    def leave(self) -> None:
        """Keeps what is being typed."""

    def go_to(self, part: str) -> None:
        """`part` is "", "due", "assignee" or "comment"."""

    def dress(self) -> None:
        """Theme or language changed."""
