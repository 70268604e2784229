"""Cards as lines of text: copied to the clipboard, and made of the lines that lie there."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.quick_add import MANY_LINES, titles_in

LINK = "kanbert-desktop://card/"


class Lines:
    """`add` makes cards of titles in a column; `write` opens the column's field with a text instead."""

    def __init__(
        self,
        desk: Desk,
        add: Callable[[ColumnView, list[str]], None],
        write: Callable[[ColumnView, str], None],
    ) -> None:
        self._desk, self._add, self._write = desk, add, write

    def copy(self, keys: Sequence[CardKey]) -> None:
        QGuiApplication.clipboard().setText(self.text_of(keys))

    def copy_links(self, keys: Sequence[CardKey]) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.links_of(keys)))

    def text_of(self, keys: Sequence[CardKey]) -> str:
        """For each card its title, and its link on the line below."""
        return "\n".join(f"{card.title}\n{link(card)}" for card in self._cards(keys))

    def links_of(self, keys: Sequence[CardKey]) -> list[str]:
        return [link(card) for card in self._cards(keys)]

    def paste(self, view: ColumnView) -> None:
        """More than fifty are asked about where they can be read first (U34)."""
        text = without_links(QGuiApplication.clipboard().text())
        titles = titles_in(text)
        if len(titles) > MANY_LINES:
            self._write(view, text)
        elif titles:
            self._add(view, titles)

    def _cards(self, keys: Sequence[CardKey]) -> list[Card]:
        return [card for key in keys if (card := self._desk.card(key)) is not None]


def link(card: Card) -> str:
    return f"{LINK}{card.id}"


def without_links(text: str) -> str:
    """Lines that are nothing but a card's link came here by copying cards: they are no titles."""
    return "\n".join(line for line in text.splitlines() if not line.strip().startswith(LINK))
