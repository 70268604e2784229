"""The head of the page: whose board, which board, and "New card"."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_icon, start
from kanbert_desktop.ui.widgets.accessibility import read_in_order, speak
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

_NAMES = 180
"""Pixels, at 100 % text size, for the board's name and the edges of all that stands beside it."""


class BoardHeader(QFrame):
    """Names come from outside: they are always plain text."""

    add_wished = Signal()
    star_wished = Signal()
    clear_wished = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("boardHeader")
        self._client = self._label("boardClient")
        self._title = self._label("boardTitle")
        self.star = QToolButton(self)
        self.star.clicked.connect(self.star_wished)
        self._is_favourite = False
        self.add = QPushButton(self)
        self.add.setProperty("kind", "primary")
        # A click leaves the focus in the column where the card is to be written.
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.clicked.connect(self.add_wished)
        self.more = QToolButton(self)
        self._count = 0
        self.selected = QPushButton(self)
        self.selected.setObjectName("selectedCards")
        self.selected.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.selected.clicked.connect(self.clear_wished)
        self.selected.hide()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._client)
        title = QHBoxLayout()
        title.setSpacing(6)
        title.addWidget(self._title)
        title.addWidget(self.star)
        title.addStretch(1)
        names.addLayout(title)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(16)
        box.addLayout(names, 1)
        box.addWidget(self.selected, 0, Qt.AlignmentFlag.AlignBottom)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        read_in_order(self.selected, self.add, self.more)
        self.dress()

    def show_names(self, client: str, title: str) -> None:
        self._client.setText(client)
        self._title.setText(title)
        self._title.setAccessibleName(tr("Board {title}", title=title))

    def show_selected(self, count: int) -> None:
        """How many cards are chosen, with the way to give that up."""
        self._count = count
        self.selected.setVisible(count > 0)
        self._show_add()
        self.selected.setText(tr("%n card(s) selected", count))
        self.selected.setAccessibleName(tr("%n card(s) selected", count))
        self.selected.setToolTip(tr("Clear the selection (Esc)"))
        if count:
            speak(self.selected, self.selected.text())

    def show_star(self, is_favourite: bool) -> None:
        self._is_favourite = is_favourite
        words = tr("Remove from favourites") if is_favourite else tr("Add to favourites")
        name, color = ("star:filled", "accent") if is_favourite else ("star", "muted")
        self.star.setIcon(self._theme.icon(name, color, 18))
        self.star.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        self.star.setAccessibleName(words)
        self.star.setToolTip(words)

    def dress(self) -> None:
        """Theme or language changed."""
        self.show_star(self._is_favourite)
        set_icon(self.selected, self._theme, "x", "accent", 14)
        self.show_selected(self._count)
        self.more.setIcon(self._theme.icon("ellipsis", "muted", 18))
        self.more.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        self.more.setAccessibleName(tr("What can be done with this board"))
        self.more.setToolTip(tr("What can be done with this board"))
        self._show_add()
        self.add.setAccessibleName(tr("New card"))
        self.add.setToolTip(single_keys.after(tr("New card"), "N"))
        set_icon(self.add, self._theme, "plus", "on-accent")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_add()

    def _show_add(self) -> None:
        """Its sign alone where the chosen cards need the room: they are told of in words alone."""
        words = tr("New card")
        beside = self.selected.sizeHint().width() if self._count else 0
        wanted = self.fontMetrics().horizontalAdvance(words) + beside + self._theme.px(_NAMES)
        self.add.setText(words if wanted <= self.width() or not self._count else "")

    def _label(self, name: str) -> QLabel:
        label = PlainLabel(self)
        label.setAlignment(start())
        label.setObjectName(name)
        label.setMinimumWidth(40)
        return label
