"""A board as a text for other programs: everything shown, unsent edits included; CSV or JSON."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.exporting.spreadsheet_cells import text_cell
from kanbert_desktop.app.plain_text import to_text
from kanbert_desktop.app.shapes import Json, card_json, moment_json, person_json
from kanbert_desktop.domain.board import Card, Column, Comment, Mark

Format = Literal["csv", "json"]
ALL = "all"
"""In a board's place: every running board."""
BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "id", "board", "board_title", "title", "column", "due", "assignee", "assignee_email", "description",
    "parent", "public", "pending", "updated_at", "external_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exported:
    """`text` is a whole file: JSON, or CSV (RFC 4180) behind a byte order mark."""

    cards: int
    text: str


def export_board(desk: Desk, board: str, as_format: Format) -> Exported:
    """`board`: id, shortcode or `all`. Raises `Refused` (`unknown_board`, `ambiguous_board`)."""
    boards = desk.boards() if board == ALL else [desk.board(board)]
    cards = sorted((card for one in boards for card in desk.cards(one.id)), key=listing_order)
    text = cards_as_csv(desk, cards) if as_format == "csv" else cards_as_json(desk, cards)
    return Exported(len(cards), text)


def listing_order(card: Card) -> tuple[object, ...]:
    """By board, column, due date and title."""
    return (
        card.board,
        list(Column).index(card.column),
        card.due or date.max,
        card.title.casefold(),
        card.key,
    )


def cards_as_json(desk: Desk, cards: list[Card]) -> str:
    """The cards as `cards` lists them, each with its `comments`; `comments_known`: the server's are among them."""
    listed = [
        {
            **card_json(desk, card),
            "comments": [_comment_json(comment) for comment in desk.comments(card.key)],
            "comments_known": desk.comment_count(card.key) is not None,
        }
        for card in cards
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def cards_as_csv(desk: Desk, cards: list[Card]) -> str:
    """One line a card, under `COLUMNS`; dates are ISO 8601, yes and no are `true` and `false`."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    titles = {card.board: desk.board(card.board).title for card in cards}
    for card in cards:
        told = card_json(desk, card)
        person = told["assignee"] or {"name": "", "email": ""}
        flat = {
            **told,
            "board_title": titles[card.board],
            "assignee": person["name"] or person.get("id", ""),
            "assignee_email": person["email"],
        }
        table.writerow([text_cell(_cell(flat[column])) for column in COLUMNS])
    return BYTE_ORDER_MARK + written.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _comment_json(comment: Comment) -> Json:
    return {
        "id": comment.id,
        "text": to_text(comment.text),
        "text_html": comment.text,
        "author": person_json(comment.author),
        "parent": comment.parent,
        "public": comment.is_public,
        "pending": comment.mark is not Mark.NONE,
        "created_at": moment_json(comment.created_at),
    }
