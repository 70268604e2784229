"""Recently deleted: cards deleted on this computer, newest first, each with a restore button."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.undo_steps import RestorableDeletion, UndoMethod
from kanbert_desktop.app.messages.status_texts import moment_text, title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import CardsChanged, EventBus
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label
from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

MAX_WIDTH, MAX_ROWS = 920, 100


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


class RecentlyDeletedPage(QWidget):
    """`closed` asks for the previous page, `message` carries text for a toast, `problem_reported` title and message."""

    closed = Signal()
    message = Signal(str)
    problem_reported = Signal(str, str)

    def __init__(
        self, service: BoardService, bus: EventBus, theme: Theme, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.setObjectName("deletedPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._service, self._theme, self._now = service, theme, now
        self.rows: list[DeletedRow] = []
        self._shown: list[RestorableDeletion] = []
        self._title, self._hint = plain_label("page", self), plain_label("muted", self)
        self.empty_state = EmptyState(theme, "trash-2", "muted", self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._build_layout()
        self._end = bus.subscribe(CardsChanged, lambda _event: self._on_cards())
        theme.changed.connect(self.apply_appearance)
        self.apply_appearance()

    def open(self) -> None:
        """Shows the current deletions and sets the focus."""
        self.refresh()
        self._focus(0)

    def unsubscribe(self) -> None:
        self._end()

    def refresh(self) -> None:
        """Cheap if nothing has changed."""
        deletions = self._service.restorable_deletions()[:MAX_ROWS]
        if deletions == self._shown:
            return
        self._shown = deletions
        self._fill()

    def apply_appearance(self) -> None:
        self._title.setText(tr("Recently deleted"))
        self.setAccessibleName(tr("Recently deleted"))
        self._hint.setText(tr("Cards deleted on this computer. Cards deleted elsewhere are not listed."))
        self.empty_state.apply_appearance(tr("Nothing has been deleted."), "")
        self._area.setMaximumWidth(self._theme.px(MAX_WIDTH))
        self._fill()

    def _fill(self) -> None:
        focused = next((index for index, row in enumerate(self.rows) if row.restore_button.hasFocus()), None)
        for row in self.rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(deletion) for deletion in self._shown]
        for index, row in enumerate(self.rows):
            self._box.insertWidget(index, row)
            row.show()
        self._area.setVisible(bool(self.rows))
        self.empty_state.setVisible(not self.rows)
        if focused is not None:
            self._focus(focused)

    def _row(self, deletion: RestorableDeletion) -> DeletedRow:
        boards = {board.id: board.title for board in self._service.boards()}
        when = moment_text(deletion.made_at, self._now())
        board = boards.get(deletion.board, "")
        row = DeletedRow(deletion, " · ".join(part for part in (board, when) if part), self._inner)
        row.restore_button.clicked.connect(lambda: self._restore(deletion))
        row.restore_button.step_requested.connect(lambda step: self._focus(self.rows.index(row) + step))
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

    def _focus(self, index: int) -> None:
        if self.rows:
            row = self.rows[max(0, min(index, len(self.rows) - 1))]
            row.restore_button.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(row)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_layout(self) -> None:
        self._inner = QWidget()
        self._inner.setObjectName("deletedInner")
        self._box = QVBoxLayout(self._inner)
        self._box.setContentsMargins(2, 2, 2, 2)
        self._box.setSpacing(8)
        self._box.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inner)
        add_overlay_scroll_bars(self._area, horizontal=True, container=self)
        FingerInput(self._area)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 20, 16, 0)
        box.setSpacing(4)
        self._hint.setWordWrap(True)
        for label in (self._title, self._hint):
            label.setContentsMargins(4, 0, 4, 0)
            box.addWidget(label)
        box.addSpacing(12)
        box.addWidget(self._area, 1)
        box.addWidget(self.empty_state, 1)

    def _on_cards(self) -> None:
        if self.isVisible():
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
