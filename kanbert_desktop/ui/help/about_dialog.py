"""About dialog with the licences of all bundled parts."""

import platform

from PySide6.QtCore import QSize, Qt, Signal, qVersion
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop import __version__
from kanbert_desktop.app.licences import Licence, licences
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import Paragraph, plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_editors import ReadOnlyTextEdit

ROW_HEIGHT = 28
STACKED_BELOW_WIDTH = 560
"""Pixels at 100 % below which the text is placed under the list."""
LOGO_SIZE, LEAST_LIST_HEIGHT = 48, 160


class LicenceList(QWidget):
    """Reads the licences, which it holds until `release` is called.

    Where the program is not bundled, reading takes some tenths of a second.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._licences: tuple[Licence, ...] = licences()
        self.part_list = QListWidget()
        self.part_list.setObjectName("licenceParts")
        self.part_list.setFrameShape(QFrame.Shape.NoFrame)
        self.part_list.setMinimumWidth(theme.px(184))
        self.part_list.setAccessibleName(tr("Licences"))
        add_overlay_scroll_bars(self.part_list)
        for one in self._licences:
            item = QListWidgetItem(one.name, self.part_list)
            item.setSizeHint(QSize(1, theme.row_height(ROW_HEIGHT)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _in_one_line(one))
        self.summary_label = plain_label("strong")
        self.summary_label.setWordWrap(True)
        self.licence_text = ReadOnlyTextEdit(theme, tr("Licence text"))
        self.part_list.currentRowChanged.connect(self._show)
        self._build_layout()
        self.part_list.setCurrentRow(0)

    def _build_layout(self) -> None:
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.summary_label)
        inside.addWidget(self.licence_text, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(self.part_list, 2)
        self._box.addWidget(content, 7)

    def release(self) -> None:
        """Releases the texts without waiting for the garbage collection."""
        self._licences = ()
        self.licence_text.clear()

    def _show(self, row: int) -> None:
        one = self._licences[row] if 0 <= row < len(self._licences) else Licence("", "", "", "")
        self.summary_label.setText(_in_one_line(one))
        self.licence_text.setPlainText(one.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(STACKED_BELOW_WIDTH)
        down = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != down:
            self._box.setDirection(down)


def _in_one_line(one: Licence) -> str:
    return " · ".join(part for part in (one.title, one.licence) if part)


class AboutDialog(QDialog):
    """Opened with `open()`; Esc closes it. `show_status` shows the result of a command."""

    diagnostics_requested = Signal()
    logs_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Kanbert Desktop"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        header = plain_label("strong")
        header.setText(tr("Licences of included software"))
        self.licence_list = LicenceList(theme)
        self.finished.connect(self.licence_list.release)
        self.status_label = plain_label("muted")
        self.status_label.setWordWrap(True)
        self.status_label.hide()
        self.licence_list.setMinimumHeight(theme.px(LEAST_LIST_HEIGHT))
        content, area = QWidget(), QScrollArea()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(28, 24, 28, 0)
        inside.setSpacing(12)
        inside.addLayout(self._header())
        inside.addSpacing(4)
        inside.addWidget(header)
        inside.addWidget(self.licence_list, 1)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(content)
        add_overlay_scroll_bars(area)
        below = QVBoxLayout()
        below.setContentsMargins(28, 12, 28, 24)
        below.setSpacing(12)
        below.addWidget(self.status_label)
        below.addLayout(self._buttons())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(area, 1)
        box.addLayout(below)
        available = parent.window().size()
        self.resize(min(theme.px(900), available.width() - 40), min(theme.px(620), available.height() - 40))

    def _header(self) -> QHBoxLayout:
        mark, name, versions, text = (
            PlainLabel(),
            plain_label("dialog"),
            plain_label("muted"),
            Paragraph("lead"),
        )
        color, ratio = self._theme.color, self.devicePixelRatioF()
        mark.setPixmap(icons.logo(self._theme.px(LOGO_SIZE), ratio, color("accent"), color("on-accent")))
        name.setText("Kanbert Desktop")
        versions.setText(
            tr("Version {version}", version=__version__)
            + f" · Python {platform.python_version()} · Qt {qVersion()}"
        )
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setText(tr("Your Kanbert boards in a desktop program, online and offline. MIT licence."))
        lines = QVBoxLayout()
        lines.setSpacing(4)
        for part in (name, versions, text):
            part.setWordWrap(True)
            lines.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        return row

    def _buttons(self) -> FlowLayout:
        diagnostics = self._button(tr("Copy diagnostics"))
        logs = self._button(tr("Open log folder"))
        close = self._button(tr("Close"), "primary")
        diagnostics.clicked.connect(self.diagnostics_requested)
        logs.clicked.connect(self.logs_requested)
        close.clicked.connect(self.close)
        close.setDefault(True)
        return FlowLayout([diagnostics, logs], [close])

    def _button(self, text: str, kind: str = "plain") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def show_status(self, text: str) -> None:
        self.status_label.setText(text)
        self.status_label.show()
