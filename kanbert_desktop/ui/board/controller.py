"""What keys, pointer and menus mean on the board: each is led to a gesture, and the focus follows the card."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QSize, Signal

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.board.clipboard import Lines
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnStrip
from kanbert_desktop.ui.board.selection import Selection
from kanbert_desktop.ui.board.sorting import Sorting
from kanbert_desktop.ui.cards import drag
from kanbert_desktop.ui.cards.commands import Gestures
from kanbert_desktop.ui.cards.delegate import CardPictures, keep_title_drafts
from kanbert_desktop.ui.cards.menu import Choices, card_menu
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.commands.board_shortcuts import CHANGING, READING, Act
from kanbert_desktop.ui.widgets.accessibility import speak

_NUMBERED = (Column.BACKLOG, Column.NEW, Column.WIP, Column.COMPLETED, Column.APPROVED, Column.CLOSED)
_PARTS = {Act.OPEN: "", Act.COMMENT: "comment"}
_CHOSEN = frozenset({Act.DUE, Act.ASSIGNEE, Act.PRIORITY})
"""At the card, which keeps the focus: one key leads to the next."""


class CardActs(QObject):
    """`part_wished` asks the page to open a card at one part of its panel ("", "comment")."""

    part_wished = Signal(object, str)
    back_wished = Signal()
    template_wished = Signal(object)
    print_wished = Signal(object)
    changed = Signal()

    def __init__(
        self,
        desk: BoardService,
        strip: ColumnStrip,
        gestures: Gestures,
        pictures: CardPictures,
        *,
        choices: Choices,
        lines: Lines,
        sorting: Sorting,
    ) -> None:
        super().__init__(strip)
        self._desk = desk
        self._strip = strip
        self._gestures = gestures
        self._pictures = pictures
        self._choices = choices
        self._lines = lines
        self._sorting = sorting
        self._move_next = False
        self.selection = Selection(strip)
        self.dragged: frozenset[CardKey] = frozenset()
        for view in strip.columns.values():
            self._listen(view)

    def _listen(self, view: ColumnView) -> None:
        cards = view.cards
        cards.acted.connect(lambda act: self._act(view, act))
        cards.digit_pressed.connect(lambda digit: self._on_digit(view, digit))
        cards.clicked_card.connect(self._on_click)
        cards.middle_clicked.connect(self._open_in_browser)
        cards.renamed.connect(self._rename)
        keep_title_drafts(cards.renaming, self._desk)
        cards.menu_wished.connect(lambda key, place: self._menu(view, key, place))
        cards.drag_started.connect(lambda key, held: self._drag(view, key, held))
        view.dropped.connect(lambda keys, before: self._drop(view, keys, before))

    def move(self, keys: list[CardKey], column: Column) -> None:
        """Focus and selection go with the cards; where a single one went is said aloud."""
        if not keys or column is Column.OTHER:
            return
        moved = self._gestures.move(keys, column)
        self.changed.emit()
        self.selection.put(keys)
        view, card = self._strip.view_of(keys[0]), self._desk.card(keys[0])
        if moved and len(keys) == 1 and view is not None and card is not None:
            where = column_title(column)
            speak(view.cards, tr("{title}: moved to {column}", title=card.title, column=where))

    def _drop(self, view: ColumnView, keys: list[CardKey], before: CardKey | None) -> None:
        """In the person's own order they stand where they were let go."""
        with self._desk.undo_group():
            if self._sorting.look.sort is Sort.MANUAL:
                self._sorting.put(view, keys, before)
            self.move(keys, view.column)

    def copy_link(self, key: CardKey) -> None:
        self._lines.copy_links([key])

    def _act(self, view: ColumnView, act: Act) -> None:
        moving, self._move_next = self._move_next, False
        if moving and act is Act.BACK:
            return
        if act in CHANGING and not self._desk.can_write():
            self._gestures.refuse_to_change()
            return
        keys = self.selection.chosen(view)
        whole_column: dict[Act, Callable[[], object]] = {
            Act.ADD: view.add_wished.emit,
            Act.LEFT: lambda: self._go(view, -1),
            Act.RIGHT: lambda: self._go(view, 1),
            Act.BACK: self._step_back,
            Act.PASTE: lambda: self._lines.paste(view),
            Act.SORT: self._sorting.button.open_menu,
        }
        if act in whole_column:
            whole_column[act]()
        elif keys:
            self._act_on_cards(view, act, keys)

    def _act_on_cards(self, view: ColumnView, act: Act, keys: list[CardKey]) -> None:
        first = view.cards.current_key() or keys[0]
        acts: dict[Act, Callable[[], object]] = {
            Act.TO_BOARD: self._gestures.refuse_to_board,
            Act.RENAME: lambda: self._gestures.begin_renaming(first, view.cards.rename),
            Act.MOVE: self._wait_for_digit,
            Act.UP: lambda: self._sorting.step(view, keys, -1),
            Act.DOWN: lambda: self._sorting.step(view, keys, 1),
            Act.MOVE_LEFT: lambda: self._move_beside(view, keys, -1),
            Act.MOVE_RIGHT: lambda: self._move_beside(view, keys, 1),
            Act.ASSIGN_ME: lambda: self._gestures.assign_me(keys),
            Act.ARCHIVE: lambda: self._leave(view, keys, lambda: self._gestures.move(keys, Column.CLOSED)),
            Act.DELETE: lambda: self._leave(view, keys, lambda: self._gestures.delete(keys)),
            Act.COPY_LINK: lambda: self._lines.copy_links(keys),
            Act.COPY: lambda: self._lines.copy(keys),
            Act.TEMPLATE: lambda: self.template_wished.emit(first),
            Act.PRINT: lambda: self.print_wished.emit(first),
            Act.BROWSER: lambda: self._open_in_browser(first),
            Act.SELECT: lambda: self.selection.toggle(view),
        }
        if act in acts:
            acts[act]()
        elif act in _CHOSEN:
            self._choose(view, act, keys)
        elif act in _PARTS:
            self.part_wished.emit(first, _PARTS[act])

    def _choose(self, view: ColumnView, act: Act, keys: list[CardKey]) -> None:
        def done() -> None:
            self.changed.emit()
            self.selection.put(keys)

        self._choices.open(act, view.cards, keys, done)

    def _step_back(self) -> None:
        """Escape gives up the selection first."""
        if self.selection.count or self.selection.is_picking:
            self.selection.clear()
        else:
            self.back_wished.emit()

    def _wait_for_digit(self) -> None:
        self._move_next = True

    def _on_click(self, key: CardKey) -> None:
        if self.selection.is_picking:
            self.selection.clear()
        self.part_wished.emit(key, "")

    def _on_digit(self, view: ColumnView, digit: int) -> None:
        moving, self._move_next = self._move_next, False
        column = _NUMBERED[digit - 1]
        if moving:
            self.move(self.selection.chosen(view), column)
            return
        target = self._strip.columns[column]
        if target in self._strip.shown:
            self._enter(target, None)

    def _go(self, view: ColumnView, step: int) -> None:
        """To the card at about the same height in the next column."""
        target = self._strip.neighbour(view, step)
        if target is None:
            return
        current = view.cards.current_key()
        height = view.cards.card_rect(current).center().y() if current else 0
        self._enter(target, target.cards.key_at(height))

    def _enter(self, view: ColumnView, key: CardKey | None) -> None:
        if view.is_folded:
            view.rail.setFocus()
        else:
            view.cards.focus_card(key)
        self._strip.reveal(view)

    def _move_beside(self, view: ColumnView, keys: list[CardKey], step: int) -> None:
        column = self._strip.beside(view.column, step)
        if column is not None:
            self.move(keys, column)

    def _leave(self, view: ColumnView, keys: list[CardKey], gesture: Callable[[], object]) -> None:
        """The cards go; the focus stays in the column, on what takes their place."""
        going = set(keys)
        row = next((row for row, key in enumerate(view.rows.keys) if key in going), 0)
        gesture()
        self.changed.emit()
        self.selection.clear()
        left = view.rows.keys
        view.cards.focus_card(left[min(row, len(left) - 1)] if left else None)

    def _rename(self, key: CardKey, title: str) -> None:
        self._gestures.rename(key, title)
        self.changed.emit()

    def _menu(self, view: ColumnView, key: CardKey, place: QPoint) -> None:
        if key not in self.selection.chosen(view):
            view.cards.focus_card(key)
        menu = card_menu(
            view,
            self._pictures.theme,
            len(self.selection.chosen(view)),
            can=lambda act: act in READING or self._desk.can_write(),
            act=lambda act: self._act(view, act),
            move=lambda column: self.move(self.selection.chosen(view), column),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _open_in_browser(self, key: CardKey) -> None:
        if not self._lines.open_in_browser(key):
            self._gestures.say_no_address()

    def _drag(self, view: ColumnView, key: CardKey, held: QPoint) -> None:
        chosen = self.selection.chosen(view)
        keys = [key, *(each for each in chosen if each != key)] if key in chosen else [key]
        faces = self._strip.faces(keys)
        if not faces:
            return
        rect = view.cards.card_rect(key)
        self.dragged = frozenset(keys)
        self._strip.repaint_cards()
        try:
            text = self._lines.text_of(keys), self._lines.links_of(keys)
            picture = drag.Picture(self._pictures, faces, QSize(rect.size()), held)
            drag.carry(view.cards, picture, *text)
        finally:
            self.dragged = frozenset()
            for shown in self._strip.shown:
                shown.set_lit(False)
            self._strip.repaint_cards()
