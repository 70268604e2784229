"""What stands in a field of the panel and is not saved yet, kept soon after each key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.domain.board import CardKey

_DRAFT_MS = 400


class FieldDraft(QObject):
    """`name` tells the fields of one card apart; `unsaved` gives the text, "" where there is nothing to keep."""

    def __init__(self, desk: Desk, name: str, unsaved: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._name, self._unsaved = desk, name, unsaved
        self._key: CardKey | None = None
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.keep)

    def of_card(self, key: CardKey) -> str:
        """From now on it is that card's; answers what was left unsaved there."""
        self._timer.stop()
        self._key = key
        return self._desk.draft(self._place())

    def touch(self) -> None:
        self._timer.start()

    def keep(self) -> None:
        self._timer.stop()
        if self._key is not None:
            self._desk.keep_draft(self._place(), self._unsaved())

    def _place(self) -> str:
        return f"{self._name}:{self._key}"
