"""Attention page: list of questions at the left, the current one at the right, or in place of the list."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import ChangeId
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import CardsChanged, ChangeParked, EventBus
from kanbert_desktop.ui.attention.detail import QuestionDetail
from kanbert_desktop.ui.attention.question_list import QuestionList, QuestionRow
from kanbert_desktop.ui.attention.texts import newer_changes_text, reason_text, title_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.closable_page import ClosablePage
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import OverlayScrollBar

LIST_WIDTH, NARROW_LIST_WIDTH = 344, 248
NARROW_BELOW_WIDTH = 860
"""Below this page width, buttons are hidden that Esc and the sidebar replace."""
SINGLE_BELOW_WIDTH = 440
"""Below this page width, at 100 % text size, a question is shown in place of the list."""
_ID = Qt.ItemDataRole.UserRole


class AttentionPage(ClosablePage):
    """List of questions and the current one.

    A narrow page shows the list until a question is opened, and that question until Esc leads back.
    `card_requested` asks for a card on its board; `message` carries text for a toast.
    `undo_offered` carries a text and what undoes the last decision there was to make.
    """

    card_requested = Signal(str)
    message = Signal(str)
    undo_offered = Signal(str, object)
    problem_reported = Signal(str, str)

    def __init__(
        self, service: BoardService, bus: EventBus, theme: Theme, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.setObjectName("attentionPage")
        self._service, self._theme, self._now = service, theme, now
        self.detail: QuestionDetail | None = None
        self._is_opened = False
        self._filled_width = 0
        self._shown: list[tuple[ChangeId, ...]] = []
        self._make_parts()
        self._unsubscribers = [
            bus.subscribe(ChangeParked, lambda _event: self.refresh()),
            bus.subscribe(CardsChanged, lambda _event: self.refresh()),
        ]
        self.question_list.currentRowChanged.connect(lambda _row: self._show_current())
        self.question_list.itemActivated.connect(lambda _item: self._focus_detail())
        self.question_list.itemClicked.connect(lambda _item: self._on_clicked())
        self.apply_appearance()

    def unsubscribe(self) -> None:
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def refresh(self) -> None:
        """Cheap if nothing has changed, also while the page is hidden."""
        if [question.ids for question in self._service.questions()] == self._shown:
            return
        self._refill()

    def open(self) -> None:
        """Shows the current questions and sets the focus."""
        self._is_opened = False
        self.refresh()
        self._arrange()
        if self.question_list.currentRow() < 0 and self.question_list.count():
            self.question_list.setCurrentRow(0)
        self.question_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card(self, card: CardKey) -> None:
        """Selects the first question about the card, if there is one."""
        asked = self._service.questions()
        about = (row for row, one in enumerate(asked) if any(entry.card == card for entry in one.entries))
        row = next(about, None)
        if row is not None:
            self.question_list.setCurrentRow(row)
            self.question_list.scrollToItem(self.question_list.item(row))
            self._is_opened = True
            self._arrange()

    def apply_appearance(self) -> None:
        self._title.setText(tr("Attention"))
        self.question_list.setAccessibleName(tr("Changes that need your decision"))
        self._hint.setText(
            tr("You can decide at any time. Nothing is lost, and other changes are sent in the meantime.")
        )
        self._done.setText(tr("All decided."))
        self._done_icon.setPixmap(
            icons.pixmap(
                "circle-check", self._theme.color("ok"), self._theme.px(40), self.devicePixelRatioF(), 1.5
            )
        )
        self._refill()

    def _refill(self) -> None:
        row = max(0, self.question_list.currentRow())
        self._fill()
        # Otherwise the question would be laid out twice, by the list's signal and below.
        with QSignalBlocker(self.question_list):
            self.question_list.setCurrentRow(min(row, self.question_list.count() - 1))
        self._show_current()

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(NARROW_BELOW_WIDTH)

    def _is_single(self) -> bool:
        return self.width() < self._theme.px(SINGLE_BELOW_WIDTH)

    def _list_width(self) -> int:
        """With large text the question gets most of the space."""
        if self._is_single() and self._shown:
            return self.width()
        width = self._theme.px(NARROW_LIST_WIDTH if self._is_narrow() else LIST_WIDTH)
        return min(width, max(NARROW_LIST_WIDTH, self.width() * 2 // 5))

    def _make_parts(self) -> None:
        self._title, self._count, self._hint = plain_label("page"), plain_label("muted"), plain_label("muted")
        self.newer_changes_label = plain_label("meta")
        for label in (self._count, self.newer_changes_label, self._hint):
            label.setWordWrap(True)
        self.question_list = QuestionList()
        self.question_list.setObjectName("attentionList")
        self.question_list.setFrameShape(QFrame.Shape.NoFrame)
        # Rows follow the list's width, also when it shrinks.
        self.question_list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.question_list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list_panel = QFrame()
        self._list_panel.setObjectName("attentionSide")
        panel_layout = QVBoxLayout(self._list_panel)
        panel_layout.setContentsMargins(8, 22, 8, 16)
        panel_layout.setSpacing(4)
        for label in (self._title, self._count, self.newer_changes_label):
            label.setContentsMargins(12, 0, 12, 0)
            panel_layout.addWidget(label)
        panel_layout.addSpacing(12)
        panel_layout.addWidget(self.question_list, 1)
        OverlayScrollBar(self.question_list, Qt.Orientation.Vertical, self._list_panel)
        self._hint.setContentsMargins(12, 0, 12, 0)
        panel_layout.addWidget(self._hint)
        self._done, self._done_icon = plain_label("panel"), PlainLabel()
        self._empty = QWidget()
        empty = QVBoxLayout(self._empty)
        empty.addStretch(2)
        for label in (self._done_icon, self._done):
            empty.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.addStretch(3)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._list_panel)
        box.addWidget(self._empty, 1)

    def _fill(self) -> None:
        questions = self._service.questions()
        self._shown = [question.ids for question in questions]
        self._filled_width = self._list_width()
        self._list_panel.setFixedWidth(self._filled_width)
        self.question_list.blockSignals(True)
        self.question_list.clear()
        for question in questions:
            row = QuestionRow(self._service, question, self._now(), self._theme)
            item = QListWidgetItem(self.question_list)
            item.setData(_ID, question.first.id)
            spoken = f"{title_text(self._service, question)}, {reason_text(question)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            # The scroll bar may take some of the width.
            item.setSizeHint(QSize(0, row.height_for(self._filled_width - 28)))
            self.question_list.setItemWidget(item, row)
        self.question_list.blockSignals(False)
        count = len(questions)
        self._count.setText(tr("%n change(s) need(s) your decision", count) if count else "")
        newer = self._service.unreadable_change_count()
        self.newer_changes_label.setVisible(newer > 0)
        self.newer_changes_label.setText(newer_changes_text(newer) if newer else "")
        self._hint.setVisible(bool(questions) and not self._is_narrow())

    def _show_current(self) -> None:
        self._mark_rows()
        item = self.question_list.currentItem()
        asked = self._service.questions()
        question = next((one for one in asked if item is not None and one.first.id == item.data(_ID)), None)
        self._remove_detail()
        self._empty.setVisible(question is None)
        if question is None:
            self._is_opened = False
            self._arrange()
            return
        number = (asked.index(question) + 1, len(asked))
        self.detail = QuestionDetail(self._service, question, number, self._now(), self._theme)
        self.detail.set_narrow(self._is_narrow(), is_single=self._is_single())
        self.detail.decided.connect(self._decide)
        self.detail.postponed.connect(self._leave)
        self.detail.edit_requested.connect(lambda: self.card_requested.emit(question.first.card))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.detail)
        self._arrange()

    def _arrange(self) -> None:
        """Shows list and question, or one of them in a narrow page."""
        is_single = self._is_single() and self.detail is not None
        self._list_panel.setHidden(is_single and self._is_opened)
        if self.detail is not None:
            self.detail.setHidden(is_single and not self._is_opened)

    def _leave(self) -> None:
        """Leads to the list where a question is in its place, else to the previous page."""
        if not (self._is_single() and self._is_opened):
            self.closed.emit()
            return
        self._is_opened = False
        self._arrange()
        self.question_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        if self._is_single():
            self._focus_detail()

    def _mark_rows(self) -> None:
        for row in range(self.question_list.count()):
            shown = self.question_list.itemWidget(self.question_list.item(row))
            if isinstance(shown, QuestionRow):
                shown.set_selected(row == self.question_list.currentRow())

    def _remove_detail(self) -> None:
        detail, self.detail = self.detail, None
        if detail is not None:
            detail.hide()
            detail.deleteLater()

    def _focus_detail(self) -> None:
        if self.detail is not None:
            self._is_opened = True
            self._arrange()
            self.detail.focus_selected_choice()

    def _decide(self, choice: str) -> None:
        if self.detail is None:
            return
        entry_id: ChangeId = self.detail.entry.id
        had_focus = self.detail.isAncestorOf(self.focusWidget() or self)
        try:
            step = self._service.resolve(entry_id, choice)
        except KanbertError as error:
            self.problem_reported.emit(*title_and_message(error))
            self.refresh()
        else:
            self.refresh()
            self._report(step)
        if had_focus:
            self._focus_detail()

    def _report(self, step: ChangeId | None) -> None:
        """The next question has the focus; where there is none, Undo has it, if the decision can be undone."""
        if step is None or self.detail is not None:
            self.message.emit(tr("Decision saved."))
        else:
            # Escape on the toast leads back here.
            self.question_list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.undo_offered.emit(tr("Decision saved."), partial(self._undo, step))

    def _undo(self, step: ChangeId) -> None:
        try:
            undone = self._service.undo_change(step)
        except KanbertError as error:
            self.problem_reported.emit(*title_and_message(error))
        else:
            if undone is not None:
                self.message.emit(tr("Undone: {what}", what=undone.text))
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif self.detail is not None and self.detail.isVisible() and self.question_list.hasFocus():
            self.detail.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._filled_width != self._list_width():
            self._refill()
