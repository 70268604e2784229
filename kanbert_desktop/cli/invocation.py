"""One verb being run, and the conversion of typed values to columns, dates, people and descriptions."""

from datetime import date
from typing import TYPE_CHECKING

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.cli.output import Output
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, Card, Column
from kanbert_desktop.domain.changes import Field, FieldValue
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.value_classes import dataclass

if TYPE_CHECKING:
    import argparse


@dataclass(frozen=True, slots=True)
class Invocation:
    """`id` is a UUID, the same for every attempt: what it creates is created once.

    `process_continues`: this process goes on after the verb and keeps what the disk did not take.
    """

    application: Application
    arguments: "argparse.Namespace"
    output: Output
    id: str
    process_continues: bool = False

    @property
    def service(self) -> BoardService:
        """Raises `SignInRequired` if nobody is signed in."""
        return self.application.require_service()


def parse_column(text: str) -> Column:
    """As the API spells it, in any case."""
    typed = text.strip().casefold()
    for column in CHOOSABLE_COLUMNS:
        if column.value.casefold() == typed:
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


def fields_from_arguments(
    service: BoardService, arguments: "argparse.Namespace", card: Card
) -> dict[Field, FieldValue]:
    """The fields set by the options of an edit. Absent ones are left out."""
    fields: dict[Field, FieldValue] = {}
    if arguments.title is not None:
        fields[Field.TITLE] = arguments.title
    if arguments.column is not None:
        fields[Field.COLUMN] = parse_column(arguments.column)
    if arguments.due is not None:
        fields[Field.DUE] = parse_due_date(arguments.due)
    if arguments.assignee is not None:
        fields[Field.ASSIGNEE] = service.find_person(arguments.assignee)
    if arguments.description is not None:
        if not arguments.replace:
            _require_editable(card)
        from kanbert_desktop.app.boards.html_text import to_html  # noqa: PLC0415  for this option only

        fields[Field.DESCRIPTION] = to_html(arguments.description)
    return fields


def _require_editable(card: Card) -> None:
    """Plain text would lose tables and pictures: that requires `--replace`."""
    from kanbert_desktop.app.boards.html_text import is_editable  # noqa: PLC0415

    if not is_editable(card.description):
        raise Refused("description_too_rich", card=card.id)
