"""Leads something to a printer, or into a PDF: the dialogs, and what is said of the end."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from kanbert_desktop.app.boards.export import write_file
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.untrusted_text import in_one_line
from kanbert_desktop.ui.asking_where import ask_where
from kanbert_desktop.ui.printing.paper import page_layout
from kanbert_desktop.ui.printing.pdf_file import CREATOR, PdfFile
from kanbert_desktop.ui.printing.print_run import ForPaper, PrintRun

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


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
        printer.setDocName(in_one_line(what.title))
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
