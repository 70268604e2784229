"""`status`, `boards`, `cards`, `attention`, `export`: read from this computer alone."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.json_format import (
    Json,
    attention_json,
    board_json,
    card_json,
    datetime_json,
    list_parts,
    person_json,
)
from kanbert_desktop.app.boards.reader import ALL_BOARDS
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Invocation, parse_column
from kanbert_desktop.cli.output import table_lines
from kanbert_desktop.domain.board import Card, Column, Mark
from kanbert_desktop.domain.events import SyncState, SyncStatus

NEVER_SYNCED = "never"
"""The `sync_state` of `status` until the first sync has ended."""


def status(invocation: Invocation) -> None:
    application = invocation.application
    service, account = application.service, application.account
    sync_status = service.sync.status() if service else SyncStatus()
    document: dict[str, object] = {
        "signed_in": application.current_account.is_signed_in,
        "user": person_json(service.me or account.person) if service and account else None,
        "server": account.server if account else application.sign_in_settings.server,
        "profile": str(application.environment.profile),
        "pending": sync_status.pending,
        "attention": sync_status.attention,
        "last_sync": datetime_json(sync_status.last_sync),
        "sync_state": _sync_state(application, sync_status),
    }
    invocation.output.print_document(document, lambda: _status_words(document))


def _sync_state(application: Application, sync_status: SyncStatus) -> str:
    """Without a completed sync or without a sign-in, nothing is up to date."""
    if application.service is None or not application.service.has_synced():
        return NEVER_SYNCED
    state = sync_status.state if application.current_account.is_signed_in else SyncState.NEEDS_SIGN_IN
    return state.value


def _status_words(document: dict[str, object]) -> list[str]:
    user = document["user"]
    name = f"{user['name']} <{user['email']}>" if isinstance(user, dict) else tr("not signed in")
    rows = [
        (tr("User"), name),
        (tr("Server"), str(document["server"])),
        (tr("Profile"), str(document["profile"])),
        (tr("Not sent yet"), str(document["pending"])),
        (tr("To decide"), str(document["attention"])),
        (tr("Last sync"), str(document["last_sync"] or tr("never"))),
        (tr("State"), str(document["sync_state"])),
    ]
    return table_lines(rows)


def boards(invocation: Invocation) -> None:
    listed = (board_json(invocation.service, board) for board in invocation.service.boards())
    if invocation.output.as_json:
        invocation.output.print_parts(list_parts(listed))
        return
    heading = ("ID", tr("Code"), tr("Board"), tr("Client"), tr("Cards"))
    rows = [
        (one["id"], one["shortcode"], one["title"], one["client"] or "", _counts(one["columns"]))
        for one in listed
    ]
    invocation.output.print_lines(table_lines([heading, *rows]) if rows else [_no_boards_text(invocation)])


def _no_boards_text(invocation: Invocation) -> str:
    if invocation.service.sync.status().last_sync is None:
        return tr("Nothing has been downloaded yet. Run “kanbert-desktop sync”.")
    return tr("No running projects for you.")


def _counts(columns: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in columns.items() if count)


def cards(invocation: Invocation) -> None:
    found = _matching_cards(invocation)
    if invocation.output.as_json:
        invocation.output.print_parts(list_parts(card_json(invocation.service, card) for card in found))
        return
    heading = ("ID", tr("Column"), tr("Due"), tr("Assignee"), tr("Title"))
    rows = [_row(invocation, card) for card in found]
    invocation.output.print_lines(table_lines([heading, *rows]) if rows else [tr("No cards.")])


def _matching_cards(invocation: Invocation) -> Iterator[Card]:
    """Yields the cards in the order of the listing, while they are read. A view itself says if it has archived ones."""
    arguments, service = invocation.arguments, invocation.service
    found = _of_view(invocation) if arguments.view is not None else _listed(invocation)
    if arguments.column is not None:
        found = _in_column(found, arguments.column)
    elif arguments.view is None:
        found = (card for card in found if card.column is not Column.CLOSED)
    if arguments.mine:
        me = service.me
        found = (card for card in found if me is not None and card.assignee == me.id)
    if arguments.search:
        found = _search(invocation, found, arguments.search)
    return found


def _listed(invocation: Invocation) -> Iterator[Card]:
    """The listing, without cards that the index knows not to have the words of `--search`."""
    arguments, service = invocation.arguments, invocation.service
    listed = service.listing(arguments.board)
    if not arguments.search or not _is_known(arguments.column):
        return listed
    every = service.boards() if arguments.board == ALL_BOARDS else [service.board(arguments.board)]
    found = service.search.listed(arguments.search, {board.id for board in every})
    return listed if found is None else found


def _is_known(column: str | None) -> bool:
    """A status that only the server knows is looked for on every card."""
    return column is None or column.strip().casefold() in {one.value.casefold() for one in Column}


def _of_view(invocation: Invocation) -> Iterator[Card]:
    """Raises `Refused` at once for an unknown view or board."""
    from kanbert_desktop.app.boards.saved_views import SavedViews  # noqa: PLC0415  for this option only

    arguments, service = invocation.arguments, invocation.service
    query = service.view_cards.query(SavedViews(service).require(arguments.view).query)
    for problem in query.problems:
        invocation.output.print_note(problem.text)
    board = None if arguments.board == ALL_BOARDS else service.board(arguments.board).id
    return service.view_cards.listing(query, board)


def _in_column(cards_: Iterable[Card], typed: str) -> Iterator[Card]:
    """Accepts the server's own column names, in case this program does not know one."""
    wanted, is_empty = typed.strip().casefold(), True
    for card in cards_:
        if card.status.casefold() == wanted:
            is_empty = False
            yield card
    if is_empty:
        parse_column(typed)


def _search(invocation: Invocation, cards_: Iterable[Card], search: str) -> Iterator[Card]:
    """Uses the language of the window's filter. Words also match in descriptions, anywhere in a word."""
    # `rapidfuzz` and the grammar, which few calls need.
    from kanbert_desktop.app.boards.search import hint_text  # noqa: PLC0415
    from kanbert_desktop.domain.query.text_match import fold_text, html_to_plain_text  # noqa: PLC0415

    choice = invocation.service.search.card_filter(search)
    remaining = iter(cards_)
    # A column that does not exist is reported without hints about the query.
    first = list(islice(remaining, 1))
    for hint in choice.hints:
        invocation.output.print_note(hint_text(hint))
    for card in chain(first, remaining):
        if choice.matches(card, more=fold_text(html_to_plain_text(card.description))):
            yield card


def _row(invocation: Invocation, card: Card) -> tuple[str, ...]:
    person = invocation.service.person(card.assignee) if card.assignee else None
    mark = "* " if card.mark is not Mark.NONE else ""
    due = card.due.isoformat() if card.due else ""
    return (card.id, card.status, due, person.name if person else "", f"{mark}{card.title}")


def attention(invocation: Invocation) -> None:
    listed = [attention_json(invocation.service, entry) for entry in invocation.service.attention()]
    invocation.output.print_document(listed, lambda: _attention_lines(invocation, listed))


def _attention_lines(invocation: Invocation, listed: list[Json]) -> list[str]:
    rows = [
        (one["id"], one["reason"] or "", _subject(invocation, one), " ".join(one["choices"]))
        for one in listed
    ]
    heading = ("ID", tr("Reason"), tr("Card"), tr("Choices"))
    return table_lines([heading, *rows]) if rows else [tr("All decided.")]


def _subject(invocation: Invocation, one: Json) -> str:
    """The card, or the board and the number of changes decided together."""
    count = len(one["changes"])
    if count == 1:
        return str(one["card"])
    return tr("%n change(s) on {board}", count, board=invocation.service.board(one["board"]).title)


def export(invocation: Invocation) -> None:
    """With `--json` and CSV or iCalendar for standard output, the document holds the file as `content`."""
    from kanbert_desktop.app.boards.export import export_board, export_parts, export_to_file  # noqa: PLC0415  for this verb only

    arguments, output, service = invocation.arguments, invocation.output, invocation.service
    if arguments.output is None and not (output.as_json and arguments.format != "json"):
        output.print_parts(export_parts(service, service.listing(arguments.board), arguments.format))
        return
    if arguments.output is None:
        whole = export_board(service, arguments.board, arguments.format)
        output.print_document({"exported": whole.card_count, "file": None, "content": whole.text}, ())
        return
    count, path = export_to_file(service, arguments.board, arguments.format, Path(arguments.output))
    document: dict[str, object] = {"exported": count, "file": str(path)}
    output.print_document(document, [tr("Exported to “{file}”: %n card(s).", count, file=path)])
