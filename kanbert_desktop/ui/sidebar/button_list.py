"""A list of buttons in the sidebar that the user puts in order: arrow keys move the focus, Ctrl+Shift and an arrow a button."""

from collections.abc import Callable, Mapping
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.sidebar.buttons import PageButton
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class _Rows(QScrollArea):
    """As high as its rows if there is space, else two rows and a scroll bar."""

    def __init__(self, parent: QWidget, sidebar: QWidget) -> None:
        super().__init__(parent)
        self.inner = QWidget()
        self.inner.setObjectName("favouriteRows")
        self.box = QVBoxLayout(self.inner)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(self, container=sidebar)
        self.setWidget(self.inner)

    def sizeHint(self) -> QSize:
        return self.inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        count = max(1, self.box.count())
        return QSize(0, self.sizeHint().height() * min(2, count) // count)


class ButtonList(QWidget):
    """Hidden without buttons. Each has a key, which `chosen` carries; `move_requested` also carries -1 (up) or 1 (down)."""

    chosen = Signal(str)
    move_requested = Signal(str, int)
    buttons_changed = Signal()

    def __init__(self, theme: Theme, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._sidebar = theme, icon, parent
        self._buttons: dict[str, PageButton] = {}
        self._titles: dict[str, str] = {}
        self._opened: str | None = None
        self._count_of: Callable[[str], int | None] = lambda _key: None
        self.hide()

    @cached_property
    def _title(self) -> QLabel:
        """Made with the first button, like the rows."""
        title = plain_label("label", self)
        title.setContentsMargins(10, 0, 10, 6)
        title.setText(self.accessibleName())
        return title

    @cached_property
    def _rows(self) -> _Rows:
        # In the order in which they are read.
        title, rows = self._title, _Rows(self, self._sidebar)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(0)
        box.addWidget(title)
        box.addWidget(rows)
        return rows

    @property
    def keys(self) -> list[str]:
        return list(self._buttons)

    def button_for(self, key: str) -> PageButton:
        return self._buttons[key]

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Buttons that stay keep the focus."""
        if list(titles.items()) == list(self._titles.items()):
            return
        self._titles = dict(titles)
        for gone in [key for key in self._buttons if key not in titles]:
            button = self._buttons.pop(gone)
            self._rows.box.removeWidget(button)
            button.deleteLater()
        self._buttons = {key: self._buttons.get(key) or self._made(key) for key in titles}
        for position, button in enumerate(self._buttons.values()):
            self._rows.box.insertWidget(position, button)
            button.show()
        self._rows.updateGeometry()
        self.setVisible(bool(titles))
        self._show()
        self.buttons_changed.emit()

    def tab_stops(self) -> list[PageButton]:
        """What takes the focus, from top to bottom."""
        return list(self._buttons.values())

    def show_counts(self, count_of: Callable[[str], int | None]) -> None:
        self._count_of = count_of
        self._show()

    def set_opened(self, key: str | None) -> None:
        self._opened = key
        for one, button in self._buttons.items():
            button.setChecked(one == key)
            if one == key:
                self._rows.ensureWidgetVisible(button, 0, 0)

    def set_name(self, name: str) -> None:
        """The heading, which is also the accessible name."""
        self.setAccessibleName(name)
        if "_title" in self.__dict__:
            self._title.setText(name)
        self._show()

    def spoken_text(self, title: str, count: int | None) -> str:
        """What a screen reader says."""
        raise NotImplementedError

    def tool_tip(self, _key: str) -> str:
        return ""

    def handle_key(self, _key: str, _event: QKeyEvent) -> bool:
        """Returns True if a key pressed on that button is one of the list's own."""
        return False

    def handle_click(self, _key: str, _event: QMouseEvent) -> bool:
        """Returns True if the release of a mouse button on that button means more than choosing it."""
        return False

    def handle_menu(self, _key: str, _event: QContextMenuEvent) -> bool:
        """Returns True if the list has opened a menu for that button."""
        return False

    def _show(self) -> None:
        for key, button in self._buttons.items():
            count = self._count_of(key)
            button.set_content(self._titles[key], count, self.spoken_text(self._titles[key], count))
            button.setToolTip(self.tool_tip(key))
            button.setChecked(key == self._opened)

    def _made(self, key: str) -> PageButton:
        button = PageButton(self._theme, self._icon, self._rows.inner)
        button.clicked.connect(lambda: self.chosen.emit(key))
        button.installEventFilter(self)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            clicked = self._key_of(watched)
            if clicked is not None and self.handle_click(clicked, event):
                self._buttons[clicked].setDown(False)
                return True
        elif isinstance(event, QContextMenuEvent):
            asked = self._key_of(watched)
            if asked is not None and self.handle_menu(asked, event):
                return True
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            key = self._key_of(watched)
            if key is not None and step is not None:
                self._on_arrow(key, step, moves=event.modifiers() & _MOVE == _MOVE)
                return True
            if key is not None and self.handle_key(key, event):
                return True
        return super().eventFilter(watched, event)

    def _key_of(self, watched: QObject) -> str | None:
        return next((one for one, button in self._buttons.items() if button is watched), None)

    def _on_arrow(self, key: str, step: int, *, moves: bool) -> None:
        if moves:
            self.move_requested.emit(key, step)
            position, count = self.keys.index(key) + 1, len(self.keys)
            text = tr("{title}: {place} of {count}", title=self._titles[key], place=position, count=count)
            announce(self._buttons[key], text)
            return
        position = self.keys.index(key) + step
        if 0 <= position < len(self.keys):
            button = self._buttons[self.keys[position]]
            button.setFocus(Qt.FocusReason.TabFocusReason)
            self._rows.ensureWidgetVisible(button, 0, 0)
