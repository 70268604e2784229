"""`add`, `edit`, `comment`, `delete`, `undo`, `resolve`: changes, saved before the verb ends."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from kanbert_desktop.app.boards.html_text import to_html
from kanbert_desktop.app.boards.json_format import Json, card_json, change_json
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Invocation, fields_from_arguments, parse_column, parse_due_date
from kanbert_desktop.domain.board import OWN_ID_PREFIX, Card, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import ChangeId
from kanbert_desktop.domain.errors import InvalidInput, Refused


@dataclass(frozen=True, slots=True)
class _Answer:
    """`document` is printed as JSON, `lines` as text."""

    document: Json
    lines: list[str]


async def add(call: Invocation) -> None:
    await _once(call, _add)


async def edit(call: Invocation) -> None:
    await _once(call, _edit)


async def comment(call: Invocation) -> None:
    await _once(call, _comment)


async def delete(call: Invocation) -> None:
    await _once(call, _delete)


async def undo(call: Invocation) -> None:
    await _once(call, _undo)


async def resolve(call: Invocation) -> None:
    await _once(call, _resolve)


async def _once(call: Invocation, act: Callable[[Invocation], _Answer]) -> None:
    """The response describes the state right after the change: another verb may undo it before it is saved."""
    desk = call.service
    told = json.loads(desk.run_once(call.id, lambda: json.dumps(asdict(act(call)))))
    await desk.wait_until_saved()
    call.output.print_document(told["document"], told["lines"])


def _add(call: Invocation) -> _Answer:
    desk = call.service
    key = CardKey(f"{OWN_ID_PREFIX}{call.id}")
    if desk.card(key) is None:
        _create(desk, call.arguments, key)
    return _card_answer(call, desk.require_card(key))


def _create(desk: BoardService, words: argparse.Namespace, key: CardKey) -> None:
    board = desk.board(words.board)
    if not board.is_running:
        raise Refused("unknown_board", board=words.board)
    parent = desk.require_card(words.parent) if words.parent is not None else None
    if parent is not None and parent.board != board.id:
        raise InvalidInput("parent_elsewhere", card=words.parent, board=words.board)
    desk.add_card(
        board.id,
        words.title,
        column=parse_column(words.column) if words.column is not None else Column.NEW,
        due=parse_due_date(words.due) if words.due is not None else None,
        assignee=desk.find_person(words.assignee) if words.assignee is not None else None,
        description=to_html(words.description or ""),
        parent=parent.key if parent else None,
        is_public=words.public,
        key=key,
    )


def _edit(call: Invocation) -> _Answer:
    desk, words = call.service, call.arguments
    card = desk.require_card(words.card)
    desk.edit_card(card.key, fields_from_arguments(desk, words, card))
    return _card_answer(call, desk.require_card(card.key))


def _comment(call: Invocation) -> _Answer:
    desk, words = call.service, call.arguments
    key = CommentKey(f"{OWN_ID_PREFIX}{call.id}")
    card = desk.require_card(words.card)
    if all(known.key != key for known in desk.comments(card.key)):
        desk.add_comment(card.key, to_html(words.text), is_public=words.public, key=key)
    document: Json = {"id": key, "card": card.id, "text": words.text, "pending": True}
    return _Answer(document, [tr("Comment saved here on “{title}”.", title=card.title)])


def _delete(call: Invocation) -> _Answer:
    desk = call.service
    card = desk.require_card(call.arguments.card)
    desk.delete_card(card.key)
    return _Answer({"deleted": card.id}, [tr("Deleted “{title}”.", title=card.title)])


def _undo(call: Invocation) -> _Answer:
    desk = call.service
    undone = desk.undo()
    if undone is None:
        raise Refused("nothing_to_undo")
    card = desk.card(undone.card)
    document: Json = {
        "undone": undone.text,
        "how": undone.method.value,
        "card": card.id if card else undone.card,
        "change": change_json(undone.change) if undone.change is not None else None,
    }
    return _Answer(document, [tr("Taken back: {what}.", what=undone.text)])


def _resolve(call: Invocation) -> _Answer:
    words = call.arguments
    call.service.resolve(ChangeId(words.id), words.choice)
    return _Answer({"resolved": words.id}, [tr("Decided.")])


def _card_answer(call: Invocation, card: Card) -> _Answer:
    return _Answer(card_json(call.service, card), [f"{card.id}  {card.status}  {card.title}"])
