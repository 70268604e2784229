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
from kanbert_desktop.ui.board.view_options import BoardViewOptions
from kanbert_desktop.ui.card_panel.comments import person_name
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerBar, BannerContent, BannerKind
from kanbert_desktop.ui.widgets.full_text import FullTextDialog

_MAX_TITLE_LENGTH = 48
"""Characters of a title in one line with buttons."""


class OpeningCrashBanner(QObject):
    """Nothing of it is drawn before the person asks for it."""

    def __init__(self, desk: BoardService, bar: BannerBar, routes: Navigator, theme: Theme) -> None:
        super().__init__(bar)
        self._service, self._bar, self._routes, self._theme = desk, bar, routes, theme
        left = desk.local.crash_guard.interrupted
        if left is not None:
            self._close_card(left)
            self._show_banner(left)

    def _close_card(self, left: DrawTarget) -> None:
        """Also at the starts after this one. The board opens its card once it has been painted, so this is in time."""
        choices = BoardViewOptions(self._service, left.board)
        if left.card is not None and choices.opened_card == left.card:
            choices.opened_card = None

    def _show_banner(self, left: DrawTarget) -> None:
        understood = (lambda: tr("Understood"), lambda: self._bar.hide_banner(BannerKind.OPENING_CRASH))
        card = self._service.card(left.card) if left.card is not None else None
        if card is not None:
            notice = BannerContent(
                partial(_card_text, card.title),
                lambda: tr("Show as plain text"),
                partial(self._show, card.key),
                more_buttons=((lambda: tr("Open it"), partial(self._open, card.key)), understood),
            )
        elif left.board in {board.id for board in self._service.boards()}:
            title = self._service.board(left.board).title
            notice = BannerContent(
                partial(_board_text, title),
                lambda: tr("Open it"),
                partial(self._open_board, left),
                more_buttons=(understood,),
            )
        else:
            return
        self._bar.show_banner(BannerKind.OPENING_CRASH, notice)

    def _show(self, key: CardKey) -> None:
        card = self._service.card(key)
        if card is not None:
            read = partial(plain_card_text, self._service, card)
            FullTextDialog(shorten(card.title, _MAX_TITLE_LENGTH), read, self._theme, self._bar).open()

    def _open(self, key: CardKey) -> None:
        self._bar.hide_banner(BannerKind.OPENING_CRASH)
        self._routes.open_card(key)

    def _open_board(self, left: DrawTarget) -> None:
        self._bar.hide_banner(BannerKind.OPENING_CRASH)
        self._routes.open_board(left.board)


def plain_card_text(desk: BoardService, card: Card) -> Iterator[str]:
    """Title, description and comments as plain text, in pieces."""
    named = partial(person_name, desk)
    yield f"{card.title}\n\n"
    yield from iter_text(card.description, named)
    for comment in desk.comments(card.key):
        author = comment.author.name if comment.author else tr("Unknown person")
        yield f"\n\n{author}:\n"
        yield from iter_text(comment.text, named)


def _card_text(title: str) -> str:
    return tr(
        "The program ended while the card “{title}” was being opened, so the card stays closed.",
        title=shorten(title, _MAX_TITLE_LENGTH),
    )


def _board_text(title: str) -> str:
    return tr(
        "The program ended while the board “{title}” was being opened, so the board stays closed.",
        title=shorten(title, _MAX_TITLE_LENGTH),
    )
