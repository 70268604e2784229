"""Where unfinished text is being edited: one place at a time has an editor, whichever window it is in."""

from collections.abc import Callable
from typing import NamedTuple


class _Editor(NamedTuple):
    owner: object
    window: object
    give_up: Callable[[], None]


class OpenEditors:
    """A place is a card, or a column of a board in which a card is being written.

    Two editors of one place would overwrite each other's draft: whoever opens the second one makes the first save
    its text and close. The second then begins with that text.
    """

    def __init__(self) -> None:
        self._editors: dict[str, _Editor] = {}

    def take(self, place: str, owner: object, window: object, give_up: Callable[[], None]) -> bool:
        """Returns True if the place was being edited in another window. `give_up` may be called when nothing is open."""
        before = self._editors.pop(place, None)
        self._editors[place] = _Editor(owner, window, give_up)
        if before is None or before.owner is owner:
            return False
        before.give_up()
        return before.window is not window

    def forget(self, window: object) -> None:
        """Called before a window is deleted."""
        self._editors = {
            place: editor for place, editor in self._editors.items() if editor.window is not window
        }
