"""Print, save as PDF and export commands."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.export import ExportFormat
    from kanbert_desktop.ui.printing.print_job import Printable, PrintController


@runtime_checkable
class PrintablePage(Protocol):
    """A page beside the board that can be printed. `printed_at` is text for the footer."""

    def printable(self, printed_at: str) -> "Printable | None": ...


class PrintAndExport(QObject):
    """Prints or exports what the board page shows. The modules for it are imported on first use."""

    def __init__(
        self, service: BoardService, board: BoardPage, theme: Theme, toast: Toast, page: QWidget
    ) -> None:
        super().__init__(page)
        self._service, self._board, self._theme, self._toast, self._page = service, board, theme, toast, page
        self._controller: PrintController | None = None
        self.shown_page: Callable[[], QWidget | None] = lambda: None
        """Returns the page that is shown; one that is a `PrintablePage` is printed instead of the board."""

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        return {
            CommandId.PRINT: self.print_current,
            CommandId.SAVE_PDF: self.save_current_as_pdf,
            CommandId.EXPORT: self.export,
        }

    # Print and PDF.

    @property
    def print_controller(self) -> "PrintController":
        if self._controller is None:
            from kanbert_desktop.ui.printing.print_job import PrintController  # noqa: PLC0415  seldom needed

            self._controller = PrintController(self._page)
            self._controller.saved.connect(self._report_file)
            self._controller.message.connect(self._toast.show_message)
            self._controller.problem_reported.connect(self._toast.show_problem)
        return self._controller

    def print_current(self) -> None:
        """The open card if its panel has the focus, else the board."""
        self._run_with(self._current_printable(), self.print_controller.print_document)

    def save_current_as_pdf(self) -> None:
        self._run_with(self._current_printable(), self.print_controller.save_as_pdf)

    def print_card(self, key: CardKey) -> None:
        self._run_with(self._card_printable(key), self.print_controller.print_document)

    def _run_with(self, what: "Printable | None", run: "Callable[[Printable], None]") -> None:
        if what is None:
            self._toast.show_problem(tr("There is nothing to print."), tr("Open a board or a card first."))
        else:
            run(what)

    def _current_printable(self) -> "Printable | None":
        shown = self.shown_page()
        if isinstance(shown, PrintablePage):
            return shown.printable(_printed_at_text())
        key, panel = self._board.opened_card, QApplication.focusWidget()
        if key is not None and panel is not None and self._board.panel.isAncestorOf(panel):
            return self._card_printable(key)
        from kanbert_desktop.ui.printing.board_content import board_content  # noqa: PLC0415
        from kanbert_desktop.ui.printing.board_printout import BoardPrintout  # noqa: PLC0415
        from kanbert_desktop.ui.printing.page_layout import PrintStyle  # noqa: PLC0415

        sheet = board_content(self._service, self._board, today())
        return (
            BoardPrintout(sheet, PrintStyle(self._theme), _printed_at_text()) if sheet is not None else None
        )

    def _card_printable(self, key: CardKey) -> "Printable | None":
        from kanbert_desktop.ui.printing.card_printout import (  # noqa: PLC0415
            CardPrintout,
            card_content,
        )
        from kanbert_desktop.ui.printing.page_layout import PrintStyle  # noqa: PLC0415

        card = self._service.card(key)
        if card is None:
            return None
        return CardPrintout(
            card_content(self._service, card, today()), PrintStyle(self._theme), _printed_at_text()
        )

    # Export.

    def export(self) -> None:
        """Exports the whole board regardless of the filter; the file extension selects the format."""
        from kanbert_desktop.ui.widgets.file_dialogs import ask_save_path  # noqa: PLC0415  after the first paint

        if self._board.board is None:
            self._toast.show_problem(tr("There is nothing to export."), tr("Open a board first."))
            return
        board = self._service.board(self._board.board)
        kinds = {
            "csv": tr("CSV for spreadsheets"),
            "json": tr("JSON for programs"),
            "ics": tr("iCalendar for calendars"),
        }
        ask_save_path(
            self._page, tr("Export board"), board.title, kinds, lambda path: self.write_export(board.id, path)
        )

    def write_export(self, board: str, path: Path) -> None:
        from kanbert_desktop.app.boards.export import export_to_file  # noqa: PLC0415  after the first paint

        try:
            count, file = export_to_file(self._service, board, _format_of(path), path)
        except KanbertError as error:
            self._toast.show_problem(*title_and_message(error))
            return
        self._report_file(tr("Exported to “{file}”: %n card(s).", count, file=file.name), file)

    def _report_file(self, text: str, file: Path) -> None:
        folder = QUrl.fromLocalFile(str(file.parent))
        self._toast.show_action(text, tr("Open folder"), lambda: QDesktopServices.openUrl(folder))


def _format_of(path: Path) -> "ExportFormat":
    match path.suffix.lower():
        case ".json":
            return "json"
        case ".ics":
            return "ics"
    return "csv"


def _printed_at_text() -> str:
    from kanbert_desktop.ui.printing.card_printout import moment_text  # noqa: PLC0415

    return tr("Printed {when}", when=moment_text(datetime.now(UTC), today()))
