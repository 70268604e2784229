"""Finds cards for the desktop's search, in the account's file as it is at that moment."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import date

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.desktop_search.due_texts import due_text
from kanbert_desktop.app.desktop_search.permission import is_search_on, searched_account
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.messages.status_texts import column_title
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.value_classes import dataclass

MOST_FOUND = 20
SECONDS = 0.04
"""How much of the processor's time one search may take: the desktop asks again with the next letter."""
BUSY_SECONDS = 0.04
"""How long to wait for a process that has locked the file."""
_LONGEST_TEXT = 500
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FoundCard:
    """`detail` names board, column and due date."""

    key: str
    title: str
    detail: str


class CardFinder:
    """Answers nothing, and never raises, while the file is missing, old, new, damaged or being recovered.

    The file stays open between two searches and is opened again once anything has changed in it: pending changes of a
    window are read when it is opened.
    """

    def __init__(self, environment: Environment, options: Options, today: Callable[[], date]) -> None:
        self._environment, self._options, self._today = environment, options, today
        self._application: Application | None = None
        self._opened: object = None

    def find(self, terms: Sequence[str]) -> list[str]:
        """Returns the keys of the best cards first. The terms are those of the search page."""
        text = " ".join(terms)[:_LONGEST_TEXT]
        try:
            service = self._service()
            if service is None:
                return []
            give_up = time.thread_time() + SECONDS
            hits = service.search.find(text, MOST_FOUND, lambda: time.thread_time() > give_up)
        except StoreError as error:
            self._give_up(error)
            return []
        return [hit.card.key for hit in hits]

    def describe(self, keys: Sequence[str]) -> list[FoundCard]:
        """Cards that are gone meanwhile are left out."""
        try:
            service = self._service()
            cards = [service.card(key) for key in keys] if service is not None else []
        except StoreError as error:
            self._give_up(error)
            return []
        return [self._found(service, card) for card in cards if card is not None and service is not None]

    def close(self) -> None:
        application, self._application, self._opened = self._application, None, None
        if application is not None and application.session is not None:
            application.session.close_reading()

    def _give_up(self, error: StoreError) -> None:
        log.info("Nothing is found for the desktop: %s", error.key)
        self.close()

    def _service(self) -> BoardService | None:
        """Opens the file, or opens it again if it has changed."""
        if not is_search_on(Settings(self._environment.settings)):
            self.close()
            return None
        account = searched_account(self._environment, self._options)
        if account is None:
            self.close()
            return None
        file = self._file_of(account.id)
        if file != self._opened or self._has_changed():
            self.close()
        if self._application is None:
            self._open(file)
        return self._application.service if self._application is not None else None

    def _open(self, file: object) -> None:
        application = Application(self._environment, self._options)
        if application.current_account.open_to_read(busy_seconds=BUSY_SECONDS):
            self._application, self._opened = application, file

    def _has_changed(self) -> bool:
        session = self._application.session if self._application is not None else None
        return session is not None and session.has_file_changed()

    def _file_of(self, account: str) -> object:
        """Identifies the account's file: a recovery puts another one in its place."""
        try:
            found = self._environment.store_path(account).stat()
        except OSError:
            return None
        return account, found.st_dev, found.st_ino

    def _found(self, service: BoardService, card: Card) -> FoundCard:
        board = service.known_board(card.board)
        parts = [board.title if board is not None else "", column_title(card.column)]
        if card.due is not None:
            parts.append(due_text(card.due, self._today()))
        return FoundCard(str(card.key), card.title, " · ".join(filter(None, parts)))
