"""Button that copies a text and confirms it for a moment."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.accessibility import announce

COPIED_MS = 2500


class CopyButton(QPushButton):
    """`value` is called at the click. It must not be a secret: the clipboard is readable by every program."""

    def __init__(self, theme: Theme, value: Callable[[], str]) -> None:
        super().__init__()
        self._theme, self._value = theme, value
        self._text = ""
        self.copied_timer = QTimer(self, singleShot=True, interval=COPIED_MS)
        self.copied_timer.timeout.connect(lambda: self._show(self._text, "copy", "text"))
        self.clicked.connect(self._copy)

    def apply_appearance(self, text: str, name: str = "") -> None:
        """`text` is the caption; `name` is the accessible name where the caption alone says too little."""
        self._text = text
        self.setAccessibleName(name)
        self.copied_timer.stop()
        # As wide as the longer of both captions, so that the neighbours do not move.
        self.setMinimumWidth(1)
        self._show(tr("Copied"), "check", "ok")
        width = self.sizeHint().width()
        self._show(text, "copy", "text")
        self.setMinimumWidth(max(width, self.sizeHint().width()))

    def _copy(self) -> None:
        value = self._value()
        if not value:
            return
        QGuiApplication.clipboard().setText(value)
        self._show(tr("Copied"), "check", "ok")
        announce(self, tr("Copied"))
        self.copied_timer.start()

    def _show(self, text: str, icon: str, color: str) -> None:
        is_primary = self.property("kind") == "primary"
        self.setText(text)
        set_button_icon(self, self._theme, icon, "on-accent" if is_primary else color)
        set_style_property(self, "done", icon == "check" and not is_primary)
