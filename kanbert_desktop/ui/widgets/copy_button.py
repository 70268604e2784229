"""A button that copies one text and says for a moment that it did."""

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
    """`value` is asked at the click; only what is no secret belongs on the clipboard."""

    def __init__(self, theme: Theme, value: Callable[[], str]) -> None:
        super().__init__()
        self._theme, self._value = theme, value
        self._text = ""
        self.copied_timer = QTimer(self, singleShot=True, interval=COPIED_MS)
        self.copied_timer.timeout.connect(lambda: self._show(self._text, "copy", "text"))
        self.clicked.connect(self._copy)

    def apply_appearance(self, words: str, name: str = "") -> None:
        """`words` stand on it, `name` is what a screen reader says where they alone are too little."""
        self._text = words
        self.setAccessibleName(name)
        self.copied_timer.stop()
        # As wide for either word, so that nothing beside it moves.
        self.setMinimumWidth(1)
        self._show(tr("Copied"), "check", "ok")
        wide = self.sizeHint().width()
        self._show(words, "copy", "text")
        self.setMinimumWidth(max(wide, self.sizeHint().width()))

    def _copy(self) -> None:
        value = self._value()
        if not value:
            return
        QGuiApplication.clipboard().setText(value)
        self._show(tr("Copied"), "check", "ok")
        announce(self, tr("Copied"))
        self.copied_timer.start()

    def _show(self, words: str, icon: str, color: str) -> None:
        is_primary = self.property("kind") == "primary"
        self.setText(words)
        set_button_icon(self, self._theme, icon, "on-accent" if is_primary else color)
        set_style_property(self, "done", icon == "check" and not is_primary)
