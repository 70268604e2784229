"""Says that the board on screen is no longer available, and offers another one. Imported when that happens."""

from collections.abc import Callable

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.widgets.banner import BannerBar, BannerContent, BannerKind


def show_missing_board(
    bar: BannerBar, title: str, show_another: Callable[[], None], close: Callable[[], None] | None
) -> None:
    """`close` closes a window beside the first one; None in that one."""
    leave: tuple[Callable[[], str], Callable[[], None]] = (lambda: tr("Show another board"), show_another)
    content = BannerContent(
        lambda: tr("“{title}” was closed or deleted in Kanbert. What you have written is kept.", title=title),
        *((lambda: tr("Close window"), close) if close is not None else leave),
        more_buttons=(leave,) if close is not None else (),
    )
    bar.show_banner(BannerKind.BOARD_GONE, content)
