"""Card templates on this computer, for every board of the account. Some make a card by themselves on certain days."""

import json
import logging
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from kanbert_desktop.app.boards.local_data import TEMPLATES
from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.boards.template_fields import due_date, recurrence_json, recurrence_of
from kanbert_desktop.app.boards.validation import new_card_key, validate_title
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, BoardId, CardKey, Column
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.recurrence import Recurrence
from kanbert_desktop.domain.value_classes import dataclass, field, replace

MAX_TEMPLATES, MAX_SUB_TASKS = 200, 100
MAX_MADE = 60
"""Days remembered of each template: as many as a clock that is wrong by two months could name again."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Template:
    """`description` is the card's HTML, `sub_tasks` are titles. The title is also the template's name.

    `priority` is used if a card still has one of that id: the server lists no priorities. `due` is "" for no date,
    "+3" for three days later, or a weekday, "fri". `recurrence` is None for a template that is only used by hand; else
    cards are made on `board`, from the day `since` on unless `is_paused`. `made` are the days that have their card.
    """

    title: str
    description: str = ""
    is_public: bool = False
    sub_tasks: tuple[str, ...] = ()
    priority: str = ""
    id: str = field(default="", compare=False)
    board: str = ""
    column: Column = Column.NEW
    assignee: str = ""
    due: str = ""
    recurrence: Recurrence | None = None
    since: date = date.min
    is_paused: bool = False
    made: tuple[date, ...] = ()


class TemplateImport(NamedTuple):
    added: int
    replaced: int


class Templates:
    """One per title: saving a card again replaces its texts."""

    def __init__(self, service: BoardService) -> None:
        self._service = service

    def all(self) -> list[Template]:
        """Sorted by title. Unreadable ones are left out and stay stored."""
        return sorted(self._readable(), key=lambda template: template.title.casefold())

    def find(self, title: str) -> Template | None:
        return next((one for one in self._readable() if one.title == title), None)

    def require(self, title: str) -> Template:
        """Raises `Refused` for an unknown title."""
        found = self.find(title)
        if found is None:
            raise Refused("unknown_template", title=title)
        return found

    def save(self, reference: str) -> Template:
        """Saves a card without its date and assignee. Raises `Refused` for an unknown card."""
        card = self._service.require_card(reference)
        known = self.find(card.title) or Template(card.title)
        made = replace(
            known,
            description=card.description,
            is_public=card.is_public,
            sub_tasks=tuple(child.title for child in self._service.sub_tasks(card.key)),
            priority=card.priority.id if card.priority is not None else "",
        )
        return self.put(made)

    def add(self, template: Template) -> Template:
        """Saves a new template. Raises `InvalidInput` for a title that another one has."""
        self.check_is_new(template)
        return self.put(template)

    def check_is_new(self, template: Template) -> None:
        """Raises `InvalidInput` if it cannot be added."""
        valid_template(template)
        if self.find(" ".join(template.title.split())) is not None:
            raise InvalidInput("template_title_taken", title=template.title)

    def put(self, template: Template, *, instead_of: str | None = None) -> Template:
        """Saves a template, in place of one of that title or of its own. Raises `InvalidInput`."""
        wanted = valid_template(replace(template, id=template.id or uuid.uuid4().hex))
        if instead_of not in (None, wanted.title) and self.find(wanted.title) is not None:
            raise InvalidInput("template_title_taken", title=wanted.title)
        titles = {wanted.title, wanted.title if instead_of is None else instead_of}
        others = [one for one in self._readable() if one.title not in titles]
        # Cards may have been made while it was being edited.
        replaced = [one for one in self._readable() if one.title in titles]
        wanted = replace(wanted, made=_newest(day for one in (wanted, *replaced) for day in one.made))
        self._store([wanted, *others])
        return wanted

    def remove(self, title: str) -> None:
        self._store([one for one in self._readable() if one.title != title])

    def pause(self, title: str, today: date, *, is_paused: bool) -> Template:
        """What was missed during the pause is not made afterwards. Raises `Refused`."""
        known = self.require(title)
        since = known.since if is_paused else max(today, known.since)
        return self.put(replace(known, is_paused=is_paused, since=since))

    def put_all(self, templates: Iterable[Template]) -> TemplateImport:
        """Replaces those of the same titles and adds the others; all or none. Raises `InvalidInput`."""
        known = {one.title: one for one in self._readable()}
        given = {one.title: _identified(one, known.get(one.title)) for one in map(valid_template, templates)}
        result = TemplateImport(len(given.keys() - known.keys()), len(given.keys() & known.keys()))
        self._store(list((known | given).values()))
        return result

    def set_all(self, templates: Sequence[Template]) -> None:
        """Stores exactly these templates, as they were before an import."""
        self._store(list(templates))

    def create_card(self, title: str, board: BoardId, column: Column | None = None) -> QueuedChange | None:
        """Creates the card with its sub-tasks as one undo group. Returns None if there is no such template.

        None uses the template's own column. Raises `Refused` and `InvalidInput` like any new card.
        """
        template = self.find(title)
        if template is None:
            return None
        return add_card_of(self._service, template, board, column or template.column, self._service.today())

    def mark_made(self, title: str, day: date) -> None:
        """From now on that day has its card."""
        known = self.require(title)
        self.put(replace(known, made=_newest((*known.made, day))))

    def _readable(self) -> list[Template]:
        return _read(self._service.local.value(TEMPLATES))[0]

    def _store(self, templates: list[Template]) -> None:
        if len(templates) > MAX_TEMPLATES:
            raise InvalidInput("too_many_templates", limit=MAX_TEMPLATES)
        unreadable = _read(self._service.local.value(TEMPLATES))[1]
        rows = [*map(stored_template, templates), *unreadable]
        self._service.local.save_value(TEMPLATES, json.dumps(rows, ensure_ascii=False) if rows else "")


def add_card_of(
    service: BoardService, template: Template, board: BoardId, column: Column, day: date
) -> QueuedChange:
    """Creates the card of that day with its sub-tasks as one undo group. Raises `Refused` and `InvalidInput`."""
    assignee = service.person(template.assignee) if template.assignee else None
    with service.undo_group():
        queued = service.add_card(
            board,
            template.title,
            column=column,
            due=due_date(template.due, day),
            # Who left the workspace cannot be assigned again.
            assignee=assignee.id if assignee is not None else None,
            description=template.description,
            is_public=template.is_public,
            priority=next((one for one in service.priorities() if one.id == template.priority), None),
            key=new_card_key(),
        )
        _add_sub_tasks(service, template, board, queued.card)
    return queued


def _add_sub_tasks(service: BoardService, template: Template, board: BoardId, parent: CardKey) -> None:
    for sub_task in template.sub_tasks:
        service.add_card(board, sub_task, parent=parent, is_public=template.is_public)


def valid_template(template: Template) -> Template:
    """Returns it with titles of one line. Raises `InvalidInput`: no card of it could be made."""
    title = validate_title(template.title)
    sub_tasks = tuple(validate_title(one) for one in template.sub_tasks)
    if len(sub_tasks) > MAX_SUB_TASKS:
        raise InvalidInput("too_many_sub_tasks", limit=MAX_SUB_TASKS)
    due_date(template.due, date(2000, 1, 1))
    if template.recurrence is not None and not template.board:
        raise InvalidInput("template_without_board")
    return replace(template, title=title, sub_tasks=sub_tasks)


def stored_template(template: Template) -> dict[str, object]:
    """The first five names are those of older versions, which leave the others out."""
    return {
        "title": template.title,
        "description": template.description,
        "is_public": template.is_public,
        "sub_tasks": list(template.sub_tasks),
        "priority": template.priority,
        "id": template.id,
        "board": template.board,
        "column": template.column.value,
        "assignee": template.assignee,
        "due": template.due,
        "repeat": recurrence_json(template.recurrence),
        "since": template.since.isoformat(),
        "paused": template.is_paused,
        "made": [day.isoformat() for day in template.made],
    }


def template_of(row: dict[str, Any]) -> Template:
    """Raises `ValueError`, `KeyError`, `TypeError` or `InvalidInput` for what no version has written."""
    since = date.fromisoformat(str(row.get("since") or date.min.isoformat()))
    column = Column(row.get("column", Column.NEW.value))
    return valid_template(
        Template(
            _text(row["title"]),
            _text(row["description"]),
            bool(row["is_public"]),
            tuple(map(_text, row["sub_tasks"])),
            _text(row.get("priority", "")),
            _text(row.get("id", "")),
            _text(row.get("board", "")),
            column if column in CHOOSABLE_COLUMNS else Column.NEW,
            _text(row.get("assignee", "")),
            _text(row.get("due", "")),
            recurrence_of(row.get("repeat")),
            since,
            bool(row.get("paused", False)),
            tuple(date.fromisoformat(day) for day in row.get("made", ())),
        )
    )


def _identified(template: Template, known: Template | None) -> Template:
    """An imported template that replaces one goes on where that was."""
    if known is None:
        return replace(template, id=uuid.uuid4().hex)
    return replace(template, id=known.id, made=known.made)


def _newest(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(set(days))[-MAX_MADE:])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _read(text: str) -> tuple[list[Template], list[object]]:
    """The templates, and what cannot be read."""
    try:
        rows = json.loads(text or "[]")
    except ValueError:
        rows = None
    if not isinstance(rows, list):
        log.warning("The card templates cannot be read")
        return [], []
    templates: list[Template] = []
    unreadable: list[object] = []
    for row in rows:
        try:
            templates.append(template_of(row))
        except (ValueError, KeyError, TypeError, AttributeError, InvalidInput):
            unreadable.append(row)
    return templates, unreadable
