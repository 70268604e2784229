"""What stands in a field of the panel and is not saved yet, kept soon after each key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.domain.board import CardKey

_DRAFT_MS = 400


class FieldDraft(QObject):
    """`name` tells the fields of one card apart; `unsaved` gives the text, "" where there is nothing to keep.

    A draft that was `put_aside` outlives an empty field. `changed` comes when there is one now, or none any more.
    """

    changed = Signal()

    def __init__(self, desk: Desk, name: str, unsaved: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._name, self._unsaved = desk, name, unsaved
        self._key: CardKey | None = None
        self._is_aside = False
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def aside(self) -> str:
        """The draft that the field does not show."""
        return self._desk.draft(self._place()) if self._is_aside and not self._unsaved() else ""

    def of_card(self, key: CardKey) -> str:
        """From now on it is that card's; answers what was left unsaved there."""
        self._timer.stop()
        self._key = key
        draft = self._desk.draft(self._place())
        self._is_aside = bool(draft)
        return draft

    def touch(self) -> None:
        self._timer.start()

    def keep(self) -> None:
        self._timer.stop()
        text = self._unsaved()
        if self._key is None or (self._is_aside and not text):
            return
        self._is_aside = False
        self._desk.keep_draft(self._place(), text)
        self.changed.emit()

    def put_aside(self, text: str) -> None:
        """The field shows something else from now on; the text is kept."""
        self._timer.stop()
        if self._key is None:
            return
        self._is_aside = bool(text)
        self._desk.keep_draft(self._place(), text)
        self.changed.emit()

    def forget(self) -> None:
        """It is saved, or not wanted."""
        self.put_aside("")

    def _place(self) -> str:
        return f"{self._name}:{self._key}"
