"""What was understood of a typed text: marked words, chips below the field, and the key that takes it literally."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTextEdit, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import native_key_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_after
from kanbert_desktop.ui.widgets.completion_list import TextField, qt_place
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import literal, menu_text
from kanbert_desktop.ui.widgets.text_fields import is_composing

MAX_CHIP_WIDTH = 150
LITERAL_KEY = "Ctrl+L"
_OPACITY = 56


class Chip(NamedTuple):
    """`accessible_text` is the complete text for a screen reader."""

    icon: str
    text: str
    accessible_text: str


class LiteralKey(QObject):
    """Belongs to the field. `pressed`: what was understood is to be taken literally, or understood again."""

    pressed = Signal()

    def __init__(self, field: TextField) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field or not isinstance(event, QKeyEvent) or is_composing(self._field):
            return False
        if event.key() != Qt.Key.Key_L or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self.pressed.emit()
        return True


def mark_words(field: QPlainTextEdit, places: Iterable[tuple[int, int]], theme: Theme) -> None:
    """Colours these places of the text, counted in characters."""
    # A copy: the theme gives the same object to everybody.
    color = QColor(theme.color("accent"))
    color.setAlpha(_OPACITY)
    look = QTextCharFormat()
    look.setBackground(color)
    marks, text = [], field.toPlainText()
    for start, end in places:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(field.document())
        cursor.setPosition(qt_place(text, start))
        cursor.setPosition(qt_place(text, end), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, look
        marks.append(mark)
    field.setExtraSelections(marks)


class ChipRow(QWidget):
    """Hidden while there are no chips. Tab goes from the field to them. `pressed`: a chip was pressed."""

    pressed = Signal()

    def __init__(self, field: TextField, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._field, self._theme = field, theme
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
        buttons = [self._button(chip) for chip in chips]
        for button in buttons:
            self._box.addWidget(button)
        set_tab_order_after(self._field, *buttons)
        self.setAccessibleName(", ".join(chip.accessible_text for chip in chips))
        self.setVisible(bool(chips))

    def texts(self) -> list[str]:
        return [chip.text for chip in self._shown]

    def _button(self, chip: Chip) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("smallChip")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.ensurePolished()
        width = self._theme.px(MAX_CHIP_WIDTH)
        text = button.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, width)
        button.setText(menu_text(text))
        set_button_icon(button, self._theme, chip.icon, "accent", 12)
        button.setToolTip(
            literal(
                tr(
                    "{what}: take it literally ({key})",
                    what=chip.accessible_text,
                    key=native_key_text(LITERAL_KEY),
                )
            )
        )
        button.setAccessibleName(chip.accessible_text)
        button.setAccessibleDescription(tr("Take it literally"))
        button.clicked.connect(self.pressed)
        return button
