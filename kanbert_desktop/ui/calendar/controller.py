"""Maps keys, clicks, drags and menus of the grid to card commands, for one or several cards."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS, CardKey, Column
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.calendar.days import day_after, day_title
from kanbert_desktop.ui.calendar.finger import GridFinger
from kanbert_desktop.ui.calendar.grid import CalendarGrid
from kanbert_desktop.ui.cards.clipboard import links_of, text_of
from kanbert_desktop.ui.cards.command_handlers import card_handlers
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.delegate import CardPixmaps
from kanbert_desktop.ui.cards.drag import DragImage, run_drag
from kanbert_desktop.ui.cards.menu import card_menu
from kanbert_desktop.ui.cards.pickers import CardPickers
from kanbert_desktop.ui.cards.texts import moved_text
from kanbert_desktop.ui.cards.view_model import CardViewModelCache
from kanbert_desktop.ui.commands.board_shortcuts import CHANGING_COMMANDS, READING_COMMANDS, BoardCommand
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce

if TYPE_CHECKING:
    from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker

_DRAG_WIDTH = 240
_COLUMN_STEPS = {BoardCommand.MOVE_LEFT: -1, BoardCommand.MOVE_RIGHT: 1}


class CalendarController(QObject):
    """`open_requested` carries a card and the part of its panel to focus; `back_requested` asks for one step back.

    `card_followed` carries a card that was moved by a key, and its day: the focus goes there.
    """

    open_requested = Signal(object, str)
    back_requested = Signal()
    card_followed = Signal(object, object)

    def __init__(
        self,
        service: BoardService,
        grid: CalendarGrid,
        commands: CardCommands,
        theme: Theme,
        *,
        today: Callable[[], date],
    ) -> None:
        super().__init__(grid)
        self._service, self._grid, self._commands, self._theme = service, grid, commands, theme
        self._today = today
        self._pickers = CardPickers(service, commands, theme, today)
        self._view_models = CardViewModelCache(service, today)
        self._pixmaps: CardPixmaps | None = None
        self._move_next = False
        self._of_any_page = card_handlers(commands, self.open_requested.emit)
        grid.command_triggered.connect(self.run)
        grid.digit_pressed.connect(self._on_digit)
        grid.card_clicked.connect(lambda key: self.open_requested.emit(key, ""))
        grid.card_middle_clicked.connect(commands.open_in_browser)
        grid.delegate.renamed.connect(commands.rename)
        grid.delegate.use_drafts(service.local)
        grid.menu_requested.connect(self._open_menu)
        grid.shift_requested.connect(self.shift)
        grid.drag_started.connect(self._drag_from_grid)
        GridFinger(grid).drag_started.connect(self._drag_from_grid_by_touch)
        grid.dropped.connect(self.move_to_day)

    # Days.

    def move_to_day(self, keys: list[CardKey], day: date | None) -> None:
        """Sets the due date of these cards; None removes it. Cards that are not there (any more) are left out."""
        keys = [key for key in keys if self._service.card(key) is not None]
        card = self._service.card(keys[0]) if keys else None
        if card is None or not self._commands.set_due(keys, day):
            return
        name = day_title(day, self._today()) if day is not None else tr("No date")
        if len(keys) > 1:
            announce(self._grid, tr("%n card(s): {day}", len(keys), day=name))
        else:
            announce(self._grid, tr("{title}: {day}", title=shorten(card.title), day=name))

    def shift(self, days: int) -> None:
        """Moves the selected cards, or the focused one, by so many days; each keeps its distance to the others."""
        keys = self._grid.selected_or_current_keys()
        if not keys:
            return
        if not self._service.sync.can_write:
            self._commands.report_read_only()
            return
        followed = self._grid.current_key() or keys[0]
        dues = {card.key: card.due for card in self._service.calendar.cards(keys) if card.due is not None}
        targets = {day_after(due, days) for due in dues.values()}
        if len(targets) == 1:
            self.move_to_day(keys, targets.pop())
        else:
            self._commands.shift_due(keys, timedelta(days=days))
        if followed in dues and dues[followed] is not None:
            self.card_followed.emit(followed, day_after(dues[followed], days))

    # Commands.

    def run(self, action: BoardCommand) -> None:
        moving, self._move_next = self._move_next, False
        if action is BoardCommand.BACK:
            if not moving and not self._grid.reset_selection():
                self.back_requested.emit()
            return
        if action in CHANGING_COMMANDS and not self._service.sync.can_write:
            self._commands.report_read_only()
            return
        keys = self._grid.selected_or_current_keys()
        known = self._handlers_for(keys) if keys else {}
        if action in known:
            known[action]()

    def _handlers_for(self, keys: list[CardKey]) -> dict[BoardCommand, Callable[[], object]]:
        first = self._grid.current_key() or keys[0]
        return {
            **{action: partial(handler, first, keys) for action, handler in self._of_any_page.items()},
            BoardCommand.SELECT: self._grid.toggle_current,
            **{
                action: partial(self._open_picker, action, keys)
                for action in (BoardCommand.DUE, BoardCommand.ASSIGNEE, BoardCommand.PRIORITY)
            },
            **{action: partial(self._move_to_adjacent, keys, step) for action, step in _COLUMN_STEPS.items()},
            BoardCommand.RENAME: lambda: self._commands.start_rename(first, self._grid.rename),
            BoardCommand.MOVE: self._wait_for_digit,
            BoardCommand.ARCHIVE: lambda: self._move(keys, Column.CLOSED),
            BoardCommand.DELETE: lambda: self._commands.delete(keys),
        }

    def _open_picker(self, action: BoardCommand, keys: list[CardKey]) -> None:
        self._pickers.open(action, self._grid, keys, self._grid.setFocus)

    def _move_to_adjacent(self, keys: list[CardKey], step: int) -> None:
        """Moves all cards to the column beside that of the first card."""
        card = self._service.card(keys[0])
        if card is None or card.column not in CHOOSABLE_COLUMNS:
            return
        position = CHOOSABLE_COLUMNS.index(card.column) + (-step if self._grid.isRightToLeft() else step)
        if 0 <= position < len(CHOOSABLE_COLUMNS):
            self._move(keys, CHOOSABLE_COLUMNS[position])

    def _move(self, keys: list[CardKey], column: Column) -> None:
        card = self._service.card(keys[0])
        if card is not None and self._commands.move(keys, column) and len(keys) == 1:
            announce(self._grid, moved_text(card, column))

    def _wait_for_digit(self) -> None:
        self._move_next = True

    def _on_digit(self, digit: int) -> None:
        moving, self._move_next = self._move_next, False
        keys = self._grid.selected_or_current_keys()
        if moving and keys:
            self._move(keys, CHOOSABLE_COLUMNS[digit - 1])

    def _open_menu(self, position: QPoint) -> None:
        keys = self._grid.selected_or_current_keys()
        menu = card_menu(
            self._grid,
            self._theme,
            len(keys),
            can=lambda action: action in READING_COMMANDS or self._service.sync.can_write,
            run=self.run,
            move=lambda column: self._move(keys, column),
        )
        for action in menu.actions():
            # Here that key shows today.
            if action.shortcut() == QKeySequence(Qt.Key.Key_T):
                action.setShortcut(QKeySequence())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(position)

    # Drags.

    def drag(self, source: QWidget, key: CardKey, targets: list[CardKey], grab_point: QPoint) -> None:
        """Drags a card with the other targets, if it is one of them."""
        image = self.drag_image(key, targets, grab_point)
        if image is not None:
            keys = [card.key for card in image.cards]
            run_drag(source, image, text_of(self._service, keys), links_of(self._service, keys))

    def drag_image(self, key: CardKey, targets: list[CardKey], grab_point: QPoint) -> DragImage | None:
        """Returns the card with the other targets, if it is one of them; None if they are not there any more."""
        keys = [key, *(each for each in targets if each != key)] if key in targets else [key]
        cards = [self._view_models.get(card) for card in self._service.calendar.cards(keys)]
        if not cards:
            return None
        if self._pixmaps is None:
            self._pixmaps = CardPixmaps(self._theme)
        width = self._theme.px(_DRAG_WIDTH)
        size = QSize(width, self._pixmaps.measure.row_height(cards[0], width))
        held = QPoint(min(max(grab_point.x(), 8), width - 8), min(max(grab_point.y(), 8), size.height() - 8))
        return DragImage(self._pixmaps, cards, size, held)

    def _drag_from_grid(self, key: CardKey, grab_point: QPoint) -> None:
        targets = self._grid.selected_or_current_keys()
        self._mark_dragged(targets if key in targets else [key])
        try:
            self.drag(self._grid, key, targets, grab_point)
        finally:
            self._mark_dragged([])

    def _drag_from_grid_by_touch(
        self, key: CardKey, grab_point: QPoint, place: QPoint, finger: "FingerTracker"
    ) -> None:
        """A card that is put back at once shows its menu."""
        from kanbert_desktop.ui.cards.touch_drag import TouchDrag  # noqa: PLC0415  few have a touch screen

        image = self.drag_image(key, self._grid.selected_or_current_keys(), grab_point)
        if image is not None:
            self._mark_dragged([card.key for card in image.cards])
            by_touch = TouchDrag(self._grid, image, finger, place)
            by_touch.ended.connect(lambda: self._mark_dragged([]))
            by_touch.put_back.connect(lambda where: self._grid.show_menu_of(key, where))

    def _mark_dragged(self, keys: Collection[CardKey]) -> None:
        self._grid.dragged = frozenset(keys)
        self._grid.viewport().update()

    def forget(self) -> None:
        """Drops what is known about cards, and drawn pictures: a card, the theme or the language has changed."""
        self._view_models.invalidate_all()
        self._pixmaps = None
