"""Marks on disk what is being drawn, so that the next start does not draw again what ended this one."""

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
    """A small marker file beside the store. It needs no fsync: it survives the process, not a power failure."""

    def __init__(self, path: Path) -> None:
        """`interrupted` is what the last run was drawing when it ended."""
        self._path = path
        self._now: DrawTarget | None = None
        self.interrupted = _read(path)
        if self.interrupted is not None:
            self._clear()

    def begin(self, what: DrawTarget) -> None:
        """Call before drawing. If the disk fails, drawing continues."""
        if what != self._now:
            self._now = what
            with suppress(OSError):
                self._path.write_text(json.dumps(what), "utf-8")

    def end(self, what: DrawTarget) -> None:
        """Call after drawing. Has no effect if something else is being drawn by now."""
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
