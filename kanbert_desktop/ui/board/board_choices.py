"""How a person looks at one board: what is folded, kept on this computer."""

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.domain.board import BoardId, Column


class BoardChoices:
    def __init__(self, desk: Desk, board: BoardId) -> None:
        self._desk, self._board = desk, board

    @property
    def folded(self) -> set[Column]:
        names = self._desk.local(f"folded:{self._board}").split(",")
        return {column for column in Column if column.value in names}

    @folded.setter
    def folded(self, columns: set[Column]) -> None:
        names = sorted(column.value for column in columns)
        self._desk.keep_local(f"folded:{self._board}", ",".join(names))
