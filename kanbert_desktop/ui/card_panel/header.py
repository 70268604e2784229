"""Header of the panel: the column button and the actions of the card."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.ui.cards.menu import column_menu
from kanbert_desktop.ui.cards.texts import column_color, column_title
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_editable
from kanbert_desktop.ui.widgets.popups import Menu, open_menu_below


class PanelHeader(QWidget):
    """Emits what the user requests; knows only the card's column."""

    move_requested = Signal(object)
    copy_link_requested = Signal()
    delete_requested = Signal()
    close_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = Column.NEW
        self._can_write = True
        self.column_button = QPushButton(self)
        self.column_button.setObjectName("statusButton")
        self.column_button.clicked.connect(self._show_columns)
        self.link_button = self._new_button(self.copy_link_requested.emit)
        self.menu_button = self._new_button(self._show_more)
        self.close_button = self._new_button(self.close_requested.emit)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.column_button)
        box.addStretch(1)
        for tool in (self.link_button, self.menu_button, self.close_button):
            box.addWidget(tool)
        self.apply_appearance()

    def show_card(self, card: Card) -> None:
        self._column = card.column
        name = card.unknown_status or column_title(card.column)
        self.column_button.setText(name)
        self.column_button.setAccessibleName(tr("Column: {column}", column=name))
        set_style_property(self.column_button, "column", column_color(card.column))
        size = self._theme.px(16)
        self.column_button.setIcon(icons.dot(self._theme.color(column_color(card.column)), size))
        self.column_button.setIconSize(QSize(size, size))

    def set_editable(self, can_write: bool) -> None:
        self._can_write = can_write
        set_editable(can_write, self.column_button)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.column_button.setToolTip(tr("Move to another column"))
        size = self._theme.px(16)
        for tool, name, text in (
            (self.link_button, "link", tr("Copy link")),
            (self.menu_button, "ellipsis", tr("More")),
            (self.close_button, "x", tr("Close")),
        ):
            tool.setIcon(self._theme.icon(name, "muted"))
            tool.setIconSize(QSize(size, size))
            tool.setToolTip(text)
            tool.setAccessibleName(text)

    def _new_button(self, handler: object) -> QToolButton:
        tool = QToolButton(self)
        tool.clicked.connect(handler)
        return tool

    def _show_columns(self) -> None:
        open_menu_below(
            self.column_button, column_menu(self, self._theme, self.move_requested.emit, current=self._column)
        )

    def _show_more(self) -> None:
        menu = Menu(self)
        menu.setAccessibleName(self.menu_button.accessibleName())
        copy = menu.addAction(self._theme.icon("link", "muted"), tr("Copy link"))
        copy.triggered.connect(self.copy_link_requested)
        archive = menu.addAction(self._theme.icon("archive", "muted"), tr("Archive"))
        archive.triggered.connect(lambda: self.move_requested.emit(Column.CLOSED))
        menu.addSeparator()
        delete = menu.addAction(self._theme.icon("trash", "bad"), tr("Delete card"))
        delete.triggered.connect(self.delete_requested)
        for action in (archive, delete):
            action.setEnabled(self._can_write)
        open_menu_below(self.menu_button, menu, at_end=True)
