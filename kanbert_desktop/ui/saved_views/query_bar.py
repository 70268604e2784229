"""The query of a view: the field, what is wrong with it, and whether it differs from the saved one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.saved_views import QUERY_LIMIT
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import native_key_text
from kanbert_desktop.ui.search.query_assistance import QueryAssistance
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.text_fields import ENTER_KEYS, InputMethodMixin

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.view_query import QueryProblem

_SPACING, _LEAST_FIELD_WIDTH, _BUTTON_PADDING = 8, 220, 32
"""Pixels at 100 % text size. The buttons are icons where the field would have less beside their texts."""


class QueryField(InputMethodMixin, QLineEdit):
    """Down and Enter move to the cards, Ctrl+Enter saves, Escape takes back what was typed."""

    cards_entered = Signal()
    saving_requested = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in ENTER_KEYS
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saving_requested.emit()
        elif is_enter or event.key() == Qt.Key.Key_Down:
            self.cards_entered.emit()
        else:
            super().keyPressEvent(event)


class QueryBar(QWidget):
    """`edited` carries the text as it is typed, `saved` as it is to be saved; `left` asks for the previous page."""

    edited = Signal(str)
    saved = Signal(str)
    left = Signal()

    def __init__(self, service: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._saved_text = theme, ""
        self.field = QueryField(self)
        self.field.setObjectName("viewQuery")
        self.field.setMaxLength(QUERY_LIMIT)
        QueryAssistance(self.field, service, theme)
        self.problem_label = plain_label("problem", self)
        self.problem_label.setWordWrap(True)
        self.save_button, self.discard_button = QPushButton(self), QPushButton(self)
        self.save_button.setProperty("kind", "primary")
        self.discard_button.setProperty("kind", "quiet")
        row = QHBoxLayout()
        row.setSpacing(_SPACING)
        row.addWidget(self.field, 1)
        row.addWidget(self.save_button)
        row.addWidget(self.discard_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(row)
        box.addWidget(self.problem_label)
        self.field.textChanged.connect(self._on_text)
        self.field.saving_requested.connect(self._save)
        self.field.left.connect(self._leave)
        self.save_button.clicked.connect(self._save)
        self.discard_button.clicked.connect(self.discard)
        self.problem_label.hide()
        self._show_buttons()

    @property
    def is_changed(self) -> bool:
        """True if the text is not the saved one."""
        return self.field.text().strip() != self._saved_text

    def show_query(self, text: str, *, keep_typed: bool = False) -> None:
        """Shows the saved text. `keep_typed`: what is being typed stays."""
        keeps = keep_typed and self.is_changed
        self._saved_text = text
        if not keeps and self.field.text().strip() != text:
            self.field.setText(text)
        self._show_buttons()

    def discard(self) -> None:
        self.field.setText(self._saved_text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: "Sequence[QueryProblem]") -> None:
        text = "\n".join(problem.text for problem in problems)
        if text != self.problem_label.text():
            self.problem_label.setText(text)
            self.problem_label.setVisible(bool(text))
            announce(self.field, text)

    def apply_appearance(self) -> None:
        """Updates texts after a change of theme or language."""
        self.field.setPlaceholderText(tr("Every card. Type to narrow it down."))
        self.field.setAccessibleName(tr("Query of this view"))
        self.save_button.setAccessibleName(tr("Save query"))
        self.discard_button.setAccessibleName(tr("Discard the changes of the query"))
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        save, discard, px = tr("Save query"), tr("Discard"), self._theme.px
        advance = self.save_button.fontMetrics().horizontalAdvance
        needed = advance(save) + advance(discard) + 2 * (px(_BUTTON_PADDING) + _SPACING)
        is_short = self.width() < needed + px(_LEAST_FIELD_WIDTH)
        key = native_key_text("Ctrl+Return")
        self.save_button.setText("" if is_short else save)
        self.save_button.setToolTip(f"{save} ({key})" if is_short else key)
        self.discard_button.setText("" if is_short else discard)
        self.discard_button.setToolTip(self.discard_button.accessibleName() if is_short else "")
        for button, icon, color in (
            (self.save_button, "save", "on-accent"),
            (self.discard_button, "x", "muted"),
        ):
            button.setIcon(self._theme.icon(icon, color) if is_short else QIcon())
            button.setIconSize(QSize(px(16), px(16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()

    def _on_text(self) -> None:
        self._show_buttons()
        self.edited.emit(self.field.text().strip())

    def _show_buttons(self) -> None:
        for button in (self.save_button, self.discard_button):
            if button.hasFocus() and not self.is_changed:
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setVisible(self.is_changed)

    def _save(self) -> None:
        if self.is_changed:
            self.saved.emit(self.field.text().strip())

    def _leave(self) -> None:
        if self.is_changed:
            self.discard()
        else:
            self.left.emit()
