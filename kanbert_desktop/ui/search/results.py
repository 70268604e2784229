"""Search results as rows: one group for each board, the board with the best hit first."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from kanbert_desktop.app.boards.search import MatchField, SearchHit
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.ui.card_list.model import CardRow, RowGroup
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.cards.view_model import CardViewModelCache

_PREPARED_PER_STEP = 20


class SearchResultRows:
    def __init__(self, service: BoardService, today: Callable[[], date]) -> None:
        self._service = service
        self._view_models = CardViewModelCache(service, today)

    def invalidate_all(self) -> None:
        self._view_models.invalidate_all()

    def prepare(self, found: Sequence[SearchHit]) -> Iterator[None]:
        """Makes what `groups` needs of each card, in steps of about a millisecond."""
        for start in range(0, len(found), _PREPARED_PER_STEP):
            self._view_models.get_all([one.card for one in found[start : start + _PREPARED_PER_STEP]])
            yield

    def groups(self, found: Sequence[SearchHit]) -> list[RowGroup]:
        boards: dict[BoardId, list[CardRow]] = {}
        for one in found:
            boards.setdefault(one.card.board, []).append(self._row(one))
        return [self._group(board, rows) for board, rows in boards.items()]

    def _group(self, board: BoardId, rows: list[CardRow]) -> RowGroup:
        known = self._service.board(board)
        client = self._service.client_of(known)
        return RowGroup(known.title, tuple(rows), note=client.name if client else "")

    def _row(self, one: SearchHit) -> CardRow:
        card = one.card
        is_title = one.field is MatchField.TITLE
        before = _match_field_text(one.field)
        return CardRow(
            card=self._view_models.get(card),
            column=card.column,
            location=card.unknown_status or column_title(card.column),
            title_highlights=one.highlights if is_title else (),
            snippet="" if is_title else f"{before}{one.text}",
            snippet_highlights=tuple(
                (start + len(before), end + len(before)) for start, end in one.highlights
            ),
            is_archived_or_done=card.column is Column.CLOSED,
        )


def _match_field_text(where: MatchField) -> str:
    match where:
        case MatchField.COMMENT:
            return tr("Comment") + ": "
        case MatchField.DESCRIPTION:
            return tr("Description") + ": "
        case MatchField.TITLE:
            return ""
