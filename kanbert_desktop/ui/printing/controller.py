"""What leaves the program by the person's own hand: a board or a card on paper, as a PDF, as a file for others."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

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
from kanbert_desktop.ui.commands.actions import Name
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from kanbert_desktop.ui.printing.print_job import ForPaper, Printing


class GivingOut(QObject):
    """Made of what the board page shows; the rooms for it are imported when they are first needed."""

    def __init__(
        self, desk: BoardService, board: BoardPage, theme: Theme, toast: Toast, page: QWidget
    ) -> None:
        super().__init__(page)
        self._desk, self._board, self._theme, self._toast, self._page = desk, board, theme, toast, page
        self._made: Printing | None = None

    def acts(self) -> dict[Name, Callable[[], object]]:
        return {Name.PRINT: self.print_shown, Name.SAVE_PDF: self.save_shown, Name.EXPORT: self.export}

    # Paper.

    @property
    def printing(self) -> "Printing":
        if self._made is None:
            from kanbert_desktop.ui.printing.print_job import Printing  # noqa: PLC0415  seldom needed

            self._made = Printing(self._page)
            self._made.saved.connect(self._tell_file)
            self._made.told.connect(self._toast.tell)
            self._made.problem.connect(self._toast.warn)
        return self._made

    def print_shown(self) -> None:
        """The open card while the focus is on it, else the board."""
        self._lead(self._shown(), self.printing.print_out)

    def save_shown(self) -> None:
        self._lead(self._shown(), self.printing.save)

    def print_card(self, key: CardKey) -> None:
        self._lead(self._card(key), self.printing.print_out)

    def _lead(self, what: "ForPaper | None", way: "Callable[[ForPaper], None]") -> None:
        if what is None:
            self._toast.warn(tr("There is nothing to print."), tr("Open a board or a card first."))
        else:
            way(what)

    def _shown(self) -> "ForPaper | None":
        key, panel = self._board.opened, QApplication.focusWidget()
        if key is not None and panel is not None and self._board.panel.isAncestorOf(panel):
            return self._card(key)
        from kanbert_desktop.ui.printing.board_content import board_sheet  # noqa: PLC0415
        from kanbert_desktop.ui.printing.board_printout import BoardPrint  # noqa: PLC0415
        from kanbert_desktop.ui.printing.page_layout import Ink  # noqa: PLC0415

        sheet = board_sheet(self._desk, self._board, today())
        return BoardPrint(sheet, Ink(self._theme), _now()) if sheet is not None else None

    def _card(self, key: CardKey) -> "ForPaper | None":
        from kanbert_desktop.ui.printing.card_printout import (  # noqa: PLC0415
            CardPrint,
            card_sheet,
        )
        from kanbert_desktop.ui.printing.page_layout import Ink  # noqa: PLC0415

        card = self._desk.card(key)
        if card is None:
            return None
        return CardPrint(card_sheet(self._desk, card, today()), Ink(self._theme), _now())

    # Files.

    def export(self) -> None:
        """The whole board, whatever the filter hides; the file's ending says in which form."""
        if self._board.board is None:
            self._toast.warn(tr("There is nothing to export."), tr("Open a board first."))
            return
        from kanbert_desktop.ui.widgets.popups import ask_where  # noqa: PLC0415  seldom needed

        board = self._desk.board(self._board.board)
        kinds = {"csv": tr("Table for spreadsheets"), "json": tr("JSON for programs")}
        ask_where(self._page, tr("Export board"), board.title, kinds, lambda path: self.write(board.id, path))

    def write(self, board: str, path: Path) -> None:
        from kanbert_desktop.app.boards.export import (  # noqa: PLC0415
            export_board,
            write_file,
        )

        try:
            told = export_board(self._desk, board, "json" if path.suffix.lower() == ".json" else "csv")
            file = write_file(path, told.text)
        except KanbertError as error:
            self._toast.warn(*title_and_message(error))
            return
        self._tell_file(tr("Exported to “{file}”: %n card(s).", told.card_count, file=file.name), file)

    def _tell_file(self, words: str, file: Path) -> None:
        folder = QUrl.fromLocalFile(str(file.parent))
        self._toast.tell_way(words, tr("Open folder"), lambda: QDesktopServices.openUrl(folder))


def _now() -> str:
    from kanbert_desktop.ui.printing.card_printout import moment_words  # noqa: PLC0415

    return tr("Printed {when}", when=moment_words(datetime.now(UTC), today()))
