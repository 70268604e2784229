"""What this program is: its version, its licence and those of everything that comes with it."""

import platform

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop import __version__
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.about.licence_list import LicenceList
from kanbert_desktop.ui.centred_card import Paragraph, plain_label
from kanbert_desktop.ui.flow import Flow
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.theme import Theme

MARK = 48


class AboutDialog(QDialog):
    """Opened with `open()`; Esc closes it. `tell` shows how it went that was wished."""

    diagnostics_wished = Signal()
    logs_wished = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Kanbert Desktop"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        head = plain_label("strong")
        head.setText(tr("Licences of everything that comes with it"))
        self.licences = LicenceList(theme)
        self.told = plain_label("muted")
        self.told.setWordWrap(True)
        self.told.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        box.addLayout(self._head())
        box.addSpacing(4)
        box.addWidget(head)
        box.addWidget(self.licences, 1)
        box.addWidget(self.told)
        box.addLayout(self._buttons())
        room = parent.window().size()
        self.resize(min(theme.px(900), room.width() - 40), min(theme.px(620), room.height() - 40))

    def _head(self) -> QHBoxLayout:
        mark, name, versions, words = (
            PlainLabel(),
            plain_label("dialog"),
            plain_label("muted"),
            Paragraph("lead"),
        )
        color, ratio = self._theme.color, self.devicePixelRatioF()
        mark.setPixmap(icons.mark(self._theme.px(MARK), ratio, color("accent"), color("on-accent")))
        name.setText("Kanbert Desktop")
        versions.setText(
            tr("Version {version}", version=__version__)
            + f" · Python {platform.python_version()} · Qt {qVersion()}"
        )
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setText(tr("Your Kanbert boards in a native window, online or not. Under the MIT licence."))
        lines = QVBoxLayout()
        lines.setSpacing(4)
        for part in (name, versions, words):
            part.setWordWrap(True)
            lines.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        return row

    def _buttons(self) -> Flow:
        diagnostics = self._button(tr("Copy diagnostics"))
        logs = self._button(tr("Open log folder"))
        close = self._button(tr("Close"), "primary")
        diagnostics.clicked.connect(self.diagnostics_wished)
        logs.clicked.connect(self.logs_wished)
        close.clicked.connect(self.close)
        close.setDefault(True)
        return Flow([diagnostics, logs], [close])

    def _button(self, words: str, kind: str = "plain") -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
