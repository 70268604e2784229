"""When the board shows a face instead of cards, and what its button does."""

from kanbert_desktop.ui.board.adding import Adding
from kanbert_desktop.ui.board.board_contents import BoardContents
from kanbert_desktop.ui.board.board_face import BoardFace, Face
from kanbert_desktop.ui.board.column_strip import ColumnStrip
from kanbert_desktop.ui.board.filter_bar import FilterBar
from kanbert_desktop.ui.theme import Theme


class EmptyBoard:
    def __init__(
        self, theme: Theme, strip: ColumnStrip, adding: Adding, contents: BoardContents, filter_bar: FilterBar
    ) -> None:
        self._adding, self._contents, self._filter_bar = adding, contents, filter_bar
        self.face = BoardFace(theme, strip)
        self.face.acted.connect(self._act)
        adding.turned.connect(self.show)

    def show(self) -> None:
        """Not over a field in which the first card is being written."""
        self.face.show_face(Face.CARDS if self._adding.is_writing else self._contents.face)

    def _act(self, face: Face) -> None:
        if face is Face.NO_MATCH:
            self._filter_bar.clear()
        else:
            self._adding.open_field(None, None)
