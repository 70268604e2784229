"""The calendar file of an account: starts what keeps it up to date, and tells once if it cannot be written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.local_data import CALENDAR_FILE
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import CalendarFileChosen
from kanbert_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.calendar_file import CalendarFile

_START_MS = 5_000


class CalendarFileCommands(QObject):
    def __init__(self, application: Application, service: BoardService, toast: Toast, page: QWidget) -> None:
        super().__init__(page)
        self._application, self._service, self._toast = application, service, toast
        self._file: CalendarFile | None = None
        self._unsubscribe = application.bus.subscribe(CalendarFileChosen, lambda _event: self._on_chosen())
        if service.local.value(CALENDAR_FILE):
            QTimer.singleShot(_START_MS, self, self._open)

    def close(self) -> None:
        self._unsubscribe()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _on_chosen(self) -> None:
        if self._file is not None and not self._service.local.value(CALENDAR_FILE):
            self._file.close()
            self._file = None
        self._open()
        if self._file is not None:
            self._file.write_now()

    def _open(self) -> None:
        if self._file is not None or not self._service.local.value(CALENDAR_FILE):
            return
        from kanbert_desktop.app.boards.calendar_file import CalendarFile  # noqa: PLC0415  where a file is kept

        self._file = CalendarFile(self._service, self._application.bus, self._application.tasks, self)
        self._file.failed.connect(self._report)

    def _report(self, error: KanbertError) -> None:
        _title, message = title_and_message(error)
        self._toast.show_problem(tr("The calendar file could not be written. It is tried again."), message)
