"""Compares two screenshots, tolerant of text antialiasing."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, qBlue, qGreen, qRed

BLOCK = 4
"""Pixels to each side: inside a block the edges of letters even out."""
MAX_COLOUR_DISTANCE = 40
"""Of 255: how much a block may differ in one colour."""
MAX_DIFFERENT_SHARE = 0.0015
"""Share of blocks that may differ more: fewer than a word has."""
COLORS = 40


def different_blocks(seen: QImage, expected: QImage) -> float:
    """Returns the share of blocks that differ, 0 to 1; 1 if the sizes differ."""
    if seen.size() != expected.size():
        return 1.0
    far = _distances(seen, expected)
    return sum(one > MAX_COLOUR_DISTANCE for one in far) / len(far)


def difference(seen: QImage, expected: QImage) -> QImage:
    """Returns an image that is black where both are equal, lighter where they differ."""
    size = _whole_blocks(seen, expected)
    drawn = QImage(size, QImage.Format.Format_RGB32)
    for number, far in enumerate(_distances(seen, expected)):
        drawn.setPixel(number % size.width(), number // size.width(), QColor(far, far, far).rgb())
    return drawn.scaled(size * BLOCK)


def _distances(seen: QImage, expected: QImage) -> list[int]:
    size = _whole_blocks(seen, expected)
    pair = [_small(one.copy(0, 0, size.width() * BLOCK, size.height() * BLOCK)) for one in (seen, expected)]
    return [
        max(abs(part(one) - part(other)) for part in (qRed, qGreen, qBlue))
        for y in range(size.height())
        for x in range(size.width())
        for one, other in [(pair[0].pixel(x, y), pair[1].pixel(x, y))]
    ]


def _whole_blocks(seen: QImage, expected: QImage) -> QSize:
    both = seen.size().boundedTo(expected.size())
    return QSize(both.width() // BLOCK, both.height() // BLOCK)


def _small(image: QImage) -> QImage:
    modes = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.convertToFormat(QImage.Format.Format_RGB32).scaled(image.size() / BLOCK, *modes)


def save_compressed(image: QImage, path: Path) -> None:
    """Saves the image with its most frequent colours; others become the nearest of them."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("B").cast("I")
    table = [color for color, _ in Counter(pixels).most_common(COLORS)]
    nearest = {color: _nearest(color, table) for color in set(pixels)}
    few = QImage(plain.size(), QImage.Format.Format_Indexed8)
    few.setColorTable(table)
    for y in range(plain.height()):
        for x in range(plain.width()):
            few.setPixel(x, y, nearest[pixels[y * plain.width() + x]])
    few.save(str(path), "PNG", 0)


def _nearest(color: int, table: list[int]) -> int:
    def far(other: int) -> int:
        return sum((part(color) - part(other)) ** 2 for part in (qRed, qGreen, qBlue))

    return min(range(len(table)), key=lambda rect: far(table[rect]))
