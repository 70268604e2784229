"""Copies of cards with their sub-tasks, on the same board or on another one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.boards.validation import TITLE_LIMIT, new_card_key, validate_title
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column


class _Copy(NamedTuple):
    original: Card
    title: str
    key: CardKey
    parent: CardKey | None


def copy_to_board(service: BoardService, reference: str, board: BoardId) -> QueuedChange:
    """Copies title, description, due date, assignee, priority, column, visibility and sub-tasks; no comments.

    An archived card is copied to "To do". Raises `Refused` and `InvalidInput` before anything was copied.
    """
    card = service.require_card(reference)
    return _copy(service, card, board, card.title, parent=None)


def duplicate(service: BoardService, reference: str) -> QueuedChange:
    """Copies the card within its board; its title says so. A sub-task stays one. Raises like `copy_to_board`."""
    card = service.require_card(reference)
    parent = service.card(card.parent) if card.parent is not None else None
    return _copy(service, card, card.board, _copied_title(card.title), parent.key if parent else None)


def without_sub_tasks_of(service: BoardService, keys: Sequence[CardKey]) -> list[CardKey]:
    """Leaves out cards that are copied with their parent anyway."""
    wanted = set(keys)
    return [key for key in keys if not any(parent in wanted for parent in _parents(service, key))]


def _copy(
    service: BoardService, card: Card, board: BoardId, title: str, parent: CardKey | None
) -> QueuedChange:
    first = _Copy(card, title, new_card_key(), parent)
    copies = [first, *_copies_of_sub_tasks(service, first)]
    for copy in copies:
        validate_title(copy.title)
    with service.undo_group():
        changes = [_add(service, copy, board) for copy in copies]
    return changes[0]


def _add(service: BoardService, copy: _Copy, board: BoardId) -> QueuedChange:
    card = copy.original
    is_known = card.assignee is not None and service.person(card.assignee) is not None
    return service.add_card(
        board,
        copy.title,
        column=_column_of_copy(card, is_sub_task=copy.parent is not None),
        due=card.due,
        # Who left the workspace cannot be assigned again.
        assignee=card.assignee if is_known else None,
        description=card.description,
        parent=copy.parent,
        is_public=card.is_public,
        priority=card.priority,
        key=copy.key,
    )


def _column_of_copy(card: Card, *, is_sub_task: bool) -> Column:
    """A card with an unknown status, or an archived one, begins again; an archived sub-task stays done."""
    if card.column is Column.OTHER or (card.column is Column.CLOSED and not is_sub_task):
        return Column.NEW
    return card.column


def _copies_of_sub_tasks(service: BoardService, first: _Copy) -> Iterator[_Copy]:
    """Yields the sub-tasks of every level, each after its parent."""
    seen, waiting = {first.original.key}, [first]
    while waiting:
        parent = waiting.pop(0)
        for child in service.sub_tasks(parent.original.key):
            if child.key not in seen:
                seen.add(child.key)
                copy = _Copy(child, child.title, new_card_key(), parent.key)
                waiting.append(copy)
                yield copy


def _parents(service: BoardService, key: CardKey) -> Iterator[CardKey]:
    """Yields the parent, its parent and so on."""
    seen = {key}
    card = service.card(key)
    while card is not None and card.parent is not None and card.parent not in seen:
        card = service.card(card.parent)
        if card is not None:
            seen.add(card.key)
            yield card.key


def _copied_title(title: str) -> str:
    copied = tr("{title} (copy)", title=title)
    return copied if len(copied) <= TITLE_LIMIT else title
