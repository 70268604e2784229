"""Reads JSON files of saved views and templates, which may come from another computer: all of it or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kanbert_desktop.app.json_files import UnreadableFile, is_plain_json, read_json_object
from kanbert_desktop.domain.errors import InvalidInput

Row = TypeVar("Row")


class ExchangeFormat(NamedTuple):
    """`version` grows when an older program could no longer read the file. `name` is the field that is unique.

    `errors` is the beginning of the error keys: `views_file` of `views_file_damaged`.
    """

    key: str
    version: int
    rows: str
    name: str
    limit: int
    errors: str

    def damaged(self, path: Path, place: str) -> InvalidInput:
        return InvalidInput(f"{self.errors}_damaged", path=str(path), place=place)


class WrongValue(Exception):
    """Carries the name of a field whose value is not among its choices."""


def read_exchange_file(
    path: Path, form: ExchangeFormat, read: Callable[[dict[str, Any]], Row], name_of: Callable[[Row], str]
) -> list[Row]:
    """Reads all rows or none. Raises `InvalidInput`, which names the first place that is wrong.

    `read` raises `WrongValue`. Names are unique.
    """
    try:
        if not path.is_file():
            raise InvalidInput(f"{form.errors}_missing", path=str(path))
        found = read_json_object(path)
    except UnreadableFile:
        raise form.damaged(path, "1") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidInput(f"{form.errors}_unreadable", path=str(path), reason=reason) from None
    return _rows(found, path, form, read, name_of)


def _rows(
    found: dict[str, Any],
    path: Path,
    form: ExchangeFormat,
    read: Callable[[dict[str, Any]], Row],
    name_of: Callable[[Row], str],
) -> list[Row]:
    version, rows = found.get(form.key), found.get(form.rows)
    if type(version) is int and version > form.version:
        raise InvalidInput(f"{form.errors}_newer", path=str(path))
    if (
        version != form.version
        or not isinstance(rows, list)
        or len(rows) > form.limit
        or not is_plain_json(found)
    ):
        raise form.damaged(path, form.key if version != form.version else form.rows)
    by_name: dict[str, Row] = {}
    for number, row in enumerate(rows):
        place = f"{form.rows}[{number}]"
        if not isinstance(row, dict):
            raise form.damaged(path, place)
        try:
            one = read(row)
        except WrongValue as error:
            raise form.damaged(path, f"{place}.{error}") from None
        if name_of(one) in by_name:
            raise form.damaged(path, f"{place}.{form.name}")
        by_name[name_of(one)] = one
    return list(by_name.values())
