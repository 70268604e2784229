"""After a run that ended while something was being opened: one line that says so, and the ways to it."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject

from kanbert_desktop.app.boards.crash_guard import DrawTarget
from kanbert_desktop.app.boards.html_text import iter_text
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.board.view_options import BoardChoices
from kanbert_desktop.ui.card_panel.comments import name_of
from kanbert_desktop.ui.navigation.navigator import Routes
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import About, Notice, StripBar
from kanbert_desktop.ui.widgets.full_text import WholeText

_MOST = 48
"""Characters of a title in one line with buttons."""


class OpeningNotice(QObject):
    """Nothing of it is drawn before the person asks for it."""

    def __init__(self, desk: BoardService, bar: StripBar, routes: Routes, theme: Theme) -> None:
        super().__init__(bar)
        self._desk, self._bar, self._routes, self._theme = desk, bar, routes, theme
        left = desk.crash_guard.interrupted
        if left is not None:
            self._keep_closed(left)
            self._put(left)

    def _keep_closed(self, left: DrawTarget) -> None:
        """Also at the starts after this one. The board opens its card once it has been painted, so this is in time."""
        choices = BoardChoices(self._desk, left.board)
        if left.card is not None and choices.opened == left.card:
            choices.opened = None

    def _put(self, left: DrawTarget) -> None:
        understood = (lambda: tr("Understood"), lambda: self._bar.drop(About.OPENING))
        card = self._desk.card(left.card) if left.card is not None else None
        if card is not None:
            notice = Notice(
                partial(_card_words, card.title),
                lambda: tr("Show as plain text"),
                partial(self._show, card.key),
                more=((lambda: tr("Open it"), partial(self._open, card.key)), understood),
            )
        elif left.board in {board.id for board in self._desk.boards()}:
            title = self._desk.board(left.board).title
            notice = Notice(
                partial(_board_words, title),
                lambda: tr("Open it"),
                partial(self._open_board, left),
                more=(understood,),
            )
        else:
            return
        self._bar.put(About.OPENING, notice)

    def _show(self, key: CardKey) -> None:
        card = self._desk.card(key)
        if card is not None:
            read = partial(plain_card, self._desk, card)
            WholeText(shorten(card.title, _MOST), read, self._theme, self._bar).open()

    def _open(self, key: CardKey) -> None:
        self._bar.drop(About.OPENING)
        self._routes.go_to_card(key)

    def _open_board(self, left: DrawTarget) -> None:
        self._bar.drop(About.OPENING)
        self._routes.go_to_board(left.board)


def plain_card(desk: BoardService, card: Card) -> Iterator[str]:
    """Title, description and comments as plain text, in pieces."""
    named = partial(name_of, desk)
    yield f"{card.title}\n\n"
    yield from iter_text(card.description, named)
    for comment in desk.comments(card.key):
        author = comment.author.name if comment.author else tr("Unknown person")
        yield f"\n\n{author}:\n"
        yield from iter_text(comment.text, named)


def _card_words(title: str) -> str:
    return tr(
        "The program ended while the card “{title}” was being opened, so the card stays closed.",
        title=shorten(title, _MOST),
    )


def _board_words(title: str) -> str:
    return tr(
        "The program ended while the board “{title}” was being opened, so the board stays closed.",
        title=shorten(title, _MOST),
    )
