"""Banners offered after the start: crash report, newer version."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kanbert_desktop import __version__
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.crash_reports.reports import CrashReports
from kanbert_desktop.app.settings import UPDATE_CHECK
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import UpdateAvailable
from kanbert_desktop.ui.help.crash_report_dialog import ReportDialog
from kanbert_desktop.ui.widgets.banner import About, Notice
from kanbert_desktop.ui.window.main_window import MainWindow

BETWEEN = "\n" + "-" * 70 + "\n\n"


class ReportOffer(QObject):
    """Of one window; stands on whatever desk is open in it, or on the first page."""

    def __init__(self, reports: CrashReports, window: MainWindow) -> None:
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
        self._reports.delete_all()
        self._window.bar.drop(About.FAULT)


class UpdateOffer(QObject):
    """Of one window; stands on whatever desk is open in it, or on the first page."""

    def __init__(self, application: Application, window: MainWindow) -> None:
        super().__init__(window)
        self._updates, self._window = application.update_checker, window
        window.desk_changed.connect(self._look)
        application.bus.subscribe(UpdateAvailable, lambda _event: self._look())
        application.settings.subscribe(lambda name: self._look() if name == UPDATE_CHECK.name else None)
        self._look()

    def _look(self) -> None:
        newer = self._updates.newer_version if self._updates.should_offer() else None
        for bar in (self._window.shell.strips, self._window.bar):
            bar.drop(About.UPDATE)
        if newer is None:
            return
        later = (lambda: tr("Not this one"), self._pass_over)
        words = lambda: tr(  # noqa: E731  asked again in another language
            "Kanbert Desktop {version} is available. You have {current}.",
            version=newer.version,
            current=__version__,
        )
        if newer.release_notes_url:
            about = newer.release_notes_url
            notice = Notice(words, lambda: tr("Read about it"), lambda: self._open(about), more=(later,))
        else:
            notice = Notice(words, *later)
        self._window.bar.put(About.UPDATE, notice)

    def _open(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)) and self._window.workspace is not None:
            self._window.workspace.toast.warn(tr("No browser could be opened."), address)

    def _pass_over(self) -> None:
        self._updates.skip_version()
        self._look()
