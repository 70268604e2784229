"""What a board's columns are called on screen."""

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column

SHOWN_BY_DEFAULT = (Column.BACKLOG, Column.NEW, Column.WIP, Column.COMPLETED, Column.APPROVED)
LEFT_TO_RIGHT = (*SHOWN_BY_DEFAULT, Column.OTHER, Column.CLOSED)
OPEN = frozenset({Column.BACKLOG, Column.NEW, Column.WIP, Column.OTHER})
"""Where a date that has passed is a worry."""


def column_title(column: Column) -> str:
    match column:
        case Column.BACKLOG:
            return tr("Backlog")
        case Column.NEW:
            return tr("To do")
        case Column.WIP:
            return tr("In progress")
        case Column.COMPLETED:
            return tr("Completed")
        case Column.APPROVED:
            return tr("Approved")
        case Column.CLOSED:
            return tr("Archived")
        case Column.OTHER:
            return tr("Other")


def column_color(column: Column) -> str:
    """The name of the column's colour in the theme."""
    return column.name.lower()
