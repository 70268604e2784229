"""Opens pages beside the board at a place: a searched text, a board, the entry or the question about a card."""

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.navigation.navigator import Navigator


class PageOpener:
    """Page modules are imported here on first use: none of them is needed before the first paint."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator

    def open_search(self) -> None:
        self.search(None)

    def search(self, text: str | None) -> None:
        """Opens the search page with that text, or with the last one."""
        from kanbert_desktop.ui.search.page import SearchPage  # noqa: PLC0415  after the first paint

        self._navigator.open_page(PageKind.SEARCH)
        page = self._navigator.page(PageKind.SEARCH)
        if isinstance(page, SearchPage):
            page.start_search(text)

    def open_overview(self) -> None:
        """Of the board that is shown, else of what was chosen last."""
        from kanbert_desktop.ui.overview.page import OverviewPage  # noqa: PLC0415  after the first paint

        location = self._navigator.location
        self._navigator.open_page(PageKind.OVERVIEW)
        page = self._navigator.page(PageKind.OVERVIEW)
        if isinstance(page, OverviewPage) and location is not None and location.board is not None:
            page.show_board(location.board)

    def open_inbox(self, card: CardKey | None) -> None:
        """Opens the inbox, at the entry about this card if there is one."""
        from kanbert_desktop.ui.inbox.page import InboxPage  # noqa: PLC0415  after the first paint

        self._navigator.open_page(PageKind.INBOX)
        page = self._navigator.page(PageKind.INBOX)
        if isinstance(page, InboxPage) and card is not None:
            page.show_card(card)

    def open_attention(self, card: CardKey) -> None:
        """Opens the Attention page at the question about this card."""
        from kanbert_desktop.ui.attention.page import AttentionPage  # noqa: PLC0415  after the first paint

        self._navigator.open_page(PageKind.ATTENTION)
        page = self._navigator.page(PageKind.ATTENTION)
        if isinstance(page, AttentionPage):
            page.show_card(card)
