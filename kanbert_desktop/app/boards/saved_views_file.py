"""Saved views as a JSON file, to take them to another computer or to a colleague."""

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kanbert_desktop.app.boards.exchange_file import ExchangeFormat, WrongValue, read_exchange_file
from kanbert_desktop.app.boards.saved_views import (
    MAX_VIEWS,
    VIEW_SORTS,
    SavedView,
    ViewGrouping,
    ViewLayout,
    valid_view,
    view_json,
)
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.sorting import Sort

FILE_FORMAT = ExchangeFormat("kanbert_views", 1, "views", "name", MAX_VIEWS, "views_file")
Choice = TypeVar("Choice", bound=StrEnum)


def views_document(views: Iterable[SavedView]) -> dict[str, object]:
    return {FILE_FORMAT.key: FILE_FORMAT.version, "views": [view_json(view) for view in views]}


def views_text(views: Iterable[SavedView]) -> str:
    """The content of a file."""
    return f"{json.dumps(views_document(views), ensure_ascii=False, indent=2)}\n"


def read_views_file(path: Path) -> list[SavedView]:
    """Reads all views or none. Raises `InvalidInput`, which names the first place that is wrong."""
    return read_exchange_file(path, FILE_FORMAT, _view, lambda view: view.name.casefold())


def _view(row: dict[str, Any]) -> SavedView:
    """Raises `WrongValue`."""
    for name in ("name", "query"):
        if not isinstance(row.get(name), str):
            raise WrongValue(name)
    sort = _choice(_view_sort, row, "sort", Sort.DUE)
    layout = _choice(ViewLayout, row, "layout", ViewLayout.LIST)
    grouping = _choice(ViewGrouping, row, "group", ViewGrouping.BOARD)
    try:
        return valid_view(SavedView(row["name"], row["query"], layout, sort, grouping))
    except InvalidInput as error:
        raise WrongValue("query" if "query" in error.key else "name") from None


def _view_sort(value: str) -> Sort:
    """Raises `ValueError`."""
    return VIEW_SORTS[VIEW_SORTS.index(Sort(value))]


def _choice(kind: Callable[[str], Choice], row: dict[str, Any], name: str, usual: Choice) -> Choice:
    try:
        return kind(row.get(name, usual))
    except ValueError:
        raise WrongValue(name) from None
