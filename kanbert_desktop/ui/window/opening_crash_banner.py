"""Banner after a crash while a card or board was being painted."""

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
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerBar, BannerContent, BannerKind
from kanbert_desktop.ui.widgets.full_text import FullTextDialog

_MAX_TITLE_LENGTH = 48
"""Characters of a title in one line with buttons."""


class OpeningCrashBanner(QObject):
    """Names what was being painted and keeps it closed until the user opens it again."""

    def __init__(self, service: BoardService, bar: BannerBar, navigator: Navigator, theme: Theme) -> None:
        super().__init__(bar)
        self._service, self._bar, self._navigator, self._theme = service, bar, navigator, theme
        target = service.local.crash_guard.interrupted
        if target is not None:
            self._close_card(target)
            self._show_banner(target)

    def _close_card(self, target: DrawTarget) -> None:
        """Keeps the card closed at later starts too.

        The board opens its card after its first paint, so this is in time.
        """
        choices = BoardViewOptions(self._service, target.board)
        if target.card is not None and choices.opened_card == target.card:
            choices.opened_card = None

    def _show_banner(self, target: DrawTarget) -> None:
        understood = (lambda: tr("OK"), lambda: self._bar.hide_banner(BannerKind.OPENING_CRASH))
        card = self._service.card(target.card) if target.card is not None else None
        if card is not None:
            content = BannerContent(
                partial(_card_text, card.title),
                lambda: tr("Show as plain text"),
                partial(self._show, card.key),
                more_buttons=((lambda: tr("Open anyway"), partial(self._open, card.key)), understood),
            )
        elif target.board in {board.id for board in self._service.boards()}:
            title = self._service.board(target.board).title
            content = BannerContent(
                partial(_board_text, title),
                lambda: tr("Open anyway"),
                partial(self._open_board, target),
                more_buttons=(understood,),
            )
        else:
            return
        self._bar.show_banner(BannerKind.OPENING_CRASH, content)

    def _show(self, key: CardKey) -> None:
        card = self._service.card(key)
        if card is not None:
            read = partial(plain_card_text, self._service, card)
            FullTextDialog(shorten(card.title, _MAX_TITLE_LENGTH), read, self._theme, self._bar).open()

    def _open(self, key: CardKey) -> None:
        self._bar.hide_banner(BannerKind.OPENING_CRASH)
        self._navigator.open_card(key)

    def _open_board(self, target: DrawTarget) -> None:
        self._bar.hide_banner(BannerKind.OPENING_CRASH)
        self._navigator.open_board(target.board)


def plain_card_text(service: BoardService, card: Card) -> Iterator[str]:
    """Yields title, description and comments as plain text."""
    from kanbert_desktop.ui.card_panel.comments import person_name  # noqa: PLC0415  after the first paint

    named = partial(person_name, service)
    yield f"{card.title}\n\n"
    yield from iter_text(card.description, named)
    for comment in service.comments(card.key):
        author = comment.author.name if comment.author else tr("Unknown person")
        yield f"\n\n{author}:\n"
        yield from iter_text(comment.text, named)


def _card_text(title: str) -> str:
    return tr(
        "The program quit unexpectedly while opening the card “{title}”, so the card was not opened again.",
        title=shorten(title, _MAX_TITLE_LENGTH),
    )


def _board_text(title: str) -> str:
    return tr(
        "The program quit unexpectedly while opening the board “{title}”, so the board was not opened again.",
        title=shorten(title, _MAX_TITLE_LENGTH),
    )
