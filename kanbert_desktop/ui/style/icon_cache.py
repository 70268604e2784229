"""Pictures of icons as earlier starts have drawn them: a start needs neither Qt's SVG module nor the database of icons."""

from collections.abc import Sequence

from PySide6.QtCore import qVersion
from PySide6.QtGui import QImage

from kanbert_desktop.cached_files import file_state, stamp
from kanbert_desktop.cached_values import load, store

Drawing = tuple[str | int | float, ...]
_Stored = dict[Drawing, tuple[int, bytes]]
_NAME = "icons"
_MAX_PICTURES = 600
"""A start in one appearance needs 150. With more, those of appearances that are no longer used are dropped."""
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


class IconCache:
    """Pictures by what they show. `sources` are the files they are drawn from."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._stored: _Stored | None = None
        self._added: dict[Drawing, QImage] | None = {}
        """None once they are saved: what is drawn later is not part of a start."""

    def get(self, drawing: Drawing) -> QImage | None:
        if self._stored is None:
            state = self._state()
            found = load(_NAME, state) if state is not None else None
            self._stored = found if isinstance(found, dict) else {}
        side, pixels = self._stored.get(drawing, (0, b""))
        # A copy of its own: Qt only borrows the bytes.
        return QImage(pixels, side, side, side * 4, _FORMAT).copy() if side else None

    def add(self, drawing: Drawing, picture: QImage) -> None:
        if self._added is not None:
            self._added[drawing] = picture.copy()

    def save(self) -> None:
        """Keeps the pictures that this start had to draw. Call once."""
        added, self._added = self._added, None
        state = self._state() if added else None
        stored, self._stored = self._stored or {}, {}
        if not added or state is None:
            return
        pictures = {
            drawing: (picture.width(), bytes(picture.constBits())) for drawing, picture in list(added.items())
        }
        whole = {**stored, **pictures}
        store(_NAME, state, pictures if len(whole) > _MAX_PICTURES else whole)

    def _state(self) -> tuple[object, ...] | None:
        try:
            return (*stamp(), qVersion(), *((path, *file_state(path)) for path in self._sources))
        except OSError:
            return None
