"""Saved views as a JSON file, to take them to another computer or to a colleague."""

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kanbert_desktop.app.boards.saved_views import (
    MAX_VIEWS,
    VIEW_SORTS,
    SavedView,
    ViewGrouping,
    ViewLayout,
    valid_view,
    view_json,
)
from kanbert_desktop.app.json_files import UnreadableFile, is_plain_json, read_json_object
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.sorting import Sort

FORMAT_KEY, FORMAT = "kanbert_views", 1
"""The number grows when an older program could no longer read the file."""
Choice = TypeVar("Choice", bound=StrEnum)


def views_document(views: Iterable[SavedView]) -> dict[str, object]:
    return {FORMAT_KEY: FORMAT, "views": [view_json(view) for view in views]}


def views_text(views: Iterable[SavedView]) -> str:
    """The content of a file."""
    return f"{json.dumps(views_document(views), ensure_ascii=False, indent=2)}\n"


def read_views_file(path: Path) -> list[SavedView]:
    """Reads all views or none. Raises `InvalidInput`, which names the first place that is wrong."""
    try:
        if not path.is_file():
            raise InvalidInput("views_file_missing", path=str(path))
        found = read_json_object(path)
    except UnreadableFile:
        raise InvalidInput("views_file_damaged", path=str(path), place="1") from None
    except OSError as error:
        raise InvalidInput(
            "views_file_unreadable", path=str(path), reason=error.strerror or type(error).__name__
        ) from None
    return _views(found, path)


def _views(found: dict[str, Any], path: Path) -> list[SavedView]:
    version, rows = found.get(FORMAT_KEY), found.get("views")
    if type(version) is int and version > FORMAT:
        raise InvalidInput("views_file_newer", path=str(path))
    if version != FORMAT or not isinstance(rows, list) or len(rows) > MAX_VIEWS or not is_plain_json(found):
        raise _damaged(path, FORMAT_KEY if version != FORMAT else "views")
    views: dict[str, SavedView] = {}
    for number, row in enumerate(rows):
        view = _view(row, path, f"views[{number}]")
        if view.name.casefold() in views:
            raise _damaged(path, f"views[{number}].name")
        views[view.name.casefold()] = view
    return list(views.values())


def _view(row: object, path: Path, place: str) -> SavedView:
    if not isinstance(row, dict):
        raise _damaged(path, place)
    for name in ("name", "query"):
        if not isinstance(row.get(name), str):
            raise _damaged(path, f"{place}.{name}")
    try:
        sort = _choice(_view_sort, row, "sort", Sort.DUE)
        layout = _choice(ViewLayout, row, "layout", ViewLayout.LIST)
        grouping = _choice(ViewGrouping, row, "group", ViewGrouping.BOARD)
        return valid_view(SavedView(row["name"], row["query"], layout, sort, grouping))
    except _NoChoice as error:
        raise _damaged(path, f"{place}.{error}") from None
    except InvalidInput as error:
        raise _damaged(path, f"{place}.{'query' if 'query' in error.key else 'name'}") from None


class _NoChoice(Exception):
    """Carries the name of a field whose value is not among its choices."""


def _view_sort(value: str) -> Sort:
    """Raises `ValueError`."""
    return VIEW_SORTS[VIEW_SORTS.index(Sort(value))]


def _choice(kind: Callable[[str], Choice], row: dict[str, Any], name: str, usual: Choice) -> Choice:
    try:
        return kind(row.get(name, usual))
    except ValueError:
        raise _NoChoice(name) from None


def _damaged(path: Path, place: str) -> InvalidInput:
    return InvalidInput("views_file_damaged", path=str(path), place=place)
