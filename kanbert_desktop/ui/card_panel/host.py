"""Opens the card panel on a page: beside the page's main part, in a narrow window over its end."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QStyle, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.style.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel

PANEL_WIDTH, MIN_PANEL_WIDTH = 368, 320
"""Pixels at 100 % text size: the width until the user chooses another one, and the least."""
MIN_MAIN_WIDTH = 600
"""Pixels at 100 % text size for two columns of a board and three rails: the panel narrows to leave so much."""
LEAST_MAIN_WIDTH = 280
"""What it leaves where there is no room for that: one column, and a header whose buttons can be reached."""
_WIDTH_NAME = "panel_width"
"""Name of the local value with the width that the user chose, in pixels at 100 % text size."""
_SAVE_MS = 300


class CardPanelPage:
    """A page with a card panel: cards are opened and closed there."""

    panel_host: "CardPanelHost"

    @property
    def opened_card(self) -> CardKey | None:
        """The card whose panel is open."""
        return self.panel_host.opened_card

    @property
    def panel(self) -> "CardPanel":
        return self.panel_host.panel

    def open_card(self, key: CardKey, part: str = "") -> None:
        """Opens the panel of a card; `part` is "" or "comment"."""
        self.panel_host.open(key, part)

    def close_card(self) -> None:
        self.panel_host.close()

    def point_out(self, key: CardKey) -> None:
        """Scrolls to a card that a command has put elsewhere, and marks it for a moment, if the page shows it."""

    def save_drafts(self) -> None:
        """Saves unfinished text of the panel."""
        self.panel_host.save_drafts()


class CardPanelHost(QObject):
    """The card panel of one page, with the card that is open.

    The panel is beside the main part, which keeps `MIN_MAIN_WIDTH` wherever the panel can narrow for it, down to
    `MIN_PANEL_WIDTH`, and `LEAST_MAIN_WIDTH` in a narrower page. In a page too narrow for that, too, the panel covers the
    end of the main part. The width that the user chose by its edge is that of all pages, and comes back when there is
    space for it again.

    `changed` is emitted when another card is open or none; `closed` then carries the card that was open. `resized` is
    emitted when the user has changed the width. The panel is created when the first card is opened, so that it costs no
    start-up time.
    """

    changed = Signal()
    resized = Signal()
    closed = Signal(object)

    def __init__(
        self,
        page: QWidget,
        main: QWidget,
        *,
        service: BoardService,
        commands: CardCommands,
        theme: Theme,
        today: Callable[[], date],
    ) -> None:
        super().__init__(page)
        self._page, self._main = page, main
        self._service, self._commands, self._theme, self._today = service, commands, theme, today
        self._panel: CardPanel | None = None
        self.opened_card: CardKey | None = None
        self._chosen_width: int | None = None
        """What the edge asks for, until it is saved."""
        self._save_timer = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._save_timer.timeout.connect(self._save_width)

    @property
    def panel(self) -> "CardPanel":
        if self._panel is None:
            from kanbert_desktop.ui.card_panel.panel import CardPanel  # noqa: PLC0415  after the first paint

            self._panel = CardPanel(self._service, self._commands, self._theme, self._today, self._page)
            self._panel.hide()
            self._panel.closed.connect(self.close)
            self._panel.card_requested.connect(self.open)
            self._panel.delete_requested.connect(self._delete)
            self._panel.edge.width_requested.connect(self._set_width)
            self._panel.edge.reset_requested.connect(lambda: self._set_width(self._theme.px(PANEL_WIDTH)))
        return self._panel

    def open(self, key: CardKey, part: str = "") -> None:
        """Opens a card; `part` is "" or the part of the panel to focus: "comment"."""
        if self._service.card(key) is None:
            return
        self._take_over(key)
        self.opened_card = key
        self.panel.show_card(key)
        self.panel.show()
        self.panel.raise_()
        self.update_layout()
        self.changed.emit()
        self.panel.focus_part(part)

    def close(self) -> None:
        if self.opened_card is not None:
            self.panel.release_card()
            self._hide()

    def _hand_over(self) -> None:
        """Closes the panel; what is unfinished in it stays a draft."""
        self.panel.hand_over_card()
        self._hide()

    def _hide(self) -> None:
        key, self.opened_card = self.opened_card, None
        self.panel.hide()
        self.update_layout()
        self.changed.emit()
        self.closed.emit(key)

    def _take_over(self, key: CardKey) -> None:
        """A card that is open on another page or in another window is closed there: its unfinished text comes here."""

        def give_up() -> None:
            if self.opened_card == key:
                self._hand_over()

        window = self._page.window()
        if self._service.local.editors.take(f"card:{key}", self, window, give_up):
            self._commands.message.emit(
                tr("This card was open in another window. Its unfinished text is here now.")
            )

    def refresh(self) -> None:
        """Updates the panel; closes it if its card no longer exists."""
        if self.opened_card is None:
            return
        if self._service.card(self.opened_card) is None:
            self.close()
        else:
            self.panel.refresh()

    def save_drafts(self) -> None:
        self._save_width()
        if self._panel is not None:
            self._panel.save_drafts()

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        if self._panel is not None:
            self._panel.apply_appearance()

    @property
    def is_beside(self) -> bool:
        """True if the open panel leaves the main part the rest of the page instead of covering it."""
        return self.opened_card is not None and self._fits(LEAST_MAIN_WIDTH)

    @property
    def has_room(self) -> bool:
        """True if the open panel leaves `MIN_MAIN_WIDTH`."""
        return self.opened_card is not None and self._fits(MIN_MAIN_WIDTH)

    @property
    def covered_width(self) -> int:
        """Pixels of the main part that the open panel covers."""
        return 0 if self.opened_card is None or self.is_beside else self._width()

    def update_layout(self) -> None:
        """Places the main part and the panel on the page."""
        page, width = self._page, self._width()
        whole, direction = page.rect(), page.layoutDirection()
        main = QRect(0, 0, page.width() - (width if self.is_beside else 0), page.height())
        self._main.setGeometry(QStyle.visualRect(direction, whole, main))
        if self._panel is not None:
            end = QRect(page.width() - width, 0, width, page.height())
            self._panel.setGeometry(QStyle.visualRect(direction, whole, end))
            self._panel.edge.show_width(width, self._theme.px(MIN_PANEL_WIDTH), self._widest())

    def _width(self) -> int:
        chosen = self._chosen_width or _stored_width(self._service.local.value(_WIDTH_NAME))
        return min(self._theme.px(chosen), self._widest())

    def _widest(self) -> int:
        page = self._page.width()
        kept = next((least for least in (MIN_MAIN_WIDTH, LEAST_MAIN_WIDTH) if self._fits(least)), 0)
        return page - self._theme.px(kept)

    def _fits(self, main_width: int) -> bool:
        return self._page.width() >= self._theme.px(main_width) + self._theme.px(MIN_PANEL_WIDTH)

    def _set_width(self, width: int) -> None:
        self._chosen_width = round(width / self._theme.scale)
        self._save_timer.start()
        self.update_layout()
        self.resized.emit()

    def _save_width(self) -> None:
        if self._chosen_width is not None:
            self._service.local.save_value(_WIDTH_NAME, str(self._chosen_width))
            self._chosen_width = None

    def _delete(self, key: CardKey) -> None:
        self.close()
        self._commands.delete([key])


def _stored_width(text: str) -> int:
    return max(MIN_PANEL_WIDTH, int(text)) if text.isascii() and text.isdigit() else PANEL_WIDTH
