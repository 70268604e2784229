"""Shows what is understood of a line that becomes a card, completes it, and takes it literally on request."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTextEdit, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.cards.card_lines import CardLines
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine, without_double_spaces
from kanbert_desktop.ui.cards.texts import priority_title
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.completion_list import CompletionList, TextField, cursor_in, text_of
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import literal, menu_text

MAX_CHIP_WIDTH = 110
LITERAL_KEY = Qt.Key.Key_L
"""With Ctrl: takes what was understood of the line literally, or understands it again."""
_OPACITY = 56


class Chip(NamedTuple):
    """`accessible_text` is the complete text for a screen reader."""

    icon: str
    text: str
    accessible_text: str


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
        field.installEventFilter(self)
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
            _mark(self._field, read, self._theme)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field or not isinstance(event, QKeyEvent):
            return False
        is_key = event.key() == LITERAL_KEY and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_key and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_key and event.type() is QEvent.Type.KeyPress:
            self.toggle_literal()
            return True
        return False

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
    if line.priority is not None:
        title = priority_title(line.priority)
        chips.append(Chip("flag", title, tr("Priority: {priority}", priority=title)))
    if line.board is not None:
        chips.append(Chip("hash", line.board.title, tr("Board: {title}", title=line.board.title)))
    return tuple(chips)


def _mark(field: QPlainTextEdit, read: NewCardLine, theme: Theme) -> None:
    """Colours the words that do not stay in the title."""
    color = theme.color("accent")
    color.setAlpha(_OPACITY)
    look = QTextCharFormat()
    look.setBackground(color)
    marks, block = [], field.textCursor().block().position()
    for start, end in read.understood:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(field.document())
        cursor.setPosition(block + start)
        cursor.setPosition(block + end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, look
        marks.append(mark)
    field.setExtraSelections(marks)


class ChipRow(QWidget):
    """Hidden while there are no chips. `pressed`: a chip was pressed."""

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Chip, ...] = ()
        self._box = FlowLayout((), spacing=4)
        self.setLayout(self._box)
        self.hide()

    def show_chips(self, chips: tuple[Chip, ...]) -> None:
        if chips == self._shown:
            return
        self._shown = chips
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for chip in chips:
            self._box.addWidget(self._button(chip))
        self.setAccessibleName(", ".join(chip.accessible_text for chip in chips))
        self.setVisible(bool(chips))

    def texts(self) -> list[str]:
        return [chip.text for chip in self._shown]

    def _button(self, chip: Chip) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("smallChip")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.ensurePolished()
        width = self._theme.px(MAX_CHIP_WIDTH)
        text = button.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, width)
        button.setText(menu_text(text))
        set_button_icon(button, self._theme, chip.icon, "accent", 12)
        button.setToolTip(
            literal(tr("{what}: take it literally ({key})", what=chip.accessible_text, key="Ctrl+L"))
        )
        button.setAccessibleName(chip.accessible_text)
        button.setAccessibleDescription(tr("Take it literally"))
        button.clicked.connect(self.pressed)
        return button
