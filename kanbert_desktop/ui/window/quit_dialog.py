"""Asks before quitting while the last changes cannot be saved."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import Paragraph, plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout


class QuitDialog(QDialog):
    """Opened with `open()`; Esc cancels. `save_requested`: save once more, then quit."""

    save_requested = Signal()
    quit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Quit"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, text = plain_label("panel"), Paragraph("lead")
        title.setText(tr("Not everything has been saved yet."))
        text.setText(
            tr(
                "Your last changes could not be saved: they are in memory only and will be lost if you "
                "quit now. Free some disk space, then save and quit."
            )
        )
        title.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(text)
        box.addSpacing(12)
        box.addLayout(self._buttons())
        text.setMinimumWidth(min(theme.px(504), parent.width() - 120))
        width = min(box.sizeHint().width(), parent.width() - 40)
        self.resize(width, box.totalHeightForWidth(width))

    def _buttons(self) -> FlowLayout:
        stay = self._button(tr("Cancel"), "bare")
        stay.clicked.connect(self.close)
        self.quit_button = self._button(tr("Quit without saving"), "danger")
        self.quit_button.clicked.connect(lambda: self._answer(self.quit_requested.emit))
        self.save_button = self._button(tr("Save and quit"), "primary")
        self.save_button.clicked.connect(lambda: self._answer(self.save_requested.emit))
        self.save_button.setDefault(True)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return FlowLayout([stay], [self.quit_button, self.save_button])

    def _button(self, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def _answer(self, action: Callable[[], object]) -> None:
        self.close()
        action()
