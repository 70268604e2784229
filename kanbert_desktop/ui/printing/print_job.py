"""Printer dialog, PDF, printing in slices."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from kanbert_desktop.app.boards.export import write_file
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.printing.page_layout import page_layout
from kanbert_desktop.ui.widgets.file_dialogs import ask_save_path

_FRAME = 0.008
"""Seconds per frame for printing."""
_POINTS_AN_INCH = 72
CREATOR = "Kanbert Desktop"


class Printable(Protocol):
    """Something printable; `layout_steps` must be exhausted before `pages` is known."""

    title: str
    orientation: QPageLayout.Orientation

    @property
    def pages(self) -> int: ...
    def layout_steps(self, area: QSizeF) -> Iterator[None]: ...
    def paint(self, painter: QPainter, page: int) -> None: ...


class PrintJob(QObject):
    """Prints in slices so that the window stays responsive. `finished` carries whether all pages were printed."""

    finished = Signal(bool)

    def __init__(self, what: Printable, device: QPagedPaintDevice, parent: QObject) -> None:
        super().__init__(parent)
        self._what, self._device = what, device
        self._painter = QPainter()
        self._steps = self._work()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        self._timer.start()

    def _go_on(self) -> None:
        until = perf_counter() + _FRAME
        while perf_counter() < until:
            status = next(self._steps, self)
            if status is not None:
                self._end(status is self)
                return

    def _end(self, done: bool) -> None:
        self._timer.stop()
        # Finishing the painter completes the file.
        done = self._painter.end() and done
        self.finished.emit(done)

    def _work(self) -> Iterator[object]:
        """Yields None after each step; anything else ends the job, when the device rejects pages."""
        area = self._device.pageLayout().paintRect(QPageLayout.Unit.Point).size()
        yield from self._what.layout_steps(area)
        if not self._painter.begin(self._device):
            yield False
        for page in range(self._what.pages):
            if page and not self._device.newPage():
                yield False
            self._painter.save()
            scale = self._device.logicalDpiX() / _POINTS_AN_INCH
            self._painter.scale(scale, scale)
            self._what.paint(self._painter, page)
            self._painter.restore()
            yield None


class PdfFile:
    """Pages are painted to `device`; `content` returns the complete file."""

    def __init__(self, title: str, layout: QPageLayout) -> None:
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.device = QPdfWriter(self._buffer)
        self.device.setPageLayout(layout)
        self.device.setTitle(to_single_line(title))
        self.device.setCreator(CREATOR)

    def content(self) -> bytes:
        self._buffer.close()
        return bytes(self._bytes.data())


class PrintController(QObject):
    """`saved` carries text and the file, `message` text, `problem_reported` title and message."""

    saved = Signal(str, object)
    message = Signal(str)
    problem_reported = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def print_document(self, what: Printable) -> None:
        """Opens the system's print dialog; without a printer, saves a PDF."""
        if not QPrinterInfo.availablePrinterNames():
            self.message.emit(tr("No printer is set up on this computer. You can save a PDF instead."))
            self.save_as_pdf(what)
            return
        self._open_print_dialog(what)

    def save_as_pdf(self, what: Printable) -> None:
        """Asks for the file."""
        ask_save_path(
            self._window,
            tr("Save as PDF"),
            what.title,
            {"pdf": tr("PDF document")},
            lambda path: self.write_pdf(what, path),
        )

    def write_pdf(self, what: Printable, path: Path) -> None:
        """Writes the file atomically after the last page."""
        pdf = PdfFile(what.title, page_layout(what.orientation))

        def end(done: bool) -> None:
            try:
                file = write_file(path, pdf.content())
            except KanbertError as error:
                self.problem_reported.emit(*title_and_message(error))
                return
            if done:
                self.saved.emit(tr("Saved as “{file}”, %n page(s).", what.pages, file=file.name), file)

        self._run(PrintJob(what, pdf.device, self), end)

    def _open_print_dialog(self, what: Printable) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(what.orientation))
        printer.setDocName(to_single_line(what.title))
        printer.setCreator(CREATOR)
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The number of pages is unknown before layout, so no page range is offered.
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.accepted.connect(lambda: self._print(what, printer))
        QDialog.open(dialog)

    def _print(self, what: Printable, printer: QPrinter) -> None:
        self._run(PrintJob(what, printer, self), lambda done: self._report(what, done))

    def _report(self, what: Printable, done: bool) -> None:
        if done:
            self.message.emit(tr("Sent to the printer, %n page(s).", what.pages))
        else:
            self.problem_reported.emit(
                tr("Printing failed."), tr("The printer rejected the job. You can save a PDF instead.")
            )

    def _run(self, run: PrintJob, end: Callable[[bool], None]) -> None:
        run.finished.connect(end)
        run.finished.connect(run.deleteLater)
        run.start()
