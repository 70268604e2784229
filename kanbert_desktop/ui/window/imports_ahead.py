"""Imports what the first actions of most users need before they need it, while the window has nothing else to do."""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_DELAY_MS = 200
"""After the first paint: what goes online comes first."""
_MODULES = (
    # The first move of a card.
    "kanbert_desktop.ui.board.card_motion",
    "kanbert_desktop.app.boards.undo",
    "kanbert_desktop.app.messages.change_texts",
    # The first letter in a filter; those before `query` are its slowest parts.
    "kanbert_desktop.domain.html_tokens",
    "kanbert_desktop.domain.query",
    "kanbert_desktop.domain.query.completion",
    "kanbert_desktop.app.boards.search",
    "kanbert_desktop.ui.widgets.completion_list",
    "kanbert_desktop.ui.search.recognised_terms",
    "kanbert_desktop.ui.search.query_assistance",
)


class ImportsAhead(QObject):
    """One module in each turn of the event loop, so that input and paint come between them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = [*_MODULES]
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._import_next)
        QTimer.singleShot(_DELAY_MS, self, self._timer.start)

    def _import_next(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
            return
        self._timer.stop()
        # Python makes the enumerations of a Qt class with the first use of it.
        from PySide6.QtGui import QAccessible  # noqa: PLC0415  for the announcement of the first move

        QAccessible.isActive()
        self.deleteLater()
