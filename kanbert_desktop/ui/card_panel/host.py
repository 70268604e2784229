"""Opens the card panel on a page, beside the page's main part or over it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QStyle, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.style.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel

PANEL_WIDTH = 368
SIDE_BY_SIDE_MIN_WIDTH = 1100
"""In a narrower window the panel covers the end of the page."""


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

    def save_drafts(self) -> None:
        """Saves unfinished text of the panel."""
        self.panel_host.save_drafts()


class CardPanelHost(QObject):
    """The card panel of one page, with the card that is open.

    `changed` is emitted when another card is open or none; `closed` then carries the card that was open. The panel is
    created when the first card is opened, so that it costs no start-up time.
    """

    changed = Signal()
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

    @property
    def panel(self) -> "CardPanel":
        if self._panel is None:
            from kanbert_desktop.ui.card_panel.panel import CardPanel  # noqa: PLC0415  after the first paint

            self._panel = CardPanel(self._service, self._commands, self._theme, self._today, self._page)
            self._panel.hide()
            self._panel.closed.connect(self.close)
            self._panel.card_requested.connect(self.open)
            self._panel.delete_requested.connect(self._delete)
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
        if self._panel is not None:
            self._panel.save_drafts()

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        if self._panel is not None:
            self._panel.apply_appearance()

    @property
    def is_beside(self) -> bool:
        """True if the open panel leaves the main part the rest of the page instead of covering it."""
        is_wide = self._page.window().width() >= self._theme.px(SIDE_BY_SIDE_MIN_WIDTH)
        return self.opened_card is not None and is_wide

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

    def _width(self) -> int:
        return min(self._theme.px(PANEL_WIDTH), self._page.width())

    def _delete(self, key: CardKey) -> None:
        self.close()
        self._commands.delete([key])
