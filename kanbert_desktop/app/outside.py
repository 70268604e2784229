"""What lies outside the desk."""

from typing import Literal, Protocol

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.events import SyncStatus

CommentsState = Literal["known", "loading", "failed", "unreadable"]


class Outside(Protocol):
    """What the desk can ask of the network without waiting for it."""

    @property
    def can_write(self) -> bool: ...
    def status(self) -> SyncStatus: ...
    def sync_now(self) -> None: ...
    def changed(self) -> None: ...
    def open_card(self, key: CardKey) -> None: ...
    def comments_state(self, key: CardKey) -> CommentsState: ...
