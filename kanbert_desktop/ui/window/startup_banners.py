"""Banners offered after the start: crash report, newer version, newer version installed."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kanbert_desktop import __version__
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.crash_reports.reports import CrashReports
from kanbert_desktop.app.settings import UPDATE_CHECK
from kanbert_desktop.app.system.installed_program import InstalledProgram
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import UpdateAvailable
from kanbert_desktop.ui.help.crash_report_dialog import CrashReportDialog
from kanbert_desktop.ui.widgets.banner import BannerContent, BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow

REPORT_SEPARATOR = "\n" + "-" * 70 + "\n\n"


class CrashReportBanner(QObject):
    """Offers the crash reports of earlier runs in one window, on every page."""

    def __init__(self, reports: CrashReports, window: MainWindow) -> None:
        super().__init__(window)
        self._reports, self._window = reports, window
        self._is_over = False
        window.account_changed.connect(self._show_banner)
        self._show_banner()

    def reports_text(self) -> str:
        """All reports, newest first."""
        return REPORT_SEPARATOR.join(reversed(self._reports.texts()))

    def _show_banner(self) -> None:
        self._window.page_stack.banner_bar.hide_banner(BannerKind.CRASH_REPORT)
        if self._is_over:
            return
        content = BannerContent(
            lambda: tr("The program had a problem last time. A crash report was saved on this computer."),
            lambda: tr("Show"),
            self._show,
            more_buttons=(
                (lambda: tr("Copy"), self._copy),
                (lambda: tr("Delete report"), self._delete_reports),
            ),
        )
        self._window.banner_bar.show_banner(BannerKind.CRASH_REPORT, content)

    def _show(self) -> None:
        dialog = CrashReportDialog(
            self.reports_text(), self._reports.folder, self._window.theme, self._window
        )
        dialog.delete_requested.connect(self._delete_reports)
        dialog.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.reports_text())
        self._window.help_commands.message.emit(tr("Report copied."))

    def _delete_reports(self) -> None:
        self._is_over = True
        self._reports.delete_all()
        self._window.banner_bar.hide_banner(BannerKind.CRASH_REPORT)


class UpdateBanner(QObject):
    """Announces a newer version in one window, on every page."""

    def __init__(self, application: Application, window: MainWindow) -> None:
        super().__init__(window)
        self._updates, self._window = application.update_checker, window
        window.account_changed.connect(self._refresh)
        application.bus.subscribe(UpdateAvailable, lambda _event: self._refresh())
        application.settings.subscribe(lambda name: self._refresh() if name == UPDATE_CHECK.name else None)
        self._refresh()

    def _refresh(self) -> None:
        newer = self._updates.newer_version if self._updates.should_offer() else None
        for bar in (self._window.page_stack.banner_bar, self._window.banner_bar):
            bar.hide_banner(BannerKind.UPDATE)
        if newer is None:
            return
        later = (lambda: tr("Skip this version"), self._skip_version)
        version, about = newer.version, newer.release_notes_url
        content = BannerContent(
            lambda: tr(
                "Kanbert Desktop {version} is available. You have {current}.",
                version=version,
                current=__version__,
            )
        )
        if about:
            content = content._replace(
                button_text=lambda: tr("Release notes"),
                action=lambda: self._open(about),
                more_buttons=(later,),
            )
        else:
            content = content._replace(button_text=later[0], action=later[1])
        self._window.banner_bar.show_banner(BannerKind.UPDATE, content)

    def _open(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)) and self._window.workspace is not None:
            self._window.workspace.toast.show_problem(tr("No browser could be opened."), address)

    def _skip_version(self) -> None:
        self._updates.skip_version()
        self._refresh()


class InstalledVersionBanner(QObject):
    """Offers to restart once another version was installed over the running one, in one window, on every page."""

    def __init__(self, program: InstalledProgram, application: Application, window: MainWindow) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self._is_installed = False
        program.replaced.connect(self._on_replaced)
        window.account_changed.connect(self._refresh)

    def _on_replaced(self) -> None:
        self._is_installed = True
        self._refresh()

    def _refresh(self) -> None:
        self._window.page_stack.banner_bar.hide_banner(BannerKind.INSTALLED)
        if self._is_installed:
            content = BannerContent(
                lambda: tr("A newer version of Kanbert Desktop was installed."),
                lambda: tr("Restart"),
                self._application.request_restart,
                addition=lambda: tr("Nothing you typed is lost."),
            )
            self._window.banner_bar.show_banner(BannerKind.INSTALLED, content)
