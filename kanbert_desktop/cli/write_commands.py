"""`add`, `edit`, `comment`, `delete`, `undo`, `resolve`: wishes, saved on disk before the verb ends."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from kanbert_desktop.app.boards.html_text import to_html
from kanbert_desktop.app.boards.json_format import Json, card_json, change_json
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Call, column_named, due_date, fields_typed
from kanbert_desktop.domain.board import OWN_ID_PREFIX, Card, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import ChangeId
from kanbert_desktop.domain.errors import InvalidInput, Refused


@dataclass(frozen=True, slots=True)
class _Answer:
    """`document` is what JSON is printed as, `lines` what a person reads."""

    document: Json
    lines: list[str]


async def add(call: Call) -> None:
    await _once(call, _add)


async def edit(call: Call) -> None:
    await _once(call, _edit)


async def comment(call: Call) -> None:
    await _once(call, _comment)


async def delete(call: Call) -> None:
    await _once(call, _delete)


async def undo(call: Call) -> None:
    await _once(call, _undo)


async def resolve(call: Call) -> None:
    await _once(call, _resolve)


async def _once(call: Call, act: Callable[[Call], _Answer]) -> None:
    """The answer is as things stand right after the deed: another verb may take it back before the disk has answered."""
    desk = call.desk
    told = json.loads(desk.run_once(call.id, lambda: json.dumps(asdict(act(call)))))
    await desk.wait_until_saved()
    call.output.document(told["document"], told["lines"])


def _add(call: Call) -> _Answer:
    desk = call.desk
    key = CardKey(f"{OWN_ID_PREFIX}{call.id}")
    if desk.card(key) is None:
        _create(desk, call.words, key)
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
        column=column_named(words.column) if words.column is not None else Column.NEW,
        due=due_date(words.due) if words.due is not None else None,
        assignee=desk.find_person(words.assignee) if words.assignee is not None else None,
        description=to_html(words.description or ""),
        parent=parent.key if parent else None,
        is_public=words.public,
        key=key,
    )


def _edit(call: Call) -> _Answer:
    desk, words = call.desk, call.words
    card = desk.require_card(words.card)
    desk.edit_card(card.key, fields_typed(desk, words, card))
    return _card_answer(call, desk.require_card(card.key))


def _comment(call: Call) -> _Answer:
    desk, words = call.desk, call.words
    key = CommentKey(f"{OWN_ID_PREFIX}{call.id}")
    card = desk.require_card(words.card)
    if all(known.key != key for known in desk.comments(card.key)):
        desk.add_comment(card.key, to_html(words.text), is_public=words.public, key=key)
    document: Json = {"id": key, "card": card.id, "text": words.text, "pending": True}
    return _Answer(document, [tr("Comment saved here on “{title}”.", title=card.title)])


def _delete(call: Call) -> _Answer:
    desk = call.desk
    card = desk.require_card(call.words.card)
    desk.delete_card(card.key)
    return _Answer({"deleted": card.id}, [tr("Deleted “{title}”.", title=card.title)])


def _undo(call: Call) -> _Answer:
    desk = call.desk
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


def _resolve(call: Call) -> _Answer:
    words = call.words
    call.desk.resolve(ChangeId(words.id), words.choice)
    return _Answer({"resolved": words.id}, [tr("Decided.")])


def _card_answer(call: Call, card: Card) -> _Answer:
    return _Answer(card_json(call.desk, card), [f"{card.id}  {card.status}  {card.title}"])
