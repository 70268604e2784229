"""Shows what is understood of a line that becomes a card, completes it, and takes it literally on request."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from kanbert_desktop.app.messages.recurrence_texts import recurrence_text
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.cards.card_lines import CardLines
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine, without_double_spaces
from kanbert_desktop.ui.cards.texts import priority_title
from kanbert_desktop.ui.cards.understood_words import Chip, ChipRow, LiteralKey, mark_words
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.completion_list import (
    CompletionList,
    TextField,
    cursor_in,
    start_of_line,
    text_of,
)


class LineAssistance(QObject):
    """Belongs to the field; `chips` show the meaning of the line with the cursor.

    `read` parses a line. `shown` carries what was read, after each change. Words stay literal until the field is empty.
    """

    shown = Signal(object)

    def __init__(self, field: TextField, chips: "ChipRow", theme: Theme, lines: CardLines) -> None:
        super().__init__(field)
        self._field, self._chips, self._theme, self._lines = field, chips, theme, lines
        self._completion_list: CompletionList | None = None
        self._literal: frozenset[str] = frozenset()
        LiteralKey(field).pressed.connect(self.toggle_literal)
        field.textChanged.connect(self.refresh)
        field.cursorPositionChanged.connect(self.show_meaning)
        chips.pressed.connect(self.toggle_literal)

    def read(self, line: str) -> NewCardLine:
        return self._lines.parse(line, self._literal)

    def show_meaning(self) -> None:
        """Shows what is understood of the line with the cursor."""
        line = text_of(self._field)
        read = self.read(line)
        self._chips.show_chips(chips_of(read))
        if isinstance(self._field, QPlainTextEdit):
            before = start_of_line(self._field)
            places = ((before + start, before + end) for start, end in read.understood)
            mark_words(self._field, places, self._theme)
        self.shown.emit(read)

    def toggle_literal(self) -> None:
        """Takes all that was understood literally; if nothing was, understands it again."""
        line = text_of(self._field)
        words = frozenset(without_double_spaces(line[slice(*span)]) for span in self.read(line).understood)
        self._literal = self._literal | words if words else frozenset()
        self.show_meaning()
        text = (
            tr("Taken literally.") if words else self._chips.accessibleName() or tr("Nothing is recognised.")
        )
        announce(self._field, text)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Shows what is understood and how the line may go on, after its text has changed."""
        text = self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()
        if not text:
            self._literal = frozenset()
        self.show_meaning()
        self._offer()

    def _offer(self) -> None:
        line = text_of(self._field)
        offered = self._lines.completions(line, cursor_in(self._field)) if self._field.hasFocus() else []
        if offered and self._completion_list is None:
            self._completion_list = CompletionList(self._field, self._theme)
        if self._completion_list is not None:
            self._completion_list.offer(offered)


def chips_of(line: NewCardLine) -> tuple[Chip, ...]:
    chips = []
    if line.assignee is not None:
        name = line.assignee.name
        chips.append(Chip("user", name, tr("Assignee: {name}", name=name)))
    if line.due is not None:
        chips.append(Chip("calendar", line.due_text, tr("due {due}", due=line.due_accessible_text)))
    if line.recurrence is not None:
        words = recurrence_text(line.recurrence)
        chips.append(Chip("repeat", words, tr("Repeats: {words}", words=words)))
    if line.priority is not None:
        title = priority_title(line.priority)
        chips.append(Chip("flag", title, tr("Priority: {priority}", priority=title)))
    if line.board is not None:
        chips.append(Chip("hash", line.board.title, tr("Board: {title}", title=line.board.title)))
    return tuple(chips)
