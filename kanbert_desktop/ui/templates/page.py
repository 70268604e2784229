"""Templates: each with when it repeats, its next day, and buttons to use, edit, pause and remove it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import BoardsChanged, EventBus, TemplatesChanged, WriteAccessChanged
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.templates.texts import next_text, place_text
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.flow_layout import HORIZONTAL, VERTICAL
from kanbert_desktop.ui.widgets.popups import Menu, open_menu_below
from kanbert_desktop.ui.widgets.rows_page import RowsPage

_LEAST_WIDTH = 400
"""Pixels, at 100 % text size, of a row whose buttons stand beside its texts."""


class UseButton(QPushButton):
    """Makes a card. Arrow keys move between the rows, Enter edits, Del removes: `key_pressed` carries the key."""

    key_pressed = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F2, Qt.Key.Key_Delete):
            self.key_pressed.emit(key)
        else:
            super().keyPressEvent(event)


class TemplateRow(QFrame):
    def __init__(self, template: Template, place: str, following: str, theme: Theme, parent: QWidget) -> None:
        """`place` says when and where its cards are made, `following` when the next one is."""
        super().__init__(parent)
        self.setObjectName("templateRow")
        self.template = template
        self.title_label, self.place_label = plain_label("title"), plain_label("muted")
        self.next_label = plain_label("muted")
        self.title_label.setText(shorten(template.title))
        self.place_label.setText(place)
        self.next_label.setText(following)
        self.next_label.setVisible(bool(following))
        for label in (self.title_label, self.place_label, self.next_label):
            label.setWordWrap(True)
        self.use_button, self.menu_button = UseButton(tr("New card")), QToolButton()
        self.setFocusProxy(self.use_button)
        self.use_button.setAccessibleName(tr("New card from “{title}”", title=template.title))
        self.use_button.setAccessibleDescription(". ".join(part for part in (place, following) if part))
        self.menu_button.setIcon(theme.icon("ellipsis", "muted", 18))
        self.menu_button.setIconSize(QSize(theme.px(18), theme.px(18)))
        name = tr("Menu of “{title}”", title=template.title)
        self.menu_button.setAccessibleName(name)
        self.menu_button.setToolTip(tr("Edit, pause, remove"))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title_label, self.place_label, self.next_label):
            texts.addWidget(label)
        self._least_width = theme.px(_LEAST_WIDTH)
        box = self._box = QBoxLayout(HORIZONTAL, self)
        box.setContentsMargins(14, 10, 12, 10)
        box.setSpacing(8)
        box.addLayout(texts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.use_button, self.menu_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        box.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand below the texts where both would be too narrow."""
        super().resizeEvent(event)
        self._box.setDirection(HORIZONTAL if self.width() >= self._least_width else VERTICAL)


class TemplatesPage(RowsPage[TemplateRow]):
    """The signals carry a title, `pause_requested` also whether to pause."""

    new_requested = Signal()
    import_requested = Signal()
    export_requested = Signal()
    use_requested = Signal(str)
    edit_requested = Signal(str)
    remove_requested = Signal(str)
    pause_requested = Signal(str, bool)

    def __init__(self, service: BoardService, bus: EventBus, theme: Theme) -> None:
        super().__init__(theme, bus, [TemplatesChanged, BoardsChanged, WriteAccessChanged], "layout-template")
        self.setObjectName("templatesPage")
        self._service = service
        self._shown: object = None
        self.new_button, self.more_button = QPushButton(self), QToolButton(self)
        self.new_button.clicked.connect(self.new_requested)
        self.more_button.clicked.connect(self._open_more)
        self.focus_without_rows = self.new_button
        self.add_buttons(self.new_button, self.more_button)
        self.apply_appearance()

    def refresh(self) -> None:
        found = [
            (one, place_text(one, self._service), next_text(one, self._service, self._service.today()))
            for one in Templates(self._service).all()
        ]
        if found != self._shown:
            self._shown = found
            self.show_rows([self._row(*one) for one in found])

    def apply_appearance(self) -> None:
        self.title_label.setText(tr("Templates"))
        self.hint_label.setText(
            tr(
                "On this computer only. A template that repeats makes its card when the program runs on that day or later."
            )
        )
        self.new_button.setText(tr("New template …"))
        self.more_button.setIcon(self._theme.icon("ellipsis", "muted", 18))
        self.more_button.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        self.more_button.setAccessibleName(tr("Export and import"))
        self.more_button.setToolTip(tr("Export and import"))
        self.empty_state.apply_appearance(
            tr("No templates yet."),
            tr("Press T on a card to save it as a template, or begin with an empty one."),
        )
        super().apply_appearance()
        self._shown = None
        self.refresh()

    def _row(self, template: Template, place: str, following: str) -> TemplateRow:
        row = TemplateRow(template, place, following, self._theme, self.rows_parent)
        row.use_button.clicked.connect(lambda: self.use_requested.emit(template.title))
        row.use_button.key_pressed.connect(lambda key: self._on_key(row, key))
        row.menu_button.clicked.connect(lambda: open_menu_below(row.menu_button, self.menu(row), at_end=True))
        return row

    def menu(self, row: TemplateRow) -> Menu:
        """What can be done with a template."""
        template, menu = row.template, Menu(self)
        title = template.title
        menu.setAccessibleName(tr("Template"))
        entries: list[tuple[str, str, str, Callable[[], object]]] = [
            ("pencil", tr("Edit template …"), "F2", lambda: self.edit_requested.emit(title))
        ]
        if template.recurrence is not None:
            text = tr("Resume") if template.is_paused else tr("Pause")
            entries.append(
                ("clock", text, "", lambda: self.pause_requested.emit(title, not template.is_paused))
            )
        entries.append(("trash-2", tr("Remove template"), "Del", lambda: self.remove_requested.emit(title)))
        for icon, text, key, run in entries:
            action = menu.addAction(self._theme.icon(icon, "muted"), text)
            action.setShortcut(key)
            action.triggered.connect(lambda _checked=False, run=run: run())
        return menu

    def _open_more(self) -> None:
        menu = Menu(self)
        menu.setAccessibleName(tr("Export and import"))
        for icon, text, signal in (
            ("file-output", tr("Export templates …"), self.export_requested),
            ("file-input", tr("Import templates …"), self.import_requested),
        ):
            action = menu.addAction(self._theme.icon(icon, "muted"), text)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit())
        open_menu_below(self.more_button, menu, at_end=True)

    def _on_key(self, row: TemplateRow, key: Qt.Key) -> None:
        match key:
            case Qt.Key.Key_F2:
                self.edit_requested.emit(row.template.title)
            case Qt.Key.Key_Delete:
                self.remove_requested.emit(row.template.title)
            case _:
                self.focus_row(self.rows.index(row) + (1 if key is Qt.Key.Key_Down else -1))
