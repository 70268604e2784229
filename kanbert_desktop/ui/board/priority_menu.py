"""The priorities that were seen on cards, to choose one of."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Priority
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.board.card_paint import readable
from kanbert_desktop.ui.literal_text import menu_words
from kanbert_desktop.ui.theme import Theme


def priority_menu(
    parent: QWidget,
    theme: Theme,
    known: Sequence[Priority],
    now: Priority | None,
    choose: Callable[[Priority | None], object],
) -> QMenu:
    """Kanbert documents no list of priorities, so those seen on cards are offered, and none."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Priority"))
    if not known:
        menu.addAction(tr("No card here has a priority yet, so there is none to choose.")).setEnabled(False)
        return menu
    for priority in known:
        action = menu.addAction(flag_icon(theme, priority), menu_words(priority.title))
        action.triggered.connect(lambda _checked=False, wished=priority: choose(wished))
        if now is not None and now.id == priority.id:
            menu.setActiveAction(action)
    menu.addSeparator()
    menu.addAction(tr("No priority")).triggered.connect(lambda: choose(None))
    return menu


def flag_icon(theme: Theme, priority: Priority) -> QIcon:
    color = QColor(priority.color or "")
    ink = readable(color, theme) if color.isValid() else theme.color("muted")
    return icons.icon("flag", ink, theme.px(16))
