"""The figures of a board, a client or everything."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kanbert_desktop.app.overview.hours import BookedHours
from kanbert_desktop.app.overview.transitions import ColumnAges, Movement
from kanbert_desktop.domain.board import (
    DONE_COLUMNS,
    OPEN_COLUMNS,
    Board,
    BoardId,
    ClientId,
    Column,
    PersonId,
)
from kanbert_desktop.sync.card_figures import CardFigures, ColumnCount


class OverviewScope(NamedTuple):
    """Of one board, of all running boards of a client, or of all running boards. `title` is empty for everything."""

    boards: tuple[Board, ...]
    title: str = ""
    board: BoardId | None = None
    client: ClientId | None = None

    @property
    def ids(self) -> tuple[BoardId, ...]:
        return tuple(board.id for board in self.boards)

    def query(self, *conditions: str) -> str:
        """In the search language: these conditions, and the boards."""
        where: tuple[str, ...] = ()
        if self.board is not None:
            where = (f"board:{_quoted(self.boards[0].shortcode or self.title)}",)
        elif self.client is not None:
            where = (f"client:{_quoted(self.title)}",)
        return " ".join(filter(None, (*conditions, *where)))


class ColumnFigures(NamedTuple):
    """`counted.cards` is what the board shows in the column, and what the limit is about."""

    column: Column
    counted: ColumnCount
    limit: int | None = None
    ages: ColumnAges | None = None

    @property
    def is_exceeded(self) -> bool:
        return self.limit is not None and self.counted.cards > self.limit

    @property
    def query(self) -> str:
        return column_query(self.column)


class AssigneeFigures(NamedTuple):
    """Open cards of a person; None stands for nobody."""

    person: PersonId | None
    open: int


class OverviewFigures(NamedTuple):
    scope: OverviewScope
    today: date
    open: int
    overdue: int
    due_this_week: int
    columns: tuple[ColumnFigures, ...]
    assignees: tuple[AssigneeFigures, ...]
    movement: Movement
    hours: BookedHours | None = None
    """None unless the user switched them on."""

    @property
    def exceeded(self) -> tuple[ColumnFigures, ...]:
        return tuple(one for one in self.columns if one.is_exceeded)


def column_query(column: Column) -> str:
    return f"column:{_quoted(column.value)}"


OVERDUE_QUERY, WEEK_QUERY, OPEN_QUERY = "is:overdue", "due:this-week is:open", "is:open"


def done_query(monday: date) -> str:
    """Cards that reached a done column in the week that begins on this day."""
    return f"done:{monday.isoformat()}..{(monday + timedelta(days=6)).isoformat()}"


def day_query(day: date) -> str:
    """The cards that were here at the end of that day. Columns beside it are those of that day."""
    return f"on:{day.isoformat()}"


def assignee_query(name: str | None) -> str:
    """Open cards of the person with this name, or of nobody."""
    return f"assignee:{_quoted(name) if name is not None else 'none'} is:open"


def make_figures(
    scope: OverviewScope,
    today: date,
    counted: CardFigures,
    movement: Movement,
    *,
    limits: Mapping[Column, int],
    hours: BookedHours | None,
) -> OverviewFigures:
    by_column: dict[Column, ColumnCount] = defaultdict(ColumnCount)
    for (_board, column), count in counted.columns.items():
        known = by_column[column]
        by_column[column] = ColumnCount(known.cards + count.cards, known.sub_tasks + count.sub_tasks)
    shown = [*OPEN_COLUMNS, *([Column.OTHER] if by_column[Column.OTHER].all else [])]
    columns = tuple(
        ColumnFigures(column, by_column[column], limits.get(column), movement.ages.get(column))
        for column in shown
    )
    open_ = sum(count.all for column, count in by_column.items() if column not in DONE_COLUMNS)
    return OverviewFigures(
        scope,
        today,
        open_,
        counted.overdue,
        counted.due_this_week,
        columns,
        _assignees(counted),
        movement,
        hours,
    )


def _assignees(counted: CardFigures) -> tuple[AssigneeFigures, ...]:
    """Those with most cards first, nobody last."""
    ordered = sorted(counted.assignees.items(), key=lambda item: (item[0] is None, -item[1], str(item[0])))
    return tuple(AssigneeFigures(person, count) for person, count in ordered)


def client_scope(boards: Collection[Board], client: ClientId, name: str) -> OverviewScope:
    return OverviewScope(tuple(board for board in boards if board.client == client), name, client=client)


def _quoted(value: str) -> str:
    """Quotes what has more than letters and digits. The language has no way to write a quote itself."""
    return value if value.isalnum() else '"' + value.replace('"', " ") + '"'
