"""Write-behind cache of drafts and local values."""

from functools import partial
from typing import TYPE_CHECKING

from kanbert_desktop.app.boards.crash_guard import CrashGuard
from kanbert_desktop.store import local
from kanbert_desktop.store.connection import storable_text
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.replica import Replica

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.open_editors import OpenEditors

LAST_BOARD = "last_board"
"""Name of the local value with the board that was open last."""
FAVOURITES = "favourites"
"""Name of the local value with the ids of the favourite boards, a line each."""
START_BOARD = "start_board"
"""Name of the local value with the board to open at every start."""
WINDOWS = "windows"
"""Name of the local value with the windows that are open beside the first one, empty without any."""
SAVED_VIEWS = "views"
"""Name of the local value with the saved views, empty without any."""
TEMPLATES = "templates"
"""Name of the local value with the card templates, empty without any."""
CALENDAR_FILE = "calendar_file"
"""Name of the local value with the path of the calendar file that is kept up to date; empty: none is."""


class LocalData:
    """Drafts and local values of one account.

    They are saved like edits: if the disk fails, the error is reported and the value is kept in memory and tried again.
    """

    def __init__(self, replica: Replica, store: Store) -> None:
        self._replica = replica
        self.store = store
        self._opening: CrashGuard | None = None
        self._editors: OpenEditors | None = None
        self._drafts = local.drafts(store.read())
        self._local = local.values(store.read())

    @property
    def crash_guard(self) -> CrashGuard:
        """Created by a window only: a verb draws nothing."""
        if self._opening is None:
            self._opening = CrashGuard(self.store.path.with_name("opening.json"))
        return self._opening

    @property
    def editors(self) -> "OpenEditors":
        """Created by a window only."""
        if self._editors is None:
            from kanbert_desktop.app.boards.open_editors import OpenEditors  # noqa: PLC0415  after the first paint

            self._editors = OpenEditors()
        return self._editors

    def draft(self, place: str) -> str:
        return self._drafts.get(place, "")

    def drafts(self) -> dict[str, str]:
        """The drafts that contain text, by place."""
        return {place: text for place, text in self._drafts.items() if text.strip()}

    def save_draft(self, place: str, text: str) -> None:
        text = storable_text(text)
        if self.draft(place) == text:
            return
        self._drafts[place] = text
        self._replica.save({("draft", place): partial(local.save_draft, place=place, text=text)})

    def value(self, name: str, default: str = "") -> str:
        return self._local.get(name, default)

    def save_value(self, name: str, value: str) -> None:
        value = storable_text(value)
        if self._local.get(name) == value:
            return
        self._local[name] = value
        self._replica.save({("local", name): partial(local.set_value, name=name, value=value)})
