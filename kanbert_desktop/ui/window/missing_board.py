"""Says that the board on screen is no longer available, and offers another one."""

from collections.abc import Callable

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.navigation.navigator import Navigator
from kanbert_desktop.ui.widgets.banner import BannerBar, BannerContent, BannerKind


class MissingBoard:
    """`close` closes a window beside the first one; None in that one. `save_drafts` saves unfinished text."""

    def __init__(
        self,
        service: BoardService,
        navigator: Navigator,
        bar: BannerBar,
        *,
        save_drafts: Callable[[], None],
        close: Callable[[], None] | None,
    ) -> None:
        self._service, self._navigator, self._bar = service, navigator, bar
        self._save_drafts, self._close = save_drafts, close
        self._title = ""

    def update(self) -> None:
        """Called when another board is shown, or others exist."""
        location = self._navigator.location
        board = location.board if location is not None else None
        known = {one.id: one.title for one in self._service.boards()} if board is not None else {}
        if board is not None and board not in known:
            self._save_drafts()
            self._show_banner(self._title)
            return
        self._title = known[board] if board is not None else ""
        if BannerKind.BOARD_GONE in self._bar.banners:
            self._bar.hide_banner(BannerKind.BOARD_GONE)

    def _show_banner(self, title: str) -> None:
        close = self._close
        leave: tuple[Callable[[], str], Callable[[], None]] = (
            lambda: tr("Show another board"),
            self._navigator.open_last_board,
        )
        content = BannerContent(
            lambda: tr(
                "“{title}” was closed or deleted in Kanbert. What you have written is kept.", title=title
            ),
            *((lambda: tr("Close window"), close) if close is not None else leave),
            more_buttons=(leave,) if close is not None else (),
        )
        self._bar.show_banner(BannerKind.BOARD_GONE, content)
