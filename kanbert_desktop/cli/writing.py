"""`add`, `edit`, `comment`, `delete`, `undo`, `resolve`: wishes, saved on disk before the verb ends."""

import argparse

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.plain_text import to_html
from kanbert_desktop.app.shapes import card_json, change_json
from kanbert_desktop.cli.call import Call
from kanbert_desktop.cli.values import column_named, due_date, fields_typed
from kanbert_desktop.domain.board import OWN_ID_PREFIX, Card, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import ChangeId
from kanbert_desktop.domain.errors import InvalidInput, Refused


async def add(call: Call) -> None:
    desk = call.desk
    key = CardKey(f"{OWN_ID_PREFIX}{call.id}")
    if desk.card(key) is None:
        _create(desk, call.words, key)
    # As it is now: another verb may take it back before the disk has answered.
    card = desk.require_card(key)
    await desk.saved()
    _print_card(call, card)


def _create(desk: Desk, words: argparse.Namespace, key: CardKey) -> None:
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


async def edit(call: Call) -> None:
    desk, words = call.desk, call.words
    card = desk.require_card(words.card)
    desk.edit_card(card.key, fields_typed(desk, words, card))
    edited = desk.require_card(card.key)
    await desk.saved()
    _print_card(call, edited)


async def comment(call: Call) -> None:
    desk, words = call.desk, call.words
    key = CommentKey(f"{OWN_ID_PREFIX}{call.id}")
    card = desk.require_card(words.card)
    if all(known.key != key for known in desk.comments(card.key)):
        desk.comment(card.key, to_html(words.text), is_public=words.public, key=key)
    await desk.saved()
    document = {"id": key, "card": card.id, "text": words.text, "pending": True}
    call.output.document(document, [tr("Comment saved here on “{title}”.", title=card.title)])


async def delete(call: Call) -> None:
    desk = call.desk
    card = desk.require_card(call.words.card)
    desk.delete_card(card.key)
    await desk.saved()
    call.output.document({"deleted": card.id}, [tr("Deleted “{title}”.", title=card.title)])


async def undo(call: Call) -> None:
    desk = call.desk
    undone = desk.undo()
    if undone is None:
        raise Refused("nothing_to_undo")
    await desk.saved()
    card = desk.card(undone.card)
    document = {
        "undone": undone.text,
        "how": undone.how.value,
        "card": card.id if card else undone.card,
        "change": change_json(undone.change) if undone.change is not None else None,
    }
    call.output.document(document, [tr("Taken back: {what}.", what=undone.text)])


async def resolve(call: Call) -> None:
    desk, words = call.desk, call.words
    desk.resolve(ChangeId(words.id), words.choice)
    await desk.saved()
    call.output.document({"resolved": words.id}, [tr("Decided.")])


def _print_card(call: Call, card: Card) -> None:
    document = card_json(call.desk, card)
    call.output.document(document, [f"{card.id}  {card.status}  {card.title}"])
