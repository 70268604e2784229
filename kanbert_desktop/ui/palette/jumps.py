"""Opens the palette and goes where it was told."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.quick_open import Target, TargetKind
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.actions import Name
from kanbert_desktop.ui.board.board_keys import Act
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.palette.offering import ON_CARD, UNTEMPLATE, at_rest, jumping
from kanbert_desktop.ui.palette.palette import Palette
from kanbert_desktop.ui.places.routes import Routes
from kanbert_desktop.ui.places.visits import Kind
from kanbert_desktop.ui.theme import Theme


class Jumps(QObject):
    """`command_wished` carries a `Name`, `search_wished` a query, the last two a template's title."""

    command_wished = Signal(object)
    search_wished = Signal(str)
    template_wished = Signal(str)
    template_unwished = Signal(str)

    def __init__(self, desk: Desk, routes: Routes, board: BoardPage, theme: Theme, parent: QWidget) -> None:
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

    def _go(self, target: Target) -> None:
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
