"""Description of the card: shown as safe HTML, edited if nothing would be lost, with its draft."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.html_text import is_editable, iter_text
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card
from kanbert_desktop.ui.card_panel.rich_text import RichTextEditor, SafeHtmlView
from kanbert_desktop.ui.card_panel.status_lines import DraftLine
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_editable
from kanbert_desktop.ui.widgets.full_text import (
    ShortenedNote,
    TextSource,
    shortened_note_text,
    unformatted_note_text,
)
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.untrusted_html import displayable_html as allowed_of

_DRAFT_MS = 400


class Description(QWidget):
    """`save_requested` carries the HTML to save. Unfinished text survives the panel, the program and a power cut."""

    save_requested = Signal(str)

    def __init__(self, service: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._service, self._theme = service, theme
        self._card: Card | None = None
        self._can_write = True
        self.label = PlainLabel(self)
        self.label.setProperty("role", "label")
        self.view = SafeHtmlView(theme, self)
        self.view.viewport().installEventFilter(self)
        self.view.installEventFilter(self)
        self.note = ShortenedNote(theme, self._full_text_title, self)
        self.too_long_draft = ShortenedNote(theme, self._full_text_title, self)
        self.empty = QPushButton(self)
        self.empty.setProperty("kind", "quiet")
        self.empty.setObjectName("addDescription")
        self.empty.clicked.connect(self.edit)
        self.not_editable_note = PlainLabel(self)
        self.not_editable_note.setProperty("role", "muted")
        self.not_editable_note.setWordWrap(True)
        self.draft_line = DraftLine(theme, self)
        self.editor = RichTextEditor(theme, self)
        self._tools = self._new_tool_bar()
        self._draft_timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._draft_timer.timeout.connect(self.save_draft)
        self._build_layout()
        self.editor.textChanged.connect(self._draft_timer.start)
        self.editor.focus_lost.connect(self.save)
        self.editor.accepted.connect(self.submit)
        self.editor.cancelled.connect(self.cancel)
        self.draft_line.resumed.connect(self.edit)
        self.draft_line.discarded.connect(self.discard_draft)
        self.editor.paste_rejected.connect(self._on_paste_rejected)
        self.apply_appearance()

    @property
    def is_editing(self) -> bool:
        return self.editor.isVisibleTo(self)

    def show_card(self, card: Card) -> None:
        """Shows the card; never replaces text that is being typed."""
        is_other = self._card is None or self._card.key != card.key
        if not is_other and self.is_editing:
            self._card = card
            return
        is_new_text = is_other or self._card is None or self._card.description != card.description
        self._card = card
        if is_new_text:
            self._show_text(card)
            self._show_editor(shown=False)
        if is_other:
            self._show_draft(card, self._service.local.draft(self._draft_key()))

    def release_card(self) -> None:
        """Everything is shown again when a card is shown, drafts included."""
        self._draft_timer.stop()
        self._show_editor(shown=False)
        self._card = None

    def set_editable(self, can_write: bool) -> None:
        """Text that is being typed when write access ends stays in the editor."""
        self._can_write = can_write
        set_editable(can_write, self.empty)
        self.draft_line.set_editable(can_write)

    def edit(self) -> None:
        """Opens the editor with the draft, else with the saved text."""
        if self._card is not None and self._can_write and self._is_editable and not self._has_long_draft():
            self._start_editing(self._service.local.draft(self._draft_key()) or self._card.description)
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)

    def save(self) -> None:
        """Saves the edited text.

        A restored draft that was not edited stays a draft until the user saves it explicitly.
        """
        if self._is_draft and not self.editor.is_changed:
            self.save_as_draft()
        else:
            self.submit()

    def submit(self) -> None:
        if self._card is None or not self.is_editing:
            return
        self._draft_timer.stop()
        html = self.editor.html()
        changed = self._is_draft or self.editor.is_changed
        self._service.local.save_draft(self._draft_key(), "")
        self._show_editor(shown=False)
        if changed:
            self.save_requested.emit(html)
        self._show_text(self._card)

    def cancel(self) -> None:
        """Escape: keeps the edited text as a draft."""
        self.save_as_draft()
        shown = self.view if self.view.isVisibleTo(self) else self.empty
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.draft_line.isVisibleTo(self):
            self.draft_line.announce()

    def save_as_draft(self) -> None:
        """Closes the editor and keeps its text as a draft."""
        self._draft_timer.stop()
        if not self.is_editing:
            return
        if self._is_draft or self.editor.is_changed:
            self.save_draft()
        else:
            self._service.local.save_draft(self._draft_key(), "")
        self._show_editor(shown=False)

    def save_rejected_text(self, html: str) -> None:
        """Keeps a text that could not be saved as a draft."""
        self._service.local.save_draft(self._draft_key(), html)
        self._show_editor(shown=self.is_editing)

    def discard_draft(self) -> None:
        self._service.local.save_draft(self._draft_key(), "")
        self.too_long_draft.show_note("")
        self._show_editor(shown=False)
        shown = self.view if self.view.isVisibleTo(self) else self.empty
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_draft(self) -> None:
        if self.is_editing and (self._is_draft or self.editor.is_changed):
            self._service.local.save_draft(self._draft_key(), self.editor.html())

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.label.setText(tr("Description"))
        self.view.setAccessibleName(tr("Description"))
        self.empty.setText(tr("Add a description"))
        self.empty.setAccessibleName(self.empty.text())
        self.draft_line.apply_appearance()
        for tool, name, text in (
            (self._bold, "bold", tr("Bold")),
            (self._italic, "italic", tr("Italic")),
            (self._list, "list", tr("List")),
        ):
            tool.setIcon(self._theme.icon(name, "muted"))
            tool.setIconSize(QSize(self._theme.px(15), self._theme.px(15)))
            tool.setToolTip(text)
            tool.setAccessibleName(text)
        if self._card is not None and not self.is_editing:
            self._show_text(self._card)
            self._show_editor(shown=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view.viewport() and event.type() is QEvent.Type.MouseButtonRelease:
            self._on_click(event)
        if watched is self.view and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_click(self, event: QEvent) -> None:
        """Starts editing, unless the click was on a link or selected text."""
        if not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.LeftButton:
            return
        on_link = self.view.anchorAt(event.position().toPoint())
        if not on_link and not self.view.textCursor().hasSelection():
            # The view must have handled the click before it is hidden.
            QTimer.singleShot(0, self, self.edit)

    def _on_key(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_F2):
            self.edit()
            return True
        return False

    def _show_text(self, card: Card) -> None:
        """Shows the text; beyond the budget only its beginning, without editing."""
        self.view.show_html(card.description, self._name_of)
        displayable = self.view.displayed
        self._is_editable = displayable.is_rich and is_editable(card.description)
        text = shortened_note_text() if not displayable.is_complete else unformatted_note_text()
        source = self._full_text_of(card.description) if not displayable.is_complete else None
        self.note.show_note("" if displayable.is_rich else text, source)
        if displayable.is_rich:
            text = tr("This text contains formatting that can only be edited in Kanbert.")
        else:
            text = tr("This text is too long or too complex to edit here. You can edit it in Kanbert.")
        self.not_editable_note.setText(text)

    def _show_draft(self, card: Card, draft: str) -> None:
        """Shows the draft. A draft too long for the editor is kept and can be copied."""
        can_be_edited = allowed_of(draft, self._name_of).is_rich
        text = tr("Your text is kept, but it is too long to edit.")
        self.too_long_draft.show_note("" if can_be_edited else text, self._full_text_of(draft))
        if can_be_edited and draft and draft != card.description:
            self._start_editing(draft)

    def _has_long_draft(self) -> bool:
        return not allowed_of(self._service.local.draft(self._draft_key()), self._name_of).is_rich

    def _full_text_of(self, html: str) -> TextSource:
        return lambda: iter_text(html, self._name_of)

    def _full_text_title(self) -> str:
        return tr("Description")

    def _on_paste_rejected(self) -> None:
        self.not_editable_note.setText(tr("The text on the clipboard is too long for a description."))
        self.not_editable_note.show()

    def _start_editing(self, html: str) -> None:
        self._is_draft = self._card is not None and html != self._card.description
        self.editor.start(html, self._name_of)
        self._show_editor(shown=True)

    def _show_editor(self, *, shown: bool) -> None:
        card = self._card
        has_text = card is not None and bool(card.description.strip())
        self.editor.setVisible(shown)
        self._tools.setVisible(shown)
        self.view.setVisible(not shown and has_text)
        self.empty.setVisible(not shown and not has_text)
        draft = self._service.local.draft(self._draft_key()) if card is not None and not shown else ""
        self.draft_line.setVisible(card is not None and draft.strip() not in ("", card.description.strip()))
        self.note.setHidden(shown or not self.note.text_label.text())
        self.not_editable_note.setVisible(card is not None and not self._is_editable)
        if not shown:
            self._is_draft = False

    def _build_layout(self) -> None:
        self._is_draft = False
        self._is_editable = True
        header_row = QHBoxLayout()
        header_row.addWidget(self.label)
        header_row.addStretch(1)
        header_row.addWidget(self._tools)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(header_row)
        for part in (
            self.view,
            self.note,
            self.empty,
            self.editor,
            self.draft_line,
            self.not_editable_note,
            self.too_long_draft,
        ):
            box.addWidget(part)

    def _new_tool_bar(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._bold, self._italic, self._list = (QToolButton(bar) for _ in range(3))
        for tool, handler in (
            (self._bold, self.editor.toggle_bold),
            (self._italic, self.editor.toggle_italic),
            (self._list, self.editor.toggle_list),
        ):
            # The text keeps the focus: losing it would save.
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tool.clicked.connect(handler)
            row.addWidget(tool)
        return bar

    def _draft_key(self) -> str:
        return f"description:{self._card.key}" if self._card else "description:"

    def _name_of(self, person_id: str) -> str:
        person = self._service.person(person_id)
        return person.name if person else tr("Unknown person")
