"""What is chosen for several cards at once, beside them on the board: a day, a person, a priority."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.domain.board import Card, CardKey, Priority
from kanbert_desktop.ui.board.board_keys import Act
from kanbert_desktop.ui.board.gestures import Gestures
from kanbert_desktop.ui.board.priority_menu import priority_menu
from kanbert_desktop.ui.theme import Theme

V = TypeVar("V")


class CardsShown(Protocol):
    """A list of cards, on a board or elsewhere."""

    def current_key(self) -> CardKey | None: ...
    def card_rect(self, key: CardKey) -> QRect: ...
    def viewport(self) -> QWidget: ...


class Choices:
    """Each opens below the card with the focus and wishes one gesture; `done` comes after the wish."""

    def __init__(self, desk: Desk, gestures: Gestures, theme: Theme, today: Callable[[], date]) -> None:
        self._desk, self._gestures, self._theme, self._today = desk, gestures, theme, today

    def open(self, act: Act, cards: CardsShown, keys: list[CardKey], done: Callable[[], None]) -> None:
        """`act` is DUE, ASSIGNEE or PRIORITY."""
        choices = {Act.DUE: self._due, Act.ASSIGNEE: self._assignee, Act.PRIORITY: self._priority}
        choices[act](cards, keys, done)

    def _due(self, cards: CardsShown, keys: list[CardKey], done: Callable[[], None]) -> None:
        from kanbert_desktop.ui.board.panel.due_popup import DuePopup  # noqa: PLC0415  after the first paint

        now = self._shared(keys, lambda card: card.due)
        popup = DuePopup(self._theme, now, self._today(), cards.viewport())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(lambda day: self._gestures.set_due(keys, day))
        popup.chosen.connect(lambda _day: done())
        popup.open_below(cards.viewport(), _place(cards))

    def _assignee(self, cards: CardsShown, keys: list[CardKey], done: Callable[[], None]) -> None:
        from kanbert_desktop.ui.board.panel.people_popup import PeoplePopup  # noqa: PLC0415  after the first paint

        now = self._shared(keys, lambda card: card.assignee)
        popup = PeoplePopup(self._theme, self._desk.people(), now, cards.viewport())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(lambda person: self._gestures.assign_all(keys, person))
        popup.chosen.connect(lambda _person: done())
        popup.open_below(cards.viewport(), _place(cards))

    def _priority(self, cards: CardsShown, keys: list[CardKey], done: Callable[[], None]) -> None:
        def choose(wished: Priority | None) -> None:
            self._gestures.set_priority(keys, wished)
            done()

        now = self._shared(keys, lambda card: card.priority)
        menu = priority_menu(cards.viewport(), self._theme, self._desk.priorities(), now, choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(cards.viewport().mapToGlobal(_place(cards).bottomLeft() + QPoint(4, -2)))

    def _shared(self, keys: Sequence[CardKey], of: Callable[[Card], V]) -> V | None:
        """What all of them have, else None."""
        values = {of(card) for key in keys if (card := self._desk.card(key)) is not None}
        return values.pop() if len(values) == 1 else None


def _place(cards: CardsShown) -> QRect:
    """The focused card inside the visible part, else the list's top."""
    key = cards.current_key()
    seen = cards.viewport().rect()
    place = cards.card_rect(key) & seen if key is not None else QRect()
    return place if place.isValid() else QRect(seen.topLeft(), seen.topRight())
