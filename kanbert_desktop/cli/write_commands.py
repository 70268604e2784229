"""`add`, `edit`, `comment`, `delete`, `undo`, `resolve`: changes, saved before the verb ends."""

import argparse
import json
from collections.abc import Callable

from kanbert_desktop.app.boards.json_format import Json, card_json, change_json
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Invocation, fields_from_arguments, parse_column, parse_due_date
from kanbert_desktop.domain.board import OWN_ID_PREFIX, Card, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import ChangeId
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.value_classes import dataclass


@dataclass(frozen=True, slots=True)
class _Response:
    """`document` is printed as JSON, `lines` as text."""

    document: Json
    lines: list[str]

    def to_json(self) -> str:
        return json.dumps({"document": self.document, "lines": self.lines})


async def add(invocation: Invocation) -> None:
    await _once(invocation, _add)


async def edit(invocation: Invocation) -> None:
    await _once(invocation, _edit)


async def comment(invocation: Invocation) -> None:
    await _once(invocation, _comment)


async def delete(invocation: Invocation) -> None:
    await _once(invocation, _delete)


async def undo(invocation: Invocation) -> None:
    await _once(invocation, _undo)


async def resolve(invocation: Invocation) -> None:
    await _once(invocation, _resolve)


async def _once(invocation: Invocation, action: Callable[[Invocation], _Response]) -> None:
    """The response describes the state right after the change: another verb may undo it before it is saved."""
    service = invocation.service
    response = json.loads(service.run_once(invocation.id, lambda: action(invocation).to_json()))
    await service.wait_until_saved()
    invocation.output.print_document(response["document"], response["lines"])


def _add(invocation: Invocation) -> _Response:
    service = invocation.service
    key = CardKey(f"{OWN_ID_PREFIX}{invocation.id}")
    if service.card(key) is None:
        _create(service, invocation.arguments, key)
    return _card_answer(invocation, service.require_card(key))


def _create(service: BoardService, arguments: argparse.Namespace, key: CardKey) -> None:
    board = service.board(arguments.board)
    if not board.is_running:
        raise Refused("unknown_board", board=arguments.board)
    parent = service.require_card(arguments.parent) if arguments.parent is not None else None
    if parent is not None and parent.board != board.id:
        raise InvalidInput("parent_elsewhere", card=arguments.parent, board=arguments.board)
    service.add_card(
        board.id,
        arguments.title,
        column=parse_column(arguments.column) if arguments.column is not None else Column.NEW,
        due=parse_due_date(arguments.due) if arguments.due is not None else None,
        assignee=service.find_person(arguments.assignee) if arguments.assignee is not None else None,
        description=_to_html(arguments.description or ""),
        parent=parent.key if parent else None,
        is_public=arguments.public,
        key=key,
    )


def _to_html(text: str) -> str:
    if not text:
        return ""
    from kanbert_desktop.app.boards.html_text import to_html  # noqa: PLC0415  most cards are added without a text

    return to_html(text)


def _edit(invocation: Invocation) -> _Response:
    service, arguments = invocation.service, invocation.arguments
    card = service.require_card(arguments.card)
    service.edit_card(card.key, fields_from_arguments(service, arguments, card))
    return _card_answer(invocation, service.require_card(card.key))


def _comment(invocation: Invocation) -> _Response:
    service, arguments = invocation.service, invocation.arguments
    key = CommentKey(f"{OWN_ID_PREFIX}{invocation.id}")
    card = service.require_card(arguments.card)
    if all(known.key != key for known in service.comments(card.key)):
        service.add_comment(card.key, _to_html(arguments.text), is_public=arguments.public, key=key)
    document: Json = {"id": key, "card": card.id, "text": arguments.text, "pending": True}
    return _Response(document, [tr("Comment saved here on “{title}”.", title=card.title)])


def _delete(invocation: Invocation) -> _Response:
    service = invocation.service
    card = service.require_card(invocation.arguments.card)
    service.delete_card(card.key)
    return _Response({"deleted": card.id}, [tr("Deleted “{title}”.", title=card.title)])


def _undo(invocation: Invocation) -> _Response:
    service = invocation.service
    result = service.undo()
    if result is None:
        raise Refused("nothing_to_undo")
    card = service.card(result.card)
    document: Json = {
        "undone": result.text,
        "how": result.method.value,
        "card": card.id if card else result.card,
        "change": change_json(result.change) if result.change is not None else None,
    }
    return _Response(document, [tr("Undone: {what}.", what=result.text)])


def _resolve(invocation: Invocation) -> _Response:
    arguments = invocation.arguments
    invocation.service.resolve(ChangeId(arguments.id), arguments.choice)
    return _Response({"resolved": arguments.id}, [tr("Decided.")])


def _card_answer(invocation: Invocation, card: Card) -> _Response:
    return _Response(card_json(invocation.service, card), [f"{card.id}  {card.status}  {card.title}"])
