"""One verb being run, and the conversion of typed values to columns, dates, people and descriptions."""

import argparse
from dataclasses import dataclass
from datetime import date

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.html_text import is_editable, to_html
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.cli.output import Output
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, Card, Column
from kanbert_desktop.domain.changes import Field, Value
from kanbert_desktop.domain.errors import InvalidInput, Refused


@dataclass(frozen=True, slots=True)
class Invocation:
    """`id` is a UUID, the same for every attempt: what it creates is created once.

    `process_continues`: this process goes on after the verb and keeps what the disk did not take.
    """

    application: Application
    arguments: argparse.Namespace
    output: Output
    id: str
    process_continues: bool = False

    @property
    def service(self) -> BoardService:
        """Raises `SignInRequired` if nobody is signed in."""
        return self.application.require_service()


def parse_column(text: str) -> Column:
    """As the API spells it, in any case."""
    wanted = text.strip().casefold()
    for column in CHOOSABLE_COLUMNS:
        if column.value.casefold() == wanted:
            return column
    raise InvalidInput("unknown_column", column=text, columns=", ".join(CHOOSABLE_COLUMNS))


def parse_due_date(text: str) -> date | None:
    """`YYYY-MM-DD`, or `none`."""
    if text.strip().casefold() == "none":
        return None
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput("date_impossible", date=text) from None
    if found.isoformat() != text.strip():
        raise InvalidInput("date_impossible", date=text)
    return found


def fields_from_arguments(desk: BoardService, words: argparse.Namespace, card: Card) -> dict[Field, Value]:
    """The fields set by the options of an edit. Absent ones are left out."""
    wished: dict[Field, Value] = {}
    if words.title is not None:
        wished[Field.TITLE] = words.title
    if words.column is not None:
        wished[Field.COLUMN] = parse_column(words.column)
    if words.due is not None:
        wished[Field.DUE] = parse_due_date(words.due)
    if words.assignee is not None:
        wished[Field.ASSIGNEE] = desk.find_person(words.assignee)
    if words.description is not None:
        if not words.replace:
            _require_editable(card)
        wished[Field.DESCRIPTION] = to_html(words.description)
    return wished


def _require_editable(card: Card) -> None:
    """Plain text would lose tables and pictures: that requires `--replace`."""
    if not is_editable(card.description):
        raise Refused("description_too_rich", card=card.id)
