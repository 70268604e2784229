"""Unfinished text and local choices: read once, answered from memory, written behind."""

from functools import partial

from kanbert_desktop.app.boards.crash_guard import OpeningRecord
from kanbert_desktop.store import local
from kanbert_desktop.store.connection import storable_text
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.replica import Replica

LAST_BOARD = "last_board"
"""Name of the local value with the board that was open last."""
START_BOARD = "start_board"
"""Name of the local value with the board to open at every start."""


class Keeping:
    """What only this computer knows of one account.

    It is saved like an edit: what the disk does not take is told, kept in memory, and tried again.
    """

    def __init__(self, ledger: Replica, store: Store) -> None:
        self._ledger = ledger
        self.store = store
        self._opening: OpeningRecord | None = None
        self._drafts = local.drafts(store.read())
        self._local = local.values(store.read())

    @property
    def opening(self) -> OpeningRecord:
        """Looked at by a window alone: a verb draws nothing."""
        if self._opening is None:
            self._opening = OpeningRecord(self.store.path.with_name("opening.json"))
        return self._opening

    def draft(self, place: str) -> str:
        return self._drafts.get(place, "")

    def drafts(self) -> dict[str, str]:
        """Those with text, by place."""
        return {place: text for place, text in self._drafts.items() if text.strip()}

    def keep_draft(self, place: str, text: str) -> None:
        text = storable_text(text)
        if self.draft(place) == text:
            return
        self._drafts[place] = text
        self._ledger.save({("draft", place): partial(local.save_draft, place=place, text=text)})

    def local(self, name: str, default: str = "") -> str:
        return self._local.get(name, default)

    def keep_local(self, name: str, value: str) -> None:
        value = storable_text(value)
        if self._local.get(name) == value:
            return
        self._local[name] = value
        self._ledger.save({("local", name): partial(local.set_value, name=name, value=value)})
