"""Header of the board page: client, board name, the *View* menu and "New card"."""

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.board.view_options import ViewButton
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon, start_alignment, width_with_text
from kanbert_desktop.ui.widgets.accessibility import announce, set_reading_order, set_tab_order_after
from kanbert_desktop.ui.widgets.literal_text import ElidedLabel, literal

_MARGIN, _HIGH_MARGIN, _LOW_MARGIN = 16, 12, 6
_TITLE_SPACING = 6
_NAMES_WIDTH = 150
"""Pixels, at 100 % text size, that the names get from the buttons if they need so much."""


class BoardHeader(QFrame):
    """Client and board names come from the server and are always shown as plain text."""

    add_requested = Signal()
    favourite_requested = Signal()
    clear_selection_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("boardHeader")
        self._client = self._new_label("boardClient")
        self._title = self._new_label("boardTitle")
        self.favourite_button = QToolButton(self)
        self.favourite_button.clicked.connect(self.favourite_requested)
        self.is_favourite = False
        self.add_button = QPushButton(self)
        self.add_button.setProperty("kind", "primary")
        # A click keeps the focus in the column where the card is to be added.
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_button.clicked.connect(self.add_requested)
        self.menu_button = QToolButton(self)
        self._count = 0
        self.selection_button = QPushButton(self)
        self.selection_button.setObjectName("selectedCards")
        self.selection_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.selection_button.clicked.connect(self.clear_selection_requested)
        self.selection_button.hide()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._client)
        title = QHBoxLayout()
        title.setSpacing(_TITLE_SPACING)
        title.addWidget(self._title)
        title.addWidget(self.favourite_button)
        title.addStretch(1)
        names.addLayout(title)
        self._view_button: ViewButton | None = None
        box = self._box = QHBoxLayout(self)
        box.setContentsMargins(_MARGIN, _HIGH_MARGIN, _MARGIN, _HIGH_MARGIN)
        box.setSpacing(16)
        box.addLayout(names, 1)
        box.addWidget(self.selection_button, 0, Qt.AlignmentFlag.AlignBottom)
        box.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        box.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignBottom)
        set_reading_order(self.selection_button, self.add_button, self.menu_button)
        self.apply_appearance()

    def add_view_button(self, button: ViewButton) -> None:
        """Places the button of the *View* menu before "New card"."""
        self._view_button = button
        button.state_changed.connect(self.fit_buttons)
        self._box.insertWidget(self._box.indexOf(self.add_button), button, 0, Qt.AlignmentFlag.AlignBottom)
        set_tab_order_after(self.selection_button, button, self.add_button)
        set_reading_order(self.selection_button, button, self.add_button, self.menu_button)

    def set_low(self, is_low: bool) -> None:
        """In a low page the client's name is only in the tool tip of the board's."""
        margin = _LOW_MARGIN if is_low else _HIGH_MARGIN
        self._box.setContentsMargins(_MARGIN, margin, _MARGIN, margin)
        self._client.setVisible(not is_low)
        self._title.setToolTip(literal(self._client.text()) if is_low else "")

    def show_names(self, client: str, title: str) -> None:
        self._client.setText(client)
        if self._client.isHidden():
            self._title.setToolTip(literal(client))
        self._title.setText(title)
        self._title.setAccessibleName(tr("Board {title}", title=title))
        self.fit_buttons()

    def show_selection_count(self, count: int) -> None:
        """Shows how many cards are selected, on the button that clears the selection."""
        self._count = count
        text = tr("%n card(s) selected", count)
        self.selection_button.setVisible(count > 0)
        self.selection_button.setAccessibleName(text)
        self.fit_buttons()
        if count:
            announce(self.selection_button, text)

    def show_favourite(self, is_favourite: bool) -> None:
        self.is_favourite = is_favourite
        text = tr("Remove from favourites") if is_favourite else tr("Add to favourites")
        name, color = ("star:filled", "accent") if is_favourite else ("star", "muted")
        self.favourite_button.setIcon(self._theme.icon(name, color, 18))
        self.favourite_button.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        self.favourite_button.setAccessibleName(text)
        self.favourite_button.setToolTip(text)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.show_favourite(self.is_favourite)
        set_button_icon(self.selection_button, self._theme, "x", "accent", 14)
        self.show_selection_count(self._count)
        self.menu_button.setIcon(self._theme.icon("ellipsis", "muted", 18))
        self.menu_button.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        self.menu_button.setAccessibleName(tr("Board menu"))
        self.menu_button.setToolTip(tr("Board menu"))
        self.fit_buttons()
        self.add_button.setAccessibleName(tr("New card"))
        self.add_button.setToolTip(single_keys.with_key(tr("New card"), "N"))
        set_button_icon(self.add_button, self._theme, "plus", "on-accent")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_buttons()

    def fit_buttons(self) -> None:
        """Shortens the texts of the buttons until the board's name has its space; accessible names stay.

        They are whole until the first paint is near: measuring takes almost a millisecond.
        """
        views = self._view_button.texts() if self._view_button is not None else ("",)
        new, selected = tr("New card"), tr("%n card(s) selected", self._count) if self._count else ""
        forms = [*((view, new, selected) for view in views), ("", "", selected)]
        if self._count:
            forms.append(("", "", QLocale().toString(self._count)))
        view, add, selection = self._longest_fitting(forms) if self.isVisible() else forms[0]
        self.add_button.setText(add)
        if self._view_button is not None:
            self._view_button.setText(view)
        self._show_selection(selection, selected)

    def _longest_fitting(self, forms: list[tuple[str, str, str]]) -> tuple[str, str, str]:
        spare = self.width() - self._least_names_width()
        return next((form for form in forms if self._width_of(*form) <= spare), forms[-1])

    def _least_names_width(self) -> int:
        """What the names need, at most `_NAMES_WIDTH`."""
        title = self._title.sizeHint().width() + _TITLE_SPACING + self.favourite_button.sizeHint().width()
        client = 0 if self._client.isHidden() else self._client.sizeHint().width()
        return min(self._theme.px(_NAMES_WIDTH), max(title, client))

    def _width_of(self, view: str, add: str, selection: str) -> int:
        """The width of everything beside the names with these texts on the buttons."""
        shown: list[tuple[QAbstractButton, str]] = [(self.add_button, add)]
        if self._view_button is not None:
            shown.append((self._view_button, view))
        if selection:
            shown.append((self.selection_button, selection))
        texts = sum(width_with_text(button, text) + self._box.spacing() for button, text in shown)
        return texts + self.menu_button.sizeHint().width() + self._box.spacing() + 2 * _MARGIN

    def _show_selection(self, text: str, whole: str) -> None:
        clear = tr("Clear the selection (Esc)")
        self.selection_button.setText(text)
        self.selection_button.setToolTip(clear if text == whole else f"{whole}\n{clear}")

    def _new_label(self, name: str) -> ElidedLabel:
        label = ElidedLabel(self)
        label.setAlignment(start_alignment())
        label.setObjectName(name)
        label.setMinimumWidth(40)
        return label
