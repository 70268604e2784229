"""Card panel: header, fields, description, sub-tasks, comments, history and composer."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.boards.crash_guard import DrawTarget
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import is_offline, is_without_network
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Column, Comment
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.domain.untrusted_text import is_short
from kanbert_desktop.ui.card_panel.comments import CommentComposer, Comments
from kanbert_desktop.ui.card_panel.description import Description
from kanbert_desktop.ui.card_panel.edge import EDGE_WIDTH, PanelEdge
from kanbert_desktop.ui.card_panel.fields import FieldDraftSaver, PanelFields
from kanbert_desktop.ui.card_panel.header import PanelHeader
from kanbert_desktop.ui.card_panel.history import History
from kanbert_desktop.ui.card_panel.layout import EDGE, FRAME, separator, within_frame
from kanbert_desktop.ui.card_panel.status_lines import DraftLine, UnsentLine
from kanbert_desktop.ui.card_panel.sub_tasks import SubTasks
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins
from kanbert_desktop.ui.widgets.accessibility import set_reading_order
from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.full_text import ShortenedNote
from kanbert_desktop.ui.widgets.literal_text import menu_text
from kanbert_desktop.ui.widgets.painting import PaintRecorder
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_editors import GrowingTitleEdit

if TYPE_CHECKING:
    from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine


class CardPanel(QFrame):
    """Reads its card from the service; every field saves through `CardCommands`."""

    closed = Signal()
    card_requested = Signal(object)
    delete_requested = Signal(object)

    def __init__(
        self,
        service: BoardService,
        commands: CardCommands,
        theme: Theme,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cardPanel")
        self._service, self._commands, self._theme = service, commands, theme
        self._key: CardKey | None = None
        self._last_key: CardKey | None = None
        self._comment_obstacles: tuple[bool, ...] = ()
        self._paint_recorder = PaintRecorder(service.local.crash_guard, self)
        self._recorded: tuple[Card, Sequence[Comment]] | None = None
        self.header = PanelHeader(theme, self)
        self.parent_card = QPushButton(self)
        self.parent_card.setObjectName("parentCard")
        self.title = GrowingTitleEdit(self)
        self.title_draft = DraftLine(theme, self)
        self.title_note = ShortenedNote(theme, lambda: tr("Title"), self)
        self.unsent_line = UnsentLine(theme, self)
        self.fields = PanelFields(service, theme, today, self)
        self.description = Description(service, theme, self)
        self.sub_tasks = SubTasks(service, theme, today, self)
        self.comments = Comments(service, theme, today, self)
        self.history = History(service, theme, _now, self)
        self.composer = CommentComposer(service, theme, self)
        self.edge = PanelEdge(theme, self)
        self._title_draft = FieldDraftSaver(service, "title", self.title.unsaved_text, self)
        self._sub_task_draft = FieldDraftSaver(service, "sub-task", self.sub_tasks.field.text, self)
        self._build_layout()
        self._connect()

    def show_card(self, key: CardKey) -> None:
        if self._key != key:
            self.save_edits()
            if key != self._last_key:
                self._scroll.verticalScrollBar().setValue(0)
                self._service.sync.fetch_comments(key)
            self._key = self._last_key = key
            self._comment_obstacles = _comment_obstacles(self._service.sync.status())
            self._title_draft.load(key)
            self.refresh()
            self._show_drafts(key)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Updates the panel from the service, except a field that is being edited."""
        card = self._service.card(self._key) if self._key else None
        if card is None:
            return
        self._record_painting(card)
        self.setAccessibleName(tr("Card {title}", title=card.title))
        self.title.show_title(card.title)
        note = "" if is_short(card.title) else tr("Only the beginning of the title is shown.")
        self.title_note.show_note(note, lambda: (card.title,))
        self._show_parent(card)
        self.unsent_line.show_mark(card.mark, self._service.why_card_unsent(card.key, _now()))
        for part in (self.header, self.fields, self.description, self.sub_tasks, self.comments, self.history):
            part.show_card(card)
        self.composer.show_card(card.key)
        self._set_editable(self._service.sync.can_write)

    def on_status(self, status: SyncStatus) -> None:
        """Updates the reason why comments are missing, and requests them again once they can be loaded."""
        before, self._comment_obstacles = self._comment_obstacles, _comment_obstacles(status)
        card = self._service.card(self._key) if self._key else None
        if self._comment_obstacles == before or card is None:
            return
        if not any(self._comment_obstacles) and self._service.comments_state(card.key) in (
            "loading",
            "failed",
        ):
            self._service.sync.fetch_comments(card.key)
        self.comments.show_card(card)

    def _record_painting(self, card: Card) -> None:
        """Records the card before a widget gets its text.

        If painting crashes the program, the card stays closed at the next start.
        """
        recorded = card, self._service.comments(card.key)
        if recorded != self._recorded:
            self._recorded = recorded
            self._paint_recorder.start(DrawTarget(card.board, card.key))

    def _set_editable(self, can_write: bool) -> None:
        self.title_draft.set_editable(can_write)
        self.title.set_editable(can_write)
        for part in (self.header, self.fields, self.description, self.sub_tasks, self.composer):
            part.set_editable(can_write)

    def save_edits(self) -> None:
        """Saves changed fields and keeps unfinished text as drafts."""
        if self._key is None:
            return
        self.title.commit()
        self.description.save()
        self.composer.save_draft()
        self._sub_task_draft.save()

    def release_card(self) -> None:
        """Saves everything and forgets the card: its texts may be edited elsewhere until it is shown again."""
        self.save_edits()
        self._forget_card()

    def hand_over_card(self) -> None:
        """Keeps everything unfinished as drafts and forgets the card: its editing goes on elsewhere."""
        self.save_drafts()
        self._forget_card()
        self.title.restore()

    def _forget_card(self) -> None:
        """The fields take the focus away from what they show; from now on that saves nothing."""
        self._key = None
        for draft in (self._title_draft, self._sub_task_draft):
            draft.release()
        self.composer.release_card()
        self.description.release_card()

    def save_drafts(self) -> None:
        """Saves all unfinished text as drafts now instead of when its timer fires."""
        self.description.save_draft()
        self.composer.save_draft()
        self._title_draft.save()
        self._sub_task_draft.save()

    def focus_part(self, part: str) -> None:
        """Focuses a part of the panel; `part` is "" or "comment"."""
        if part == "comment":
            self.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        for part in (
            self.header,
            self.title_draft,
            self.unsent_line,
            self.fields,
            self.description,
            self.sub_tasks,
            self.comments,
            self.history,
            self.composer,
            self.edge,
        ):
            part.apply_appearance()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = QRect(0, 0, EDGE_WIDTH, self.height())
        self.edge.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), edge))
        self.edge.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build_layout(self) -> None:
        inner = QWidget(self)
        inner.setObjectName("panelInner")
        box = QVBoxLayout(inner)
        box.setContentsMargins(mirrored_margins(EDGE - FRAME, 4, EDGE, 16))
        box.setSpacing(8)
        box.addLayout(within_frame(self.parent_card))
        box.addWidget(self.title)
        box.addLayout(within_frame(self.title_draft))
        box.addLayout(within_frame(self.title_note))
        box.addLayout(within_frame(self.unsent_line))
        box.addSpacing(2)
        box.addLayout(within_frame(self.fields))
        for section in (self.description, self.sub_tasks, self.comments, self.history):
            box.addLayout(within_frame(separator(inner)))
            # The field for the next sub-task has a frame, which the section indents itself.
            box.addWidget(section) if section is self.sub_tasks else box.addLayout(within_frame(section))
        box.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(self._scroll)
        FingerInput(self._scroll)
        self._scroll.setWidget(inner)
        header_row = QHBoxLayout()
        header_row.setContentsMargins(mirrored_margins(EDGE, 14, 14, 6))
        header_row.addWidget(self.header)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(mirrored_margins(1, 0, 0, 0))
        outer.setSpacing(0)
        outer.addLayout(header_row)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(separator(self))
        outer.addWidget(self.composer)
        set_reading_order(self.header, self._scroll, self.composer)
        self.comments.tab_predecessor = self.sub_tasks.field

    def _connect(self) -> None:
        self.header.close_requested.connect(self.closed)
        self.header.copy_link_requested.connect(self._copy_link)
        self.header.delete_requested.connect(lambda: self.delete_requested.emit(self._key))
        self.header.move_requested.connect(self._move)
        self.unsent_line.decision_requested.connect(lambda: self._commands.decision_requested.emit(self._key))
        self.title.committed.connect(self._rename)
        self.title.textChanged.connect(self._title_draft.schedule_save)
        self.title.edit_cancelled.connect(self._on_title_cancelled)
        self._title_draft.changed.connect(self._show_title_draft)
        self.title_draft.resumed.connect(self._resume_title)
        self.title_draft.discarded.connect(self._discard_title)
        self.sub_tasks.field.textEdited.connect(lambda _text: self._sub_task_draft.schedule_save())
        self.fields.assignee_requested.connect(
            lambda person: self._edit(Field.ASSIGNEE, person, tr("Assignee changed."))
        )
        self.fields.due_requested.connect(lambda day: self._edit(Field.DUE, day, tr("Due date changed.")))
        self.fields.priority_requested.connect(
            lambda priority: self._edit(Field.PRIORITY, priority, tr("Priority changed."))
        )
        self.fields.visibility_requested.connect(
            lambda public: self._edit(Field.IS_PUBLIC, public, tr("Visibility changed."))
        )
        self.description.save_requested.connect(self._save_description)
        self.sub_tasks.completion_requested.connect(self._complete_sub_task)
        self.sub_tasks.open_requested.connect(self.card_requested)
        self.sub_tasks.add_requested.connect(self._add_sub_task)
        self.parent_card.clicked.connect(self._open_parent)
        self.composer.comment_submitted.connect(self._comment)

    def _show_drafts(self, key: CardKey) -> None:
        self.sub_tasks.field.setText(self._sub_task_draft.load(key))
        draft = self._title_draft.load(key)
        if draft and is_short(draft) and draft != self.title.text():
            self.title.show_draft(draft)
        self._show_title_draft()

    def _on_title_cancelled(self, text: str) -> None:
        self._title_draft.save_hidden(text)
        if self.title_draft.isVisibleTo(self):
            self.title_draft.announce()

    def _show_title_draft(self) -> None:
        self.title_draft.setVisible(bool(self._title_draft.hidden_draft))

    def _resume_title(self) -> None:
        self.title.show_draft(self._title_draft.hidden_draft)
        self._show_title_draft()

    def _discard_title(self) -> None:
        self._title_draft.discard()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parent(self, card: Card) -> None:
        parent = self._service.card(card.parent) if card.parent else None
        self.parent_card.setVisible(parent is not None)
        if parent is not None:
            text = tr("Sub-task of {title}", title=parent.title)
            self.parent_card.setAccessibleName(text)
            width = max(60, self.width() - 60)
            elided = self.parent_card.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            self.parent_card.setText(menu_text(elided))

    def _edit(self, field: Field, value: object, text: str) -> None:
        if self._key is not None:
            self._commands.edit(self._key, {field: value}, text)  # type: ignore[dict-item]  # carried by a signal
            self.refresh()

    def _move(self, column: Column) -> None:
        if self._key is not None:
            self._commands.move([self._key], column)
            self.refresh()

    def _copy_link(self) -> None:
        if self._key is not None:
            self._commands.copy_links([self._key])

    def _rename(self, title: str) -> None:
        if self._key is None:
            return
        if self._commands.rename(self._key, title):
            self.title.mark_saved(title)
            self._title_draft.discard()
        else:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self._title_draft.save()

    def _save_description(self, html: str) -> None:
        if self._key is not None:
            if not self._commands.edit(self._key, {Field.DESCRIPTION: html}, tr("Description changed.")):
                self.description.save_rejected_text(html)
            self.refresh()

    def _complete_sub_task(self, key: CardKey, column: object) -> None:
        self._commands.edit(key, {Field.COLUMN: column}, tr("Sub-task changed."))  # type: ignore[dict-item]  # likewise
        self.refresh()

    def _add_sub_task(self, line: "NewCardLine") -> None:
        if self._key is not None and self._commands.add_sub_task(self._key, line) is not None:
            self.sub_tasks.clear_submitted()
            self._sub_task_draft.save()
            self.refresh()

    def _open_parent(self) -> None:
        card = self._service.card(self._key) if self._key else None
        if card is not None and card.parent is not None:
            self.card_requested.emit(card.parent)

    def _comment(self, html: str, is_public: bool) -> None:
        if self._key is not None and self._commands.comment(self._key, html, is_public=is_public):
            self.composer.clear_submitted()
            self.refresh()


def _comment_obstacles(status: SyncStatus) -> tuple[bool, ...]:
    """Returns what prevents loading comments; all False if nothing does."""
    return status.state is SyncState.NEEDS_SIGN_IN, is_offline(status), is_without_network(status)


def _now() -> datetime:
    return datetime.now(UTC)
