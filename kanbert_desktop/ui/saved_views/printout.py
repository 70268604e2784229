"""A printed view: a list upright, board columns across, laid out like a board."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPainter

from kanbert_desktop.app.boards.saved_views import SavedView, ViewLayout
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.ui.printing.board_printout import BoardPrintout
from kanbert_desktop.ui.printing.page_layout import PrintStyle
from kanbert_desktop.ui.saved_views.print_content import ViewContentReader


class ViewPrintout:
    """The cards are found and read while the pages are laid out, so that the window stays responsive."""

    def __init__(
        self,
        service: BoardService,
        view: SavedView,
        style: PrintStyle,
        printed_at: str,
        today: Callable[[], date],
    ) -> None:
        self.title = view.name
        is_list = view.layout is ViewLayout.LIST
        self.orientation = QPageLayout.Orientation.Portrait if is_list else QPageLayout.Orientation.Landscape
        self._reader = ViewContentReader(service, view, today)
        self._style, self._printed_at = style, printed_at
        self._sheet: BoardPrintout | None = None

    @property
    def pages(self) -> int:
        return self._sheet.pages if self._sheet is not None else 0

    def layout_steps(self, area: QSizeF) -> Iterator[None]:
        content = yield from self._reader.read()
        self._sheet = BoardPrintout(content, self._style, self._printed_at)
        yield from self._sheet.layout_steps(area)

    def paint(self, painter: QPainter, page: int) -> None:
        if self._sheet is not None:
            self._sheet.paint(painter, page)
