"""What is about to be drawn, on disk until it has been: the next start does not draw again what ended this one."""

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kanbert_desktop.domain.board import BoardId, CardKey


class DrawTarget(NamedTuple):
    """`card` is None for a board alone."""

    board: BoardId
    card: CardKey | None = None


class CrashGuard:
    """A small file beside the store. It needs no fsync: it is for the death of the program, not of the computer."""

    def __init__(self, path: Path) -> None:
        """`left` is what the last run was drawing when it was ended."""
        self._path = path
        self._now: DrawTarget | None = None
        self.interrupted = _read(path)
        if self.interrupted is not None:
            self._clear()

    def begin(self, what: DrawTarget) -> None:
        """Before the first of it is drawn. A disk that takes nothing does not keep it from being drawn."""
        if what != self._now:
            self._now = what
            with suppress(OSError):
                self._path.write_text(json.dumps(what), "utf-8")

    def end(self, what: DrawTarget) -> None:
        """It is on screen, unless something else is being drawn by now."""
        if what == self._now:
            self.close()

    def close(self) -> None:
        """Nothing is being drawn any more."""
        if self._now is not None:
            self._now = None
            self._clear()

    def _clear(self) -> None:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _read(path: Path) -> DrawTarget | None:
    try:
        board, card = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, TypeError):
        return None
    if not isinstance(board, str) or not isinstance(card, str | None):
        return None
    return DrawTarget(BoardId(board), CardKey(card) if card is not None else None)
