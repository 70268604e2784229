"""Everything that only this computer knows of an account, as one text: sentences for people, fields for programs."""

import json
from datetime import datetime

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.session import Session
from kanbert_desktop.app.shapes import Json, change_json, fields_json, moment_json, person_json
from kanbert_desktop.app.words.undo_words import words
from kanbert_desktop.domain.changes import AddComment, CreateCard, EditCard, Entry, Field, Fields, State


def unsent_text(session: Session, now: datetime) -> str:
    """JSON, indented: changes not sent, changes that need a decision, drafts with text, rows nobody can read."""
    account, desk = session.account, session.desk
    document = {
        "about": tr(
            "Everything in Kanbert Desktop that was not sent to Kanbert. “what” says it in words; texts stand as written."
        ),
        "exported_at": moment_json(now),
        "server": account.server,
        "user": person_json(account.person),
        "changes": [_change(desk, entry) for entry in session.ledger.mirror.entries()],
        "drafts": [_draft(desk, place, text) for place, text in desk.drafts().items()],
        "unreadable": session.unreadable(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def _change(desk: Desk, entry: Entry) -> Json:
    card = desk.card(entry.card)
    return {
        "what": words(entry.change, card, entry.change),
        "id": entry.id,
        "state": "needs_decision" if entry.state is State.PARKED else "not_sent",
        "reason": entry.reason.value if entry.reason else None,
        "detail": entry.detail,
        "made_at": moment_json(entry.made_at),
        "card": card.id if card else entry.card,
        "card_title": card.title if card else None,
        **_board(desk, entry),
        "mine": change_json(entry.change),
        "mine_html": _html(entry),
        "was": fields_json(entry.change.was) if isinstance(entry.change, EditCard) else None,
        "theirs": fields_json(entry.theirs) if entry.theirs is not None else None,
    }


def _board(desk: Desk, entry: Entry) -> Json:
    card = desk.card(entry.card)
    board_id = entry.change.board if isinstance(entry.change, CreateCard) else card.board if card else None
    known = next((board.title for board in desk.boards() if board.id == board_id), None)
    return {"board": board_id, "board_title": known}


def _html(entry: Entry) -> str | None:
    """What a plain text would lose of a description or a comment."""
    match entry.change:
        case AddComment(text=text):
            return text
        case CreateCard(fields=fields) | EditCard(wished=fields):
            return _description(fields)
        case _:
            return None


def _description(fields: Fields) -> str | None:
    text = fields.get(Field.DESCRIPTION)
    return text if isinstance(text, str) else None


def _draft(desk: Desk, place: str, text: str) -> Json:
    """A place ends with the card or board it belongs to."""
    card = desk.card(place.rpartition(":")[2])
    return {"place": place, "card_title": card.title if card else None, "text": text}
