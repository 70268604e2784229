"""Quick-add field and its chips."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_reading_order
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import hide_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

_WIDEST = 110


class SmallChip(NamedTuple):
    """`spoken` is the whole of it for a screen reader."""

    icon: str
    text: str
    accessible_text: str


class ChipRow(QWidget):
    """Hidden while there is nothing to show."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[SmallChip, ...] = ()
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addStretch(1)
        self.hide()

    def show_chips(self, chips: tuple[SmallChip, ...]) -> None:
        if chips == self._shown:
            return
        self._shown = chips
        while self._box.count() > 1:
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for place, chip in enumerate(chips):
            self._box.insertWidget(place, self._chip(chip))
        self.setAccessibleName(", ".join(chip.accessible_text for chip in chips))
        self.setVisible(bool(chips))

    def texts(self) -> list[str]:
        return [chip.text for chip in self._shown]

    def _chip(self, chip: SmallChip) -> QWidget:
        holder = QWidget(self)
        holder.setObjectName("smallChip")
        icon, words = PlainLabel(holder), PlainLabel(holder)
        room = self._theme.px(_WIDEST)
        words.setText(words.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, room))
        size = self._theme.px(12)
        icon.setPixmap(icons.pixmap(chip.icon, self._theme.color("accent"), size, self.devicePixelRatioF()))
        box = QHBoxLayout(holder)
        box.setContentsMargins(6, 1, 8, 1)
        box.setSpacing(4)
        box.addWidget(icon)
        box.addWidget(words)
        return holder


MANY_TITLES = 50
_DRAFT_MS = 400


def titles_in(text: str) -> list[str]:
    """One for each line that holds anything."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]


class QuickAddField(InputMethodMixin, QPlainTextEdit):
    """Grows with its text; says `entered` (True: and close), `left` (Escape) and `blurred`.

    Enter waits for the next card and Shift+Enter begins a line; where it `closes`, Enter closes and Shift+Enter waits.
    """

    submitted = Signal(bool)
    cancelled = Signal()
    focus_lost = Signal()

    def __init__(self, parent: QWidget, *, closes_on_enter: bool = False) -> None:
        super().__init__(parent)
        self._closes = closes_on_enter
        self.setObjectName("quickAdd")
        self.setAccessibleName(tr("Title of the new card"))
        self.setPlaceholderText(tr("What is to be done?"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        hide_scroll_bars(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if is_shifted and not self._closes:
                self.insertPlainText("\n")
            # A held key would add an empty card after the first.
            elif not event.isAutoRepeat():
                is_last = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.submitted.emit(not is_shifted if self._closes else is_last)
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


class QuickAddForm(QWidget):
    """`wished` carries the titles, top to bottom; the text stays until `taken` says that they became cards.

    `closes`: Enter adds and closes, for a window of its own. `is_last`: the last stroke meant to close.
    """

    submitted = Signal(list)
    draft_changed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, closes_on_enter: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_alone = closes_on_enter
        self._asked_for_many = False
        self.closes_after_submit = False
        self._just_added = False
        self._not_understood: tuple[str, ...] = ()
        self.parse: Callable[[str], NewCardLine] = NewCardLine
        self.field = QuickAddField(self, closes_on_enter=closes_on_enter)
        self.hint = PlainLabel(self)
        self.hint.setObjectName("quickAddHint")
        self.hint.setWordWrap(True)
        box = QVBoxLayout(self)
        # In a column it stands between cards, in a window of its own below a title.
        box.setContentsMargins(*((0, 0, 0, 0) if closes_on_enter else (4, 4, 4, 4)))
        box.setSpacing(4)
        self.chips = ChipRow(theme, self)
        box.addWidget(self.field)
        box.addWidget(self.chips)
        box.addWidget(self.hint)
        set_reading_order(self.field, self.chips, self.hint)
        self._draft_timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._draft_timer.timeout.connect(lambda: self.draft_changed.emit(self.text()))
        self.field.textChanged.connect(self._on_text)
        self.field.cursorPositionChanged.connect(self._show_understood)
        self.field.submitted.connect(self._on_enter)
        self.field.cancelled.connect(self.close_field)
        self.field.focus_lost.connect(self._on_blur)

    def text(self) -> str:
        return self.field.toPlainText()

    def titles(self) -> list[str]:
        return titles_in(self.text())

    def open_with(self, draft: str) -> None:
        if not self.isVisible():
            self.field.setPlainText(draft)
            self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.show()
        self._on_text()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_submitted(self) -> None:
        """The titles are cards now."""
        self.field.clear()
        self._just_added = True
        self._draft_timer.stop()
        self.draft_changed.emit("")
        if self.closes_after_submit:
            self.close_field()

    def show_hint(self, words: str) -> None:
        """What became of the titles."""
        self._say(words)

    def show_problem(self, why: str) -> None:
        """The text stays, with the reason below it."""
        self._say(why, problem=True)

    def close_field(self) -> None:
        self._draft_timer.stop()
        self.draft_changed.emit(self.text())
        self.hide()
        self.closed.emit()

    def hide_and_save_draft(self) -> None:
        """Another board is shown: the draft is kept, the focus stays where it is."""
        self.save_draft()
        self.hide()

    def save_draft(self) -> None:
        """At once, where the timer is still waiting."""
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self.draft_changed.emit(self.text())

    def _on_enter(self, closes: bool) -> None:
        titles = self.titles()
        self.closes_after_submit = closes
        if not titles and self._just_added and not self.text():
            # The second stroke of a double one wants no second card (U35).
            if closes:
                self.close_field()
        elif not titles and closes and not self._is_alone:
            self.close_field()
        elif not titles:
            self.show_problem(tr("A card needs a title."))
        elif len(titles) > MANY_TITLES and not self._asked_for_many:
            self._asked_for_many = True
            self._say(tr("Press Enter again to add {count} cards.", count=len(titles)))
        else:
            self._asked_for_many = False
            self.submitted.emit(titles)

    def _on_blur(self) -> None:
        """Left with nothing written: no field stays behind."""
        if not self.text().strip() and not self._is_alone:
            self.close_field()

    def _on_text(self) -> None:
        self._asked_for_many = False
        if self.text():
            self._just_added = False
        self._show_understood()
        count = len(self.titles())
        if self._not_understood:
            self._say(tr("“{word}” stays in the title.", word=self._not_understood[0]))
        else:
            self._say(tr("Enter adds {count} cards", count=count) if count > 1 else self._usual_words())
        lines = min(6, max(1, self._visual_lines()))
        self.field.setFixedHeight(lines * self._theme.px(18) + 24)
        self._draft_timer.start()

    def _usual_words(self) -> str:
        if self._is_alone:
            return tr("Enter adds · Shift+Enter adds another · Esc keeps the draft")
        return tr("Enter adds · Esc closes")

    def _show_understood(self) -> None:
        """Of the line with the cursor."""
        line = self.parse(self.field.textCursor().block().text())
        chips = []
        if line.assignee is not None:
            spoken = tr("Assignee: {name}", name=line.assignee.name)
            chips.append(SmallChip("user", line.assignee.name, spoken))
        if line.due is not None:
            chips.append(SmallChip("calendar", line.due_text, tr("due {due}", due=line.due_accessible_text)))
        if line.board is not None:
            chips.append(SmallChip("hash", line.board.title, tr("Board: {title}", title=line.board.title)))
        self.chips.show_chips(tuple(chips))
        self._not_understood = line.unrecognised

    def _visual_lines(self) -> int:
        document = self.field.document()
        blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
        return sum(max(1, block.layout().lineCount()) for block in blocks)

    def _say(self, words: str, *, problem: bool = False) -> None:
        self.hint.setText(words)
        set_style_property(self.hint, "problem", problem)
