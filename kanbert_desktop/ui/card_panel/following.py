"""The card panel follows the keyboard from card to card while it is open."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.card_panel.host import CardPanelHost

REST_MS = 120
"""The focus rests so long on a card before it is opened: a held key reads and lays out no card on its way."""


class PanelFollowing(QObject):
    """Opens the card on which a key has moved the focus, once it rests there.

    Only keys are followed: the focus also moves when the server removes a card, and the panel then keeps what is read.
    A panel that was closed, or was given another card for another reason, stays as it is.
    """

    def __init__(self, host: CardPanelHost, focused: Callable[[], CardKey | None]) -> None:
        """`focused` returns the card with the focus; None while that is not in the list of cards."""
        super().__init__(host)
        self._host, self._focused = host, focused
        self.is_moving = False
        """The panel is being given another card because the keyboard went there: no step to go back to."""
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._open_reached)
        host.changed.connect(self._timer.stop)

    @property
    def is_waiting(self) -> bool:
        """Whether a key has moved the focus and the panel has not followed yet."""
        return self._timer.isActive()

    def note_key(self) -> None:
        """A key may have moved the focus to another card."""
        if self._host.opened_card is not None:
            self._timer.start()

    def _open_reached(self) -> None:
        key = self._focused()
        if key is not None and self._host.opened_card not in (None, key):
            self.follow(key)

    def follow(self, key: CardKey) -> None:
        """Opens that card in place of the present one."""
        self.is_moving = True
        try:
            self._host.open(key)
        finally:
            self.is_moving = False
