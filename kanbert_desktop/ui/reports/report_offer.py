"""After a run with a fault: one quiet line that offers its report, until the person has had enough of it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from kanbert_desktop.app.crash_reports.reports import Reports
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.main_window import MainWindow
from kanbert_desktop.ui.reports.report_dialog import ReportDialog
from kanbert_desktop.ui.strips import About, Notice

BETWEEN = "\n" + "-" * 70 + "\n\n"


class ReportOffer(QObject):
    """Of one window; stands on whatever desk is open in it, or on the first page."""

    def __init__(self, reports: Reports, window: MainWindow) -> None:
        super().__init__(window)
        self._reports, self._window = reports, window
        self._is_over = False
        window.desk_changed.connect(self._put)
        self._put()

    def text(self) -> str:
        """All of them, the newest first."""
        return BETWEEN.join(reversed(self._reports.texts()))

    def _put(self) -> None:
        self._window.shell.strips.drop(About.FAULT)
        if self._is_over:
            return
        notice = Notice(
            lambda: tr("Something went wrong the last time. A report of it lies on this computer."),
            lambda: tr("Show"),
            self._show,
            more=((lambda: tr("Copy"), self._copy), (lambda: tr("Forget it"), self._forget)),
        )
        self._window.bar.put(About.FAULT, notice)

    def _show(self) -> None:
        dialog = ReportDialog(self.text(), self._reports.folder, self._window.theme, self._window)
        dialog.unwanted.connect(self._forget)
        dialog.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._window.help_acts.said.emit(tr("The report is on the clipboard."))

    def _forget(self) -> None:
        self._is_over = True
        self._reports.forget()
        self._window.bar.drop(About.FAULT)
