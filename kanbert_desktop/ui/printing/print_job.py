"""Printer dialog, PDF, printing in slices."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QWidget

from kanbert_desktop.app.boards.export import write_file
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.printing.page_layout import page_layout
from kanbert_desktop.ui.widgets.popups import ask_where

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_FRAME = 0.008
"""Seconds of one frame that may be spent."""
_POINTS_AN_INCH = 72


class ForPaper(Protocol):
    """Something that can be printed; `lay_out` is gone through before there are pages."""

    title: str
    orientation: QPageLayout.Orientation

    @property
    def pages(self) -> int: ...
    def lay_out(self, room: QSizeF) -> Iterator[None]: ...
    def paint(self, painter: QPainter, page: int) -> None: ...


class PrintRun(QObject):
    """`ended` carries whether all pages are there."""

    ended = Signal(bool)

    def __init__(self, what: ForPaper, device: QPagedPaintDevice, parent: QObject) -> None:
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
            told = next(self._steps, self)
            if told is not None:
                self._end(told is self)
                return

    def _end(self, done: bool) -> None:
        self._timer.stop()
        # What the device was not told to the end is told now: the file is whole.
        done = self._painter.end() and done
        self.ended.emit(done)

    def _work(self) -> Iterator[object]:
        """None after each step; anything else is the end, where the device does not take pages."""
        room = self._device.pageLayout().paintRect(QPageLayout.Unit.Point).size()
        yield from self._what.lay_out(room)
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


CREATOR = "Kanbert Desktop"


class PdfFile:
    """`device` takes the pages; `content` is the whole file once they are all there."""

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


class Printing(QObject):
    """`saved` carries words and the file, `told` words alone, `problem` a title and a message."""

    saved = Signal(str, object)
    told = Signal(str)
    problem = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def print_out(self, what: ForPaper) -> None:
        """By the system's dialog; without a printer it goes into a PDF."""
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415  seldom needed

        if not QPrinterInfo.availablePrinterNames():
            self.told.emit(tr("No printer is set up on this computer. You can save a PDF instead."))
            self.save(what)
            return
        self._ask_printer(what)

    def save(self, what: ForPaper) -> None:
        """As a PDF, where the person says."""
        ask_where(
            self._window,
            tr("Save as PDF"),
            what.title,
            {"pdf": tr("PDF document")},
            lambda path: self.write(what, path),
        )

    def write(self, what: ForPaper, path: Path) -> None:
        """The file appears whole, once the last page is set."""
        pdf = PdfFile(what.title, page_layout(what.orientation))

        def end(done: bool) -> None:
            try:
                file = write_file(path, pdf.content())
            except KanbertError as error:
                self.problem.emit(*title_and_message(error))
                return
            if done:
                self.saved.emit(tr("Saved as “{file}”, %n page(s).", what.pages, file=file.name), file)

        self._run(PrintRun(what, pdf.device, self), end)

    def _ask_printer(self, what: ForPaper) -> None:
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(what.orientation))
        printer.setDocName(to_single_line(what.title))
        printer.setCreator(CREATOR)
        dialog = QPrintDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Which pages hold what is known to nobody before they are set, so none are offered to choose.
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.accepted.connect(lambda: self._print(what, printer))
        QDialog.open(dialog)

    def _print(self, what: ForPaper, printer: "QPrinter") -> None:
        self._run(PrintRun(what, printer, self), lambda done: self._say(what, done))

    def _say(self, what: ForPaper, done: bool) -> None:
        if done:
            self.told.emit(tr("Sent to the printer, %n page(s).", what.pages))
        else:
            self.problem.emit(
                tr("It could not be printed."), tr("The printer did not take it. You can save a PDF instead.")
            )

    def _run(self, run: PrintRun, end: Callable[[bool], None]) -> None:
        run.ended.connect(end)
        run.ended.connect(run.deleteLater)
        run.start()
