"""Queries saved under a name, for all boards of the account, on this computer."""

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from kanbert_desktop.app.boards.local_data import SAVED_VIEWS
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.domain.value_classes import dataclass, replace

MAX_VIEWS, NAME_LIMIT, QUERY_LIMIT = 100, 80, 1_000
VIEW_SORTS = (Sort.DUE, Sort.PRIORITY, Sort.TITLE, Sort.UPDATED)
"""A card has a place in "My order" on its own board only."""
log = logging.getLogger(__name__)
Choice = TypeVar("Choice", bound=StrEnum)


class ViewLayout(StrEnum):
    LIST = "list"
    COLUMNS = "columns"


class ViewGrouping(StrEnum):
    NONE = "none"
    BOARD = "board"
    CLIENT = "client"
    COLUMN = "column"
    ASSIGNEE = "assignee"
    DUE = "due"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class SavedView:
    """`query` is text of the search language. Columns are never grouped by column."""

    name: str
    query: str
    layout: ViewLayout = ViewLayout.LIST
    sort: Sort = Sort.DUE
    grouping: ViewGrouping = ViewGrouping.BOARD


class ImportResult(NamedTuple):
    added: int
    replaced: int


class SavedViews:
    """In the order the user chose. Names are unique whatever their case."""

    def __init__(self, service: BoardService) -> None:
        self._service = service

    def all(self) -> list[SavedView]:
        """Unreadable ones are left out and stay stored."""
        return _read(self._service.local.value(SAVED_VIEWS))[0]

    def find(self, name: str) -> SavedView | None:
        wanted = _folded(name)
        return next((view for view in self.all() if _folded(view.name) == wanted), None)

    def require(self, name: str) -> SavedView:
        """Raises `Refused` for an unknown name."""
        found = self.find(name)
        if found is None:
            raise Refused("unknown_view", name=name)
        return found

    def add(self, view: SavedView) -> SavedView:
        """Adds it at the end. The same view again changes nothing. Raises `InvalidInput`."""
        added, views = valid_view(view), self.all()
        if added in views:
            return added
        self._check_is_free(added.name, views)
        self._store([*views, added])
        return added

    def change(self, name: str, view: SavedView) -> SavedView:
        """Replaces the view of that name, which may get another one. Raises `Refused` and `InvalidInput`."""
        before, changed, views = self.require(name), valid_view(view), self.all()
        place = views.index(before)
        self._check_is_free(changed.name, [*views[:place], *views[place + 1 :]])
        views[place] = changed
        self._store(views)
        return changed

    def remove(self, name: str) -> int:
        """Returns the place it had. Raises `Refused`."""
        removed, views = self.require(name), self.all()
        place = views.index(removed)
        del views[place]
        self._store(views)
        return place

    def restore(self, view: SavedView, place: int) -> None:
        """Puts a removed view back where it was, unless its name was taken since. Raises `InvalidInput`."""
        views = self.all()
        self._check_is_free(view.name, views)
        views.insert(place, view)
        self._store(views)

    def move(self, name: str, step: int) -> bool:
        """Moves a view up (-1) or down (1). Returns False at either end."""
        views = self.all()
        place = views.index(self.require(name))
        if not 0 <= place + step < len(views):
            return False
        views[place], views[place + step] = views[place + step], views[place]
        self._store(views)
        return True

    def put_all(self, views: Iterable[SavedView]) -> ImportResult:
        """Replaces the views of the same names and adds the others; all or none. Raises `InvalidInput`."""
        known = {_folded(view.name): view for view in self.all()}
        given = {_folded(view.name): view for view in map(valid_view, views)}
        result = ImportResult(len(given.keys() - known.keys()), len(given.keys() & known.keys()))
        self._store(list((known | given).values()))
        return result

    def set_all(self, views: Sequence[SavedView]) -> None:
        """Stores exactly these views, as they were before an import."""
        self._store(list(views))

    def _check_is_free(self, name: str, others: Iterable[SavedView]) -> None:
        if any(_folded(other.name) == _folded(name) for other in others):
            raise InvalidInput("view_name_taken", name=name)

    def _store(self, views: list[SavedView]) -> None:
        if len(views) > MAX_VIEWS:
            raise InvalidInput("too_many_views", limit=MAX_VIEWS)
        unreadable = _read(self._service.local.value(SAVED_VIEWS))[1]
        rows = [*map(view_json, views), *unreadable]
        self._service.local.save_value(SAVED_VIEWS, json.dumps(rows, ensure_ascii=False) if rows else "")


def valid_view(view: SavedView) -> SavedView:
    """Returns it with name and query as one line each, without control characters. Raises `InvalidInput`."""
    name, query = to_single_line(view.name), to_single_line(view.query)
    if not name:
        raise InvalidInput("view_name_empty")
    for text, limit, key in (
        (name, NAME_LIMIT, "view_name_too_long"),
        (query, QUERY_LIMIT, "view_query_too_long"),
    ):
        if len(text) > limit:
            raise InvalidInput(key, limit=limit, length=len(text))
    by_column = view.layout is ViewLayout.COLUMNS and view.grouping is ViewGrouping.COLUMN
    return replace(view, name=name, query=query, grouping=ViewGrouping.NONE if by_column else view.grouping)


def view_json(view: SavedView) -> dict[str, str]:
    """As it is stored, exported and printed: the keys are a promise (COMMAND_LINE.md, "Saved views")."""
    return {
        "name": view.name,
        "query": view.query,
        "layout": view.layout.value,
        "sort": view.sort.value,
        "group": view.grouping.value,
    }


def _folded(name: str) -> str:
    return to_single_line(name).casefold()


def _read(text: str) -> tuple[list[SavedView], list[object]]:
    """The views, and what cannot be read."""
    try:
        rows = json.loads(text or "[]")
    except ValueError:
        rows = None
    if not isinstance(rows, list):
        log.warning("The saved views cannot be read")
        return [], []
    views: list[SavedView] = []
    unreadable: list[object] = []
    for row in rows:
        try:
            views.append(_view_of(row))
        except (KeyError, TypeError, AttributeError, InvalidInput):
            unreadable.append(row)
    return views, unreadable


def _view_of(row: dict[str, str]) -> SavedView:
    """What a newer version may have written for layout, sort order and groups becomes the usual."""
    sort = _chosen(Sort, row.get("sort", ""), Sort.DUE)
    return valid_view(
        SavedView(
            row["name"],
            row["query"],
            _chosen(ViewLayout, row.get("layout", ""), ViewLayout.LIST),
            sort if sort in VIEW_SORTS else Sort.DUE,
            _chosen(ViewGrouping, row.get("group", ""), ViewGrouping.BOARD),
        )
    )


def _chosen(kind: Callable[[str], Choice], value: str, usual: Choice) -> Choice:
    try:
        return kind(value)
    except ValueError:
        return usual
