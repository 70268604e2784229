"""How the cards of a view are grouped: the group of a card, and what a group is called."""

from collections.abc import Callable
from datetime import date

from kanbert_desktop.app.boards.my_work import DueSpan, due_span
from kanbert_desktop.app.boards.saved_views import ViewGrouping, ViewLayout
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Card, Column, Priority
from kanbert_desktop.ui.cards.texts import COLUMN_ORDER, OPEN_COLUMNS, column_title, priority_title
from kanbert_desktop.ui.my_work.page import span_text

_DONE = "done"
"""Cards that are finished, whenever they were due."""
_SPANS = [*(span.value for span in DueSpan if span is not DueSpan.NO_DATE), _DONE]


class ViewGroups:
    """A group's name is an id; "" stands for the cards without one, which come last."""

    def __init__(self, service: BoardService, grouping: ViewGrouping, today: Callable[[], date]) -> None:
        self.grouping = grouping
        self._service, self._today = service, today
        self._priorities: dict[str, Priority] = {}

    def name_of(self, card: Card) -> str:
        match self.grouping:
            case ViewGrouping.NONE:
                return ""
            case ViewGrouping.BOARD:
                return card.board
            case ViewGrouping.CLIENT:
                board = self._service.known_board(card.board)
                return (board.client if board else None) or ""
            case ViewGrouping.COLUMN:
                return card.column.value
            case ViewGrouping.ASSIGNEE:
                return card.assignee or ""
            case ViewGrouping.DUE:
                return self._span_of(card)
            case ViewGrouping.PRIORITY:
                return self._priority_of(card)

    def sort_text(self, name: str) -> str:
        """What groups are sorted by."""
        match self.grouping:
            case ViewGrouping.COLUMN:
                return f"{COLUMN_ORDER.index(Column(name)):02}"
            case ViewGrouping.DUE:
                return f"{_SPANS.index(name):02}" if name else ""
            case ViewGrouping.PRIORITY if name in self._priorities:
                return f"{self._priorities[name].order:08}{self._priorities[name].title}"
            case _:
                return self.title(name)

    def title(self, name: str) -> str:
        """What the group is called."""
        match self.grouping:
            case ViewGrouping.NONE:
                return tr("Cards")
            case ViewGrouping.BOARD:
                board = self._service.known_board(BoardId(name))
                return board.title if board else name
            case ViewGrouping.CLIENT:
                return self._client_name(name) or tr("No client")
            case ViewGrouping.COLUMN:
                return column_title(Column(name))
            case ViewGrouping.ASSIGNEE:
                person = self._service.person(name) if name else None
                return person.name if person else tr("Unknown person") if name else tr("Unassigned")
            case ViewGrouping.DUE:
                return tr("Done") if name == _DONE else span_text(DueSpan(name or DueSpan.NO_DATE))
            case ViewGrouping.PRIORITY:
                return priority_title(self._priorities[name]) if name else tr("No priority")

    def note(self, name: str) -> str:
        """The client of a board."""
        if self.grouping is not ViewGrouping.BOARD:
            return ""
        board = self._service.known_board(BoardId(name))
        return self._client_name(board.client) if board and board.client else ""

    def is_urgent(self, name: str) -> bool:
        return self.grouping is ViewGrouping.DUE and name == DueSpan.OVERDUE.value

    def _client_name(self, client: str) -> str:
        return next((one.name for one in self._service.clients() if one.id == client), "")

    def _span_of(self, card: Card) -> str:
        if card.column not in OPEN_COLUMNS:
            return _DONE
        span = due_span(card.due, self._today())
        return "" if span is DueSpan.NO_DATE else span.value

    def _priority_of(self, card: Card) -> str:
        if card.priority is None:
            return ""
        self._priorities[card.priority.id] = card.priority
        return card.priority.id


def layout_text(layout: ViewLayout) -> str:
    return tr("List") if layout is ViewLayout.LIST else tr("Columns")


def view_grouping_text(grouping: ViewGrouping) -> str:
    match grouping:
        case ViewGrouping.NONE:
            return tr("No groups")
        case ViewGrouping.BOARD:
            return tr("Board")
        case ViewGrouping.CLIENT:
            return tr("Client")
        case ViewGrouping.COLUMN:
            return tr("Column")
        case ViewGrouping.ASSIGNEE:
            return tr("Assignee")
        case ViewGrouping.DUE:
            return tr("Due date")
        case ViewGrouping.PRIORITY:
            return tr("Priority")
