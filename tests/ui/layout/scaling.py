"""A window of its own on a screen with another pixel ratio: `python -m ui.layout.scaling PICTURE` with
QT_SCALE_FACTOR.

Writes a screenshot and prints as JSON what was not made for that pixel ratio.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel

from kanbert_desktop.ui.cards.view_model import CardVisualState
from kanbert_desktop.ui.window.main_window import MainWindow
from ui.layout.separate_process import report
from ui.layout.window_fixture import OPEN_CARD, WindowFixture


def blurred(window: MainWindow) -> Iterator[str]:
    """Returns pixmaps that are scaled up to the screen's pixels."""
    ratio = window.devicePixelRatioF()
    for button in window.findChildren(QAbstractButton):
        icon = button.icon()
        if button.isVisible() and not icon.isNull() and button.iconSize() * ratio not in _sizes(button):
            yield f"{type(button).__name__} {button.objectName()} {button.accessibleName()}"
    for label in window.findChildren(QLabel):
        drawn = label.pixmap()
        if label.isVisible() and not drawn.isNull() and drawn.devicePixelRatio() != ratio:
            yield f"{type(label).__name__} {label.objectName()}"


def _sizes(button: QAbstractButton) -> list[QSize]:
    return button.icon().availableSizes()


def cropped_icons(fixture: WindowFixture) -> Iterator[str]:
    """Returns cards whose pixmap has another size than their row."""
    view = fixture.board.columns_view.view_of(OPEN_CARD)
    assert view is not None
    ratio, row = fixture.window.devicePixelRatioF(), view.cards.card_rect(OPEN_CARD).size()
    card = view.model.card(view.model.index_of(OPEN_CARD))
    assert card is not None
    image: QPixmap = fixture.board._pixmaps.pixmap(card, CardVisualState(), row, ratio)
    if image.size() != row * ratio or image.devicePixelRatio() != ratio:
        yield f"{image.size()} for {row}"


def blurred_lines(fixture: WindowFixture, whole: QImage) -> Iterator[str]:
    """Returns hairlines between two pixels, which have half their colour."""
    ratio, wanted = fixture.window.devicePixelRatioF(), fixture.window.theme.color("line").rgb()
    for line in fixture.board.panel.findChildren(QFrame, "panelLine"):
        middle = (line.mapTo(fixture.window, QPoint(line.width() // 2, 0))) * ratio
        rows = range(max(0, middle.y() - 2), min(whole.height(), middle.y() + 4))
        if line.isVisible() and not any(whole.pixel(middle.x(), y) == wanted for y in rows):
            yield f"at {middle.y()}"


def main(image: Path) -> None:
    def examine(fixture: WindowFixture) -> dict[str, object]:
        whole = fixture.window.grab().toImage()
        whole.save(str(image))
        return {
            "ratio": fixture.window.devicePixelRatioF(),
            "blurred": list(blurred(fixture.window)),
            "cut": list(cropped_icons(fixture)),
            "faint": list(blurred_lines(fixture, whole)),
        }

    report(examine)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
