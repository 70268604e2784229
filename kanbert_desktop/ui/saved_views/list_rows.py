"""The rows of a view that is shown as a grouped list."""

from collections.abc import Callable, Collection
from datetime import date

from kanbert_desktop.app.boards.saved_views import ViewGrouping
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.sorting import Group
from kanbert_desktop.ui.card_list.model import CardRow, RowGroup
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardViewModelCache
from kanbert_desktop.ui.saved_views.contents import ViewContents


class ViewListRows:
    """Cards are shown as on My work: a row says board and column, unless the groups say it."""

    def __init__(self, service: BoardService, contents: ViewContents, today: Callable[[], date]) -> None:
        self._service, self._contents = service, contents
        self._view_models = CardViewModelCache(service, today)

    def invalidate(self, cards: Collection[CardKey] | None) -> None:
        """None: all cards."""
        if cards is None:
            self._view_models.invalidate_all()
        else:
            self._view_models.invalidate(cards)

    def groups(self, most: int) -> list[RowGroup]:
        """The first cards, at most so many. A group's number counts all of its cards."""
        found: list[tuple[Group, list[CardRow]]] = []
        rows, left, start = self._contents.rows(), most, 0
        while left > 0 and (part := rows.at(start, left)):
            start += len(part)
            shown = self._view_models.get_all([row for row in part if isinstance(row, Card)])
            for row in part:
                if isinstance(row, Group):
                    found.append((row, []))
                elif left > 0:
                    found[-1][1].append(self._row(row, shown[row.key]))
                    left -= 1
        return [self._group(group, cards) for group, cards in found]

    def _group(self, group: Group, cards: list[CardRow]) -> RowGroup:
        groups = self._contents.groups
        return RowGroup(
            groups.title(group.name),
            tuple(cards),
            note=groups.note(group.name),
            is_urgent=groups.is_urgent(group.name),
            others=group.count - len(cards),
            key=group.name,
        )

    def _row(self, card: Card, shown: CardViewModel) -> CardRow:
        grouping = self._contents.view.grouping
        parts = []
        if grouping is not ViewGrouping.BOARD:
            board = self._service.known_board(card.board)
            parts.append(board.title if board is not None else "")
        if grouping is not ViewGrouping.COLUMN:
            parts.append(card.unknown_status or column_title(card.column))
        return CardRow(
            card=shown,
            column=card.column,
            location=" · ".join(parts),
            is_archived_or_done=card.column is Column.CLOSED,
        )
