"""Contents of the palette and what a choice does."""

from collections.abc import Iterator, Sequence

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
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.commands.actions import COMMANDS, Name, native, single_keys
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_KEYS, Act
from kanbert_desktop.ui.commands.cheat_sheet import keys_of
from kanbert_desktop.ui.navigation.history import Kind
from kanbert_desktop.ui.navigation.navigator import Routes
from kanbert_desktop.ui.palette.palette import Palette, Section
from kanbert_desktop.ui.style.theme import Theme

RECENT = 5
ON_CARD = "card:"
"""Before the name of what is done to the card that has the focus."""
UNTEMPLATE = "untemplate:"
"""Before the title of the template to remove."""
# Walking and choosing are keys, not commands; the palette itself is open already.
_ONLY_KEYS = frozenset({Act.LEFT, Act.RIGHT, Act.SELECT, Act.BACK, Act.OPEN})
_LEFT_OUT = frozenset({Name.PALETTE, Name.REGION})


def jumping(desk: BoardService, *, on_card: bool) -> QuickOpenIndex:
    """`on_card`: a card has the focus, so what can be done to it is offered as well."""
    own = [*commands(), *(card_commands() if on_card else ()), *templates(desk)]
    return QuickOpenIndex([*own, *board_and_person_targets(desk)], card_targets(desk))


def at_rest(desk: BoardService, places: FavouriteBoards, here: BoardId | None) -> Sequence[Section]:
    """Before anything is typed: the boards one was on, then the commands."""
    recent = [board for board in places.recent() if board != here][:RECENT]
    boards = [Match(board_target(desk, desk.board(board))) for board in recent]
    kept = [Match(target) for target in templates(desk) if target.kind is TargetKind.TEMPLATE]
    return [
        (tr("Recent boards"), boards),
        (tr("New from template"), kept[:RECENT]),
        (tr("Commands"), [Match(target) for target in commands()]),
    ]


def commands() -> Iterator[QuickOpenTarget]:
    for command in COMMANDS:
        if command.name not in _LEFT_OUT:
            keys = next((native(key) for key in single_keys.still_acting(command.keys)), "")
            yield QuickOpenTarget(TargetKind.COMMAND, command.name, command.words(), keys)


def templates(desk: BoardService) -> Iterator[QuickOpenTarget]:
    """Each can be used, and removed."""
    for template in Templates(desk).all():
        yield QuickOpenTarget(TargetKind.TEMPLATE, template.title, shorten(template.title), tr("Template"))
        words = tr("Remove template “{title}”", title=template.title)
        yield QuickOpenTarget(TargetKind.COMMAND, f"{UNTEMPLATE}{template.title}", words)


def card_commands() -> Iterator[QuickOpenTarget]:
    for entry in BOARD_KEYS:
        if entry.act not in _ONLY_KEYS:
            yield QuickOpenTarget(TargetKind.COMMAND, f"{ON_CARD}{entry.act}", entry.words(), keys_of(entry))


class Jumps(QObject):
    """`command_wished` carries a `Name`, `search_wished` a query, the last two a template's title."""

    command_wished = Signal(object)
    search_wished = Signal(str)
    template_wished = Signal(str)
    template_unwished = Signal(str)

    def __init__(
        self, desk: BoardService, routes: Routes, board: BoardPage, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._routes, self._board = desk, routes, board
        self.palette = Palette(theme, parent)
        self.palette.chosen.connect(self._go)

    def open(self) -> None:
        here = self._routes.here
        board = here.board if here is not None else None
        self.palette.open(
            jumping(self._desk, on_card=self._has_card()),
            lambda: at_rest(self._desk, self._routes.places, board),
        )

    def _go(self, target: QuickOpenTarget) -> None:
        match target.kind:
            case TargetKind.BOARD:
                self._routes.go_to_board(BoardId(target.id))
            case TargetKind.CARD:
                self._routes.go_to_card(target.id)
            case TargetKind.PERSON:
                self._go_to_person(target.id)
            case TargetKind.TEMPLATE:
                self.template_wished.emit(target.id)
            case TargetKind.COMMAND if target.id.startswith(UNTEMPLATE):
                self.template_unwished.emit(target.id.removeprefix(UNTEMPLATE))
            case TargetKind.COMMAND if target.id.startswith(ON_CARD):
                self._act(Act(target.id.removeprefix(ON_CARD)))
            case TargetKind.COMMAND:
                self.command_wished.emit(Name(target.id))

    def _go_to_person(self, person: str) -> None:
        me = self._desk.me
        if me is not None and me.id == person:
            self._routes.go(Kind.MY_WORK)
        else:
            known = self._desk.person(person)
            self.search_wished.emit(f'assignee:"{known.name if known else person}"')

    def _has_card(self) -> bool:
        here = self._routes.here
        view = self._board.strip.start()
        return (
            here is not None
            and here.kind is Kind.BOARD
            and view is not None
            and view.cards.current_key() is not None
        )

    def _act(self, act: Act) -> None:
        """As if its key had been pressed on the card."""
        view = self._board.strip.start()
        if view is not None:
            view.cards.setFocus()
            view.cards.acted.emit(act)
