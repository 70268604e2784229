"""Recently deleted: cards deleted on this computer, newest first, each with a restore button."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.undo_steps import RestorableDeletion, UndoMethod
from kanbert_desktop.app.messages.status_texts import moment_text, title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import CardsChanged, EventBus
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.rows_page import RowsPage

MAX_ROWS = 100


class RestoreButton(QPushButton):
    """`step_requested` carries -1 or 1: arrow keys move between the buttons."""

    step_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step_requested.emit(step)


class DeletedRow(QFrame):
    def __init__(self, deletion: RestorableDeletion, where: str, parent: QWidget) -> None:
        """`where` names board and time."""
        super().__init__(parent)
        self.setObjectName("deletedRow")
        self.deletion = deletion
        self.title_label, self.location_label, self.method_label = (
            plain_label("title"),
            plain_label("muted"),
            plain_label("muted"),
        )
        self.title_label.setText(shorten(deletion.title))
        self.title_label.setWordWrap(True)
        self.location_label.setText(where)
        self.method_label.setText(restore_method_text(deletion))
        for label in (self.location_label, self.method_label):
            label.setWordWrap(True)
        self.restore_button = RestoreButton(tr("Restore"))
        text = tr("Restore “{title}”", title=deletion.title)
        self.restore_button.setAccessibleName(text)
        self.setFocusProxy(self.restore_button)
        self.restore_button.setAccessibleDescription(f"{where}. {restore_method_text(deletion)}")
        set_style_property(self, "sent", not deletion.is_unsent)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title_label, self.location_label, self.method_label):
            texts.addWidget(label)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 10, 12, 10)
        box.setSpacing(16)
        box.addLayout(texts, 1)
        box.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignVCenter)


def restore_method_text(deletion: RestorableDeletion) -> str:
    if deletion.is_unsent:
        return tr("Not sent yet: will be restored unchanged.")
    return tr("Will be restored as a new card, without its comments.")


class RecentlyDeletedPage(RowsPage[DeletedRow]):
    """`message` carries text for a toast, `problem_reported` title and message."""

    message = Signal(str)
    problem_reported = Signal(str, str)

    def __init__(
        self, service: BoardService, bus: EventBus, theme: Theme, now: Callable[[], datetime]
    ) -> None:
        super().__init__(theme, bus, [CardsChanged], "trash-2")
        self.setObjectName("deletedPage")
        self._service, self._now = service, now
        self._shown: list[RestorableDeletion] = []
        self.apply_appearance()

    def refresh(self) -> None:
        deletions = self._service.restorable_deletions()[:MAX_ROWS]
        if deletions != self._shown:
            self._shown = deletions
            self._show()

    def apply_appearance(self) -> None:
        self.title_label.setText(tr("Recently deleted"))
        self.hint_label.setText(tr("Cards deleted on this computer. Cards deleted elsewhere are not listed."))
        self.empty_state.apply_appearance(tr("Nothing has been deleted."), "")
        super().apply_appearance()
        self._show()

    def _show(self) -> None:
        self.show_rows([self._row(deletion) for deletion in self._shown])

    def _row(self, deletion: RestorableDeletion) -> DeletedRow:
        boards = {board.id: board.title for board in self._service.boards()}
        when = moment_text(deletion.made_at, self._now())
        board = boards.get(deletion.board, "")
        row = DeletedRow(deletion, " · ".join(part for part in (board, when) if part), self.rows_parent)
        row.restore_button.clicked.connect(lambda: self._restore(deletion))
        row.restore_button.step_requested.connect(lambda step: self.focus_row(self.rows.index(row) + step))
        return row

    def _restore(self, deletion: RestorableDeletion) -> None:
        """Restores all cards that were deleted together."""
        try:
            undone = self._service.undo_change(deletion.change)
        except KanbertError as error:
            self.problem_reported.emit(*title_and_message(error))
            return
        if undone is not None and undone.method is UndoMethod.RESTORED:
            self.message.emit(tr("Restored as a new card, without its comments."))
        elif undone is not None:
            self.message.emit(tr("Undone: {what}", what=undone.text))
        self.refresh()
