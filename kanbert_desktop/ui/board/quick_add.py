"""Quick-add form: Enter adds a card and keeps the field open for the next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.cards.line_assistance import LineAssistance
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine
from kanbert_desktop.ui.cards.understood_words import LITERAL_KEY, ChipRow
from kanbert_desktop.ui.commands.actions import native_key_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_reading_order
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import hide_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

if TYPE_CHECKING:
    from kanbert_desktop.ui.cards.card_lines import CardLines

MANY_TITLES = 50
_DRAFT_MS = 400


def titles_in(text: str) -> list[str]:
    """Returns one title per line that is not empty."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]


class QuickAddForm(QWidget):
    """`submitted` carries the titles, top to bottom; the text stays until `clear_submitted`.

    `closes_on_enter`: Enter adds and closes, for a window of its own. `closes_after_submit`: the last key meant to
    close.
    """

    submitted = Signal(list)
    draft_changed = Signal(str)
    closed = Signal()
    meaning_shown = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        *,
        lines: "CardLines | None" = None,
        closes_on_enter: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_own_window = closes_on_enter
        self._is_many_confirmed = False
        self.closes_after_submit = False
        self._just_added = False
        self._read = NewCardLine("")
        self.field = QuickAddField(self, closes_on_enter=closes_on_enter)
        self.hint = PlainLabel(self)
        self.hint.setObjectName("quickAddHint")
        self.hint.setWordWrap(True)
        box = QVBoxLayout(self)
        # In a column the form is between cards, in a window of its own below a title.
        box.setContentsMargins(*((0, 0, 0, 0) if closes_on_enter else (4, 4, 4, 4)))
        box.setSpacing(4)
        self.chips = ChipRow(self.field, theme, self)
        box.addWidget(self.field)
        box.addWidget(self.chips)
        box.addWidget(self.hint)
        set_reading_order(self.field, self.chips, self.hint)
        self._draft_timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._draft_timer.timeout.connect(lambda: self.draft_changed.emit(self.text()))
        self._assistance: LineAssistance | None = None
        if lines is not None:
            self.use_lines(lines)
        self.field.textChanged.connect(self._on_text)
        self.field.submitted.connect(self._on_enter)
        self.field.cancelled.connect(self.close_field)
        self.field.focus_lost.connect(self._on_focus_lost)

    def use_lines(self, lines: "CardLines") -> None:
        """From now on the lines are understood and completed; before, they are only titles."""
        self._assistance = LineAssistance(self.field, self.chips, self._theme, lines)
        self._assistance.shown.connect(self._on_read)

    def read(self, line: str) -> NewCardLine:
        """What the line means, as it is shown."""
        return self._assistance.read(line) if self._assistance is not None else NewCardLine(line)

    def text(self) -> str:
        return self.field.toPlainText()

    def titles(self) -> list[str]:
        return titles_in(self.text())

    def open_with(self, draft: str) -> None:
        if not self.isVisible():
            self.field.setPlainText(draft)
            self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.show()
        if self._assistance is not None:
            self._assistance.show_meaning()
        self._on_text()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_submitted(self) -> None:
        """Clears the field after its titles became cards."""
        self.field.clear()
        self._just_added = True
        self._draft_timer.stop()
        self.draft_changed.emit("")
        if self.closes_after_submit:
            self.close_field()

    def show_hint(self, text: str) -> None:
        """Shows what became of the titles."""
        self._set_hint(text)

    def show_problem(self, reason: str) -> None:
        """Keeps the text and shows the reason below it."""
        self._set_hint(reason, problem=True)

    def close_field(self) -> None:
        self._draft_timer.stop()
        self.draft_changed.emit(self.text())
        self.hide()
        self.closed.emit()

    def hide_and_save_draft(self) -> None:
        """Hides the form for another board; saves the draft and leaves the focus where it is."""
        self.save_draft()
        self.hide()

    def save_draft(self) -> None:
        """Saves the draft now if the timer is still running."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self.draft_changed.emit(self.text())

    def _on_enter(self, closes: bool) -> None:
        titles = self.titles()
        self.closes_after_submit = closes
        if not titles and self._just_added and not self.text():
            # The second key of a double press must not create a second card.
            if closes:
                self.close_field()
        elif not titles and closes and not self._is_own_window:
            self.close_field()
        elif not titles:
            self.show_problem(tr("A card needs a title."))
        elif len(titles) > MANY_TITLES and not self._is_many_confirmed:
            self._is_many_confirmed = True
            self._set_hint(tr("Press Enter again to add {count} cards.", count=len(titles)))
        else:
            self._is_many_confirmed = False
            self.submitted.emit(titles)

    def _on_focus_lost(self) -> None:
        """Closes an empty form that loses the focus."""
        if not self.text().strip() and not self._is_own_window:
            self.close_field()

    def _on_text(self) -> None:
        self._is_many_confirmed = False
        if self.text():
            self._just_added = False
        self._show_hint_of_text()
        lines = min(6, max(1, self._visual_lines()))
        self.field.setFixedHeight(lines * self._theme.px(18) + 24)
        self._draft_timer.start()

    def _on_read(self, line: NewCardLine) -> None:
        is_other = (line.unrecognised, bool(line.understood)) != (
            self._read.unrecognised,
            bool(self._read.understood),
        )
        self._read = line
        self.meaning_shown.emit()
        if is_other:
            self._show_hint_of_text()

    def _show_hint_of_text(self) -> None:
        count = len(self.titles())
        if self._read.unrecognised:
            self._set_hint(tr("“{word}” stays in the title.", word=self._read.unrecognised[0]))
        else:
            self._set_hint(tr("Enter adds {count} cards", count=count) if count > 1 else self._default_hint())

    def _default_hint(self) -> str:
        if self._read.understood:
            return tr("Enter adds · {key} takes it literally", key=native_key_text(LITERAL_KEY))
        if self._is_own_window:
            return tr("Enter adds · Shift+Enter adds another · Esc keeps the draft")
        return tr("Enter adds · Esc closes")

    def _visual_lines(self) -> int:
        document = self.field.document()
        blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
        return sum(max(1, block.layout().lineCount()) for block in blocks)

    def _set_hint(self, text: str, *, problem: bool = False) -> None:
        self.hint.setText(text)
        set_style_property(self.hint, "problem", problem)


class QuickAddField(InputMethodMixin, QPlainTextEdit):
    """Grows with its text. `submitted` carries True if the form is to close; Escape emits `cancelled`.

    Enter submits and Shift+Enter starts a line; with `closes_on_enter` Enter submits and closes, Shift+Enter
    submits.
    """

    submitted = Signal(bool)
    cancelled = Signal()
    focus_lost = Signal()

    def __init__(self, parent: QWidget, *, closes_on_enter: bool = False) -> None:
        super().__init__(parent)
        self._closes = closes_on_enter
        self.setObjectName("quickAdd")
        self.setAccessibleName(tr("Title of the new card"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        hide_scroll_bars(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The placeholder stays in one line: the field is as high as its text."""
        super().resizeEvent(event)
        width = self.viewport().width() - 2 * round(self.document().documentMargin())
        text = tr("New card – try @lea tomorrow")
        self.setPlaceholderText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if is_shifted and not self._closes:
                self.insertPlainText("\n")
            # A held key would add an empty card after the first.
            elif not event.isAutoRepeat():
                closes = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.submitted.emit(not is_shifted if self._closes else closes)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_lost.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())
