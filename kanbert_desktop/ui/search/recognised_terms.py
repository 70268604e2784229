"""Marks behind the conditions of a query field: what is searched for as a condition looks different from plain words."""

import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kanbert_desktop.domain.query import Condition, parse
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.text_fields import is_composing

RADIUS, OVERLAP = 4.0, 2.0
OPACITY = 0.22
_FROM_RIGHT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
_FOLLOWED = (QEvent.Type.Resize, QEvent.Type.Show)


class RecognisedTerms(QWidget):
    """Lies over its field, translucent, and takes no input.

    Texts that run from right to left are not marked: their parts are not where their characters are counted.
    """

    def __init__(self, field: QLineEdit, theme: Theme) -> None:
        super().__init__(field)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._field, self._theme = field, theme
        field.installEventFilter(self)
        field.textChanged.connect(self.update)
        field.cursorPositionChanged.connect(self.update)
        self.setGeometry(field.rect())
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() in _FOLLOWED:
            self.setGeometry(self._field.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.setOpacity(OPACITY)
        for box in self.boxes():
            painter.drawRoundedRect(box, RADIUS, RADIUS)

    def boxes(self) -> Iterator[QRectF]:
        """The visible part of each mark, in the field's coordinates."""
        text, metrics = self._field.text(), self._field.fontMetrics()
        # Composed text moves what stands behind it.
        if _runs_from_right(text) or is_composing(self._field):
            return
        cursor = self._field.cursorRect()
        # The cursor shows how far the text is scrolled.
        origin = cursor.center().x() - metrics.horizontalAdvance(text[: self._field.cursorPosition()])
        visible = QRectF(self._field.rect().adjusted(6, 0, -6, 0))
        query = parse(text)
        for term, (start, end) in zip(query.terms, query.spans, strict=True):
            if isinstance(term, Condition) and term.value:
                left, right = (origin + metrics.horizontalAdvance(text[:place]) for place in (start, end))
                box = (
                    QRectF(left - OVERLAP, cursor.top(), right - left + 2 * OVERLAP, cursor.height())
                    & visible
                )
                if not box.isEmpty():
                    yield box


def _runs_from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in _FROM_RIGHT for letter in text)
