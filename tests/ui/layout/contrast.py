"""Whether what stands on the screen at this moment can be told from what it stands on."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.ui.cards.painter import contrast_ratio
from support.painted_text import PaintedText, painted_texts

TEXT = 4.5
"""The least contrast of text, by WCAG 2.2."""


def low_contrast_texts() -> Iterator[str]:
    """Words that can hardly be read; what is switched off at present may be faint."""
    for top in QApplication.topLevelWidgets():
        if not top.isVisible():
            continue
        picture = top.grab().toImage()
        for widget in (top, *top.findChildren(QWidget)):
            if widget.isVisible() and widget.isEnabled() and widget.window() is top:
                yield from _faint(widget, widget.mapTo(top, QPoint()), picture)


def _faint(widget: QWidget, corner: QPoint, picture: QImage) -> Iterator[str]:
    for one in painted_texts(widget):
        place = one.rectangle.translated(corner) & QRectF(picture.rect())
        if not one.text.strip() or place.width() < 4 or place.height() < 4:
            continue
        ground = background_at(picture, place)
        seen = contrast_ratio(one.colour, ground)
        if seen < TEXT and not _is_hidden(picture, place, one):
            kind = f"{type(widget).__name__} {widget.objectName()}"
            yield f"{kind}: “{one.text}” {one.colour.name()} on {ground.name()}, {seen:.1f}"


def background_at(picture: QImage, place: QRectF) -> QColor:
    """The colour met most often there: letters cover less than what is between them."""
    return QColor.fromRgba(_colors(picture, place).most_common(1)[0][0])


def _is_hidden(picture: QImage, place: QRectF, words: PaintedText) -> bool:
    """Under something else: its ink is nowhere to be seen."""
    return words.colour.rgb() not in {QColor.fromRgba(one).rgb() for one in _colors(picture, place)}


def _colors(picture: QImage, place: QRectF) -> Counter[int]:
    box = place.toRect() & picture.rect()
    across = range(box.left(), box.right() + 1, max(1, box.width() // 40))
    down = range(box.top(), box.bottom() + 1)
    return Counter(picture.pixel(x, y) for x in across for y in down)
