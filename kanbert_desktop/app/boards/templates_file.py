"""Templates as a JSON file, to take them to another computer or to a colleague."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kanbert_desktop.app.boards.exchange_file import ExchangeFormat, WrongValue, read_exchange_file
from kanbert_desktop.app.boards.template_fields import recurrence_json, recurrence_of
from kanbert_desktop.app.boards.templates import MAX_TEMPLATES, Template, valid_template
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, Column
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.value_classes import replace

FILE_FORMAT = ExchangeFormat("kanbert_templates", 1, "templates", "title", MAX_TEMPLATES, "templates_file")
_TEXTS = ("description", "priority", "board", "assignee", "due")


def template_json(template: Template) -> dict[str, Any]:
    """As it is exported and printed: the keys are a promise (COMMAND_LINE.md, "Templates")."""
    return {
        "title": template.title,
        "description": template.description,
        "public": template.is_public,
        "sub_tasks": list(template.sub_tasks),
        "priority": template.priority,
        "board": template.board,
        "column": template.column.value,
        "assignee": template.assignee,
        "due": template.due,
        "repeat": recurrence_json(template.recurrence),
        "paused": template.is_paused,
    }


def templates_text(templates: Iterable[Template]) -> str:
    """The content of a file."""
    document = {FILE_FORMAT.key: FILE_FORMAT.version, "templates": [template_json(one) for one in templates]}
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n"


def read_templates_file(path: Path) -> list[Template]:
    """Reads all templates or none. Raises `InvalidInput`, which names the first place that is wrong.

    Those that recur are paused: the computer they come from may go on making their cards.
    """
    return [
        replace(one, is_paused=one.is_paused or one.recurrence is not None)
        for one in read_exchange_file(path, FILE_FORMAT, _template, lambda one: one.title)
    ]


def _template(row: dict[str, Any]) -> Template:
    """Raises `WrongValue`."""
    texts = {name: row.get(name, "") for name in _TEXTS}
    for name, value in (("title", row.get("title")), *texts.items()):
        if not isinstance(value, str):
            raise WrongValue(name)
    template = Template(
        row["title"],
        texts["description"],
        _flag(row, "public"),
        _sub_tasks(row),
        texts["priority"],
        board=texts["board"],
        column=_column(row),
        assignee=texts["assignee"],
        due=texts["due"],
        is_paused=_flag(row, "paused"),
    )
    try:
        return valid_template(_recurring(row, template))
    except InvalidInput as error:
        raise WrongValue(_PLACES.get(error.key, "title")) from None


_PLACES = {"template_due": "due", "template_without_board": "board", "too_many_sub_tasks": "sub_tasks"}


def _recurring(row: dict[str, Any], template: Template) -> Template:
    try:
        return replace(template, recurrence=recurrence_of(row.get("repeat")))
    except ValueError:
        raise WrongValue("repeat") from None


def _flag(row: dict[str, Any], name: str) -> bool:
    value = row.get(name, False)
    if not isinstance(value, bool):
        raise WrongValue(name)
    return value


def _sub_tasks(row: dict[str, Any]) -> tuple[str, ...]:
    value = row.get("sub_tasks", [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise WrongValue("sub_tasks")
    return tuple(value)


def _column(row: dict[str, Any]) -> Column:
    try:
        return CHOOSABLE_COLUMNS[CHOOSABLE_COLUMNS.index(Column(row.get("column", Column.NEW)))]
    except ValueError:
        raise WrongValue("column") from None
