"""What was found, as rows in groups: one group a board, the one with the best hit first."""

from collections.abc import Callable, Sequence
from datetime import date

from kanbert_desktop.app.boards.search import MatchField, SearchHit
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.ui.card_list.model import CardRow, Group
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.cards.view_model import CardFaces


class SearchRows:
    def __init__(self, desk: BoardService, today: Callable[[], date]) -> None:
        self._desk = desk
        self._faces = CardFaces(desk, today)

    def forget_all(self) -> None:
        self._faces.forget_all()

    def groups(self, found: Sequence[SearchHit]) -> list[Group]:
        boards: dict[BoardId, list[CardRow]] = {}
        for one in found:
            boards.setdefault(one.card.board, []).append(self._row(one))
        return [self._group(board, rows) for board, rows in boards.items()]

    def _group(self, board: BoardId, rows: list[CardRow]) -> Group:
        known = self._desk.board(board)
        client = self._desk.client_of(known)
        return Group(known.title, tuple(rows), note=client.name if client else "")

    def _row(self, one: SearchHit) -> CardRow:
        card = one.card
        is_title = one.field is MatchField.TITLE
        before = _where_words(one.field)
        return CardRow(
            face=self._faces.of(card),
            column=card.column,
            place=card.unknown_status or column_title(card.column),
            title_marks=one.highlights if is_title else (),
            snippet="" if is_title else f"{before}{one.text}",
            marks=tuple((start + len(before), end + len(before)) for start, end in one.highlights),
            is_away=card.column is Column.CLOSED,
        )


def _where_words(where: MatchField) -> str:
    match where:
        case MatchField.COMMENT:
            return tr("Comment") + ": "
        case MatchField.DESCRIPTION:
            return tr("Description") + ": "
        case MatchField.TITLE:
            return ""
