"""The language's own words, English and German: both are understood whatever the window speaks."""

from collections.abc import Mapping

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.query.terms import Key
from kanbert_desktop.domain.query.text import fold, taken_together, words

KEYS = {
    "assignee": Key.ASSIGNEE,
    "zustandig": Key.ASSIGNEE,
    "due": Key.DUE,
    "fallig": Key.DUE,
    "is": Key.IS,
    "ist": Key.IS,
    "board": Key.BOARD,
    "column": Key.COLUMN,
    "in": Key.COLUMN,
    "spalte": Key.COLUMN,
    "client": Key.CLIENT,
    "kunde": Key.CLIENT,
}
"""By their folded spelling."""

STATES = {
    "pending": "pending",
    "unsent": "pending",
    "nichtgesendet": "pending",
    "ungesendet": "pending",
    "overdue": "overdue",
    "uberfallig": "overdue",
    "done": "done",
    "erledigt": "done",
    "fertig": "done",
    "open": "open",
    "offen": "open",
    "mine": "mine",
    "meine": "mine",
    "parent": "parent",
    "ubergeordnet": "parent",
    "subtask": "sub-task",
    "unteraufgabe": "sub-task",
    "public": "public",
    "offentlich": "public",
}
DAYS = {
    "none": "none",
    "keine": "none",
    "ohne": "none",
    "nie": "none",
    "today": "today",
    "heute": "today",
    "tomorrow": "tomorrow",
    "morgen": "tomorrow",
    "overdue": "overdue",
    "uberfallig": "overdue",
    "thisweek": "this-week",
    "diesewoche": "this-week",
    "nextweek": "next-week",
    "nachstewoche": "next-week",
}
ME = frozenset({"me", "ich", "mir", "mich"})
NOBODY = frozenset({"none", "niemand", "keine", "keiner"})
_COLUMNS = {
    Column.BACKLOG: ("Backlog",),
    Column.NEW: ("New", "To do", "Zu erledigen"),
    Column.WIP: ("WIP", "In progress", "In Arbeit"),
    Column.COMPLETED: ("Completed", "Erledigt"),
    Column.APPROVED: ("Approved", "Freigegeben"),
    Column.CLOSED: ("Closed", "Archived", "Archiviert"),
    Column.OTHER: ("Other", "Andere"),
}


def bare(value: str) -> str:
    """`In progress`, `in-progress` and `inprogress` are one word here; so are `fällig` and `faellig`."""
    return "".join(words(taken_together(fold(value))))


def meant(table: Mapping[str, str], value: str) -> str | None:
    """The language's own word for it; None where `value` is more than one of its words."""
    letters = fold(value).replace("-", "").replace(" ", "")
    return table.get(bare(value)) if letters.isalnum() else None


_SPELLED = {bare(name): column for column, names in _COLUMNS.items() for name in names}


def columns_named(value: str) -> frozenset[Column]:
    """All whose name begins so."""
    wanted = bare(value)
    return frozenset(column for name, column in _SPELLED.items() if wanted and name.startswith(wanted))
