"""Whether new cards can be written on the board: Kanbert may give that to this account, and take it away."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.domain.events import Bus, WritingChanged
from kanbert_desktop.ui.allowing import allow
from kanbert_desktop.ui.board.board_header import BoardHeader
from kanbert_desktop.ui.board.column_strip import ColumnStrip
from kanbert_desktop.ui.board.page_layout import end_with


class Access(QObject):
    """The cards themselves ask when a gesture comes; `dress` is the page's own and ends with `show`."""

    def __init__(
        self, desk: Desk, bus: Bus, header: BoardHeader, strip: ColumnStrip, dress: Callable[[], None]
    ) -> None:
        super().__init__(strip)
        self._desk, self._header, self._strip = desk, header, strip
        end_with(strip, bus.subscribe(WritingChanged, lambda _event: dress()))
        self.show()

    def show(self) -> None:
        can_write = self._desk.can_write()
        allow(can_write, self._header.add)
        for view in self._strip.columns.values():
            view.allow_adding(can_write)
