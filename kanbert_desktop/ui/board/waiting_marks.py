"""Why cards wait can change without any of them changing: the network went, or a sign-in is needed."""

from collections.abc import Callable

from kanbert_desktop.domain.events import SyncState, SyncStatusChanged
from kanbert_desktop.ui.board.card_face import CardFaces


class WaitingMarks:
    """`look_again` is asked for where a card shown may say something else now."""

    def __init__(self, faces: CardFaces, look_again: Callable[[], None]) -> None:
        self._faces, self._look_again = faces, look_again
        self._why: tuple[bool, str | None, bool] = (False, None, False)

    def on_status(self, event: SyncStatusChanged) -> None:
        """Only what lasts counts: no card says of itself that a sync is under way."""
        status = event.status
        why = (status.state is SyncState.NEEDS_SIGN_IN, status.problem, status.silent_since is not None)
        if why != self._why:
            self._why = why
            self._faces.forget_marked()
            self._look_again()
