"""Measures the contrast of the texts on screen."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.ui.style.contrast import contrast_ratio
from support.painted_text import PaintedText, painted_texts

TEXT = 4.5
"""Minimum contrast of text, by WCAG 2.2."""


def low_contrast_texts() -> Iterator[str]:
    """Returns texts with too little contrast; disabled ones are exempt."""
    for top in QApplication.topLevelWidgets():
        if not top.isVisible():
            continue
        image = top.grab().toImage()
        for widget in (top, *top.findChildren(QWidget)):
            if widget.isVisible() and widget.isEnabled() and widget.window() is top:
                yield from _faint(widget, widget.mapTo(top, QPoint()), image)


def _faint(widget: QWidget, corner: QPoint, image: QImage) -> Iterator[str]:
    for one in painted_texts(widget):
        rect = one.rectangle.translated(corner) & QRectF(image.rect())
        if not one.text.strip() or rect.width() < 4 or rect.height() < 4:
            continue
        background = background_at(image, rect)
        seen = contrast_ratio(one.colour, background)
        if seen < TEXT and not _is_hidden(image, rect, one):
            kind = f"{type(widget).__name__} {widget.objectName()}"
            yield f"{kind}: “{one.text}” {one.colour.name()} on {background.name()}, {seen:.1f}"


def background_at(image: QImage, rect: QRectF) -> QColor:
    """Returns the most frequent colour there: letters cover less than the space between them."""
    return QColor.fromRgba(_colors(image, rect).most_common(1)[0][0])


def _is_hidden(image: QImage, rect: QRectF, words: PaintedText) -> bool:
    """Returns True if another widget covers it."""
    return words.colour.rgb() not in {QColor.fromRgba(one).rgb() for one in _colors(image, rect)}


def _colors(image: QImage, rect: QRectF) -> Counter[int]:
    """Counts the colours of at most 80 columns. As bytes they are counted ten times faster than by `pixel`."""
    part = image.copy(rect.toRect() & image.rect()).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(part.constBits()).cast("I")
    width, step = part.width(), max(1, part.width() // 40)
    return Counter(chain.from_iterable(pixels[x::width] for x in range(0, width, step)))
