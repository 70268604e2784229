"""The top of the panel: the card's column as a button, and what can be done with the whole card."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.ui.cards.menu import column_menu
from kanbert_desktop.ui.cards.texts import column_color, column_title
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_property
from kanbert_desktop.ui.widgets.accessibility import allow
from kanbert_desktop.ui.widgets.popups import open_below


class PanelHead(QWidget):
    """Says what is wished; knows only the column it shows."""

    move_wished = Signal(object)
    link_wished = Signal()
    delete_wished = Signal()
    close_wished = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = Column.NEW
        self._can_write = True
        self.status = QPushButton(self)
        self.status.setObjectName("statusButton")
        self.status.clicked.connect(self._show_columns)
        self.link = self._tool(self.link_wished.emit)
        self.more = self._tool(self._show_more)
        self.close_button = self._tool(self.close_wished.emit)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.status)
        box.addStretch(1)
        for tool in (self.link, self.more, self.close_button):
            box.addWidget(tool)
        self.dress()

    def show_card(self, card: Card) -> None:
        self._column = card.column
        name = card.unknown_status or column_title(card.column)
        self.status.setText(name)
        self.status.setAccessibleName(tr("Column: {column}", column=name))
        set_property(self.status, "column", column_color(card.column))
        size = self._theme.px(16)
        self.status.setIcon(icons.dot(self._theme.color(column_color(card.column)), size))
        self.status.setIconSize(QSize(size, size))

    def allow(self, can_write: bool) -> None:
        self._can_write = can_write
        allow(can_write, self.status)

    def dress(self) -> None:
        """Theme or language changed."""
        self.status.setToolTip(tr("Move to another column"))
        size = self._theme.px(16)
        for tool, name, words in (
            (self.link, "link", tr("Copy link")),
            (self.more, "ellipsis", tr("More")),
            (self.close_button, "x", tr("Close")),
        ):
            tool.setIcon(self._theme.icon(name, "muted"))
            tool.setIconSize(QSize(size, size))
            tool.setToolTip(words)
            tool.setAccessibleName(words)

    def _tool(self, wish: object) -> QToolButton:
        tool = QToolButton(self)
        tool.clicked.connect(wish)
        return tool

    def _show_columns(self) -> None:
        open_below(self.status, column_menu(self, self._theme, self.move_wished.emit, now=self._column))

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.more.accessibleName())
        copy = menu.addAction(self._theme.icon("link", "muted"), tr("Copy link"))
        copy.triggered.connect(self.link_wished)
        archive = menu.addAction(self._theme.icon("archive", "muted"), tr("Archive"))
        archive.triggered.connect(lambda: self.move_wished.emit(Column.CLOSED))
        menu.addSeparator()
        delete = menu.addAction(self._theme.icon("trash", "bad"), tr("Delete card"))
        delete.triggered.connect(self.delete_wished)
        for action in (archive, delete):
            action.setEnabled(self._can_write)
        open_below(self.more, menu, at_end=True)
