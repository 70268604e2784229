"""Cards as lines of text: copied to the clipboard, and made of the lines that lie there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.deep_links import CARD_LINK_PREFIX, card_link
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.quick_add import MANY_TITLES, titles_in


class CopyCards:
    """Cards for other programs: on the clipboard, or in the browser."""

    def __init__(self, desk: BoardService) -> None:
        self._service = desk

    def copy(self, keys: Sequence[CardKey]) -> None:
        QGuiApplication.clipboard().setText(self.text_of(keys))

    def copy_links(self, keys: Sequence[CardKey]) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.links_of(keys)))

    def text_of(self, keys: Sequence[CardKey]) -> str:
        """For each card its title, and its link on the line below; no control of a title comes along."""
        return "\n".join(f"{to_single_line(card.title)}\n{link_of(card)}" for card in self._cards(keys))

    def open_in_browser(self, key: CardKey) -> bool:
        """False where Kanbert has told no address of this card."""
        card = self._service.card(key)
        address = web_address(card) if card is not None else ""
        return bool(address) and QDesktopServices.openUrl(QUrl(address))

    def links_of(self, keys: Sequence[CardKey]) -> list[str]:
        return [link_of(card) for card in self._cards(keys)]

    def _cards(self, keys: Sequence[CardKey]) -> list[Card]:
        return [card for key in keys if (card := self._service.card(key)) is not None]


class PasteAsCards(CopyCards):
    """`add` makes cards of titles in a column; `write` opens the column's field with a text instead."""

    def __init__(
        self,
        desk: BoardService,
        add: Callable[[ColumnView, list[str]], None],
        write: Callable[[ColumnView, str], None],
    ) -> None:
        super().__init__(desk)
        self._add, self._write = add, write

    def paste(self, view: ColumnView) -> None:
        """More than fifty are asked about where they can be read first (U34)."""
        text = without_links(QGuiApplication.clipboard().text(), self._service)
        titles = titles_in(text)
        if len(titles) > MANY_TITLES:
            self._write(view, text)
        elif titles:
            self._add(view, titles)


def web_address(card: Card) -> str:
    """Where the card can be seen in a browser; "" where Kanbert's `uri` is anything but an address."""
    return card.uri if card.uri is not None and card.uri.startswith(("https://", "http://")) else ""


def link_of(card: Card) -> str:
    """The web address where one is known (U49), else one that opens this program."""
    return web_address(card) or card_link(card.id)


def without_links(text: str, desk: BoardService) -> str:
    """Lines that are nothing but a card's link came here by copying cards: they are no titles."""
    lines = text.splitlines()
    has_web = any(line.strip().startswith("http") for line in lines)
    known = (
        {web_address(card) for board in desk.boards() for card in desk.cards(board.id)} if has_web else set()
    )
    return "\n".join(
        line
        for line in lines
        if not line.strip().startswith(CARD_LINK_PREFIX) and line.strip() not in known - {""}
    )
