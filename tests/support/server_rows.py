"""Rows of the server for cards that a test made."""

import json
from typing import Any

from kanbert_desktop.domain.board import Card
from kanbert_desktop.store.base import BaseRow, Kind


def row_of(card: Card) -> BaseRow:
    """A base row that reads as this card."""
    raw: dict[str, Any] = {
        "id": card.id,
        "project_id": card.board,
        "title": card.title,
        "external_id": card.external_id,
        "parent_task_id": card.parent,
        "uri": card.uri,
        "description": card.description,
        "status": card.status,
        "due_date": card.due.isoformat() if card.due is not None else None,
        "is_public": card.is_public,
        "assignee": {"id": card.assignee} if card.assignee is not None else None,
        "created_at": card.created_at.isoformat() if card.created_at is not None else None,
        "updated_at": card.updated_at.isoformat() if card.updated_at is not None else None,
    }
    if card.priority is not None:
        raw["priority"] = card.priority._asdict()
    return BaseRow(Kind.CARD, card.id, card.key, card.board, json.dumps(raw).encode())
