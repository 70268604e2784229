"""Contents of the palette, and what a choice does."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.favourites import FavouriteBoards
from kanbert_desktop.app.boards.quick_open import (
    Match,
    QuickOpenIndex,
    QuickOpenTarget,
    TargetKind,
    board_and_person_targets,
    board_target,
    card_targets,
)
from kanbert_desktop.app.boards.saved_views import SavedViews
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.texts import column_title, due_text, long_date, today
from kanbert_desktop.ui.commands.actions import (
    COMMANDS,
    CommandId,
    favourite_command_text,
    native_key_text,
    single_keys,
)
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_SHORTCUTS, BoardCommand
from kanbert_desktop.ui.commands.cheat_sheet import key_text_of
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.palette.palette import Palette, ResultSection
from kanbert_desktop.ui.palette.results import Describe, Detail
from kanbert_desktop.ui.style.theme import Theme

MAX_RECENT = 5
CARD_COMMAND_PREFIX = "card:"
"""Prefix of the ids of commands for the focused card."""
REMOVE_TEMPLATE_PREFIX = "untemplate:"
"""Prefix of the title of a template to remove."""
# Navigation and selection have keys but are no commands; the palette itself is already open.
_KEY_ONLY_COMMANDS = frozenset(
    {
        BoardCommand.FOCUS_LEFT,
        BoardCommand.FOCUS_RIGHT,
        BoardCommand.SELECT,
        BoardCommand.BACK,
        BoardCommand.OPEN,
    }
)
_HIDDEN_COMMANDS = frozenset({CommandId.PALETTE, CommandId.REGION})


def quick_open_index(service: BoardService, *, on_card: bool, on_favourite: bool) -> QuickOpenIndex:
    """`on_card`: a card has the focus, so its commands are included."""
    targets = [
        *command_targets(on_favourite),
        *(card_command_targets() if on_card else ()),
        *template_targets(service),
        *view_targets(service),
    ]
    return QuickOpenIndex([*targets, *board_and_person_targets(service)], card_targets(service))


def initial_sections(
    service: BoardService, favourite_boards: FavouriteBoards, current_board: BoardId | None
) -> Sequence[ResultSection]:
    """Shown before anything is typed: recent boards, templates, commands."""
    recent = [board for board in favourite_boards.recent() if board != current_board][:MAX_RECENT]
    boards = [Match(board_target(service, service.board(board))) for board in recent]
    to_use = [Match(target) for target in template_targets(service) if target.kind is TargetKind.TEMPLATE]
    return [
        (tr("Recent boards"), boards),
        (tr("Views"), [Match(target) for target in view_targets(service)][:MAX_RECENT]),
        (tr("New from template"), to_use[:MAX_RECENT]),
        (
            tr("Commands"),
            [Match(target) for target in command_targets(_is_favourite(favourite_boards, current_board))],
        ),
    ]


def command_targets(on_favourite: bool) -> Iterator[QuickOpenTarget]:
    """`on_favourite`: the board on screen is a favourite."""
    for command in COMMANDS:
        if command.id not in _HIDDEN_COMMANDS:
            keys = next((native_key_text(key) for key in single_keys.active_keys(command.keys)), "")
            text = (
                favourite_command_text(on_favourite) if command.id is CommandId.FAVOURITE else command.text()
            )
            yield QuickOpenTarget(TargetKind.COMMAND, command.id, text, keys)


def _is_favourite(favourite_boards: FavouriteBoards, board: BoardId | None) -> bool:
    return board is not None and favourite_boards.is_favourite(board)


def template_targets(service: BoardService) -> Iterator[QuickOpenTarget]:
    """Two targets for each template: use it, remove it."""
    for template in Templates(service).all():
        yield QuickOpenTarget(TargetKind.TEMPLATE, template.title, shorten(template.title), tr("Template"))
        text = tr("Remove template “{title}”", title=template.title)
        yield QuickOpenTarget(TargetKind.COMMAND, f"{REMOVE_TEMPLATE_PREFIX}{template.title}", text)


def view_targets(service: BoardService) -> Iterator[QuickOpenTarget]:
    for view in SavedViews(service).all():
        yield QuickOpenTarget(TargetKind.VIEW, view.name, view.name, tr("View"))


def card_command_targets() -> Iterator[QuickOpenTarget]:
    for entry in BOARD_SHORTCUTS:
        if entry.command not in _KEY_ONLY_COMMANDS:
            yield QuickOpenTarget(
                TargetKind.COMMAND, f"{CARD_COMMAND_PREFIX}{entry.command}", entry.text(), key_text_of(entry)
            )


def card_details(service: BoardService, today: Callable[[], date]) -> Describe:
    """Returns what reads board, column and due date of a card that is among the results."""

    def describe(target: QuickOpenTarget) -> Detail | None:
        card = service.card(target.id) if target.kind is TargetKind.CARD else None
        if card is None:
            return None
        board = service.board(card.board).title
        column = card.unknown_status or column_title(card.column)
        if card.due is None:
            return Detail(board, column, f", {board}, {column}")
        due = tr("due {due}", due=long_date(card.due, today()))
        return Detail(board, f"{column} · {due_text(card.due, today())}", f", {board}, {column}, {due}")

    return describe


class PaletteController(QObject):
    """`command_requested` carries a `CommandId`, `search_requested` a query, `view_requested` a view's name.

    Both template signals carry a template's title.
    """

    command_requested = Signal(object)
    search_requested = Signal(str)
    view_requested = Signal(str)
    template_requested = Signal(str)
    template_removal_requested = Signal(str)

    def __init__(
        self, service: BoardService, navigator: Navigator, board: BoardPage, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._service, self._navigator, self._board = service, navigator, board
        self.palette = Palette(theme, parent)
        self.palette.chosen.connect(self._run_target)

    def open(self) -> None:
        location = self._navigator.location
        board = location.board if location is not None else None
        favourite_boards = self._navigator.favourite_boards
        self.palette.open(
            quick_open_index(
                self._service, on_card=self._has_card(), on_favourite=_is_favourite(favourite_boards, board)
            ),
            lambda: initial_sections(self._service, favourite_boards, board),
            card_details(self._service, today),
        )

    def _run_target(self, target: QuickOpenTarget) -> None:
        match target.kind:
            case TargetKind.BOARD:
                self._navigator.open_board(BoardId(target.id))
            case TargetKind.VIEW:
                self.view_requested.emit(target.id)
            case TargetKind.CARD:
                self._navigator.open_card(target.id)
            case TargetKind.PERSON:
                self._open_person(target.id)
            case TargetKind.TEMPLATE:
                self.template_requested.emit(target.id)
            case TargetKind.COMMAND if target.id.startswith(REMOVE_TEMPLATE_PREFIX):
                self.template_removal_requested.emit(target.id.removeprefix(REMOVE_TEMPLATE_PREFIX))
            case TargetKind.COMMAND if target.id.startswith(CARD_COMMAND_PREFIX):
                self._run_card_command(BoardCommand(target.id.removeprefix(CARD_COMMAND_PREFIX)))
            case TargetKind.COMMAND:
                self.command_requested.emit(CommandId(target.id))

    def _open_person(self, person: str) -> None:
        me = self._service.me
        if me is not None and me.id == person:
            self._navigator.open_page(PageKind.MY_WORK)
        else:
            known = self._service.person(person)
            self.search_requested.emit(f'assignee:"{known.name if known else person}"')

    def _has_card(self) -> bool:
        location = self._navigator.location
        view = self._board.columns_view.start_column()
        return (
            location is not None
            and location.kind is PageKind.BOARD
            and view is not None
            and view.cards.current_key() is not None
        )

    def _run_card_command(self, action: BoardCommand) -> None:
        """Runs a command on the focused card, as its shortcut does."""
        view = self._board.columns_view.start_column()
        if view is not None:
            view.cards.setFocus()
            view.cards.command_triggered.emit(action)
