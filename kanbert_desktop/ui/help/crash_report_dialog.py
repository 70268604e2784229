"""Shows a crash report as stored on disk, to read before sharing it."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import Paragraph, plain_label
from kanbert_desktop.ui.widgets.copy_button import CopyButton
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.text_editors import ReadOnlyTextEdit


class CrashReportDialog(QDialog):
    """Opened with `open()`; `delete_requested` asks to delete the report."""

    delete_requested = Signal()

    def __init__(self, text: str, folder: Path, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Crash report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = folder
        title, lead = plain_label("panel"), Paragraph("lead")
        title.setText(self.windowTitle())
        lead.setText(
            tr(
                "This is the complete report. It is not sent to anyone; you can share it if you need "
                "help. Your boards and unsent changes were kept."
            )
        )
        self.report_view = ReadOnlyTextEdit(theme, tr("Crash report"), text)
        self.report_view.setLineWrapMode(ReadOnlyTextEdit.LineWrapMode.NoWrap)
        self.copy_button = CopyButton(theme, lambda: text)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        for part in (title, lead):
            box.addWidget(part)
        box.addWidget(self.report_view, 1)
        box.addLayout(self._buttons())
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)
        available = parent.window().size()
        self.resize(min(theme.px(760), available.width() - 40), min(theme.px(560), available.height() - 40))

    def _buttons(self) -> FlowLayout:
        forget, folder, close = (
            self._button(text, kind)
            for text, kind in (
                (tr("Delete report"), "danger"),
                (tr("Open folder"), "plain"),
                (tr("Close"), "plain"),
            )
        )
        forget.clicked.connect(self._forget)
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        close.clicked.connect(self.close)
        self.copy_button.setProperty("kind", "primary")
        self.copy_button.setAutoDefault(False)
        self.copy_button.apply_appearance(tr("Copy"))
        return FlowLayout([forget], [folder, close, self.copy_button])

    def _button(self, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def _forget(self) -> None:
        self.delete_requested.emit()
        self.close()
