"""The card panel follows the keyboard from card to card while it is open."""

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView

REST_MS = 120
"""The focus rests so long on a card before it is opened: a held key reads and lays out no card on its way."""


class PanelFollowing(QObject):
    """`card_reached` carries the card on which a key has moved the focus, once it rests there.

    Only keys are followed: the focus also moves when the server removes a card, and the panel then keeps what is read.
    """

    card_reached = Signal(object)

    def __init__(self, columns_view: ColumnsView) -> None:
        super().__init__(columns_view)
        self._columns_view = columns_view
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._report)
        columns_view.set_up_each(self._connect)

    def stop(self) -> None:
        """The panel was closed, or shows another card for another reason."""
        self._timer.stop()

    def _connect(self, view: ColumnView) -> None:
        view.cards.moved_by_key.connect(self._timer.start)

    def _report(self) -> None:
        key = self._focused()
        if key is not None:
            self.card_reached.emit(key)

    def _focused(self) -> CardKey | None:
        focused = (view.cards for view in self._columns_view.shown if view.cards.hasFocus())
        cards = next(focused, None)
        return cards.current_key() if cards is not None else None
