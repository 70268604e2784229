"""Card templates on this computer, for every board of the account."""

import json
import logging

from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.boards.validation import new_card_key
from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.domain.value_classes import asdict, dataclass

TEMPLATES_KEY = "templates"
MAX_TEMPLATES = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Template:
    """`description` is the card's HTML, `sub_tasks` are titles. The title is also the template's name.

    `priority` is used if a card still has one of that id: the server lists no priorities.
    """

    title: str
    description: str = ""
    is_public: bool = False
    sub_tasks: tuple[str, ...] = ()
    priority: str = ""


class Templates:
    """One per title: saving a card again replaces its template."""

    def __init__(self, service: BoardService) -> None:
        self._service = service

    def all(self) -> list[Template]:
        """Sorted by title. Unreadable ones are left out and stay stored until something is saved."""
        return sorted(
            _read(self._service.local.value(TEMPLATES_KEY)), key=lambda template: template.title.casefold()
        )

    def save(self, reference: str) -> Template:
        """Saves a card without its date and assignee. Raises `Refused` for an unknown card."""
        card = self._service.require_card(reference)
        sub_tasks = tuple(child.title for child in self._service.sub_tasks(card.key))
        priority = card.priority.id if card.priority is not None else ""
        made = Template(card.title, card.description, card.is_public, sub_tasks, priority)
        self._store([made, *self._others(card.title)])
        return made

    def remove(self, title: str) -> None:
        self._store(self._others(title))

    def create_card(self, title: str, board: BoardId, column: Column = Column.NEW) -> QueuedChange | None:
        """Creates the card with its sub-tasks as one undo group. Returns None if there is no such template.

        Raises `Refused` and `InvalidInput` like any new card.
        """
        template = next((one for one in self.all() if one.title == title), None)
        if template is None:
            return None
        with self._service.undo_group():
            queued = self._service.add_card(
                board,
                template.title,
                column=column,
                description=template.description,
                is_public=template.is_public,
                priority=next(
                    (one for one in self._service.priorities() if one.id == template.priority), None
                ),
                key=new_card_key(),
            )
            for sub_task in template.sub_tasks:
                self._service.add_card(board, sub_task, parent=queued.card, is_public=template.is_public)
        return queued

    def _others(self, title: str) -> list[Template]:
        return [one for one in _read(self._service.local.value(TEMPLATES_KEY)) if one.title != title]

    def _store(self, templates: list[Template]) -> None:
        rows = [asdict(template) for template in templates[:MAX_TEMPLATES]]
        self._service.local.save_value(TEMPLATES_KEY, json.dumps(rows, ensure_ascii=False))


def _read(text: str) -> list[Template]:
    try:
        rows = json.loads(text or "[]")
        return [
            Template(
                row["title"],
                row["description"],
                bool(row["is_public"]),
                tuple(row["sub_tasks"]),
                str(row.get("priority", "")),
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError):
        log.warning("The card templates cannot be read")
        return []
